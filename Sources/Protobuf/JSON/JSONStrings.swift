// SPDX-License-Identifier: Apache-2.0

extension JSONParser {
    /// Reads a string, its opening quote included.
    mutating func string() throws(JSONError) -> String {
        let start = index
        index += 1
        var text = ""
        while true {
            text += try plainRun()
            guard let byte = peek else { throw JSONError("the string is not closed", at: start) }
            index += 1
            if byte == UInt8(ascii: "\"") { return text }
            text.unicodeScalars.append(try escape())
        }
    }

    /// The text up to the next quote, backslash or the end; refuses control characters and bad UTF-8.
    private mutating func plainRun() throws(JSONError) -> String {
        let start = index
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
            guard byte >= 0x20 else { throw error("control characters in strings must be escaped") }
            index += 1
        }
        guard let run = String(validating: bytes[start..<index], as: UTF8.self) else {
            throw JSONError("the string is not valid UTF-8", at: start)
        }
        return run
    }

    /// Reads what follows a backslash.
    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        let start = index - 1
        guard let byte = peek else { throw JSONError("the string is not closed", at: start) }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape(from: start)
        default: throw JSONError("unknown escape \\\(Self.name(of: byte))", at: start)
        }
    }

    /// Reads the digits of `\uXXXX`, and for a high surrogate the low one that must follow.
    private mutating func unicodeEscape(from start: Int) throws(JSONError) -> Unicode.Scalar {
        let unit = try fourHexDigits(from: start)
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard unit < 0xDC00, peek == UInt8(ascii: "\\"), index + 1 < bytes.count,
            bytes[index + 1] == UInt8(ascii: "u")
        else { throw JSONError("a surrogate without its other half", at: start) }
        index += 2
        let low = try fourHexDigits(from: start)
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        else { throw JSONError("a surrogate without its other half", at: start) }
        return scalar
    }

    private mutating func fourHexDigits(from start: Int) throws(JSONError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek, let digit = Self.hexDigit(byte) else {
                throw JSONError("\\u needs four hexadecimal digits", at: start)
            }
            unit = unit << 4 | digit
            index += 1
        }
        return unit
    }

    private static func hexDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
