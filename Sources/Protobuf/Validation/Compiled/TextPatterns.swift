// SPDX-License-Identifier: Apache-2.0

/// A regular expression in RE2's syntax, compiled once.
public struct TextPattern: Sendable {
    private let expression: RegularExpression

    /// The generator has compiled the pattern too: one that is wrong stops the program.
    public init(_ pattern: String) {
        do throws(RegularExpression.Failure) {
            expression = try RegularExpression(pattern)
        } catch {
            preconditionFailure("the generated pattern \(pattern) is no regular expression: \(error.message)")
        }
    }

    @usableFromInline
    func isFound(in text: Borrowed<String>) -> Bool { expression.isFound(in: text.value) }

    func isFound(in bytes: [UInt8]) throws(CELError) -> Bool {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw CELError("value must be valid UTF-8 to apply regexp")
        }
        return expression.isFound(in: bytes.span)
    }
}

/// The pattern `^[set]{least,greatest}$` of a set of up to eight ranges of ASCII characters: no automaton
/// is needed for it. Generated code makes one at each use, so that it becomes constants of the code there.
public struct CharacterPattern: Sendable {
    @usableFromInline let from: UInt64
    @usableFromInline let to: UInt64
    @usableFromInline let least: Int
    @usableFromInline let greatest: Int

    /// A range of characters is a byte of `from`, where it begins, and the same byte of `to`, the character
    /// behind its last one. Bytes that are zero in both stand for no range.
    @inlinable @inline(__always)
    public init(from: UInt64, to: UInt64, least: Int, greatest: Int) {
        self.from = from
        self.to = to
        self.least = least
        self.greatest = greatest
    }

    /// Whether the whole text consists of so many of these characters.
    @inlinable @inline(__always)
    func isFound(in text: Borrowed<String>, readsWords: Bool) -> Bool {
        let words = ImmediateString.words(text)
        if readsWords, ImmediateString.isASCIIWords(words.high) { return isFound(inWords: words) }
        return isFound(inBytes: text)
    }

    /// The same for ASCII text that is its own bytes.
    @inlinable @inline(__always)
    func isFound(inWords words: (low: UInt64, high: UInt64)) -> Bool {
        let count = ImmediateString.count(words.high)
        guard count >= least, count <= greatest else { return false }
        if least == 0, count == 0 { return true }
        // What stands behind the text does not count: zeros, and in the last byte the number of characters.
        let bits = 8 &* count
        let text =
            count <= 8
            ? SIMD2(Self.topBit &>> (64 &- bits), 0) : SIMD2(Self.topBit, Self.topBit &>> (128 &- bits))
        return topBits(SIMD2(words.low, words.high)) & text == text
    }

    /// The same for other text.
    @usableFromInline @inline(never)
    func isFound(inBytes text: Borrowed<String>) -> Bool {
        let bytes = text.value.utf8.span
        guard bytes.count >= least, bytes.count <= greatest else { return false }
        for index in bytes.indices where bytes[index] >= 0x80 { return false }
        if bytes.count < 16 { return isFound(inWords: ImmediateString.words(of: bytes)) }
        return unsafe bytes.withUnsafeBytes { bytes in
            for position in stride(from: 0, to: bytes.count, by: 16) {
                // Some of the last sixteen bytes may have been seen already.
                let start = min(position, bytes.count - 16)
                let words = unsafe bytes.loadUnaligned(fromByteOffset: start, as: SIMD2<UInt64>.self)
                if topBits(words) & Self.topBit != SIMD2(repeating: Self.topBit) { return false }
            }
            return true
        }
    }

    @inlinable @inline(__always)
    static var topBit: UInt64 { 0x8080_8080_8080_8080 }

    /// Sets the top bit of each byte that is one of the characters; bytes must be ASCII.
    @inlinable @inline(__always)
    func topBits(_ words: SIMD2<UInt64>) -> SIMD2<UInt64> {
        let bytes = unsafe unsafeBitCast(words, to: SIMD16<UInt8>.self)
        var isIn = SIMD16<UInt8>(repeating: 0)
        mark(0, bytes, &isIn)
        mark(1, bytes, &isIn)
        mark(2, bytes, &isIn)
        mark(3, bytes, &isIn)
        mark(4, bytes, &isIn)
        mark(5, bytes, &isIn)
        mark(6, bytes, &isIn)
        mark(7, bytes, &isIn)
        return unsafe unsafeBitCast(isIn, to: SIMD2<UInt64>.self)
    }

    /// Adding what a character lacks to 128 sets the top bit of all bytes from it on. So a range changes
    /// the bit twice, or once for bytes in it; ranges do not overlap.
    @inlinable @inline(__always)
    func mark(_ range: UInt64, _ bytes: SIMD16<UInt8>, _ isIn: inout SIMD16<UInt8>) {
        let first = UInt8(truncatingIfNeeded: from &>> (8 &* range))
        let end = UInt8(truncatingIfNeeded: to &>> (8 &* range))
        isIn ^= bytes &+ SIMD16(repeating: 0x80 &- first)
        isIn ^= bytes &+ SIMD16(repeating: 0x80 &- end)
    }
}
