// SPDX-License-Identifier: Apache-2.0
import CLibuv

extension SocketStream {
    /// Connects to an address, and tells on the loop's thread how that went.
    ///
    /// A host's name is looked up first, which blocks the loop: give numbers where that matters.
    static func connect(
        to address: SocketAddress, on loop: EventLoop,
        completion: @escaping (Result<SocketStream, LibuvError>) -> Void
    ) {
        do throws(LibuvError) {
            switch address {
            case .internet(let host, let port):
                var raw = try RawSocketAddress(host: host, port: port)
                let socket = try SocketStream(kind: .tcp, loop: loop)
                try socket.connect(to: &raw, description: "\(address)", completion: completion)
            case .unix(let path):
                let socket = try SocketStream(kind: .unix, loop: loop)
                socket.connect(toPath: path, completion: completion)
            }
        } catch {
            completion(.failure(error))
        }
    }

    /// Sends small writes at once instead of waiting for more.
    func disableDelay() {
        guard let stream = unsafe raw, unsafe uv_handle_get_type(handle(of: stream)) == UV_TCP else { return }
        unsafe uv_tcp_nodelay(tcp(of: stream), 1)
    }

    private func connect(
        to address: inout RawSocketAddress, description: String,
        completion: @escaping (Result<SocketStream, LibuvError>) -> Void
    ) throws(LibuvError) {
        guard let stream = unsafe raw else { return }
        let attempt = ConnectAttempt(socket: self, action: "connecting to \(description)", completion: completion)
        let tcp = unsafe tcp(of: stream)
        let result = unsafe address.withPointer { address in
            unsafe uv_tcp_connect(attempt.retainedRequest(), tcp, address, ConnectAttempt.finished)
        }
        if result < 0 { attempt.failedToStart(result) }
    }

    private func connect(
        toPath path: String, completion: @escaping (Result<SocketStream, LibuvError>) -> Void
    ) {
        guard let stream = unsafe raw else { return }
        let attempt = ConnectAttempt(socket: self, action: "connecting to unix:\(path)", completion: completion)
        let pipe = unsafe UnsafeMutableRawPointer(stream).assumingMemoryBound(to: uv_pipe_t.self)
        unsafe uv_pipe_connect(attempt.retainedRequest(), pipe, path, ConnectAttempt.finished)
    }

    private func tcp(of stream: UnsafeMutablePointer<uv_stream_t>) -> UnsafeMutablePointer<uv_tcp_t> {
        unsafe UnsafeMutableRawPointer(stream).assumingMemoryBound(to: uv_tcp_t.self)
    }

    private func handle(of stream: UnsafeMutablePointer<uv_stream_t>) -> UnsafeMutablePointer<uv_handle_t> {
        unsafe UnsafeMutableRawPointer(stream).assumingMemoryBound(to: uv_handle_t.self)
    }
}

/// A connection being made. Keeps itself and its socket until libuv has an answer.
@safe
private final class ConnectAttempt {
    private let socket: SocketStream
    private let action: String
    private let completion: (Result<SocketStream, LibuvError>) -> Void
    private let request = UnsafeMutablePointer<uv_connect_t>.allocate(capacity: 1)

    init(
        socket: SocketStream, action: String, completion: @escaping (Result<SocketStream, LibuvError>) -> Void
    ) {
        self.socket = socket
        self.action = action
        self.completion = completion
    }

    deinit {
        unsafe request.deallocate()
    }

    func retainedRequest() -> UnsafeMutablePointer<uv_connect_t> {
        unsafe request.pointee.data = Unmanaged.passRetained(self).toOpaque()
        return unsafe request
    }

    func failedToStart(_ code: Int32) {
        unsafe Unmanaged.passUnretained(self).release()
        end(code)
    }

    static let finished: uv_connect_cb = { request, status in
        guard let data = unsafe request?.pointee.data else { return }
        unsafe Unmanaged<ConnectAttempt>.fromOpaque(data).takeRetainedValue().end(status)
    }

    private func end(_ status: Int32) {
        if status < 0 {
            socket.close()
            completion(.failure(LibuvError(code: status, action: action)))
        } else {
            completion(.success(socket))
        }
    }
}
