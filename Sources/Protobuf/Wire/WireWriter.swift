// SPDX-License-Identifier: Apache-2.0

/// A growing, contiguous output buffer, which messages are written to in one forward pass.
///
/// This file holds the encoder's only unsafe memory. Invariant: `written <= capacity`, and the bytes
/// below `written` are initialised; whoever writes first calls `reserve`.
@safe
public struct WireWriter: ~Copyable {
    @usableFromInline var base: UnsafeMutableRawPointer
    @usableFromInline var capacity: Int
    @usableFromInline var written: Int
    /// Whether short strings may be written as the two words that they are.
    @usableFromInline let writesWords: Bool

    /// Whether the entries of maps are written in the order of their keys, so that equal messages give
    /// equal bytes. Takes a sort for each map.
    public var isDeterministic = false

    /// Bytes written so far.
    @inlinable
    public var count: Int { written }

    /// An empty buffer with room for `capacity` bytes.
    @inlinable
    public init(capacity: Int = 256) {
        let capacity = max(capacity, 16)
        unsafe base = .allocate(byteCount: capacity, alignment: 16)
        self.capacity = capacity
        written = 0
        writesWords = ImmediateString.isAvailable
    }

    deinit {
        unsafe base.deallocate()
    }

    /// Makes room for `size` more bytes.
    @inlinable @inline(__always)
    public mutating func reserve(_ size: Int) {
        if capacity &- count < size { grow(by: size) }
    }

    @usableFromInline @inline(never)
    mutating func grow(by size: Int) {
        let larger = max(capacity * 2, count + size)
        let fresh = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 16)
        unsafe fresh.copyMemory(from: base, byteCount: count)
        unsafe base.deallocate()
        unsafe base = fresh
        capacity = larger
    }

    /// Forgets what was written.
    @inlinable
    public mutating func removeAll(keepingCapacity: Bool = true) {
        if !keepingCapacity { self = WireWriter(capacity: 16) }
        written = 0
    }

    /// Forgets the bytes from `count` on.
    @inlinable
    public mutating func truncate(to count: Int) {
        precondition(count >= 0 && count <= self.count, "Only bytes that were written can be dropped.")
        written = count
    }

    // MARK: - Bytes

    /// Appends one byte.
    @inlinable @inline(__always)
    public mutating func append(_ byte: UInt8) {
        reserve(1)
        unsafe base.storeBytes(of: byte, toByteOffset: written, as: UInt8.self)
        written &+= 1
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
        unsafe (base + count).copyMemory(from: source, byteCount: bytes.count)
        written &+= bytes.count
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
        reserve(10)
        unsafe written = Self.store(value, to: base + written) - base
    }

    /// A tag and a number behind it, with one look at the room.
    @inlinable @inline(__always)
    mutating func varint(_ tag: UInt32, _ value: UInt64) {
        reserve(15)
        let behindTag = unsafe Self.store(UInt64(tag), to: base + written)
        unsafe written = Self.store(value, to: behindTag) - base
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
        reserve(MemoryLayout<Value>.size)
        unsafe base.storeBytes(of: value.littleEndian, toByteOffset: written, as: Value.self)
        written &+= MemoryLayout<Value>.size
    }

    /// A tag and a number of fixed size behind it.
    @inlinable @inline(__always)
    mutating func fixed<Value: FixedWidthInteger>(_ tag: UInt32, _ value: Value) {
        reserve(5 + MemoryLayout<Value>.size)
        let behindTag = unsafe Self.store(UInt64(tag), to: base + written)
        unsafe behindTag.storeBytes(of: value.littleEndian, as: Value.self)
        unsafe written = behindTag + MemoryLayout<Value>.size - base
    }

    // MARK: - Lengths

    /// Starts a length-delimited value whose length is not known yet: one byte is kept for it.
    @inlinable @inline(__always)
    mutating func open() -> Int {
        append(0)
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
        written = start + extra + length
    }

    // MARK: - Text and bytes

    /// A tag and text behind it.
    @inlinable @inline(__always)
    mutating func text(_ tag: UInt32, _ value: String) {
        let (low, high) = unsafe ImmediateString.words(value)
        guard writesWords && ImmediateString.isWords(high) && capacity &- written >= 22 else {
            longText(tag, value)
            return
        }
        let behindTag = unsafe Self.store(UInt64(tag), to: base + written)
        let count = UInt8(truncatingIfNeeded: high &>> 56) & 0x0f
        unsafe behindTag.storeBytes(of: count, as: UInt8.self)
        unsafe (behindTag + 1).storeBytes(of: low, as: UInt64.self)
        unsafe (behindTag + 9).storeBytes(of: high, as: UInt64.self)
        unsafe written = behindTag + 1 + Int(count) - base
    }

    /// Every case but the quick one, in one call, so that the quick one needs no retain.
    @usableFromInline @inline(never)
    mutating func longText(_ tag: UInt32, _ value: String) {
        self.tag(tag)
        put(value)
    }

    @usableFromInline @inline(never)
    mutating func put(_ value: String) {
        var value = value
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
