// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Memory that ends at a page which nobody may read: a read past the end ends the test process.
@safe
struct GuardedMemory: ~Copyable {
    private static let pageSize = sysconf(Int32(_SC_PAGESIZE))
    private let start: UnsafeMutableRawPointer
    private let capacity: Int

    /// Memory for up to `count` bytes.
    init(count: Int) {
        capacity = (count / Self.pageSize + 1) * Self.pageSize
        let both = unsafe mmap(
            nil, capacity + Self.pageSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let both = unsafe both, unsafe both != MAP_FAILED,
            unsafe mprotect(both + capacity, Self.pageSize, PROT_NONE) == 0
        else { preconditionFailure("no memory") }
        unsafe start = both
    }

    deinit {
        unsafe munmap(start, capacity + Self.pageSize)
    }

    /// Calls `body` with the bytes, copied so that the forbidden page comes next.
    func withBytes<Result>(_ bytes: some Collection<UInt8>, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let place = unsafe UnsafeMutableRawBufferPointer(start: start + (capacity - bytes.count), count: bytes.count)
        unsafe place.copyBytes(from: bytes)
        return unsafe body(UnsafeRawBufferPointer(place))
    }
}
