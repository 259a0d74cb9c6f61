// SPDX-License-Identifier: Apache-2.0
import CNghttp2

/// What a side of a session announces and enforces.
struct HTTP2Settings: Sendable {
    /// How many streams the peer may have open.
    var maxConcurrentStreams: UInt32 = 100
    /// How many bytes may be under way to us on one stream.
    var streamWindow: Int = 64 << 10
    /// The same for the whole connection.
    var connectionWindow: Int = 1 << 20
    /// Fields in one header block.
    var maxHeaderFields = 100
    /// Bytes in one header block: the sum of names, values and 32 for each field.
    var maxHeaderBytes = 16 << 10
}

/// How much of a header block may still arrive, and whose it is.
struct HeaderBlock {
    /// The block's stream, which the session's list retains.
    var stream: Lent<HTTPStream>?
    var fieldsLeft = 0
    var bytesLeft = 0

    init() {}

    init(limits: HTTP2Settings) {
        fieldsLeft = limits.maxHeaderFields
        bytesLeft = limits.maxHeaderBytes
    }
}

/// HTTP/2 for one connection, without its socket: bytes in by ``receive(_:)``, bytes out by
/// ``drain(into:upTo:)``, streams in between. nghttp2 does the framing, for both sides.
///
/// Lives on one thread. Nothing of it is copied into collections on the way of a request.
@safe
final class HTTP2Session: HTTPSession {
    enum Role {
        case client
        case server
    }

    let role: Role
    let settings: HTTP2Settings
    /// Not retained; set before the first byte is received, and outlives the session.
    unowned(unsafe) var owner: (any HTTPSessionOwner)!
    @exclusivity(unchecked) private var openStreams: [HTTPStream] = []
    /// The stream that was opened last: mostly the next frames are its own too.
    @exclusivity(unchecked) private var recent: (id: Int32, stream: Lent<HTTPStream>)?
    /// Streams that were given up while nghttp2 was in the midst of telling them something.
    private var abandoned: [HTTPStream] = []
    /// The header block that is arriving; blocks are never interleaved (RFC 9113, 4.3).
    @exclusivity(unchecked) var block = HeaderBlock()
    /// How many frames of answers have been sent: HEADERS and DATA.
    @exclusivity(unchecked) var answers = 0
    // Asked for each frame that is sent: checking exclusivity there took a hundred instructions of a call.
    var watchedEnds: Int {
        get { unsafe watched }
        set { unsafe watched = newValue }
    }
    @exclusivity(unchecked) private var watched = 0

    private let handle: SessionHandle
    private let memory: SessionMemory
    @exclusivity(unchecked) private var gate: FrameGate
    private var unreturned = 0
    private var isInsideC = false
    /// Whether the peer has been told that the server will go away, and not yet that it does.
    private var isGoingAwayLater = false

    init(role: Role, settings: HTTP2Settings, memory: SessionMemory) throws(HTTP2Error) {
        self.role = role
        self.settings = settings
        self.memory = memory
        unsafe gate = FrameGate(prefaceLength: role == .server ? 24 : 0)
        handle = try SessionHandle(role: role, memory: memory)
        unsafe nghttp2_session_set_user_data(handle.raw, Lent(self).pointer)
        try announce()
    }

    /// nghttp2's session.
    var raw: OpaquePointer { unsafe handle.raw }

    let isLingering = false
    var isInsideHead: Bool { unsafe block.stream != nil }

    var windowStep: Int { settings.streamWindow / 2 }

    var isFinished: Bool {
        // nghttp2 is done with a session after any GOAWAY, but the first of two promises that more is served.
        guard !isGoingAwayLater else { return false }
        return unsafe nghttp2_session_want_read(handle.raw) == 0 && nghttp2_session_want_write(handle.raw) == 0
    }

    var streams: [HTTPStream] { unsafe openStreams }

    var queuedFrames: Int { unsafe nghttp2_session_get_outbound_queue_size(handle.raw) }

    // MARK: Bytes

    func receive(_ bytes: UnsafeRawBufferPointer) throws(HTTP2Error) {
        enterC()
        defer { leaveC() }
        let raw = unsafe handle.raw
        // Once for all frames, since each use would retain it.
        let owner: any HTTPSessionOwner = unsafe owner
        try unsafe gate.admit(bytes, frame: { owner.session(self, arriving: $0) }) { (piece) throws(HTTP2Error) in
            let start = unsafe piece.baseAddress!.assumingMemoryBound(to: UInt8.self)
            let taken = unsafe nghttp2_session_mem_recv(raw, start, piece.count)
            try HTTP2Error.check(Int32(truncatingIfNeeded: taken), "receiving HTTP/2")
        }
    }

