// SPDX-License-Identifier: Apache-2.0

/// Makes strings of up to 15 ASCII bytes by writing their immediate form, which is what the standard
/// library itself does with them, at a third of the instructions of its public initializers.
///
/// The form is no public API. So at start it is compared with what the standard library makes, for
/// every length, and where they differ (another version, another architecture) it is not used.
@usableFromInline
enum ImmediateString {
    @usableFromInline static let capacity = 15

    /// Whether this standard library's strings have the form that `set` writes and `words` reads.
    static func isAvailable() -> Bool {
        guard MemoryLayout<String>.size == 16, UInt64(littleEndian: 1) == 1 else { return false }
        let sample = Array("Strategos\u{0}~ 1!az".utf8)
        let ascii = (0...capacity).allSatisfy { count in
            // Made at run time, so that no string is a literal of the program, which has another form.
            let (low, high) = unsafe words(String(decoding: sample.prefix(count), as: UTF8.self))
            return (low, high) == words(of: sample.span.extracting(first: count))
        }
        let umlauts: [UInt8] = [0xc3, 0xa4, 0xc3, 0xb6]
        let other = unsafe words(String(decoding: umlauts, as: UTF8.self))
        let long = unsafe words(String(decoding: sample + sample, as: UTF8.self))
        return ascii && isWords(other.high) && !isASCIIWords(long.high)
            && other == (words(of: umlauts.span).low, 0xa4 << 56)
            && !isWords(long.high)
    }

    /// The last byte: immediate and ASCII, with the count.
    @inlinable @inline(__always)
    static func tail(_ count: Int) -> UInt64 {
        (0xe0 | UInt64(truncatingIfNeeded: count)) << 56
    }

    /// Makes `field` the text of these words: `count` (at most 15) bytes of ASCII, nothing behind them.
    @inlinable @inline(__always)
    static func set(_ field: inout String, to words: ShortText.Words, count: Int) {
        // A string of this form owns nothing, so that its words may be overwritten. An assignment would
        // release the old string and retain the new one, which neither needs.
        if unsafe !isWords(self.words(field).high) { field = "" }
        unsafe withUnsafeMutablePointer(to: &field) { text in
            let place = UnsafeMutableRawPointer(text)
            unsafe place.storeBytes(of: words.low, as: UInt64.self)
            unsafe place.storeBytes(of: words.high | tail(count), toByteOffset: 8, as: UInt64.self)
        }
    }

    /// The text of `count` (at most 15) bytes at `start`, or nothing if a byte is not ASCII. 16 bytes
    /// must be readable there.
    @unsafe @inlinable @inline(__always)
    static func make(_ start: UnsafeRawPointer, count: Int) -> String? {
        guard let words = unsafe ShortText.words(at: start, count: count) else { return nil }
        var text = ""
        set(&text, to: words, count: count)
        return text
    }

    /// The two words of a string of this form: its bytes, and the count in the last byte.
    @unsafe @inlinable @inline(__always)
    static func words(_ text: String) -> (low: UInt64, high: UInt64) {
        unsafe unsafeBitCast(text, to: (UInt64, UInt64).self)
    }

    /// The same of a string that is lent, without touching it otherwise.
    @inlinable @inline(__always)
    static func words(_ text: Borrowed<String>) -> (low: UInt64, high: UInt64) {
        let words = unsafe UnsafeRawPointer(text.pointer)
        return unsafe (words.load(as: UInt64.self), words.load(fromByteOffset: 8, as: UInt64.self))
    }

    /// The words that a string of these bytes, at most 15, would have.
    @usableFromInline
    static func words(of bytes: Span<UInt8>) -> (low: UInt64, high: UInt64) {
        var words: (low: UInt64, high: UInt64) = (0, tail(bytes.count))
        for index in bytes.indices {
            let byte = UInt64(bytes[index]) &<< UInt64(8 &* (index & 7))
            if index < 8 { words.low |= byte } else { words.high |= byte }
        }
        return words
    }

    /// Whether a string with this second word has the immediate form, ASCII or not.
    @inlinable @inline(__always)
    static func isWords(_ high: UInt64) -> Bool {
        high & immediateBit != 0
    }

    /// Whether a string with this second word has the immediate form, and is ASCII.
    @inlinable @inline(__always)
    static func isASCIIWords(_ high: UInt64) -> Bool {
        high &>> 60 == 0xe
    }

    /// The bit of the second word that says that a string has the immediate form.
    @inlinable @inline(__always)
    static var immediateBit: UInt64 { 1 << 61 }

    /// The bytes of a string of this form, from its second word.
    @inlinable @inline(__always)
    static func count(_ high: UInt64) -> UInt64 {
        (high &>> 56) & 0x0f
    }
}
