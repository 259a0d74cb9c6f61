// SPDX-License-Identifier: Apache-2.0
import CNghttp2
import Protobuf

/// A client made of nghttp2 alone, without any code of the server: what it understands is on the wire.
@safe
final class Peer {
    /// What has come back on one stream.
    struct Response {
        var headers: [String: String] = [:]
        var trailers: [String: String] = [:]
        var data: [UInt8] = []
        var isEnded = false
        /// The code the stream was closed with.
        var closedWith: UInt32?

        /// The status, wherever it was sent.
        var status: String? { trailers["grpc-status"] ?? headers["grpc-status"] }
        var message: String? { trailers["grpc-message"] ?? headers["grpc-message"] }

        /// The texts of the whole messages.
        var texts: [String] {
            var rest = data[...]
            var texts: [String] = []
            while rest.count >= 5 {
                let length = rest.dropFirst().prefix(4).reduce(0) { $0 << 8 | Int($1) }
                guard rest.count >= 5 + length else { break }
                let message = try? TextMessage(serialized: Array(rest.dropFirst(5).prefix(length)))
                texts.append(message?.text ?? "?")
                rest = rest.dropFirst(5 + length)
            }
            return texts
        }
    }

    private struct Outgoing {
        var bytes: [UInt8] = []
        var ends = false
    }

    private(set) var responses: [Int32: Response] = [:]
    private(set) var goAways: [(lastStream: Int32, code: UInt32)] = []
    private var outgoing: [Int32: Outgoing] = [:]
    private var current = ""
    private var session: OpaquePointer?

    /// - Parameter takesBytes: whether windows open by themselves as bytes arrive.
    init(takesBytes: Bool = true) {
        var callbacks: OpaquePointer?
        var options: OpaquePointer?
        unsafe nghttp2_session_callbacks_new(&callbacks)
        unsafe nghttp2_option_new(&options)
        unsafe nghttp2_option_set_no_auto_window_update(options, takesBytes ? 0 : 1)
        unsafe Self.install(callbacks)
        unsafe nghttp2_session_client_new2(&session, callbacks, Unmanaged.passUnretained(self).toOpaque(), options)
        unsafe nghttp2_option_del(options)
        unsafe nghttp2_session_callbacks_del(callbacks)
        unsafe nghttp2_submit_settings(session, 0, nil, 0)
    }

    deinit {
        unsafe nghttp2_session_del(session)
    }

    // MARK: Sending

    /// The usual fields of a gRPC call.
    static func fields(_ path: String) -> [(String, String)] {
        [
            (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "test"),
            ("content-type", "application/grpc"), ("te", "trailers"),
        ]
    }

    /// Opens a stream.
    @discardableResult
    func open(
        _ path: String, adding extra: [(String, String)] = [], replacing fields: [(String, String)]? = nil,
        body: [UInt8] = [], ends: Bool = true
    ) -> Int32 {
        let texts = (fields ?? Self.fields(path)) + extra
        let bytes = texts.flatMap { Array($0.0.utf8) + Array($0.1.utf8) }
        let id = unsafe bytes.withUnsafeBufferPointer { buffer in
            var position = unsafe UnsafeMutablePointer(mutating: buffer.baseAddress!)
            let list = unsafe texts.map { name, value in
                let pair = unsafe nghttp2_nv(
                    name: position, value: position + name.utf8.count, namelen: name.utf8.count,
                    valuelen: value.utf8.count, flags: 0)
                unsafe position += name.utf8.count + value.utf8.count
                return unsafe pair
            }
            var source = unsafe nghttp2_data_provider(source: nghttp2_data_source(fd: 0), read_callback: Self.read)
            return unsafe nghttp2_submit_request(session, nil, list, list.count, &source, nil)
        }
        outgoing[id] = Outgoing(bytes: body, ends: ends)
        responses[id] = Response()
        return id
    }

    /// Sends more on an open stream.
    func send(_ bytes: [UInt8], on id: Int32, ends: Bool = false) {
        outgoing[id]?.bytes += bytes
        if ends { outgoing[id]?.ends = true }
        unsafe nghttp2_session_resume_data(session, id)
    }

    func reset(_ id: Int32, _ code: UInt32 = 8) {
        unsafe nghttp2_submit_rst_stream(session, 0, id, code)
    }

    func ping() {
        unsafe nghttp2_submit_ping(session, 0, nil)
    }

    /// Lets the server send so many more bytes.
    func take(_ count: Int, of id: Int32) {
        unsafe nghttp2_session_consume(session, id, count)
    }

    /// The bytes to be sent.
    func output() -> [UInt8] {
        var all: [UInt8] = []
        while true {
            var start: UnsafePointer<UInt8>?
            let count = unsafe nghttp2_session_mem_send(session, &start)
            if count <= 0 { return all }
            unsafe all += UnsafeBufferPointer(start: start, count: count)
        }
    }

    // MARK: Receiving

    /// Takes what the server has sent.
    func receive(_ bytes: [UInt8]) {
        let taken = unsafe nghttp2_session_mem_recv(session, bytes, bytes.count)
        precondition(taken == bytes.count, "the server has sent what nghttp2 does not understand: \(taken)")
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> Peer {
        unsafe Unmanaged<Peer>.fromOpaque(context!).takeUnretainedValue()
    }

    private static let read: nghttp2_data_source_read_callback = { _, id, buffer, length, flags, _, context in
        let peer = unsafe Peer.of(context)
        guard var queue = peer.outgoing[id] else { return 0 }
        let count = min(length, queue.bytes.count)
        for index in 0..<count { unsafe buffer![index] = queue.bytes[index] }
        queue.bytes.removeFirst(count)
        peer.outgoing[id] = queue
        if queue.bytes.isEmpty && queue.ends {
            unsafe flags!.pointee = NGHTTP2_DATA_FLAG_EOF.rawValue
            return count
        }
        return count == 0 ? Int(NGHTTP2_ERR_DEFERRED.rawValue) : count
    }

    private static func install(_ callbacks: OpaquePointer?) {
        unsafe nghttp2_session_callbacks_set_on_header_callback(callbacks) {
            _, frame, name, nameCount, value, valueCount, _, context in
            let peer = unsafe Peer.of(context)
            let id = unsafe frame!.pointee.hd.stream_id
            let name = unsafe String(decoding: UnsafeBufferPointer(start: name, count: nameCount), as: UTF8.self)
            let value = unsafe String(decoding: UnsafeBufferPointer(start: value, count: valueCount), as: UTF8.self)
            if unsafe frame!.pointee.headers.cat == NGHTTP2_HCAT_RESPONSE {
                peer.responses[id]?.headers[name] = value
            } else {
                peer.responses[id]?.trailers[name] = value
            }
            return 0
        }
        unsafe nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks) { _, _, id, bytes, count, context in
            unsafe Peer.of(context).responses[id]?.data += UnsafeBufferPointer(start: bytes, count: count)
            return 0
        }
        unsafe nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks) { _, frame, context in
            let peer = unsafe Peer.of(context)
            let head = unsafe frame!.pointee.hd
            if head.type == 7 {
                let goAway = unsafe frame!.pointee.goaway
                unsafe peer.goAways.append((goAway.last_stream_id, goAway.error_code))
            } else if head.type <= 1, head.flags & 1 != 0 {
                peer.responses[head.stream_id]?.isEnded = true
            }
            return 0
        }
        unsafe nghttp2_session_callbacks_set_on_stream_close_callback(callbacks) { _, id, code, context in
            unsafe Peer.of(context).responses[id]?.closedWith = code
            return 0
        }
    }
}
