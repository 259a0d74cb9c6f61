// SPDX-License-Identifier: Apache-2.0
import Codegen
import Foundation
import Testing

@Suite("Grammars for language models")
struct GrammarTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()

    /// What the generator makes of the recorded schema with rules.
    private static func response(_ parameter: String) throws -> PluginResponse {
        let bytes = Array(try Data(contentsOf: root.appending(path: "Requests/validated.binpb")))
        var request = try #require(PluginRequest(serialized: bytes))
        request.parameter = parameter
        return GBNFGenerator.run(request)
    }

    @Test(
        "A schema gives exactly the golden grammar and list",
        arguments: ["validated.Order.gbnf", "validated.Order.gbnf.unchecked.txt"])
    func golden(name: String) throws {
        let response = try Self.response("message=validated.Order")
        #expect(response.problems == [])
        let file = try #require(response.files.first { $0.name == name })
        let expected = try String(contentsOf: Self.root.appending(path: "Golden/\(name)"), encoding: .utf8)
        #expect(file.content == expected)
    }

    @Test("A required field that is left out is on the list, and not in the grammar")
    func without() throws {
        let files = try Self.response("message=validated.Order,without=validated.Order.first").files
        #expect(!files[0].content.contains("first"))
        #expect(files[1].content.contains("validated.Order.first: required (it is left out)\n"))
    }

    @Test(
        "What is wrong with a parameter is said",
        arguments: [
            ("message=validated.Nothing", "there is no message 'validated.Nothing' in the schema"),
            ("without=validated.Order.nothing", "there is no field 'validated.Order.nothing' in the schema"),
            ("max_depth=21", "parameter 'max_depth=21' is unknown"),
            ("complete=2", "parameter 'complete=2' is unknown"),
            ("places=0", "parameter 'places=0' is unknown; known are message=NAME, without=FIELD"),
        ])
    func problems(parameter: String, sentence: String) throws {
        let problems = try Self.response(parameter).problems
        #expect(problems.count == 1)
        #expect(problems.first?.text.hasPrefix(sentence) == true)
    }
}