    func drain(into buffer: inout ByteBuffer, upTo limit: Int) throws(HTTP2Error) {
        enterC()
        defer { leaveC() }
        while buffer.count < limit {
            var start: UnsafePointer<UInt8>?
            let count = unsafe nghttp2_session_mem_send(handle.raw, &start)
            try HTTP2Error.check(Int32(truncatingIfNeeded: count), "sending HTTP/2")
            if count == 0 { return }
            unsafe buffer.append(UnsafeRawBufferPointer(start: start, count: count))
        }
    }

    // MARK: Streams

    /// Opens a stream to a server. What is in `outbound` goes behind the header fields.
    func submitRequest(_ headers: HeaderList, on stream: HTTPStream) throws(HTTP2Error) {
        var source = unsafe dataSource(of: stream)
        let pointer = unsafe Lent(stream).pointer
        let id = try unsafe HTTP2Error.check(
            nghttp2_submit_request(handle.raw, nil, headers.fields, headers.count, &source, pointer),
            "opening a stream")
        add(stream, id: id)
    }

    func submitResponse(_ headers: HeaderList, on stream: HTTPStream) throws(HTTP2Error) {
        var source = unsafe dataSource(of: stream)
        try unsafe HTTP2Error.check(
            nghttp2_submit_response(handle.raw, stream.id, headers.fields, headers.count, &source),
            "answering a stream")
    }

    func submitWholeResponse(_ headers: HeaderList, on stream: HTTPStream) throws(HTTP2Error) {
        try unsafe HTTP2Error.check(
            nghttp2_submit_response(handle.raw, stream.id, headers.fields, headers.count, nil),
            "answering a stream")
    }

    func reset(_ stream: HTTPStream, _ code: HTTP2ErrorCode) {
        reset(id: stream.id, code)
    }

    /// Ends the stream of a number on both sides.
    func reset(id: Int32, _ code: HTTP2ErrorCode) {
        // Fails only without memory.
        unsafe nghttp2_submit_rst_stream(handle.raw, UInt8(NGHTTP2_FLAG_NONE.rawValue), id, code.rawValue)
    }

    func resume(_ stream: HTTPStream) {
        // Fails for a stream that was reset: nothing is left to do then.
        unsafe nghttp2_session_resume_data(handle.raw, stream.id)
    }

    func returnToWindow(of stream: HTTPStream, _ count: Int) {
        unsafe nghttp2_session_consume_stream(handle.raw, stream.id, count)
    }

    // MARK: The end

    func announceShutdown() {
        isGoingAwayLater = true
        unsafe nghttp2_submit_shutdown_notice(handle.raw)
    }

    /// Says up to which stream everything is served; the session is finished after the last of them.
    func goAway(_ code: HTTP2ErrorCode) {
        isGoingAwayLater = false
        let last = unsafe nghttp2_session_get_last_proc_stream_id(handle.raw)
        unsafe nghttp2_submit_goaway(
            handle.raw, UInt8(NGHTTP2_FLAG_NONE.rawValue), last, code.rawValue, nil, 0)
    }

    func terminate(_ code: HTTP2ErrorCode) {
        isGoingAwayLater = false
        unsafe nghttp2_session_terminate_session(handle.raw, code.rawValue)
    }

    /// The same with a word for the peer, which gRPC's clients act on.
    func terminate(_ code: HTTP2ErrorCode, saying text: StaticString) {
        let last = unsafe nghttp2_session_get_last_proc_stream_id(handle.raw)
        unsafe nghttp2_submit_goaway(
            handle.raw, UInt8(NGHTTP2_FLAG_NONE.rawValue), last, code.rawValue, text.utf8Start, text.utf8CodeUnitCount)
        terminate(code)
    }

    /// Asks the peer for a sign of life.
    func ping() {
        unsafe nghttp2_submit_ping(handle.raw, UInt8(NGHTTP2_FLAG_NONE.rawValue), nil)
    }

    func abandon(_ code: HTTP2ErrorCode) {
        unsafe block.stream = nil
        if isInsideC { abandoned = unsafe openStreams }
        while let stream = unsafe openStreams.last {
            remove(stream)
            stream.closed(code)
        }
    }
}

// MARK: - For the callbacks

