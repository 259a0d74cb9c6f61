// SPDX-License-Identifier: Apache-2.0
import Codegen
import Foundation
import Testing

@Suite("Generator")
struct GeneratorTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()

    /// A recorded request of protoc.
    private static func request(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: root.appending(path: "Requests/\(name).binpb")))
    }

    @Test("What is no request is answered with a problem, not a crash")
    func garbage() {
        let response = Generator.run([0xff, 0xff])
        #expect(String(decoding: response, as: UTF8.self).contains("no request of protoc"))
    }

    @Test(
        "A schema gives exactly the golden files",
        arguments: [
            "golden.pb.swift", "golden.json.swift", "golden.rpc.swift", "older.pb.swift", "older.json.swift",
            "validated.validate.swift",
        ])
    func golden(name: String) throws {
        let schema = String(name.prefix { $0 != "." })
        let request = try #require(PluginRequest(serialized: try Self.request(schema)))
        let response = Generator.run(request)
        #expect(response.problems == [])
        let file = try #require(response.files.first { $0.name == name })
        let expected = try String(contentsOf: Self.root.appending(path: "Golden/\(name)"), encoding: .utf8)
        #expect(file.content == expected)
    }

    @Test("All problems of a run are reported at once, each with its place")
    func problems() throws {
        let request = try #require(PluginRequest(serialized: try Self.request("problems")))
        let problems = Generator.run(request).problems
        #expect(
            problems.map(\.description) == [
                "error: parameter 'visibility=secret' is unknown; known are visibility=public|package|internal, "
                    + "naming=path|flat, files=needed|all, content=all|descriptors, comments=all|none, json=all|none, "
                    + "stubs=both|server|client|none, "
                    + "validators=all|none, module=PREFIX:MODULE, runtime=MODULE, calls=MODULE",
                "problems.proto:8:18: error: Problems: foo_bar and fooBar would both be 'fooBar' in Swift",
                "problems.proto:15:3: error: Level: LEVEL_ONE and ONE would both be 'one' in Swift",
                "problems.proto:20:18: error: moreOf and more_of would both be the constant moreOfExtension in Swift",
            ])
    }

    @Test("What a newer edition may bring is refused, not passed over")
    func editions() throws {
        var request = try #require(PluginRequest(serialized: try Self.request("golden")))
        let last = request.files.count - 1
        request.files[last].syntax = "editions"
        request.files[last].edition = 1001
        request.files[last].messages[0].features.unknown = ["the feature of number 9"]
        request.files[last].messages[0].fields[1].features.unknown = ["value 7 of the feature enum_type"]
        #expect(
            Generator.run(request).problems.map(\.text) == [
                "edition number 1001 is not supported yet; 2023 (1000) is",
                "the feature of number 9 is not supported",
                "value 7 of the feature enum_type is not supported",
            ])
    }

    @Test("A default of type bytes that is not escaped as it should be is refused")
    func damagedDefault() throws {
        var request = try #require(PluginRequest(serialized: try Self.request("older")))
        let last = request.files.count - 1
        let inner = try #require(
            request.files[last].messages[0].messages.firstIndex { $0.fields.first?.name == "code" })
        request.files[last].messages[0].messages[inner].fields[0].defaultValue = #"\q"#
        #expect(
            Generator.run(request).problems.map(\.text) == [
                "field code: the default is not escaped as a string in C"
            ])
    }

    @Test("Only the files that are asked for come out, named as the parameters say")
    func naming() throws {
        var request = try #require(PluginRequest(serialized: try Self.request("golden")))
        request.parameter = "naming=flat,stubs=none,content=descriptors,visibility=package"
        request.files[request.files.count - 1].name = "a/b/golden.proto"
        request.filesToGenerate = ["a/b/golden.proto"]
        let files = Generator.run(request).files
        #expect(files.map(\.name) == ["a_b_golden.pb.swift"])
        #expect(files[0].content.contains("package static let aBGolden = FileDescriptorSource("))
        #expect(!files[0].content.contains("struct"))
    }

    @Test("Custom options reach the generator with their numbers")
    func options() throws {
        let request = try #require(PluginRequest(serialized: try Self.request("golden")))
        let field = try #require(request.files.last?.messages.first?.fields.first)
        #expect(field.options.entries.map(\.tag) == [50_001 << 3 | 2])
        #expect(field.options.entries.map(\.value) == [Array("marked".utf8)])
    }
}
