// SPDX-License-Identifier: Apache-2.0

/// Makes strings of up to 15 ASCII bytes by writing their immediate form, which is what the standard
/// library itself does with them, at a third of the instructions of its public initializers.
///
/// The form is no public API. So at start it is compared with what the standard library makes, for
/// every length, and where they differ (another version, another architecture) it is not used.
@usableFromInline
enum ImmediateString {
    @usableFromInline static let capacity = 15

    /// Whether this standard library's strings have the form that `make` writes.
    @usableFromInline static let isAvailable: Bool = {
        guard MemoryLayout<String>.size == 16, UInt64(littleEndian: 1) == 1 else { return false }
        let sample: [UInt8] = Array("Strategos\u{0}~ 1!az".utf8.prefix(capacity))
        return (0...capacity).allSatisfy { count in
            // The digits vary, so that no string is a literal of the program, which has another form.
            let expected = String(decoding: sample.prefix(count), as: UTF8.self)
            let (low, high) = words(of: sample, count: count)
            let bits = unsafe unsafeBitCast(expected, to: (UInt64, UInt64).self)
            return bits == (low, high | tail(count))
        }
    }()

    private static func words(of sample: [UInt8], count: Int) -> (UInt64, UInt64) {
        var words: (UInt64, UInt64) = (0, 0)
        for (index, byte) in sample.prefix(count).enumerated() {
            if index < 8 {
                words.0 |= UInt64(byte) << (8 * UInt64(index))
            } else {
                words.1 |= UInt64(byte) << (8 * UInt64(index - 8))
            }
        }
        return words
    }

    /// The last byte: immediate and ASCII, with the count.
    @inlinable @inline(__always)
    static func tail(_ count: Int) -> UInt64 {
        (0xe0 | UInt64(truncatingIfNeeded: count)) << 56
    }

    /// The text of `count` (at most 15) bytes at `start`, or nothing if a byte is not ASCII.
    @unsafe @inlinable @inline(__always)
    static func make(_ start: UnsafeRawPointer, count: Int, readableTo end: UnsafeRawPointer) -> String? {
        var low: UInt64 = 0
        var high: UInt64 = 0
        if unsafe end - start >= 16 {
            unsafe low = start.loadUnaligned(as: UInt64.self)
            unsafe high = (start + 8).loadUnaligned(as: UInt64.self)
            if count <= 8 {
                low &= count == 8 ? .max : (1 &<< (8 &* UInt64(truncatingIfNeeded: count))) &- 1
                high = 0
            } else {
                high &= (1 &<< (8 &* UInt64(truncatingIfNeeded: count &- 8))) &- 1
            }
        } else {
            unsafe (low, high) = gather(start, count: count)
        }
        guard (low | high) & 0x8080_8080_8080_8080 == 0 else { return nil }
        return unsafe unsafeBitCast((low, high | tail(count)), to: String.self)
    }

    /// The same words near the end of the input, where 16 bytes cannot be read.
    @unsafe @usableFromInline
    static func gather(_ start: UnsafeRawPointer, count: Int) -> (UInt64, UInt64) {
        var low: UInt64 = 0
        var high: UInt64 = 0
        for index in 0..<count {
            let byte = unsafe UInt64((start + index).load(as: UInt8.self))
            if index < 8 { low |= byte &<< UInt64(8 &* index) } else { high |= byte &<< UInt64(8 &* (index &- 8)) }
        }
        return (low, high)
    }
}