extension HTTP2Session {
    /// A stream begins; nghttp2 is given the object, the list here retains it.
    func add(_ stream: HTTPStream, id: Int32) {
        unsafe stream.attach(to: self, .http2, id: id, index: openStreams.count)
        unsafe openStreams.append(stream)
        unsafe recent = (id, Lent(stream))
    }

    /// The open stream of a number, if there is one.
    @inline(__always)
    func stream(_ id: Int32) -> Lent<HTTPStream>? {
        if let recent = unsafe recent, recent.id == id { return recent.stream }
        return unsafe nghttp2_session_get_stream_user_data(handle.raw, id).map { unsafe Lent(pointer: $0) }
    }

    @inline(__always)
    func withStream(_ id: Int32, _ body: (HTTPStream) -> Void) {
        stream(id)?(body)
    }

    /// A stream is over.
    func remove(_ stream: HTTPStream) {
        let index = stream.index
        guard index >= 0 else { return }
        let pointer = unsafe Lent(stream).pointer
        if unsafe block.stream?.pointer == pointer { unsafe block.stream = nil }
        if unsafe recent?.stream.pointer == pointer { unsafe recent = nil }
        let last = unsafe openStreams.removeLast()
        if last !== stream {
            unsafe openStreams[index] = last
            last.moved(to: index)
        }
        stream.detach()
    }

    /// Gives received bytes back to the window of the connection: a slow stream holds up only itself.
    func receivedOnConnection(_ count: Int) {
        unreturned += count
        guard unreturned >= settings.connectionWindow / 4 else { return }
        unsafe nghttp2_session_consume_connection(handle.raw, unreturned)
        unreturned = 0
    }

    private func enterC() {
        assert(!isInsideC, "a session was entered from one of its own callbacks")
        isInsideC = true
    }

    private func leaveC() {
        isInsideC = false
        if !abandoned.isEmpty { abandoned = [] }
    }

    private func dataSource(of stream: HTTPStream) -> nghttp2_data_provider {
        unsafe nghttp2_data_provider(
            source: nghttp2_data_source(ptr: Lent(stream).pointer),
            read_callback: HTTP2Callbacks.readData)
    }

    /// Sends the first SETTINGS.
    private func announce() throws(HTTP2Error) {
        var entries = [
            Self.entry(NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, UInt32(settings.streamWindow)),
            Self.entry(NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, UInt32(settings.maxHeaderBytes)),
            Self.entry(NGHTTP2_SETTINGS_NO_RFC7540_PRIORITIES, 1),
        ]
        entries.append(
            role == .server
                ? Self.entry(NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, settings.maxConcurrentStreams)
                : Self.entry(NGHTTP2_SETTINGS_ENABLE_PUSH, 0))
        try unsafe HTTP2Error.check(
            nghttp2_submit_settings(handle.raw, UInt8(NGHTTP2_FLAG_NONE.rawValue), entries, entries.count),
            "announcing settings")
        try unsafe HTTP2Error.check(
            nghttp2_session_set_local_window_size(
                handle.raw, UInt8(NGHTTP2_FLAG_NONE.rawValue), 0, Int32(settings.connectionWindow)),
            "widening the window")
    }

    private static func entry(_ id: nghttp2_settings_id, _ value: UInt32) -> nghttp2_settings_entry {
        nghttp2_settings_entry(settings_id: Int32(id.rawValue), value: value)
    }
}

/// nghttp2's session and its end.
@safe
private struct SessionHandle: ~Copyable {
    let raw: OpaquePointer

    init(role: HTTP2Session.Role, memory: SessionMemory) throws(HTTP2Error) {
        var session: OpaquePointer?
        let make = unsafe role == .server ? nghttp2_session_server_new3 : nghttp2_session_client_new3
        try unsafe HTTP2Error.check(
            make(&session, HTTP2Callbacks.table, nil, HTTP2Options.shared, memory.callbacks),
            "making an HTTP/2 session")
        unsafe raw = unsafe session!
    }

    deinit {
        unsafe nghttp2_session_del(raw)
    }
}

/// What every session changes of nghttp2's ways.
private enum HTTP2Options {
    nonisolated(unsafe) static let shared: OpaquePointer = {
        var options: OpaquePointer?
        let result = unsafe nghttp2_option_new(&options)
        precondition(result == 0, "no memory for options")
        // Windows are opened when bytes are used up, not when they arrive.
        unsafe nghttp2_option_set_no_auto_window_update(options, 1)
        // Nothing is kept of streams that are over.
        unsafe nghttp2_option_set_no_closed_streams(options, 1)
        return unsafe options!
    }()
}
