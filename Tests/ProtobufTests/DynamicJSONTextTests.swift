// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Testing

@Suite("JSON text")
struct DynamicJSONTextTests {
    @Test(
        "a malformed text is refused, with the place and the reason",
        arguments: [
            ("", "line 1, column 1: expected a value, found the end of the text"),
            ("{\n  \"a\": 1,\n  \"a\": 2}", "line 3, column 3: duplicate key \"a\""),
            ("[1, 2", "line 1, column 6: expected ',' or ']', found the end of the text"),
            ("[1 2]", "line 1, column 4: expected ',' or ']'"),
            ("{\"a\" 1}", "line 1, column 6: expected ':' after the key \"a\""),
            ("{a: 1}", "line 1, column 2: expected a key in double quotes"),
            ("[1,]", "line 1, column 4: expected a value, found ']'"),
            ("{\"a\":1,}", "line 1, column 8: expected a key in double quotes"),
            ("01", "line 1, column 1: a number may not start with 0"),
            ("1.", "line 1, column 3: expected a digit, found the end of the text"),
            ("-", "line 1, column 2: expected a digit, found the end of the text"),
            (".5", "line 1, column 1: expected a value, found '.'"),
            ("nul", "line 1, column 1: expected null"),
            ("\"é\u{1}\"", "line 1, column 3: control characters in strings must be escaped"),
            ("\"abc", "line 1, column 1: the string is not closed"),
            ("\"\\x\"", "line 1, column 2: unknown escape \\'x'"),
            ("\"\\ud800\"", "line 1, column 2: a surrogate without its other half"),
            ("\"\\ud800\\u0041\"", "line 1, column 2: a surrogate without its other half"),
            ("\"\\udc00\"", "line 1, column 2: a surrogate without its other half"),
            ("\"\\u00g0\"", "line 1, column 2: \\u needs four hexadecimal digits"),
            ("1 2", "line 1, column 3: unexpected text after the value"),
            ("\u{FEFF}1", "line 1, column 1: expected a value, found byte 0xef"),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: JSONError.self) { try JSONParser.parse(text) }
        #expect(error?.description == message)
    }

    @Test("bytes that are not UTF-8 are refused", arguments: [[0xC0, 0x80], [0xED, 0xA0, 0x80], [0xFF]] as [[UInt8]])
    func invalidUTF8(bytes: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        let error = #expect(throws: JSONError.self) { try JSONParser.parse([quote] + bytes + [quote]) }
        #expect(error?.reason == "the string is not valid UTF-8")
    }

    @Test("nesting beyond the limit is an error, not a crash")
    func depth() throws {
        let deep = String(repeating: "[", count: 100_000)
        let error = #expect(throws: JSONError.self) { try JSONParser.parse(deep) }
        #expect(error?.reason == "nested too deeply")
        #expect(error?.offset == JSONParser.defaultDepth)
        _ = try JSONParser.parse(String(repeating: "[", count: 200) + String(repeating: "]", count: 200))
    }

    @Test("keys that differ in bytes are different keys, even when they look the same")
    func canonicallyEqualKeys() throws {
        let node = try JSONParser.parse("{\"\u{e9}\": 1, \"e\u{301}\": 2}")
        guard case .object(let members) = node.value else { return #expect(Bool(false)) }
        #expect(members.count == 2)
    }

    @Test("escapes are undone, surrogate pairs joined")
    func escapes() throws {
        let node = try JSONParser.parse(#""a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#)
        guard case .string(let text) = node.value else { return #expect(Bool(false)) }
        #expect(text == "a\"\\/\u{8}\u{C}\n\r\té😀")
    }

    @Test(
        "a whole number is an integer however it is written",
        arguments: [
            ("0", 0), ("-0", 0), ("1.0", 1), ("1e3", 1000), ("1E+2", 100), ("1200e-2", 12), ("1.5e1", 15),
            ("-9223372036854775808", Int64.min), ("9223372036854775807", Int64.max), ("0e999999999999", 0),
        ] as [(String, Int64)])
    func wholeNumbers(text: String, value: Int64) {
        #expect(JSONNumber(text)?.integer(as: Int64.self) == value)
    }

    @Test(
        "a number with a fraction or out of range is no integer",
        arguments: ["1.5", "1e-1", "9223372036854775808", "-9223372036854775809", "1e19", "1e99999999999999999999"])
    func notIntegers(text: String) {
        #expect(JSONNumber(text) != nil)
        #expect(JSONNumber(text)?.integer(as: Int64.self) == nil)
    }

    @Test("numbers beyond the finite ones have no floating-point value")
    func floatRange() {
        #expect(JSONNumber("1e39")?.float == nil)
        #expect(JSONNumber("1e309")?.double == nil)
        #expect(JSONNumber("1e39")?.double == 1e39)
        #expect(JSONNumber("-0.0")?.double?.sign == .minus)
    }

    @Test("numbers are written in the fewest digits that read back the same")
    func writesNumbers() {
        var writer = JSONWriter()
        writer.beginArray()
        for value in [1.0, 0.1, 1e300, .leastNonzeroMagnitude, -0.0, .nan, -.infinity] as [Double] {
            writer.element()
            writer.floating(value)
        }
        writer.element()
        writer.floating(Float(0.1))
        writer.element()
        writer.quotedInteger(UInt64.max)
        writer.endArray()
        let expected = #"[1,0.1,1e+300,5e-324,-0.0,"NaN","-Infinity",0.1,"18446744073709551615"]"#
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    }

    @Test("control characters are escaped, so that a terminal does not obey them")
    func writesStrings() {
        var writer = JSONWriter()
        writer.string("\u{1B}[31m\"\\\u{9B}é\n\u{2028}")
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "\"\\u001b[31m\\\"\\\\\\u009bé\\n\\u2028\"")
    }

    @Test("base64 is read in both alphabets, with and without padding", arguments: ["-_8=", "+/8=", "-_8", "+/8"])
    func base64(text: String) { #expect(Base64.decode(text.utf8) == [0xFB, 0xFF]) }

    @Test("what is not base64 is refused", arguments: ["A", "A===", "AB=C", "====", "A B=", "AAAA="])
    func notBase64(text: String) { #expect(Base64.decode(text.utf8) == nil) }

    @Test("base64 of every length reads back", arguments: 0..<10)
    func base64RoundTrip(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 57 + 200) }
        #expect(Base64.decode(Base64.encode(bytes).utf8) == bytes)
        #expect(Base64.decode(Base64.encode(bytes, padded: false).utf8) == bytes)
    }

    @Test("values that follow one another are cut apart as their bytes arrive")
    func splitter() throws {
        let text = "{\"a\": \"}\\\"\"} [1]2 \"x\"true{}\n null"
        var splitter = JSONSplitter()
        var pieces: [String] = []
        for byte in text.utf8 {
            splitter.append([byte])
            while let piece = splitter.next(atEnd: false) {
                pieces.append(String(decoding: piece.bytes, as: UTF8.self))
            }
        }
        while let piece = splitter.next(atEnd: true) {
            pieces.append(String(decoding: piece.bytes, as: UTF8.self))
            #expect(piece.start.line == 2)
            #expect(piece.start.column == 2)
        }
        #expect(pieces == ["{\"a\": \"}\\\"\"}", "[1]", "2", "\"x\"", "true", "{}", "null"])
    }
}
