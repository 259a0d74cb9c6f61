// SPDX-License-Identifier: Apache-2.0

/// A growing, contiguous output buffer, which messages are written to in one forward pass.
///
/// This file holds the encoder's only unsafe memory. Invariant: `base <= cursor <= limit + slack`, where
/// the memory ends, and the bytes below `cursor` are initialised. Whoever writes first calls `room`, for
/// up to `slack` bytes, or `reserve`.
@safe
public struct WireWriter: ~Copyable {
    @usableFromInline var base: UnsafeMutableRawPointer
    /// Where the next byte goes.
    @usableFromInline var cursor: UnsafeMutableRawPointer
    /// The last place with `slack` bytes behind it.
    @usableFromInline var limit: UnsafeMutableRawPointer
    /// The bit of a string's second word that says that it may be written as the two words that it is;
    /// no bit at all where the standard library's strings have another form.
    @usableFromInline let wordsBit: UInt64
    /// Whether longer strings may be read where the standard library keeps them.
    @usableFromInline let readsStored: Bool
    /// Whether the memory is on the heap and to be freed.
    @usableFromInline var isAllocated: Bool

    /// Bytes that one check of the room is good for: a tag of five bytes and a number of ten, or a tag,
    /// a length and the sixteen bytes of a short string.
    @usableFromInline static let slack = 24

    /// Whether the entries of maps are written in the order of their keys, so that equal messages give
    /// equal bytes. Takes a sort for each map.
    public var isDeterministic = false

    /// Bytes written so far.
    @inlinable @inline(__always)
    public var count: Int { unsafe cursor - base }

    /// An empty buffer with room for `capacity` bytes.
    @inlinable
    public init(capacity: Int = 256) {
        let capacity = max(capacity, Self.slack)
        unsafe base = .allocate(byteCount: capacity, alignment: 1)
        unsafe cursor = base
        unsafe limit = base + (capacity - Self.slack)
        let forms = StringForms.known
        wordsBit = forms.immediate ? ImmediateString.immediateBit : 0
        readsStored = forms.stored
        isAllocated = true
    }

    /// An empty buffer that begins in memory of the caller's (more than `slack` bytes), which must stay
    /// valid as long as the writer exists. Where it is too small, memory on the heap takes its place.
    @unsafe @inlinable @inline(__always)
    init(unsafeScratch scratch: UnsafeMutableRawBufferPointer) {
        // A temporary allocation of more than no byte has an address.
        unsafe base = scratch.baseAddress!
        unsafe cursor = base
        unsafe limit = base + (scratch.count - Self.slack)
        let forms = StringForms.known
        wordsBit = forms.immediate ? ImmediateString.immediateBit : 0
        readsStored = forms.stored
        isAllocated = false
    }

    @inlinable
    deinit {
        if isAllocated { unsafe base.deallocate() }
    }

    /// Makes room for `slack` bytes, which is what a field of a number needs, and gives the place where
    /// they go: one comparison.
    @unsafe @inlinable @inline(__always)
    mutating func room() -> UnsafeMutableRawPointer {
        let place = unsafe cursor
        return unsafe place <= limit ? place : growing()
    }

    @unsafe @usableFromInline @inline(never)
    mutating func growing() -> UnsafeMutableRawPointer {
        grow(by: Self.slack)
        return unsafe cursor
    }

    /// Makes room for `size` more bytes.
    @inlinable @inline(__always)
    public mutating func reserve(_ size: Int) {
        if unsafe limit - cursor &+ Self.slack < size { grow(by: size) }
    }

