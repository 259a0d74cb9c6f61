// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import CLibuv

/// Wakes a loop, from any thread: a pipe that the loop reads.
///
/// Not libuv's `uv_async_t`. Who sends that is marked as busy until it has come back from the kernel, and the
/// loop spins until the mark is gone. A thread of lower priority, such as one that searches, is interrupted by
/// the very loop that it has woken, and does not come back while that one spins: answers were tens of
/// milliseconds late where processors were few.
@safe
struct LoopWaker: ~Copyable {
    private let poll: LibuvHandle<uv_poll_t>
    // Closed after the handle that watches it.
    private let pipe: Pipe

    init(_ loop: UnsafeMutablePointer<uv_loop_t>) throws(LibuvError) {
        let pipe = try Pipe()
        unsafe poll = unsafe try LibuvHandle("making a wake-up") { unsafe uv_poll_init(loop, $0, pipe.readEnd) }
        self.pipe = pipe
    }

    /// Lets the loop call back whenever it has been woken; the owner has to ``silence()`` the waker then.
    func start(owner: AnyObject, _ woken: @escaping uv_poll_cb) throws(LibuvError) {
        unsafe poll.setOwner(owner)
        try unsafe LibuvError.check(uv_poll_start(poll.raw, Int32(UV_READABLE.rawValue), woken), "waiting to be woken")
    }

    /// Wakes the loop, or lets it not sleep. From any thread.
    func wake() {
        var mark: UInt8 = 1
        // A pipe that is full wakes as well.
        _ = unsafe write(pipe.writeEnd, &mark, 1)
    }

    /// Forgets that the loop was woken.
    func silence() {
        unsafe withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { marks in
            while unsafe read(pipe.readEnd, marks.baseAddress, marks.count) == marks.count {}
        }
    }

    private struct Pipe: ~Copyable {
        let readEnd: uv_file
        let writeEnd: uv_file

        init() throws(LibuvError) {
            var ends: [uv_file] = [-1, -1]
            let flags = Int32(UV_NONBLOCK_PIPE.rawValue)
            try unsafe LibuvError.check(uv_pipe(&ends, flags, flags), "making a pipe")
            (readEnd, writeEnd) = (ends[0], ends[1])
        }

        deinit {
            close(readEnd)
            close(writeEnd)
        }
    }
}
