// SPDX-License-Identifier: Apache-2.0
import CLibuv

/// A connected socket, TCP or Unix, on a loop: bytes in by a callback, bytes out at once if they fit
/// into the kernel's buffer, else kept until they do.
///
/// Belongs to its loop's thread. Closed by ``close()`` or when the last reference goes.
@safe
final class SocketStream: ConnectionTransport {
    /// The kinds of sockets.
    enum Kind {
        case tcp
        case unix
    }

    let loop: EventLoop
    /// Whom to tell; closes the socket before it goes. Not weak: that makes every use of the owner slow.
    unowned(unsafe) var owner: (any TransportOwner)?
    private var handle: SocketHandle?
    private let request: UnsafeMutablePointer<uv_write_t>
    @exclusivity(unchecked) private var leftover = ByteBuffer()
    private var isWriting = false

    /// A socket that is not connected yet.
    init(kind: Kind, loop: EventLoop) throws(LibuvError) {
        self.loop = loop
        unsafe request = .allocate(capacity: 1)
        handle = nil
        handle = try SocketHandle(kind: kind, loop: loop)
        unsafe handle?.base.pointee.data = Unmanaged.passUnretained(self).toOpaque()
    }

    deinit {
        close()
        unsafe request.deallocate()
    }

    /// Whether it can still be written to.
    var isOpen: Bool { handle != nil }

    /// How many bytes wait for room in the kernel's buffer.
    var unsentCount: Int { unsafe leftover.count }

    /// libuv's stream, to accept or connect with.
    var raw: UnsafeMutablePointer<uv_stream_t>? { unsafe handle?.stream }

    /// Begins to read.
    func startReading() throws(LibuvError) {
        guard let stream = unsafe raw else { return }
        try unsafe LibuvError.check(
            uv_read_start(stream, SocketCallbacks.allocate, SocketCallbacks.read), "reading from a socket")
    }

    /// Stops reading, or goes on: the other side then runs into its window.
    func setReading(_ isOn: Bool) {
        guard let stream = unsafe raw else { return }
        guard isOn else { return _ = unsafe uv_read_stop(stream) }
        do throws(LibuvError) { try startReading() } catch { end(error) }
    }

    /// Writes bytes, and keeps what the kernel does not take.
    ///
    /// - Precondition: nothing is left over from before; ask ``unsentCount``.
    func write(_ bytes: UnsafeRawBufferPointer) {
        precondition(unsafe leftover.isEmpty, "write only when there is room")
        guard let stream = unsafe raw, bytes.count > 0 else { return }
        var buffer = unsafe uv_buf_t.over(bytes)
        let written = unsafe uv_try_write(stream, &buffer, 1)
        if written == bytes.count { return }
        if written < 0 && written != UV_EAGAIN.rawValue {
            return end(LibuvError(code: written, action: "writing to a socket"))
        }
        unsafe leftover.append(UnsafeRawBufferPointer(rebasing: bytes[max(0, Int(written))...]))
        unsafe writeLeftover(to: stream)
    }

    /// Closes without a farewell. Nothing is told to the owner after that.
    func close() {
        handle = nil
    }

    /// Closes the sending half once everything is out.
    func finishWriting() {
        guard let stream = unsafe raw else { return }
        let shutdown = UnsafeMutablePointer<uv_shutdown_t>.allocate(capacity: 1)
        let result = unsafe uv_shutdown(shutdown, stream) { request, _ in unsafe request?.deallocate() }
        if result < 0 { unsafe shutdown.deallocate() }
    }

    private func writeLeftover(to stream: UnsafeMutablePointer<uv_stream_t>) {
        var buffer = unsafe uv_buf_t.over(unsafe leftover.bytes)
        unsafe request.pointee.data = Unmanaged.passRetained(self).toOpaque()
        let result = unsafe uv_write(request, stream, &buffer, 1, SocketCallbacks.written)
        if result < 0 {
            unsafe Unmanaged.passUnretained(self).release()
            end(LibuvError(code: result, action: "writing to a socket"))
        }
    }
}

extension SocketStream {
    /// What the callbacks hand on.
    fileprivate func wasWritten(_ status: Int32) {
        unsafe leftover.removeAll(keepingUpTo: 0)
        guard isOpen else { return }
        if status < 0 { return end(LibuvError(code: status, action: "writing to a socket")) }
        unsafe owner?.mayWriteAgain()
    }

    fileprivate func wasRead(_ count: Int) {
        if count > 0 {
            unsafe owner?.received(UnsafeRawBufferPointer(rebasing: loop.resources.readBuffer[..<count]))
        } else if count == Int(UV_EOF.rawValue) {
            end(nil)
        } else if count < 0 {
            end(LibuvError(code: Int32(truncatingIfNeeded: count), action: "reading from a socket"))
        }
    }

    fileprivate func end(_ error: LibuvError?) {
        guard isOpen else { return }
        close()
        unsafe owner?.ended(by: error)
    }
}

/// The handle of a socket, of either kind.
@safe
private final class SocketHandle {
    @safe
    private enum Storage: ~Copyable {
        case tcp(LibuvHandle<uv_tcp_t>)
        case unix(LibuvHandle<uv_pipe_t>)
    }

    private let storage: Storage
    let base: UnsafeMutablePointer<uv_handle_t>

    init(kind: SocketStream.Kind, loop: EventLoop) throws(LibuvError) {
        let raw = unsafe loop.raw
        switch kind {
        case .tcp:
            let handle = unsafe try LibuvHandle<uv_tcp_t>("making a socket") { unsafe uv_tcp_init(raw, $0) }
            unsafe base = unsafe handle.handle
            storage = unsafe .tcp(handle)
        case .unix:
            let handle = unsafe try LibuvHandle<uv_pipe_t>("making a socket") { unsafe uv_pipe_init(raw, $0, 0) }
            unsafe base = unsafe handle.handle
            storage = unsafe .unix(handle)
        }
    }

    var stream: UnsafeMutablePointer<uv_stream_t> {
        unsafe UnsafeMutableRawPointer(base).assumingMemoryBound(to: uv_stream_t.self)
    }
}

private enum SocketCallbacks {
    static let allocate: uv_alloc_cb = { handle, _, buffer in
        guard let socket = unsafe libuvOwner(handle?.pointee.data, as: SocketStream.self) else { return }
        unsafe buffer?.pointee = .over(UnsafeRawBufferPointer(socket.loop.resources.readBuffer))
    }

    static let read: uv_read_cb = { stream, count, _ in
        unsafe libuvOwner(stream?.pointee.data, as: SocketStream.self)?.wasRead(Int(count))
    }

    static let written: uv_write_cb = { request, status in
        guard let data = unsafe request?.pointee.data else { return }
        unsafe Unmanaged<SocketStream>.fromOpaque(data).takeRetainedValue().wasWritten(status)
    }
}

extension uv_buf_t {
    /// A view of bytes that somebody else owns.
    fileprivate static func over(_ bytes: UnsafeRawBufferPointer) -> uv_buf_t {
        let start = unsafe UnsafeMutableRawPointer(mutating: bytes.baseAddress)
        return unsafe uv_buf_init(start?.assumingMemoryBound(to: CChar.self), UInt32(bytes.count))
    }
}
