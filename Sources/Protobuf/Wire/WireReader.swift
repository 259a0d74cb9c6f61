// SPDX-License-Identifier: Apache-2.0

/// Reads a message's bytes front to back. This file holds the only unsafe cursor of the decoder.
///
/// Invariant: `start <= cursor <= end`, all within one memory area that its owner keeps
/// alive while the reader exists. `end` is the end of the message being read; whoever moves the
/// cursor first compares with `end`. Every length is compared with what is left, never added first.
@safe
public struct WireReader: ~Copyable {
    @usableFromInline var cursor: UnsafeRawPointer
    @usableFromInline var end: UnsafeRawPointer
    @usableFromInline let start: UnsafeRawPointer
    /// Before this place a tag, a length and 16 bytes can be read: short strings as two words.
    @usableFromInline let wordsEnd: UnsafeRawPointer
    /// Makes short texts where that takes public means; not needed where their two words are the string.
    @usableFromInline let memo: ShortTextMemo
    /// Levels that may still be entered.
    @usableFromInline var depth: Int
    /// Decoded bytes that may still be allocated.
    @usableFromInline var budget: Int
    /// The tag that ends the group being read, and `depth` within it; 0 outside of groups.
    @usableFromInline var groupEnd: UInt32 = 0
    @usableFromInline var groupDepth = 0
    /// The extensions that are checked, if any are; they outlive the reader.
    @usableFromInline var extensions: UnsafePointer<ExtensionRegistry>?