    @usableFromInline @inline(never)
    mutating func grow(by size: Int) {
        let count = count
        let capacity = unsafe limit - base + Self.slack
        // Small buffers grow in larger steps: each step costs a copy and two calls of the allocator.
        let larger = max(capacity * (capacity < 1 << 16 ? 4 : 2), count + size + Self.slack)
        let fresh = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 1)
        unsafe fresh.copyMemory(from: base, byteCount: count)
        if isAllocated { unsafe base.deallocate() }
        isAllocated = true
        unsafe base = fresh
        unsafe cursor = fresh + count
        unsafe limit = fresh + (larger - Self.slack)
    }

    /// Forgets what was written.
    @inlinable
    public mutating func removeAll(keepingCapacity: Bool = true) {
        if !keepingCapacity { self = WireWriter(capacity: Self.slack) }
        unsafe cursor = base
    }

    /// Forgets the bytes from `count` on.
    @inlinable
    public mutating func truncate(to count: Int) {
        precondition(count >= 0 && count <= self.count, "Only bytes that were written can be dropped.")
        unsafe cursor = base + count
    }

    // MARK: - Bytes

    /// Appends one byte.
    @inlinable @inline(__always)
    public mutating func append(_ byte: UInt8) {
        let place = unsafe room()
        unsafe place.storeBytes(of: byte, as: UInt8.self)
        unsafe cursor = place + 1
    }

    /// Appends bytes.
    @inlinable
    public mutating func append(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBytes { unsafe append(unsafe: $0) }
    }

    /// Appends bytes.
    @inlinable
    public mutating func append(_ bytes: [UInt8]) {
        append(bytes.span)
    }

    /// Appends bytes that stay valid during the call.
    @unsafe @inlinable
    public mutating func append(unsafe bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress else { return }
        reserve(bytes.count)
        unsafe cursor.copyMemory(from: source, byteCount: bytes.count)
        unsafe cursor += bytes.count
    }

    /// Overwrites bytes that were written before, such as the length in a frame's prefix.
    @inlinable
    public mutating func overwrite(at offset: Int, bigEndian value: UInt32) {
        precondition(offset >= 0 && offset + 4 <= count, "Only bytes that were written can be overwritten.")
        unsafe base.storeBytes(of: value.bigEndian, toByteOffset: offset, as: UInt32.self)
    }

    /// What was written, without a copy.
    public var span: Span<UInt8> {
        @inlinable @_lifetime(borrow self) get {
            let start = unsafe UnsafeRawPointer(base).assumingMemoryBound(to: UInt8.self)
            let span = unsafe Span<UInt8>(_unsafeStart: start, count: count)
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    /// A copy of what was written.
    @inlinable
    public var bytes: [UInt8] {
        // The other initializers, which take a closure, look the array's type up at each call.
        unsafe [UInt8](UnsafeRawBufferPointer(start: base, count: count))
    }

    /// What was written, as memory that is valid within `body` only.
    @unsafe @inlinable
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        unsafe try body(UnsafeRawBufferPointer(start: base, count: count))
    }

    // MARK: - Numbers

    @inlinable @inline(__always)
    mutating func varint(_ value: UInt64) {
        unsafe cursor = Self.store(value, to: room())
    }

    /// A tag and a number behind it, with one look at the room.
    @inlinable @inline(__always)
    mutating func varint(_ tag: UInt32, _ value: UInt64) {
        let place = unsafe room()
        // Mostly a byte each, which is one store.
        if tag < 0x80 && value < 0x80 {
            let pair = UInt16(truncatingIfNeeded: UInt64(tag) | value &<< 8)
            unsafe place.storeBytes(of: pair.littleEndian, as: UInt16.self)
            unsafe cursor = place + 2
        } else {
            unsafe cursor = Self.store(value, to: Self.store(UInt64(tag), to: place))
        }
    }

    /// Stores a number of at most ten bytes where there is room, and gives the place behind it.
    @unsafe @inlinable @inline(__always)
    static func store(_ value: UInt64, to start: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
        var next = unsafe start
        var rest = value
        while rest >= 0x80 {
            unsafe next.storeBytes(of: UInt8(truncatingIfNeeded: rest) | 0x80, as: UInt8.self)
            unsafe next += 1
            rest &>>= 7
        }
        unsafe next.storeBytes(of: UInt8(truncatingIfNeeded: rest), as: UInt8.self)
        return unsafe next + 1
    }

    @inlinable @inline(__always)
    mutating func fixed<Value: FixedWidthInteger>(_ value: Value) {
        let place = unsafe room()
        unsafe place.storeBytes(of: value.littleEndian, as: Value.self)
        unsafe cursor = place + MemoryLayout<Value>.size
    }

    /// A tag and a number of fixed size behind it.
    @inlinable @inline(__always)
    mutating func fixed<Value: FixedWidthInteger>(_ tag: UInt32, _ value: Value) {
        let behindTag = unsafe Self.store(UInt64(tag), to: room())
        unsafe behindTag.storeBytes(of: value.littleEndian, as: Value.self)
        unsafe cursor = behindTag + MemoryLayout<Value>.size
    }

    // MARK: - Lengths

    /// Starts a length-delimited value whose length is not known yet: one byte is kept for it.
    @inlinable @inline(__always)
    mutating func open() -> Int {
        unsafe cursor = room() + 1
        return count
    }

    /// The same behind a tag.
    @inlinable @inline(__always)
    mutating func open(_ tag: UInt32) -> Int {
        unsafe cursor = Self.store(UInt64(tag), to: room()) + 1
        return count
    }

    /// Ends a value started at `start`. A length of more than a byte moves what was written.
    @inlinable @inline(__always)
    mutating func close(_ start: Int) {
        let length = count &- start
        if length < 0x80 {
            unsafe base.storeBytes(of: UInt8(truncatingIfNeeded: length), toByteOffset: start &- 1, as: UInt8.self)
        } else {
            closeLong(start)
        }
    }

    @usableFromInline @inline(never)
    mutating func closeLong(_ start: Int) {
        let length = count - start
        // 128 needs two bytes: every seven bits beyond the first seven need one more.
        let extra = (Int.bitWidth - length.leadingZeroBitCount - 1) / 7
        reserve(extra)
        unsafe (base + start + extra).copyMemory(from: base + start, byteCount: length)
        _ = unsafe Self.store(UInt64(length), to: base + (start - 1))
        unsafe cursor += extra
    }

    // MARK: - Text and bytes

    /// A tag and text behind it.
    @inlinable @inline(__always)
    mutating func text(_ tag: UInt32, _ value: Borrowed<String>) {
        let (low, high) = ImmediateString.words(value)
        if high & wordsBit != 0, unsafe cursor <= limit {
            unsafe storeText(tag, low, high)
        } else {
            longText(tag, value)
        }
    }

    /// A tag and text behind it; nothing for text without a byte.
    @inlinable @inline(__always)
    mutating func text(_ tag: UInt32, unlessEmpty value: Borrowed<String>) {
        let (low, high) = ImmediateString.words(value)
        if high & wordsBit != 0, unsafe cursor <= limit {
            if ImmediateString.count(high) != 0 { unsafe storeText(tag, low, high) }
        } else if !value.value.isEmpty {
            longText(tag, value)
        }
    }

    /// Text that is its own bytes, where there is room: all sixteen are stored, those that belong to it
    /// are counted.
    @unsafe @inlinable @inline(__always)
    mutating func storeText(_ tag: UInt32, _ low: UInt64, _ high: UInt64) {
        let count = ImmediateString.count(high)
        let behindTag = unsafe Self.store(UInt64(tag), to: cursor)
        unsafe behindTag.storeBytes(of: UInt8(truncatingIfNeeded: count), as: UInt8.self)
        unsafe (behindTag + 1).storeBytes(of: low, as: UInt64.self)
        unsafe (behindTag + 9).storeBytes(of: high, as: UInt64.self)
        unsafe cursor = behindTag + 1 + Int(truncatingIfNeeded: count)
    }

    /// Every case but the quick one, in one call.
    @usableFromInline @inline(never)
    mutating func longText(_ tag: UInt32, _ value: Borrowed<String>) {
        if readsStored, let utf8 = unsafe StoredString.utf8(of: value) {
            unsafe longText(tag, utf8)
        } else {
            foreignText(tag, value)
        }
    }

    /// Text by public means, which retain it. Apart, so that the usual way need not save what a call of
    /// these would spoil.
    @inline(never)
    private mutating func foreignText(_ tag: UInt32, _ value: Borrowed<String>) {
        var text = value.value
        text.withUTF8 { unsafe longText(tag, UnsafeRawBufferPointer($0)) }
    }

    @unsafe @inline(__always)
    private mutating func longText(_ tag: UInt32, _ utf8: UnsafeRawBufferPointer) {
        reserve(utf8.count &+ 15)
        let behindTag = unsafe Self.store(UInt64(tag), to: cursor)
        let place = unsafe Self.store(UInt64(utf8.count), to: behindTag)
        unsafe cursor = place + utf8.count
        if let start = utf8.baseAddress { unsafe Self.copy(start, count: utf8.count, to: place) }
    }

    /// Copies bytes. Two overlapping blocks of sixteen take a fifth of a call's instructions, and most texts
    /// that are not short have no more.
    @unsafe @inline(__always)
    private static func copy(_ start: UnsafeRawPointer, count: Int, to place: UnsafeMutableRawPointer) {
        typealias Block = SIMD16<UInt8>
        let last = count &- MemoryLayout<Block>.size
        guard last >= 0, last <= MemoryLayout<Block>.size else {
            return unsafe place.copyMemory(from: start, byteCount: count)
        }
        let ends = unsafe (start.loadUnaligned(as: Block.self), (start + last).loadUnaligned(as: Block.self))
        unsafe place.storeBytes(of: ends.0, as: Block.self)
        unsafe (place + last).storeBytes(of: ends.1, as: Block.self)
    }

    @usableFromInline @inline(never)
    mutating func put(_ value: consuming String) {
        value.withUTF8 { utf8 in
            varint(UInt64(utf8.count))
            unsafe append(unsafe: UnsafeRawBufferPointer(utf8))
        }
    }

    @inlinable
    mutating func put(_ value: [UInt8]) {
        varint(UInt64(value.count))
        append(value.span)
    }
}
