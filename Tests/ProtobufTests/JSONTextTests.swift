// SPDX-License-Identifier: Apache-2.0
import Protobuf
import TestSchema
import Testing

/// Any JSON value.
private typealias Value = Google_Protobuf_Value

@Suite("JSON text")
struct JSONTextTests {
    @Test(
        "a malformed text is refused, with the place and the reason",
        arguments: [
            ("", "line 1, column 1: expected a value, found the end of the text"),
            ("{\n  \"a\": 1,\n  \"a\": 2}", "line 3, column 3: the key is given twice"),
            ("[1, 2", "line 1, column 6: [1]: expected ',' or ']', found the end of the text"),
            ("[1 2]", "line 1, column 4: [0]: expected ',' or ']', found a number"),
            ("{\"a\" 1}", "line 1, column 6: a: expected ':', found a number"),
            ("{a: 1}", "line 1, column 2: expected a key in double quotes, found 'a'"),
            ("[1,]", "line 1, column 4: [1]: expected a value, found ']'"),
            ("[,1]", "line 1, column 2: [0]: expected a value, found ','"),
            ("{\"a\":1,}", "line 1, column 8: expected a key in double quotes, found '}'"),
            ("01", "line 1, column 3: a number may not start with 0"),
            ("1.", "line 1, column 3: expected a digit, found the end of the text"),
            ("-", "line 1, column 2: expected a number, found the end of the text"),
            ("1e+", "line 1, column 4: expected a digit, found the end of the text"),
            (".5", "line 1, column 1: expected a value, found '.'"),
            ("nul", "line 1, column 1: expected a value, found 'n'"),
            ("\"é\u{1}\"", "line 1, column 3: control characters in strings must be escaped"),
            ("\"a\u{0}\"", "line 1, column 3: control characters in strings must be escaped"),
            ("\"abc", "line 1, column 1: the string is not closed"),
            ("\"abc\\", "line 1, column 6: the string is not closed"),
            ("\"\\x\"", "line 1, column 2: unknown escape \\'x'"),
            ("\"\\ud800\"", "line 1, column 2: a surrogate without its other half"),
            ("\"\\ud800\\u0041\"", "line 1, column 2: a surrogate without its other half"),
            ("\"\\udc00\"", "line 1, column 2: a surrogate without its other half"),
            ("\"\\u00g0\"", "line 1, column 2: \\u needs four hexadecimal digits"),
            ("1 2", "line 1, column 3: unexpected text after the value"),
            ("\u{FEFF}1", "line 1, column 1: expected a value, found byte 0xef"),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: JSONError.self) { try Value(json: text) }
        #expect(error?.description == message)
    }

    @Test("bytes that are not UTF-8 are refused", arguments: [[0xC0, 0x80], [0xED, 0xA0, 0x80], [0xFF]] as [[UInt8]])
    func invalidUTF8(bytes: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        let error = #expect(throws: JSONError.self) { try Value(json: [quote] + bytes + [quote]) }
        #expect(error?.reason == "the string is not valid UTF-8")
    }

    @Test("nesting beyond the limit is an error, not a crash", arguments: ["[", "{\"a\":"])
    func depth(opening: String) throws {
        let deep = String(repeating: opening, count: 100_000)
        let error = #expect(throws: JSONError.self) { try Value(json: deep) }
        #expect(error?.reason == "messages are nested too deeply")
        // A list is a message within the value, so each bracket is two levels.
        _ = try Value(json: String(repeating: "[", count: 50) + String(repeating: "]", count: 50))
    }

    @Test("memory beyond the limit is an error")
    func budget() {
        var options = JSONDecodingOptions()
        options.limits.decodedBytes = 1 << 20
        let text = "[" + String(repeating: "{},", count: 100_000) + "{}]"
        let error = #expect(throws: JSONError.self) { try Value(json: text, options: options) }
        #expect(error?.reason == "the message is too large once decoded")
    }

