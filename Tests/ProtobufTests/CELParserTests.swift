// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Testing

@Suite("Reading CEL")
struct CELParserTests {
    @Test(
        "An error says what is wrong and where",
        arguments: [
            ("1 +", "1:4: expected an expression, found the end"),
            ("a.", "1:3: expected a field name, found the end"),
            ("[1, 2", "1:6: expected ',' or ']', found the end"),
            ("{1}", "1:3: expected ':', found '}'"),
            ("'a\nb'", "1:1: string without end on its line"),
            ("1 == 1 2", "1:8: expected an operator or the end, found a number"),
            ("x ==\n  # 3", "2:3: unexpected character '#'"),
            ("'é' + ", "1:7: expected an expression, found the end"),
            ("9223372036854775808", "1:1: number too large for 64 bits"),
            ("-9223372036854775809", "1:2: number too large for 64 bits"),
            ("'\\q'", "1:2: unknown escape"),
            ("'\\ud800'", "1:2: escape of something that is not a code point"),
            ("for + 1", "1:1: 'for' is a reserved word"),
            ("frob(1)", "1:1: unknown function 'frob'"),
            ("a.size(1)", "1:3: 'size' cannot be called like this with 1 arguments"),
            ("has(a)", "1:5: has() asks for a field: has(a.b)"),
            ("[1].all(a.b, true)", "1:9: the variable of a macro must be a simple name"),
            ("a.?b", "1:3: optional values are not supported"),
            ("a.matches('(')", "1:11: pattern: missing ): ("),
        ])
    func errors(text: String, error: String) {
        let message = { () -> String in
            do throws(CELSyntaxError) { _ = try CELProgram(text) } catch { return error.description }
            return "no error"
        }()
        #expect(message == error)
    }

    @Test("Operators bind as CEL says")
    func precedence() throws {
        #expect(try truth("2 + 3 * 4 == 14 && !false || 1 / 0 == 1"))
        #expect(try truth("10 - 4 - 3 == 3"))
        #expect(try truth("true ? true : false ? false : 1"))
        #expect(try truth("-2 * -3 == 6 && - - 1 == 1 && !!true"))
        #expect(try truth("1 in [1] == true"))
    }

    @Test("What CEL asks for at least in length and depth is accepted, and far more is refused")
    func limits() throws {
        #expect(try truth([String](repeating: "false", count: 100).joined(separator: " || ") + " || true"))
        #expect(try truth([String](repeating: "1", count: 32).joined(separator: " + ") + " == 32"))
        #expect(try truth(String(repeating: "(", count: 32) + "true" + String(repeating: ")", count: 32)))
        #expect(try truth(String(repeating: "false ? 1 : ", count: 24) + "2 == 2"))
        for (open, close) in [("(", ")"), ("[", "]"), ("!", ""), ("-", ""), ("size(", ")"), ("{1:", "}")] {
            let deep = String(repeating: open, count: 20_000) + "1" + String(repeating: close, count: 20_000)
            #expect(throws: CELSyntaxError.self) { try CELProgram(String(deep.prefix(99_000))) }
        }
        #expect(throws: CELSyntaxError.self) { try CELProgram("1" + String(repeating: " + 1", count: 1000)) }
        #expect(throws: CELSyntaxError.self) { try CELProgram(String(repeating: " ", count: 200_000)) }
    }

    @Test("No text makes the parser crash: every prefix and every single change of a long expression")
    func mutations() {
        let text = Array(
            "a.b[1] ? {'k': [r'x', b\"\\x00\", 0x1Fu, 1.5e3]} : x.all(y, has(y.z) && P.Q{f: -1} != null)".utf8)
        for index in text.indices {
            _ = try? CELProgram(String(decoding: text[..<index], as: UTF8.self))
            for byte in [UInt8](0...127) {
                var changed = text
                changed[index] = byte
                _ = try? CELProgram(String(decoding: changed, as: UTF8.self))
            }
        }
    }

    private func truth(_ text: String) throws -> Bool {
        guard case .bool(let value) = try CELProgram(text).evaluate(CELVariables()) else { return false }
        return value
    }
}
