// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Testing

@Suite("Evaluating CEL")
struct CELInterpreterTests {
    @Test(
        "Each of these is true",
        arguments: [
            // Numbers lie on one line, and compare exactly.
            "dyn(1) == 1u && dyn(1.0) == 1 && dyn(9223372036854775807) == 9223372036854775808.0",
            "dyn(-1) < 1u && dyn(18446744073709551615u) > 1 && dyn(1.5) > 1",
            "0.0 / 0.0 != 0.0 / 0.0 && !(0.0 / 0.0 < 1.0) && -0.0 == 0.0",
            "-9223372036854775808 < 0 && 7 / -2 == -3 && 7 % -2 == 1 && 0x1F == 31",
            "int(-1.9) == -1 && uint('42') == 42u && double('1e3') == 1000.0 && string(1e300) == '1e+300'",
            // Text is code points and bytes, never what looks the same.
            "size('héllo😀') == 6 && size(bytes('é')) == 2 && 'é' != 'e\\u0301'",
            "'a' < 'b' && b'\\xff' > b'\\x00\\x00' && 'z' < 'é'",
            "'\\'\\x41\\u00e9\\U0001F600\\101' == \"'Aé😀A\" && r'\\n' == '\\\\n' && b'\\377' == b'\\xff'",
            "'''a\n'b''' == 'a\\n\\'b'",
            "'hello'.matches('^h.*o$') && matches('a+b', '\\\\+') && !'x'.matches('y')",
            "'a,b,c'.split(',').join('-') == 'a-b-c' && 'tacocat'.substring(4) == 'cat'",
            // Errors are absorbed by what decides without them.
            "(1 / 0 > 0 || true) && !(1 / 0 > 0 && false)",
            "[0, 1].exists(x, 1 / x == 1) && ![1, 0].all(x, 1 / x == 2)",
            "[1, 2, 3].map(x, x % 2 == 1, x * x) == [1, 9] && [1, 2].filter(x, x > 1) == [2]",
            "{'a': 1, 'b': 2}.exists_one(k, k == 'a') && {1: 'x'}[1u] == 'x' && 'a' in {'a': null}",
            "[3, 4].exists(i, v, i == 1 && v == 4) && {'a': 1}.transformMap(k, v, v + 1) == {'a': 2}",
            "[1, 2].all(x, [x].all(x, x > 0)) && has({'a': 1}.a) && !has({'a': 1}.b)",
            // Time.
            "duration('1h30m') == duration('90m') && string(duration('-1.5s')) == '-1.5s'",
            "timestamp('2026-02-28T23:00:00Z') + duration('2h') == timestamp('2026-03-01T01:00:00Z')",
            "timestamp('2024-02-29T12:34:56.789+01:00').getDayOfYear() == 59",
            "timestamp('2026-07-01T00:00:00Z').getHours('+05:30') == 5",
            "string(timestamp(0)) == '1970-01-01T00:00:00Z' && timestamp('0001-01-01T00:00:00Z').getFullYear() == 1",
            // Types and formats.
            "type(1) == int && type(type(1)) == type && type(null) == null_type && type(duration('1s')) != int",
            "'%s %d %.2f %x %e'.format([[1, 'a'], 5u, 2.675, b'\\x0f', 1234.5]) == '[1, a] 5 2.67 0f 1.234500e+03'",
            "'%s'.format([{'b': 1.50, 'a': null}]) == '{a: null, b: 1.5}'",
            "math.greatest(1, 2.5, 2u) == 2.5 && math.least([3, 1]) == 1",
            // protovalidate's.
            "(0.0 / 0.0).isNan() && (1.0 / 0.0).isInf(1) && !(1.0 / 0.0).isInf(-1)",
            "[1, 2].unique() && !['a', 'a'].unique() && ['é', 'e\\u0301'].unique() && [].unique()",
            "'a@b.c'.isEmail() && '1.2.3.4'.isIp(4) && '::1/128'.isIpPrefix(6, true) && 'x:1'.isHostAndPort(true)",
        ])
    func truths(text: String) throws {
        guard case .bool(true) = try CELProgram(text).evaluate(CELVariables()) else {
            Issue.record("not true")
            return
        }
    }

    @Test(
        "Each of these is an error",
        arguments: [
            ("9223372036854775807 + 1", "int overflow"),
            ("0u - 1u", "uint overflow"),
            ("-(-9223372036854775808)", "int overflow"),
            ("1 / 0", "divide by zero"),
            ("1 + 1u", "no such overload: _+_(int, uint)"),
            ("'a' < 1", "no such overload: _<_(string, int)"),
            ("[1][1]", "index out of bounds: 1"),
            ("{'a': 1}.b", "no such key: b"),
            ("{'a': 1, 'a': 2}", "repeated key in a map"),
            ("unknown", "undeclared reference to 'unknown'"),
            ("int(1e30)", "int overflow"),
            ("string(b'\\xff')", "bytes are not UTF-8"),
            ("timestamp('2023-02-29T00:00:00Z')", "cannot convert '2023-02-29T00:00:00Z' to timestamp"),
            ("timestamp('9999-12-31T23:59:59Z') + duration('1s')", "timestamp overflow"),
            ("duration('9223372036s') + duration('1s')", "duration overflow"),
            ("true && 1", "no such overload: logical operator on something that is not bool"),
            ("'%d'.format(['x'])", "format: '%d' does not take string"),
            ("[1.0 / 0.0].map(x, x % 2.0)", "no such overload: _%_(double, double)"),
        ])
    func errors(text: String, message: String) throws {
        let program = try CELProgram(text)
        #expect(throws: CELError.self) { try program.evaluate(CELVariables()) }
        do throws(CELError) { _ = try program.evaluate(CELVariables()) } catch { #expect(error.message == message) }
    }

    @Test(
        "An expression that would take too long is ended, and nothing absorbs that",
        arguments: [
            "{R}.all(a, {R}.all(b, {R}.all(c, {R}.all(d, {R}.all(e, {R}.all(f, {R}.all(g, true))))))) || true",
            "{R}.map(a, {R}.map(b, {R}.map(c, {R}.map(d, 'xxxxxxxxxxxxxxxxxxxxxxxx')))).size() > 0",
            "[0].map(a, t + t).map(b, b + b).map(c, c + c).map(d, d + d).map(e, e + e).map(f, f + f).map(g, g + g) == []",
            "t.replace('a', t).replace('a', t).size() > 0",
            "t.contains(t.substring(0, 90000) + 'b')",
        ])
    func budget(text: String) throws {
        let range = "[\([String](repeating: "1", count: 30).joined(separator: ", "))]"
        let program = try CELProgram(
            text.split(separator: "{R}", omittingEmptySubsequences: false).joined(separator: range))
        let names = CELVariables(["t": .string(String(repeating: "a", count: 200_000))])
        do throws(CELError) {
            _ = try program.evaluate(names, budget: 100_000)
            Issue.record("not ended")
        } catch {
            #expect(error.isExhausted)
        }
    }

    @Test("Names are looked up from the inside out, then in the container and the scopes around it")
    func scopes() throws {
        let names = CELVariables(["a.b.x": .int(1), "a.x": .int(2), "x": .int(3), "a.b.y.z": .int(4)])
        func value(_ text: String) throws -> String { "\(try CELProgram(text, container: "a.b").evaluate(names))" }
        #expect(try value("x") == "int(1)")
        #expect(try value(".x") == "int(3)")
        #expect(try value("y.z") == "int(4)")
        #expect(try value("[7].map(x, x + .x)[0]") == "int(10)")
    }
}
