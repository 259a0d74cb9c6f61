// SPDX-License-Identifier: Apache-2.0

extension JSONWriter {
    /// A string, escaped where JSON demands it and where a terminal would obey it.
    @inlinable @inline(__always)
    public mutating func string(_ text: borrowing String) {
        let (low, high) = unsafe ImmediateString.words(copy text)
        guard writesWords && ImmediateString.isWords(high) else { return longString(copy text) }
        words(low, high)
    }

    /// A string of the immediate form.
    @usableFromInline
    mutating func words(_ low: UInt64, _ high: UInt64) {
        let count = UInt8(truncatingIfNeeded: high &>> 56) & 0x0f
        // The last byte is the count's. Bytes behind the text are zero.
        let second = high & 0x00FF_FFFF_FFFF_FFFF
        let start = unsafe base + written
        unsafe start.storeBytes(of: UInt8(ascii: "\""), as: UInt8.self)
        unsafe (start + 1).storeBytes(of: low.littleEndian, as: UInt64.self)
        unsafe (start + 9).storeBytes(of: second.littleEndian, as: UInt64.self)
        guard !Self.needsCare(low, second, count) else {
            return longString(unsafe unsafeBitCast((low, high), to: String.self))
        }
        unsafe start.storeBytes(of: UInt8(ascii: "\""), toByteOffset: Int(count) &+ 1, as: UInt8.self)
        written &+= Int(count) &+ 2
        reserve(0)
    }

    /// Whether one of the first `count` bytes is a quote, a backslash, a control character or not ASCII.
    @inline(__always)
    private static func needsCare(_ low: UInt64, _ high: UInt64, _ count: UInt8) -> Bool {
        // The bytes behind the text become spaces, which are harmless.
        let spaces: UInt64 = 0x2020_2020_2020_2020
        let used = UInt64(truncatingIfNeeded: count) &* 8
        let first = count < 8 ? low | spaces &<< used : low
        let second = count < 8 ? spaces : high | spaces &<< (used &- 64)
        return JSONReader.special(in: first) | JSONReader.special(in: second) != 0
            || isDelete(first) || isDelete(second)
    }

    @inline(__always)
    private static func isDelete(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let deletes = word ^ (ones &* 0x7F)
        return (deletes &- ones) & ~deletes & (ones &* 0x80) != 0
    }

    /// A string of any length.
    @usableFromInline @inline(never)
    mutating func longString(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            append(UInt8(ascii: "\""))
            unsafe escape(UnsafeRawBufferPointer(utf8))
            append(UInt8(ascii: "\""))
        }
    }

    /// Appends text, escaped where it must be; runs in between are copied as a whole.
    @unsafe
    private mutating func escape(_ text: UnsafeRawBufferPointer) {
        var run = 0
        var index = 0
        while index < text.count {
            if text.count - index >= 8 {
                let word = unsafe UInt64(littleEndian: text.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                if JSONReader.special(in: word) == 0 && !Self.isDelete(word) {
                    index += 8
                    continue
                }
            }
            let length = unsafe Self.escapedLength(text, at: index)
            if length > 0 {
                unsafe append(unsafe: UnsafeRawBufferPointer(rebasing: text[run..<index]))
                unsafe escapeCharacter(of: text, at: index)
                run = index + length
            }
            index += max(length, 1)
        }
        unsafe append(unsafe: UnsafeRawBufferPointer(rebasing: text[run...]))
    }

    /// The length of the character at a place if it must be escaped: control characters, those of
    /// ISO 6429 (U+0080 to U+009F) and the line separators (U+2028, U+2029) included.
    @unsafe @inline(__always)
    private static func escapedLength(_ text: UnsafeRawBufferPointer, at index: Int) -> Int {
        switch unsafe text[index] {
        case ..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F: 1
        case 0xC2: unsafe text[index + 1] < 0xA0 ? 2 : 0
        case 0xE2: unsafe text[index + 1] == 0x80 && text[index + 2] & 0xFE == 0xA8 ? 3 : 0
        default: 0
        }
    }

    @unsafe
    private mutating func escapeCharacter(of text: UnsafeRawBufferPointer, at index: Int) {
        let first = unsafe text[index]
        switch first {
        case UInt8(ascii: "\""): raw("\\\"")
        case UInt8(ascii: "\\"): raw("\\\\")
        case 0x0A: raw("\\n")
        case 0x0D: raw("\\r")
        case 0x09: raw("\\t")
        case 0xC2: unsafe escape(unit: UInt16(text[index + 1]))
        case 0xE2: unsafe escape(unit: 0x2000 | UInt16(text[index + 2] & 0x3F))
        default: escape(unit: UInt16(first))
        }
    }

    private mutating func escape(unit: UInt16) {
        raw("\\u")
        for shift in [12, 8, 4, 0] as [UInt16] {
            let digit = UInt8(truncatingIfNeeded: unit >> shift & 0xF)
            append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
        }
    }
}
