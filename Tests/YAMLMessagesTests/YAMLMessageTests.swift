// SPDX-License-Identifier: Apache-2.0

import StrategosAPI
import Testing
import YAMLMessages

@Suite("Messages as YAML")
struct YAMLMessageTests {
    private func read(_ text: String) throws(YAMLMessageError) -> AgentAttributes {
        try YAMLMessage.read(text, file: "f")
    }

    @Test("Numbers, booleans and null are spelt as in JSON, all else is text")
    func scalars() throws {
        #expect(try read("speedPerMille: 300\nhealth_per_mille: 0\n").speedPerMille == 300)
        #expect(try read("speedPerMille: ~\n").speedPerMille == 0)
        #expect(throws: YAMLMessageError.self) { try read("speedPerMille: 0x10") }
        #expect(throws: YAMLMessageError.self) { try read("speedPerMille: yes") }
    }

    @Test(
        "Errors have a place",
        arguments: [
            ("", "f: the file is empty"),
            ("speedPerMille: 1\nspeedPerMille: 2\n", "f: line 1, column 1: the key speedPerMille is there twice"),
            ("a: [", "f: line 2, column 1: "), ("speedPerMille: 2000\n", "f: line 1, column 1: speed_per_mille: "),
            ("a: 1\n---\nb: 2", "f: line 2, column 1: "), ("? [a]\n: 1\n", "f: line 1, column 3: a key must be a word"),
            ("# first\n\n  colour: red\n", "f: line 3, column 3: unknown field"),
        ])
    func errors(text: String, message: String) throws {
        let error = try #require(throws: YAMLMessageError.self) { try read(text) }
        #expect(error.description.hasPrefix(message), "\(error)")
    }

    @Test("A short text that aliases make long is refused")
    func aliases() throws {
        var text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        for (name, before) in zip("bcdefg", "abcdef") {
            text += "\(name): &\(name) [\(Array(repeating: "*\(before)", count: 10).joined(separator: ", "))]\n"
        }
        let error = try #require(throws: YAMLMessageError.self) { try read(text) }
        #expect("\(error)".contains("once aliases are resolved"), "\(error)")
    }
}
