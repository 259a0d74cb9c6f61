// SPDX-License-Identifier: Apache-2.0

extension TextScanner {
    /// Whether a string comes next.
    var isAtString: Bool { peek == UInt8(ascii: "\"") || peek == UInt8(ascii: "'") }

    /// One string or several that follow each other, as one.
    mutating func string() throws(TextFormatError) -> [UInt8] {
        guard isAtString else { throw error("expected a string, found \(found)") }
        var content: [UInt8] = []
        while isAtString { try appendLiteral(to: &content) }
        return content
    }

    private mutating func appendLiteral(to content: inout [UInt8]) throws(TextFormatError) {
        begin()
        let quote = bytes[index]
        advance()
        while let byte = peek, byte != quote {
            switch byte {
            case UInt8(ascii: "\\"): try appendEscape(to: &content)
            case UInt8(ascii: "\n"): throw error("a string ends before the end of its line")
            default:
                content.append(byte)
                advance()
            }
        }
        guard peek == quote else { throw TextFormatError("the string has no end", at: start) }
        advance()
        skipSpace()
    }

    private mutating func appendEscape(to content: inout [UInt8]) throws(TextFormatError) {
        advance()
        guard let byte = peek else { throw error("the string has no end") }
        if let plain = Self.escapes[byte] {
            content.append(plain)
            return advance()
        }
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            let value = number(most: 3, radix: 8)
            guard value < 256 else { throw error("an octal escape is larger than 377") }
            content.append(UInt8(value))
        case UInt8(ascii: "x"), UInt8(ascii: "X"):
            advance()
            guard let digit = peek, digit.hexadecimalValue != nil else { throw error("expected a hexadecimal digit") }
            content.append(UInt8(number(most: 2, radix: 16)))
        case UInt8(ascii: "u"): try appendScalar(digits: 4, to: &content)
        case UInt8(ascii: "U"): try appendScalar(digits: 8, to: &content)
        default: throw error("unknown escape \\\(found)")
        }
    }

    private mutating func appendScalar(digits: Int, to content: inout [UInt8]) throws(TextFormatError) {
        advance()
        let first = index
        let value = number(most: digits, radix: 16)
        guard index - first == digits else { throw error("expected \(digits) hexadecimal digits") }
        // Halves of surrogate pairs are no scalars, alone or together.
        guard let scalar = UnicodeScalar(value) else {
            throw TextFormatError("there is no Unicode scalar \(String(value, radix: 16))", at: first)
        }
        content += Array(String(Character(scalar)).utf8)
    }

    private mutating func number(most digits: Int, radix: UInt32) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let byte = peek, let digit = byte.hexadecimalValue.map(UInt32.init), digit < radix else { break }
            value = value &* radix | digit
            advance()
        }
        return value
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A,
        UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09, UInt8(ascii: "v"): 0x0B,
        UInt8(ascii: "?"): UInt8(ascii: "?"), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
        UInt8(ascii: "'"): UInt8(ascii: "'"), UInt8(ascii: "\""): UInt8(ascii: "\""),
    ]
}

extension [UInt8] {
    /// What a text with the escapes of a string in C stands for, which is how descriptors have a default of
    /// type bytes; nil if it is none.
    package init?(cEscaped text: String) {
        var scanner = TextScanner(Array("\"\(text)\"".utf8))
        guard let bytes = try? scanner.string(), scanner.peek == nil else { return nil }
        self = bytes
    }
}
