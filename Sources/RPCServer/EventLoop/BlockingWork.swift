// SPDX-License-Identifier: Apache-2.0
import CLibuv

/// Work that may block, such as reading files, on libuv's worker threads: the loop goes on meanwhile.
@safe
private final class BlockingWork {
    private let work: @Sendable () -> Void
    private let completion: () -> Void
    private let request = UnsafeMutablePointer<uv_work_t>.allocate(capacity: 1)

    init(_ work: @escaping @Sendable () -> Void, completion: @escaping () -> Void) {
        self.work = work
        self.completion = completion
    }

    deinit {
        unsafe request.deallocate()
    }

    func start(on loop: EventLoop) {
        unsafe request.pointee.data = Unmanaged.passRetained(self).toOpaque()
        let result = unsafe uv_queue_work(loop.raw, request, Self.begun, Self.finished)
        // Only fails where there is nothing to do.
        precondition(result == 0, "libuv refuses work: \(result)")
    }

    private static let begun: uv_work_cb = { request in
        guard let data = unsafe request?.pointee.data else { return }
        unsafe Unmanaged<BlockingWork>.fromOpaque(data).takeUnretainedValue().work()
    }

    private static let finished: uv_after_work_cb = { request, _ in
        guard let data = unsafe request?.pointee.data else { return }
        unsafe Unmanaged<BlockingWork>.fromOpaque(data).takeRetainedValue().completion()
    }
}

extension EventLoop {
    /// Has something done that may block, and waits for what it gives without holding up the loop. To be called on
    /// the loop's thread.
    func offload<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        let result = Offloaded<Value>()
        unsafe await withUnsafeContinuation { (continuation: UnsafeContinuation<Void, Never>) in
            BlockingWork({ unsafe result.value = work() }, completion: { unsafe continuation.resume() }).start(on: self)
        }
        guard let value = unsafe result.value else { preconditionFailure("work was not done") }
        return value
    }
}

/// Written by a worker before the loop is told, and read by the loop after that.
private final class Offloaded<Value: Sendable>: @unchecked Sendable {
    nonisolated(unsafe) var value: Value?
}