    /// Reads from memory that must outlive the reader.
    @unsafe @inlinable
    public init(_ bytes: UnsafeRawBufferPointer, limits: DecodingLimits = .default) {
        // An empty buffer may have no address; this one is never followed.
        let base = unsafe bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 8)!
        unsafe start = base
        unsafe cursor = base
        unsafe end = base + bytes.count
        unsafe wordsEnd = bytes.count >= 18 ? base + (bytes.count - 17) : base
        memo = ShortTextMemo(isNeeded: !StringForms.known.immediate)
        depth = limits.depth
        budget = limits.decodedBytes
    }

    /// Bytes left in the current message.
    @inlinable
    var remaining: Int { unsafe end - cursor }

    /// Where the cursor stands, counted from the start of the input.
    @inlinable
    var offset: Int { unsafe cursor - start }

    @inlinable
    func fault(_ reason: DecodingError.Reason) -> WireFault {
        WireFault(reason, at: offset)
    }

    // MARK: - Tags

    /// The next field's tag, or nothing at the end of the message.
    @inlinable @inline(__always)
    public mutating func nextTag() throws(WireFault) -> UInt32? {
        guard unsafe cursor < end else { return nil }
        let first = unsafe cursor.load(as: UInt8.self)
        if first < 0x80 {
            unsafe cursor += 1
            return UInt32(first)
        }
        return try longTag()
    }

    @usableFromInline @inline(never)
    mutating func longTag() throws(WireFault) -> UInt32 {
        let tagStart = offset
        do throws(WireFault) {
            // Five bytes hold every tag; a longer one is refused even if its value is small.
            guard let tag = UInt32(exactly: try longVarint()), offset - tagStart <= 5 else {
                throw fault(.invalidTag)
            }
            return tag
        } catch {
            // Behind the tag's first byte, so that the fault is not taken for the field before it.
            throw WireFault(error.reason, at: tagStart + 1)
        }
    }

    /// Steps over `tag` if it comes next. Senders write fields in order, so it mostly does.
    @inlinable @inline(__always)
    public mutating func advance(past tag: UInt32) -> Bool {
        if tag < 0x80 {
            guard unsafe cursor < end, unsafe cursor.load(as: UInt8.self) == UInt8(truncatingIfNeeded: tag)
            else { return false }
            unsafe cursor += 1
            return true
        }
        let encoded = UInt16(truncatingIfNeeded: (tag & 0x7f) | 0x80 | ((tag >> 7) << 8))
        guard tag < 0x4000, remaining >= 2,
            unsafe UInt16(littleEndian: cursor.loadUnaligned(as: UInt16.self)) == encoded
        else { return false }
        unsafe cursor += 2
        return true
    }

    /// The byte behind `tag` if that comes next, is one byte long, and another byte is there: the start
    /// of the field's value. Both are looked at together, and nothing is stepped over.
    @inlinable @inline(__always)
    func first(of tag: UInt32) -> UInt32? {
        guard tag < 0x80, remaining >= 2 else { return nil }
        let pair = unsafe UInt32(UInt16(littleEndian: cursor.loadUnaligned(as: UInt16.self)))
        return pair & 0xff == tag ? pair &>> 8 : nil
    }

    // MARK: - Numbers

    /// A number of one to ten bytes; bits beyond 64 are dropped, as the other runtimes do.
    @inlinable @inline(__always)
    mutating func varint() throws(WireFault) -> UInt64 {
        guard unsafe cursor < end else { throw fault(.truncated) }
        let first = unsafe cursor.load(as: UInt8.self)
        if first < 0x80 {
            unsafe cursor += 1
            return UInt64(first)
        }
        return try longVarint()
    }

    @usableFromInline @inline(never)
    mutating func longVarint() throws(WireFault) -> UInt64 {
        // Two bytes are the usual case.
        if remaining >= 2, case let second = unsafe cursor.load(fromByteOffset: 1, as: UInt8.self), second < 0x80 {
            let first = unsafe cursor.load(as: UInt8.self)
            unsafe cursor += 2
            return UInt64(first & 0x7f) | UInt64(second) &<< 7
        }
        return try anyVarint()
    }

    @inline(never)
    private mutating func anyVarint() throws(WireFault) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        var next = unsafe cursor
        while unsafe next < end {
            let byte = unsafe next.load(as: UInt8.self)
            unsafe next += 1
            value |= UInt64(byte & 0x7f) &<< shift
            if byte < 0x80 {
                unsafe cursor = next
                return value
            }
            shift += 7
            if shift == 70 { throw fault(.malformedVarint) }
        }
        throw fault(.truncated)
    }

    /// The number of the field with this tag, if that comes next.
    @inlinable @inline(__always)
    mutating func varint(_ tag: UInt32) throws(WireFault) -> UInt64? {
        guard let first = first(of: tag) else {
            return tag >= 0x80 && advance(past: tag) ? try varint() : nil
        }
        if first < 0x80 {
            unsafe cursor += 2
            return UInt64(first)
        }
        unsafe cursor += 1
        return try longVarint()
    }

    /// The number of the field with this tag, if that comes next.
    @inlinable @inline(__always)
    mutating func fixed<Value: FixedWidthInteger>(_ tag: UInt32) throws(WireFault) -> Value? {
        guard tag < 0x80 else { return advance(past: tag) ? try fixed(Value.self) : nil }
        guard remaining > MemoryLayout<Value>.size, unsafe cursor.load(as: UInt8.self) == UInt8(truncatingIfNeeded: tag)
        else { return nil }
        let value = unsafe Value(littleEndian: (cursor + 1).loadUnaligned(as: Value.self))
        unsafe cursor += 1 &+ MemoryLayout<Value>.size
        return value
    }

    @inlinable @inline(__always)
    mutating func fixed<Value: FixedWidthInteger>(_: Value.Type) throws(WireFault) -> Value {
        guard remaining >= MemoryLayout<Value>.size else { throw fault(.truncated) }
        let value = unsafe Value(littleEndian: cursor.loadUnaligned(as: Value.self))
        unsafe cursor += MemoryLayout<Value>.size
        return value
    }

    // MARK: - Lengths

    /// A length that has been checked against what is left of the message.
    @inlinable @inline(__always)
    mutating func length() throws(WireFault) -> Int {
        let value = try varint()
        guard value <= UInt64(truncatingIfNeeded: remaining) else { throw fault(.truncated) }
        return Int(truncatingIfNeeded: value)
    }

    /// Steps over bytes.
    @inlinable
    mutating func skip(_ count: Int) throws(WireFault) {
        guard count <= remaining else { throw fault(.truncated) }
        unsafe cursor += count
    }

    /// Takes memory out of the budget.
    @inlinable @inline(__always)
    mutating func charge(_ bytes: Int) throws(WireFault) {
        budget &-= bytes
        if budget < 0 { throw fault(.tooLarge) }
    }

    /// The enclosing message's end, to be given back by `leave`.
    @safe
    @usableFromInline
    struct Frame {
        @usableFromInline let end: UnsafeRawPointer

        @inlinable
        init(end: UnsafeRawPointer) {
            unsafe self.end = end
        }
    }

    /// Narrows the reader to the length-delimited value that comes next.
    @inlinable @inline(__always)
    mutating func enter() throws(WireFault) -> Frame {
        let count = try length()
        guard depth > 0 else { throw fault(.tooDeep) }
        depth &-= 1
        let outer = unsafe Frame(end: end)
        unsafe end = cursor + count
        return outer
    }

    /// Widens the reader again, after everything in between has been read.
    @inlinable @inline(__always)
    mutating func leave(_ outer: Frame) {
        depth &+= 1
        unsafe end = outer.end
    }

    /// How many length-delimited fields with the tag stand here one after the other, the one whose
    /// tag has just been read included. Moves nothing; malformed ones are left to the real reading.
    @inlinable @inline(__always)
    func run(of tag: UInt32) -> Int {
        var place = unsafe cursor
        var count = 0
        // As long as tag and length are a byte each.
        while tag < 0x80, unsafe place < end, case let size = unsafe place.load(as: UInt8.self), size < 0x80 {
            let next = unsafe place + (Int(size) &+ 1)
            count &+= 1
            guard unsafe next < end, unsafe next.load(as: UInt8.self) == UInt8(truncatingIfNeeded: tag) else {
                return count
            }
            unsafe place = next + 1
        }
        return unsafe count &+ longRun(of: tag, from: place)
    }

    /// The same from a later place on, for lengths and tags of any size.
    @unsafe @usableFromInline @inline(never)
    func longRun(of tag: UInt32, from place: UnsafeRawPointer) -> Int {
        var ahead = unsafe WireReader(lookingAheadFrom: place, to: end)
        var count = 0
        do throws(WireFault) {
            repeat {
                let length = try ahead.length()
                unsafe ahead.cursor += length
                count &+= 1
            } while ahead.advance(past: tag)
        } catch {
            return count + 1
        }
        return count
    }

    @unsafe
    init(lookingAheadFrom cursor: UnsafeRawPointer, to end: UnsafeRawPointer) {
        unsafe start = cursor
        unsafe self.cursor = cursor
        unsafe self.end = end
        unsafe wordsEnd = cursor
        memo = ShortTextMemo(isNeeded: false)
        depth = 0
        budget = 0
    }

    /// How many numbers of one to ten bytes stand in the current message: each has one last byte.
    @inlinable
    func countOfVarints() -> Int {
        var count = 0
        var next = unsafe cursor
        while unsafe next < end {
            count += unsafe next.load(as: UInt8.self) < 0x80 ? 1 : 0
            unsafe next += 1
        }
        return count
    }

    // MARK: - Text and bytes

    /// Text, which must be UTF-8.
    @inline(never)
    public mutating func string() throws(WireFault) -> String {
        let count = try length()
        if count <= ShortText.capacity {
            let words =
                unsafe cursor < wordsEnd
                ? ShortText.words(at: cursor, count: count) : ShortText.wordsAlone(at: cursor, count: count)
            if let words {
                unsafe cursor += count
                return text(words, count: count)
            }
        }
        return try longString(count)
    }

    @inlinable @inline(__always)
    func text(_ words: ShortText.Words, count: Int) -> String {
        if memo.isNeeded { return memo.text(words, count: count) }
        var text = ""
        ImmediateString.set(&text, to: words, count: count)
        return text
    }

    /// Replaces `field` by the text of the field with this tag, if that comes next.
    @inlinable @inline(__always)
    mutating func text(_ tag: UInt32, _ field: inout String) throws(WireFault) {
        guard let first = first(of: tag) else {
            if tag >= 0x80 && advance(past: tag) { field = try string() }
            return
        }
        if first <= UInt32(ShortText.capacity), unsafe cursor < wordsEnd {
            let count = Int(truncatingIfNeeded: first)
            let start = unsafe cursor + 2
            if unsafe count <= end - start, let words = unsafe ShortText.words(at: start, count: count) {
                unsafe cursor = start + count
                if memo.isNeeded {
                    field = memo.text(words, count: count)
                } else {
                    ImmediateString.set(&field, to: words, count: count)
                }
                return
            }
        }
        unsafe cursor += 1
        field = try string()
    }

    @inline(never)
    private mutating func longString(_ count: Int) throws(WireFault) -> String {
        try charge(count)
        let bytes = unsafe Span<UInt8>(_unsafeStart: cursor.assumingMemoryBound(to: UInt8.self), count: count)
        do throws(UTF8.ValidationError) {
            let text = String(copying: try UTF8Span(validating: bytes))
            unsafe cursor += count
            return text
        } catch {
            throw fault(.invalidUTF8)
        }
    }

    /// Bytes with their length.
    @inlinable
    public mutating func bytes() throws(WireFault) -> [UInt8] {
        let count = try length()
        try charge(count)
        let bytes = unsafe [UInt8](UnsafeRawBufferPointer(start: cursor, count: count))
        unsafe cursor += count
        return bytes
    }

    /// The bytes from an earlier offset up to the cursor.
    @inlinable
    @_lifetime(borrow self)
    func consumed(since offset: Int) -> Span<UInt8> {
        let from = unsafe (start + offset).assumingMemoryBound(to: UInt8.self)
        let span = unsafe Span<UInt8>(_unsafeStart: from, count: self.offset - offset)
        return unsafe _overrideLifetime(span, borrowing: self)
    }
}
