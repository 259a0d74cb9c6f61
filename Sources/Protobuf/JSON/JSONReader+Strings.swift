// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    // MARK: - Text

    /// A string.
    public mutating func string() throws(JSONFault) -> String {
        guard byte == UInt8(ascii: "\"") else { throw expected("a string") }
        let count = plainLength()
        guard count >= 0 else { return try decodedString() }
        defer { unsafe cursor += count + 2 }
        if makesWords, count <= ImmediateString.capacity,
            let text = unsafe ImmediateString.make(cursor + 1, count: count)
        {
            return text
        }
        try charge(count)
        return try text(from: offset + 1, count: count)
    }

    /// The length of the string that starts at the cursor, if it consists of printable ASCII without
    /// escapes; otherwise -1.
    @inline(__always)
    func plainLength() -> Int {
        var index = 1
        while true {
            let special = Self.special(in: word(at: index))
            if special == 0 {
                index &+= 8
                continue
            }
            index &+= special.trailingZeroBitCount &>> 3
            return unsafe cursor.load(fromByteOffset: index, as: UInt8.self) == UInt8(ascii: "\"") ? index &- 1 : -1
        }
    }

    /// The high bit of each byte that is a quote, a backslash, a control character or not ASCII. Only
    /// the lowest one is sure: a borrow can set those above it.
    @inline(__always)
    static func special(in word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones &* 0x22)
        let slashes = word ^ (ones &* 0x5C)
        let found = (word &- ones &* 0x20) & ~word | (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes | word
        return found & (ones &* 0x80)
    }

    /// Text between two places, which must be UTF-8.
    private func text(from start: Int, count: Int) throws(JSONFault) -> String {
        do throws(UTF8.ValidationError) {
            return String(copying: try UTF8Span(validating: span(from: start, count: count)))
        } catch {
            throw JSONFault(reason: "the string is not valid UTF-8", offset: start + error.byteOffsets.lowerBound)
        }
    }

    /// A string with escapes or other characters than those of ASCII.
    @inline(never)
    private mutating func decodedString() throws(JSONFault) -> String {
        let opening = offset
        step()
        var run = offset
        var decoded = ""
        while true {
            try skipRun(of: opening)
            let isEnd = byte == UInt8(ascii: "\"")
            try charge(offset - run)
            if isEnd && run == opening + 1 {
                defer { step() }
                return try text(from: run, count: offset - run)
            }
            decoded += try text(from: run, count: offset - run)
            step()
            if isEnd { return decoded }
            decoded.unicodeScalars.append(try escape())
            run = offset
        }
    }

    /// Goes to the next quote or backslash of a string.
    private mutating func skipRun(of opening: Int) throws(JSONFault) {
        while true {
            let special = Self.special(in: word())
            if special == 0 {
                unsafe cursor += 8
                continue
            }
            unsafe cursor += special.trailingZeroBitCount &>> 3
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): return
            case 0x80...: step()
            default:
                if isAtEnd { throw JSONFault(reason: "the string is not closed", offset: opening) }
                throw fault("control characters in strings must be escaped")
            }
        }
    }

    // MARK: - Escapes

    /// What follows a backslash.
    private mutating func escape() throws(JSONFault) -> Unicode.Scalar {
        let escaped = byte
        switch escaped {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): break
        case UInt8(ascii: "u"): return try unicodeEscape()
        case UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            step()
            return Self.control(escaped)
        default:
            if isAtEnd { throw fault("the string is not closed") }
            throw JSONFault(reason: "unknown escape \\\(ErrorText.name(of: escaped))", offset: offset - 1)
        }
        step()
        return Unicode.Scalar(escaped)
    }

    private static func control(_ letter: UInt8) -> Unicode.Scalar {
        switch letter {
        case UInt8(ascii: "b"): "\u{8}"
        case UInt8(ascii: "f"): "\u{C}"
        case UInt8(ascii: "n"): "\n"
        case UInt8(ascii: "r"): "\r"
        default: "\t"
        }
    }

    /// `u` with its four hexadecimal digits, and for a high surrogate the low one that must follow.
    private mutating func unicodeEscape() throws(JSONFault) -> Unicode.Scalar {
        let start = offset - 1
        let unit = try fourHexDigits(from: start)
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let lonely = JSONFault(reason: "a surrogate without its other half", offset: start)
        guard unit < 0xDC00, take(UInt8(ascii: "\\")), byte == UInt8(ascii: "u") else { throw lonely }
        let low = try fourHexDigits(from: start)
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        else { throw lonely }
        return scalar
    }

    private mutating func fourHexDigits(from start: Int) throws(JSONFault) -> UInt32 {
        step()
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = byte.hexadecimalValue else {
                throw JSONFault(reason: "\\u needs four hexadecimal digits", offset: start)
            }
            unit = unit << 4 | UInt32(digit)
            step()
        }
        return unit
    }

    // MARK: - Bytes

    /// A string in base64 of either alphabet, with padding or without.
    public mutating func bytes() throws(JSONFault) -> [UInt8] {
        guard byte == UInt8(ascii: "\"") else { throw expected("a string in base64") }
        let start = offset
        let count = plainLength()
        var bytes: [UInt8]?
        if count >= 0 {
            try charge(count / 4 * 3)
            bytes = unsafe Base64.decode(UnsafeRawBufferPointer(start: cursor + 1, count: count))
            unsafe cursor += count + 2
        } else {
            bytes = Base64.decode(try string().utf8)
        }
        guard let bytes else { throw JSONFault(reason: "the string is not base64", offset: start) }
        return bytes
    }
}
