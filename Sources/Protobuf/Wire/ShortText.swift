// SPDX-License-Identifier: Apache-2.0

/// Makes strings of up to 15 ASCII bytes by public means: where `ImmediateString` cannot be used, and
/// where no 16 bytes can be read. The standard library keeps such strings without allocating, and given
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

    /// The text of `count` (at most 15) bytes at `start`, which must be readable, or nothing if a byte is
    /// not ASCII.
    @unsafe @inline(__always)
    static func make(_ start: UnsafeRawPointer, count: Int) -> String? {
        var bits: UInt64 = 0
        let text = unsafe String(unsafeUninitializedCapacity: count) { place in
            // Room for text of no byte may have no address; then there is nothing to copy either.
            guard let place = UnsafeMutableRawPointer(place.baseAddress) else { return 0 }
            unsafe bits = copy(start, count: count, to: place)
            return bits & 0x8080_8080_8080_8080 == 0 ? count : 0
        }
        return bits & 0x8080_8080_8080_8080 == 0 ? text : nil
    }

    /// Copies up to 16 bytes and gives them all joined by "or". Two words that overlap where there are
    /// fewer bytes take less than a loop or a call.
    @unsafe @inline(__always)
    private static func copy(
        _ start: UnsafeRawPointer, count: Int, to place: UnsafeMutableRawPointer
    ) -> UInt64 {
        if count >= 8 { return unsafe copyWords(UInt64.self, start, count: count, to: place) }
        if count >= 4 { return unsafe UInt64(copyWords(UInt32.self, start, count: count, to: place)) }
        if count >= 2 { return unsafe UInt64(copyWords(UInt16.self, start, count: count, to: place)) }
        if count == 0 { return 0 }
        return unsafe UInt64(copyWords(UInt8.self, start, count: count, to: place))
    }

    @unsafe @inline(__always)
    private static func copyWords<Word: FixedWidthInteger & BitwiseCopyable>(
        _: Word.Type, _ start: UnsafeRawPointer, count: Int, to place: UnsafeMutableRawPointer
    ) -> Word {
        let last = count &- MemoryLayout<Word>.size
        let low = unsafe start.loadUnaligned(as: Word.self)
        let high = unsafe start.loadUnaligned(fromByteOffset: last, as: Word.self)
        unsafe place.storeBytes(of: low, as: Word.self)
        unsafe place.storeBytes(of: high, toByteOffset: last, as: Word.self)
        return low | high
    }
}
