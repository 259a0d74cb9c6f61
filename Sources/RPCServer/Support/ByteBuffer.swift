// SPDX-License-Identifier: Apache-2.0

/// Bytes in one contiguous piece: appended at the end, taken from the front.
///
/// Grows only with what is appended, gives its memory back when asked, and is never copied by accident.
@safe
package struct ByteBuffer: ~Copyable {
    private var base: UnsafeMutableRawPointer?
    package private(set) var capacity = 0
    private var head = 0
    private var tail = 0

    package init() {}

    deinit {
        unsafe base?.deallocate()
    }

    /// How many bytes can be read.
    package var count: Int { tail - head }

    /// Whether there is nothing to read.
    package var isEmpty: Bool { tail == head }

    /// The bytes that can be read; valid until the buffer is changed.
    package var bytes: UnsafeRawBufferPointer {
        guard let base = unsafe base else { return unsafe UnsafeRawBufferPointer(start: nil, count: 0) }
        return unsafe UnsafeRawBufferPointer(start: base + head, count: tail - head)
    }

    /// The same bytes, to be changed where they are.
    package var mutableBytes: UnsafeMutableRawBufferPointer {
        mutating get { unsafe UnsafeMutableRawBufferPointer(mutating: bytes) }
    }

    /// Makes sure that `count` more bytes fit behind the readable ones.
    package mutating func reserve(_ count: Int) {
        if capacity - tail >= count { return }
        makeRoom(count)
    }

    /// Adds bytes at the end.
    package mutating func append(_ source: UnsafeRawBufferPointer) {
        guard let start = source.baseAddress, source.count > 0 else { return }
        reserve(source.count)
        unsafe (base! + tail).copyMemory(from: start, byteCount: source.count)
        tail += source.count
    }

    /// Adds a text at the end.
    package mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { unsafe append(UnsafeRawBufferPointer($0)) }
    }

    /// Adds a byte at the end.
    package mutating func append(_ byte: UInt8) {
        reserve(1)
        unsafe base!.storeBytes(of: byte, toByteOffset: tail, as: UInt8.self)
        tail += 1
    }

    /// Adds a number, most significant byte first.
    package mutating func append(bigEndian number: UInt32) {
        reserve(4)
        unsafe base!.storeBytes(of: number.bigEndian, toByteOffset: tail, as: UInt32.self)
        tail += 4
    }

    /// Lends room for up to `count` bytes at the end, and takes over as many as the body says that it has
    /// written; gives that number.
    @discardableResult
    package mutating func append(upTo count: Int, _ body: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
        reserve(count)
        let start = unsafe base.map { unsafe $0 + tail }
        let written = unsafe body(UnsafeMutableRawBufferPointer(start: start, count: count))
        precondition(written >= 0 && written <= count, "more was written than there was room for")
        tail += written
        return written
    }

    /// Takes bytes from the front.
    package mutating func removeFirst(_ count: Int) {
        precondition(count <= tail - head, "more bytes taken than there are")
        head += count
        if head == tail {
            head = 0
            tail = 0
        }
    }

    /// Copies as many bytes as fit from the front and takes them away.
    package mutating func move(into target: UnsafeMutableRawBufferPointer) -> Int {
        let moved = min(target.count, count)
        guard moved > 0 else { return 0 }
        unsafe target.baseAddress!.copyMemory(from: base! + head, byteCount: moved)
        removeFirst(moved)
        return moved
    }

    /// Forgets all bytes; keeps the memory if it is not more than a limit.
    package mutating func removeAll(keepingUpTo limit: Int = .max) {
        head = 0
        tail = 0
        guard capacity > limit else { return }
        unsafe base?.deallocate()
        unsafe base = nil
        capacity = 0
    }

    private mutating func makeRoom(_ extra: Int) {
        let readable = count
        if capacity - readable >= extra && head > capacity / 2 {
            unsafe base!.copyMemory(from: base! + head, byteCount: readable)
        } else {
            let wanted = max(64, max(readable + extra, min(capacity * 2, capacity + 1 << 20)))
            let fresh = UnsafeMutableRawPointer.allocate(byteCount: wanted, alignment: 16)
            if let old = unsafe base {
                unsafe fresh.copyMemory(from: old + head, byteCount: readable)
                unsafe old.deallocate()
            }
            unsafe base = unsafe fresh
            capacity = wanted
        }
        head = 0
        tail = readable
    }
}
