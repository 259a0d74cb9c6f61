// SPDX-License-Identifier: Apache-2.0

/// Reads texts of up to 15 ASCII bytes as two words, and makes strings of them by public means, where
/// `ImmediateString` cannot be used. The standard library keeps such strings without allocating, and given
/// room for them it validates nothing but that they are ASCII.
@usableFromInline
package enum ShortText {
    @usableFromInline static let capacity = 15

    /// A text's bytes, the first eight in `low`, with zeros behind them.
    @usableFromInline package typealias Words = (low: UInt64, high: UInt64)

    /// The words of `count` (at most 15) bytes at `start`, or nothing if a byte is not ASCII. 16 bytes must
    /// be readable there.
    @unsafe @inlinable @inline(__always)
    package static func words(at start: UnsafeRawPointer, count: Int) -> Words? {
        var low = unsafe UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
        var high: UInt64 = 0
        let bits = UInt64(truncatingIfNeeded: count &* 8)
        if count < 8 {
            low &= (1 &<< bits) &- 1
        } else {
            high = unsafe UInt64(littleEndian: (start + 8).loadUnaligned(as: UInt64.self)) & ((1 &<< bits) &- 1)
        }
        return (low | high) & 0x8080_8080_8080_8080 == 0 ? (low, high) : nil
    }

    /// The same where no byte behind the text may be read: loads that overlap take less than a loop or a call.
    @unsafe @inline(__always)
    package static func wordsAlone(at start: UnsafeRawPointer, count: Int) -> Words? {
        func number<Word: FixedWidthInteger & BitwiseCopyable>(_: Word.Type, at offset: Int) -> UInt64 {
            unsafe UInt64(Word(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: Word.self)))
        }
        func bits(_ bytes: Int) -> UInt64 { UInt64(truncatingIfNeeded: bytes &* 8) }
        var words: Words = (0, 0)
        if count > 8 {
            words = (number(UInt64.self, at: 0), number(UInt64.self, at: count &- 8) &>> bits(16 &- count))
        } else if count >= 4 {
            words.low = number(UInt32.self, at: 0) | number(UInt32.self, at: count &- 4) &<< bits(count &- 4)
        } else if count >= 2 {
            words.low = number(UInt16.self, at: 0) | number(UInt16.self, at: count &- 2) &<< bits(count &- 2)
        } else if count == 1 {
            words.low = number(UInt8.self, at: 0)
        }
        return (words.low | words.high) & 0x8080_8080_8080_8080 == 0 ? words : nil
    }

    /// The text of these words, of which `count` bytes belong to it.
    @usableFromInline @inline(never)
    package static func make(_ words: Words, count: Int) -> String {
        unsafe String(unsafeUninitializedCapacity: capacity) { place in
            // There is room, so there is an address. Two words that overlap in a byte are fifteen bytes.
            let start = unsafe UnsafeMutableRawPointer(place.baseAddress.unsafelyUnwrapped)
            let last = words.low &>> 56 | words.high &<< 8
            unsafe start.storeBytes(of: words.low.littleEndian, as: UInt64.self)
            unsafe start.storeBytes(of: last.littleEndian, toByteOffset: 7, as: UInt64.self)
            return count
        }
    }
}
