// SPDX-License-Identifier: Apache-2.0

/// The short texts that a reader made last, where strings can only be made by public means. Messages say
/// the same few names of teams, tasks and rules over and over, and a copy of a short text takes a fraction
/// of the instructions that making it anew takes.
///
/// Its memory is its own, without an object around it: to retain and release one for each text would cost
/// as much as the memo saves. A memo that is not needed has none.
@safe @usableFromInline
package struct ShortTextMemo: ~Copyable {
    /// A text and its words, the second with the count in its last byte, where no text has one of its own.
    /// The entry that nothing was put into is that of the empty text.
    @usableFromInline
    struct Entry {
        var low: UInt64 = 0
        var high: UInt64 = 0
        var text = ""
    }

    /// Each text has one place, which it takes from the one that was there.
    private static let capacity = 8

    @usableFromInline let entries: UnsafeMutablePointer<Entry>?

    /// A memo, or nothing but its place where it is not needed.
    @usableFromInline
    package init(isNeeded: Bool) {
        unsafe entries = isNeeded ? .allocate(capacity: Self.capacity) : nil
        unsafe entries?.initialize(repeating: Entry(), count: Self.capacity)
    }

    @inlinable
    deinit {
        if unsafe entries != nil { free() }
    }

    @usableFromInline @inline(never)
    func free() {
        unsafe entries?.deinitialize(count: Self.capacity)
        unsafe entries?.deallocate()
    }

    /// Whether it may be asked.
    @inlinable @inline(__always)
    package var isNeeded: Bool { unsafe entries != nil }

    /// The text of these words, of which `count` bytes (at most 15) belong to it. Only where `isNeeded`.
    @usableFromInline @inline(never)
    package func text(_ words: ShortText.Words, count: Int) -> String {
        let high = Self.key(words, count: count)
        // Fibonacci hashing: the upper three bits of the product depend on all bits of the text.
        let place = Int(truncatingIfNeeded: ((words.low ^ high) &* 0x9E37_79B9_7F4A_7C15) &>> 61)
        let entry = unsafe entries.unsafelyUnwrapped + place
        if unsafe entry.pointee.low == words.low, unsafe entry.pointee.high == high {
            return unsafe entry.pointee.text
        }
        return unsafe Self.fill(entry, with: words, count: count)
    }

    /// Makes a text and keeps it. Apart, so that the way above needs few registers.
    @unsafe @inline(never)
    private static func fill(_ entry: UnsafeMutablePointer<Entry>, with words: ShortText.Words, count: Int) -> String {
        let text = ShortText.make(words, count: count)
        unsafe entry.pointee = Entry(low: words.low, high: key(words, count: count), text: text)
        return text
    }

    /// The second word with the count.
    private static func key(_ words: ShortText.Words, count: Int) -> UInt64 {
        words.high | UInt64(truncatingIfNeeded: count) &<< 56
    }
}
