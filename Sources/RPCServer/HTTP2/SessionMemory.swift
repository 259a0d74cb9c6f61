// SPDX-License-Identifier: Apache-2.0
import CNghttp2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Memory for the nghttp2 sessions of one thread: freed blocks wait in lists by their size, so that
/// the blocks every stream needs are taken and given back in a few instructions.
///
/// Every block begins with its class in a word of 16 bytes. Blocks above 1 KiB go to malloc.
@safe
final class SessionMemory {
    /// What nghttp2 is given; valid while this object lives.
    let callbacks: UnsafeMutablePointer<nghttp2_mem>
    private let free: UnsafeMutablePointer<UnsafeMutableRawPointer?>

    private static let headerSize = 16
    private static let step = 32
    private static let classes = 33

    init() {
        unsafe free = .allocate(capacity: Self.classes)
        unsafe free.initialize(repeating: nil, count: Self.classes)
        unsafe callbacks = .allocate(capacity: 1)
        unsafe callbacks.initialize(
            to: nghttp2_mem(
                mem_user_data: free,
                malloc: { size, lists in unsafe SessionMemory.take(size, from: lists) },
                free: { block, lists in unsafe SessionMemory.giveBack(block, to: lists) },
                calloc: { count, size, lists in unsafe SessionMemory.takeZeroed(count * size, from: lists) },
                realloc: { block, size, lists in unsafe SessionMemory.resize(block, to: size, from: lists) }))
    }

    deinit {
        for sizeClass in 0..<Self.classes {
            while let block = unsafe free[sizeClass] {
                unsafe free[sizeClass] = block.load(as: UnsafeMutableRawPointer?.self)
                unsafe Self.release(block)
            }
        }
        unsafe free.deallocate()
        unsafe callbacks.deallocate()
    }

    private typealias Lists = UnsafeMutablePointer<UnsafeMutableRawPointer?>

    @inline(__always)
    private static func take(_ size: Int, from lists: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        let sizeClass = (size + step - 1) / step
        guard sizeClass < classes, let lists = unsafe lists?.assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
        else { return unsafe allocate(size, sizeClass: classes) }
        guard let block = unsafe lists[sizeClass] else {
            return unsafe allocate(max(1, sizeClass) * step, sizeClass: sizeClass)
        }
        unsafe lists[sizeClass] = block.load(as: UnsafeMutableRawPointer?.self)
        return unsafe block
    }

    private static func allocate(_ size: Int, sizeClass: Int) -> UnsafeMutableRawPointer? {
        guard let memory = unsafe malloc(size + headerSize) else { return nil }
        unsafe memory.storeBytes(of: sizeClass, as: Int.self)
        unsafe memory.storeBytes(of: size, toByteOffset: 8, as: Int.self)
        return unsafe memory + headerSize
    }

    @inline(__always)
    private static func giveBack(_ block: UnsafeMutableRawPointer?, to lists: UnsafeMutableRawPointer?) {
        guard let block = unsafe block else { return }
        let sizeClass = unsafe (block - headerSize).load(as: Int.self)
        guard sizeClass < classes, let lists = unsafe lists?.assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
        else { return unsafe release(block) }
        unsafe block.storeBytes(of: lists[sizeClass], as: UnsafeMutableRawPointer?.self)
        unsafe lists[sizeClass] = block
    }

    private static func release(_ block: UnsafeMutableRawPointer) {
        unsafe releaseToC(block - headerSize)
    }

    private static func takeZeroed(_ size: Int, from lists: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let block = unsafe take(size, from: lists) else { return nil }
        unsafe memset(block, 0, size)
        return unsafe block
    }

    private static func resize(
        _ block: UnsafeMutableRawPointer?, to size: Int, from lists: UnsafeMutableRawPointer?
    ) -> UnsafeMutableRawPointer? {
        guard let block = unsafe block else { return unsafe take(size, from: lists) }
        let present = unsafe (block - headerSize).load(fromByteOffset: 8, as: Int.self)
        if size <= present { return unsafe block }
        guard let moved = unsafe take(size, from: lists) else { return nil }
        unsafe memcpy(moved, block, present)
        unsafe giveBack(block, to: lists)
        return unsafe moved
    }
}

/// The C library's `free`, under a name that the class above does not hide.
private func releaseToC(_ memory: UnsafeMutableRawPointer) {
    unsafe free(memory)
}