    @Test("escapes are undone, surrogate pairs joined")
    func escapes() throws {
        let text = #""a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#
        #expect(try Value(json: text).string == "a\"\\/\u{8}\u{C}\n\r\té😀")
    }

    @Test("strings of every length read back", arguments: 0..<40)
    func strings(count: Int) throws {
        for letter in ["x", "\\", "ö", "\u{7F}", "😀", "\u{2028}"] {
            let text = String(repeating: "a", count: count) + letter + String(repeating: "b", count: count)
            let json = try Value(text).json()
            #expect(try Value(json: json).string == text)
        }
    }

    @Test(
        "a whole number is an integer however it is written",
        arguments: [
            ("0", 0), ("-0", 0), ("1.0", 1), ("1e3", 1000), ("1E+2", 100), ("1200e-2", 12), ("1.5e1", 15),
            ("-9223372036854775808", Int64.min), ("9223372036854775807", Int64.max), ("0e999999999999", 0),
            ("1000000000000000000000000e-24", 1), ("\"1e2\"", 100), ("\"-7\"", -7), (#""\u0031\u0032""#, 12),
        ] as [(String, Int64)])
    func wholeNumbers(text: String, value: Int64) throws {
        #expect(try Google_Protobuf_Int64Value(json: text).value == value)
    }

    @Test(
        "a number with a fraction or out of range is no integer",
        arguments: [
            "1.5", "1e-1", "9223372036854775808", "-9223372036854775809", "1e19", "1e99999999999999999999", "\"\"",
            "\" 1\"", "\"1 \"", "\"+1\"", "\"1", "\"0x1\"", "true", "null", "1e", "--1", "\"1.5\"",
        ])
    func notIntegers(text: String) {
        #expect(throws: JSONError.self) { try Google_Protobuf_Int64Value(json: text) }
    }

    @Test("numbers beyond the finite ones have no floating-point value")
    func floatRange() throws {
        #expect(throws: JSONError.self) { try Google_Protobuf_FloatValue(json: "1e39") }
        #expect(throws: JSONError.self) { try Google_Protobuf_DoubleValue(json: "1e309") }
        #expect(throws: JSONError.self) { try Google_Protobuf_DoubleValue(json: "1e999999999") }
        #expect(try Google_Protobuf_DoubleValue(json: "1e39").value == 1e39)
        #expect(try Google_Protobuf_DoubleValue(json: "1e-999999999").value == 0)
        #expect(try Google_Protobuf_DoubleValue(json: "-0.0").value.sign == .minus)
        #expect(try Google_Protobuf_FloatValue(json: "\"-Infinity\"").value == -.infinity)
    }

    @Test("floating-point numbers read back the same, and are read as the standard library reads them")
    func floatingRoundTrip() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let double = Double(bitPattern: generator.next())
            let float = Float(bitPattern: generator.next())
            let short = (Double(generator.next() % 2_000_000) / 1000).rounded() / 100
            for value in [double, Double(float), short] where value.isFinite {
                let text = try Google_Protobuf_DoubleValue(value).json()
                #expect(try Google_Protobuf_DoubleValue(json: text).value == value, "\(value)")
                #expect(text.utf8.count <= value.description.utf8.count, "\(value)")
            }
            for value in [float, Float(short), Float(double)] where value.isFinite {
                let text = try Google_Protobuf_FloatValue(value).json()
                #expect(try Google_Protobuf_FloatValue(json: text).value == value, "\(value)")
                #expect(text.utf8.count <= value.description.utf8.count, "\(value)")
            }
            let digits = "\(generator.next() % 1000).\(generator.next())e\(Int(generator.next() % 60) - 30)"
            #expect(try Google_Protobuf_FloatValue(json: digits).value == Float(digits)!, "\(digits)")
            #expect(try Google_Protobuf_DoubleValue(json: digits).value == Double(digits)!, "\(digits)")
        }
    }

    @Test("numbers of up to twenty digits are rounded as the standard library does, those in the middle to even")
    func rounding() throws {
        var numbers = RandomNumbers(for: "rounding of numbers in JSON")
        for _ in 0..<20_000 {
            let exponent = Int.random(in: -30...30, using: &numbers)
            var texts = ["\(numbers.next() >> (numbers.next() % 64))e\(exponent)"]
            // In the middle of two doubles: an odd number of 54 bits, divided by a power of two or not.
            let odd = numbers.next() >> 10 | 1 << 53 | 1
            let power = Int.random(in: 0...4, using: &numbers)
            let (scaled, isTooLarge) = odd.multipliedReportingOverflow(by: [1, 5, 25, 125, 625][power])
            if !isTooLarge { texts.append("\(scaled)e-\(power)") }
            for text in texts {
                #expect(try Google_Protobuf_DoubleValue(json: text).value == Double(text)!, "\(text)")
                guard let float = Float(text), float.isFinite else { continue }
                #expect(try Google_Protobuf_FloatValue(json: text).value == float, "\(text)")
            }
        }
    }

    @Test("numbers in the middle between two floats are rounded once")
    func middles() throws {
        for text in ["1.00000005960464477539062500000001", "16777217.0000000001", "0.500000029802322387695312499"] {
            #expect(try Google_Protobuf_FloatValue(json: text).value == Float(text)!)
        }
        let long = "9007199254740993" + String(repeating: "0", count: 900) + "1e-901"
        #expect(try Google_Protobuf_DoubleValue(json: long).value == 9007199254740994)
    }

    @Test("numbers are written in the fewest digits that read back the same")
    func writesNumbers() {
        var writer = JSONWriter()
        writer.beginArray()
        for value in [1.0, 0.1, 1e300, .leastNonzeroMagnitude, -0.0, .nan, -.infinity, 62.6, 0.001, -12.5] as [Double] {
            writer.element()
            writer.double(value)
        }
        writer.element()
        writer.float(0.1)
        writer.element()
        writer.uint64(UInt64.max)
        writer.element()
        writer.int32(.min)
        writer.endArray()
        let expected =
            #"[1,0.1,1e+300,5e-324,-0.0,"NaN","-Infinity",62.6,0.001,-12.5,0.1,"18446744073709551615",-2147483648]"#
        #expect(writer.text == expected)
    }

    @Test("control characters are escaped, so that a terminal does not obey them")
    func writesStrings() {
        var writer = JSONWriter()
        writer.string("\u{1B}[31m\"\\\u{9B}é\n\u{2028}")
        #expect(writer.text == "\"\\u001b[31m\\\"\\\\\\u009bé\\n\\u2028\"")
    }

    @Test("what is long or deep takes time in proportion")
    func hostile() throws {
        let million = 1_000_000
        let digits = String(repeating: "9", count: million)
        #expect(throws: JSONError.self) { try Value(json: digits) }
        #expect(try Value(json: "0." + digits).number == 1)
        #expect(throws: JSONError.self) { try Google_Protobuf_Int64Value(json: digits) }
        let text = String(repeating: "a\u{e9}", count: 5 * million)
        #expect(try Value(json: "\"" + text + "\"").string?.utf8.count == 15 * million)
        let escaped = String(repeating: "\\u0061", count: million)
        #expect(try Value(json: "\"" + escaped + "\"").string?.utf8.count == million)
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

    @Test("a key of a map of booleans may be written with escapes")
    func booleanKeys() throws {
        let maps = try Strategos_Test_V1_Maps(json: #"{"boolKeys": {"\u0074rue": "a", "false": "b"}}"#)
        #expect(maps.boolKeys == [true: "a", false: "b"])
        #expect(throws: JSONError.self) { try Strategos_Test_V1_Maps(json: #"{"boolKeys": {"yes": "a"}}"#) }
    }

    @Test("an error cuts what it quotes, also where one character has many code points")
    func longQuotes() throws {
        let name = "a" + String(repeating: "\u{301}", count: 10_000)
        let error = #expect(throws: JSONError.self) { try Strategos_Test_V1_Maps(json: "{\"\(name)\": 1}") }
        #expect(try #require(error).description.utf8.count < 300)
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
