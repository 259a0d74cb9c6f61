// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// One call on the server: the stream it came by, where it stands, and its handler.
///
/// Confined to its loop's thread. It is `Sendable` because a handler's request stream and response
/// writer carry the reference elsewhere; they come back to the loop before they touch it.
@safe @usableFromInline
final class ServerCall: HTTP2Stream, @unchecked Sendable {
    @usableFromInline let loop: EventLoop
    /// The loop's buffer that handlers write their message into before they send it.
    @usableFromInline let scratch: MessageScratch
    @exclusivity(unchecked) @usableFromInline private(set) var context = CallContext()
    /// Until the stream is closed and the handler has returned.
    private(set) var connection: ServerConnection?
    /// When the caller last sent something.
    private(set) var lastReceived: UInt64 = 0
    /// When the caller last took something.
    private(set) var lastSent: UInt64 = 0

    // One thread, and nothing below calls back up while it changes these: checking that at run time
    // took a quarter of a call.
    @exclusivity(unchecked) var head = RequestHead()
    @exclusivity(unchecked) var state = CallState()
    @exclusivity(unchecked) var inbound = MessageBuffer()
    /// Why handlers that wait or write are told that it is over.
    var failure: RPCError?
    var reader: UnsafeContinuation<Void, Never>?
    @exclusivity(unchecked) var writers: [UnsafeContinuation<Void, Never>] = unsafe []

    private let timer = LoopTimer()
    private var task: Task<Void, Never>?
    private var isHandlerRunning = false
    private var hasOpened = false
    private var isWatched = false
    private var unreturned = 0

    init(loop: EventLoop) {
        self.loop = loop
        scratch = loop.resources.scratch
        super.init()
        unsafe timer.target = self
    }

    // MARK: From one call to the next

    /// A stream begins.
    func begin(on connection: ServerConnection) {
        self.connection = connection
        unsafe head.methods = connection.server.methods
        lastReceived = loop.now
        lastSent = lastReceived
    }

    /// Forgets the last call; only if nobody knows of it any more.
    func prepareForReuse() {
        unsafe head = RequestHead()
        unsafe state = CallState()
        failure = nil
        hasOpened = false
        isWatched = false
        unreturned = 0
        if unsafe isKnownUniquelyReferenced(&context) { unsafe context.reset() } else { unsafe context = CallContext() }
    }

    /// Whether the caller has more to send before it can be answered, and set itself no limit for that.
    var isWaitingForRequest: Bool {
        unsafe state.request == .messages && state.response == .nothing && context.deadline == nil
            && head.takesOneRequest
    }

    private func retireIfOver() {
        guard unsafe state.isClosed, !isHandlerRunning, connection != nil else { return }
        connection = nil
        unsafe inbound.removeAll(keepingUpTo: Self.keptBytes)
        unsafe outbound.removeAll(keepingUpTo: Self.keptBytes)
        loop.resources.retire(self)
    }

    private static let keptBytes = 8 << 10

    // MARK: What the session tells

    override func received(_ field: HeaderField) {
        // Trailing fields of a request mean nothing in any protocol spoken here.
        guard unsafe state.request == .opening else { return }
        if unsafe !head.take(field) { unsafe context.keep(field) }
    }

    override func receivedHeaders(areTrailers: Bool, endOfStream: Bool) {
        if !areTrailers { open() }
        if endOfStream { receivedEndOfStream() }
    }

    override func received(_ bytes: UnsafeRawBufferPointer) {
        guard unsafe state.on(.bytesArrived) == .proceed, let limit = connection?.server.limits.messageBytes else {
            return returnToWindow(bytes.count)
        }
        lastReceived = loop.now
        unreturned += bytes.count
        do throws(Envelope.Fault) {
            unsafe try inbound.append(bytes, limit: limit)
        } catch {
            return refuse(error, limit: limit)
        }
        // As long as a message is incomplete its sender must be able to go on; whole messages that
        // nobody takes hold it up.
        if unsafe inbound.messageCount == 0 {
            returnToWindow(unreturned)
            unreturned = 0
        } else if unsafe head.takesOneRequest {
            if unsafe inbound.messageCount > 1 || inbound.hasPartial { refuseCardinality() }
        } else {
            wakeReader()
        }
    }

    override func receivedEndOfStream() {
        guard unsafe state.on(.requestEnded) == .proceed, let method = unsafe head.method else { return }
        if unsafe inbound.hasPartial {
            return finish(RPCError(.internal, "the request ends within a message"))
        }
        guard unsafe head.takesOneRequest else { return wakeReader() }
        guard unsafe inbound.messageCount == 1 else { return refuseCardinality() }
        startWithWholeRequest(method)
    }

    override func outboundMoved(_ count: Int) {
        lastSent = loop.now
        connection?.sent(count)
        if unsafe !writers.isEmpty { wakeWritersIfRoom() }
    }

    override func sentEndOfStream() {
        // The caller may stop sending a request that has been answered (RFC 9113, 8.1).
        if unsafe state.request != .ended { connection?.session.reset(self, .noError) }
    }

    override func closed(_ code: HTTP2ErrorCode) {
        let isAbandoned = unsafe code != .noError || state.response != .ended
        _ = unsafe state.on(.closed)
        loop.cancel(timer)
        if isWatched { connection?.session.watchedEnds -= 1 }
        unsafe connection?.closed(self, unsent: outbound.count)
        unsafe outbound.removeAll(keepingUpTo: Self.keptBytes)
        if isAbandoned { abandon(RPCError(.cancelled, "the caller has given up", origin: .peer)) }
        retireIfOver()
    }

    // MARK: Opening

    private func open() {
        guard unsafe state.on(.opened) == .proceed, let connection else { return }
        guard unsafe head.verb == .post else { return refuseAsHTTP("405") }
        guard let wireProtocol = unsafe head.wireProtocol else { return refuseAsHTTP("415") }
        if let fault = unsafe wireProtocol.fault(of: head) { return finish(fault) }
        guard let method = unsafe head.method else { return }
        unsafe context.open(method, deadline: scheduleDeadline(), peer: connection.peer)
        if unsafe !head.takesOneRequest, case .requestStream(let handler) = method.binding.handler {
            noteStart()
            handler(self)
        }
    }

    private func scheduleDeadline() -> Deadline? {
        guard case .nanoseconds(let timeout) = unsafe head.timeout else { return nil }
        let (sum, overflow) = loop.now.addingReportingOverflow(timeout)
        let instant = overflow ? UInt64.max : sum
        loop.schedule(timer, at: instant)
        return Deadline(instant: instant, clock: loop.clock)
    }

    private func startWithWholeRequest(_ method: MethodEntry) {
        guard case .wholeRequest(let handler) = method.binding.handler else { return }
        if let deadline = unsafe context.deadline, deadline.hasPassed { return exceedDeadline() }
        noteStart()
        unsafe handler(self, inbound.firstMessage)
        unsafe inbound.removeAll(keepingUpTo: Self.keptBytes)
        if task == nil && !isHandlerRunning { noteEnd() }
    }

    private func noteStart() {
        loop.resources.counters.count(.handlersStarted)
    }

    private func noteEnd() {
        loop.resources.counters.count(.handlersEnded)
    }

    // MARK: Faults

    private func refuse(_ fault: Envelope.Fault, limit: Int) {
        switch fault {
        case .tooLarge(let size):
            loop.resources.counters.count(.messageLimit)
            finish(RPCError(.resourceExhausted, "a message of \(size) bytes is longer than the allowed \(limit)"))
        case .compressed:
            finish(RPCError(.internal, "a message is compressed, and grpc-encoding does not say how"))
        case .unknownFlags:
            finish(RPCError(.internal, "a message's prefix has unknown flags"))
        }
    }

    private func refuseCardinality() {
        finish(RPCError(.unimplemented, "the method takes exactly one request message"))
    }

    private func refuseAsHTTP(_ status: String) {
        guard unsafe state.on(.answered) == .proceed, let connection else { return }
        loop.resources.counters.count(.notRPC)
        let list = HeaderList([(":status", status), ("content-length", "0")])
        try? connection.session.submitWholeResponse(list, on: self)
        watchEnd(connection)
        connection.needsFlush()
    }

    private func exceedDeadline() {
        loop.resources.counters.count(.deadlinesExceeded)
        finish(RPCError(.deadlineExceeded, "the deadline has passed"))
    }

    /// Nobody wants an answer any more: tells the handler in every way there is.
    private func abandon(_ error: RPCError) {
        if unsafe state.response != .ended { loop.resources.counters.count(.callsCancelled) }
        stopHandler(error)
    }

    private func stopHandler(_ error: RPCError) {
        if failure == nil { failure = error }
        unsafe context.cancel()
        task?.cancel()
        wakeReader()
        wakeWriters()
    }
}

// MARK: - Answering

extension ServerCall {
    /// Ends the call, once; what comes after that is ignored.
    func finish(_ error: RPCError?) {
        guard unsafe state.on(.answered) == .proceed, let connection, let wireProtocol = unsafe head.wireProtocol else {
            return
        }
        loop.cancel(timer)
        loop.resources.counters.count(error?.code ?? .ok)
        let own = unsafe context.ownFields
        if let error, !hasOpened {
            let list = wireProtocol.onlyFields(for: error, opening: own?.response, metadata: own?.trailing)
            try? connection.session.submitWholeResponse(list, on: self)
        } else {
            let queued = unsafe outbound.count
            unsafe ending = wireProtocol.end(error, metadata: own?.trailing, body: &outbound)
            unsafe connection.queued(outbound.count - queued)
            if hasOpened { sendMore() } else { submitOpening(own?.response, wireProtocol, connection) }
        }
        watchEnd(connection)
        connection.needsFlush()
        if let error, isHandlerRunning { stopHandler(error) }
    }

    /// Sends the message in the loop's scratch buffer; false if the handler should wait for room.
    @usableFromInline
    func sendSerialized() throws(RPCError) -> Bool {
        defer { scratch.trim() }
        guard unsafe state.on(.messageSent) == .proceed, let connection, let wireProtocol = unsafe head.wireProtocol
        else {
            throw failure ?? RPCError(.cancelled, "the call is over")
        }
        unsafe scratch.writer.withUnsafeBytes { unsafe enqueue($0) }
        unsafe connection.queued(scratch.writer.count + Envelope.prefixSize)
        if hasOpened { sendMore() } else { submitOpening(unsafe context.ownFields?.response, wireProtocol, connection) }
        connection.needsFlush()
        return hasRoom
    }

    /// Sends the message in the loop's scratch buffer as the only one, and ends the call.
    @usableFromInline
    func respondSerialized() {
        defer { scratch.trim() }
        guard unsafe state.response != .ended, unsafe !state.isClosed, let connection else { return }
        unsafe scratch.writer.withUnsafeBytes { unsafe enqueue($0) }
        unsafe connection.queued(scratch.writer.count + Envelope.prefixSize)
        finish(nil)
    }

    /// Ends the call with what a handler threw.
    @usableFromInline
    func fail(_ error: any Error) {
        // A handler that was stopped mostly throws a cancellation; the call has its end already.
        finish(RPCError(handlerFailure: error))
    }

    /// Ends the call for a message that cannot be decoded.
    @usableFromInline
    func fail(decoding error: DecodingError) {
        finish(RPCError(.invalidArgument, error.description, cause: error))
    }

    /// Ends the call well.
    @usableFromInline
    func finish() {
        finish(nil)
    }

    private func enqueue(_ message: UnsafeRawBufferPointer) {
        unsafe outbound.reserve(message.count + Envelope.prefixSize)
        unsafe outbound.append(0)
        unsafe outbound.append(bigEndian: UInt32(message.count))
        unsafe outbound.append(message)
    }

    private func submitOpening(
        _ metadata: Metadata?, _ wireProtocol: any WireProtocol, _ connection: ServerConnection
    ) {
        hasOpened = true
        // Fails only for a stream that is gone, and then nobody waits for it.
        try? connection.session.submitResponse(wireProtocol.openingFields(with: metadata), on: self)
    }

    private func watchEnd(_ connection: ServerConnection) {
        guard unsafe state.request != .ended, !isWatched else { return }
        isWatched = true
        connection.session.watchedEnds += 1
    }
}

// MARK: - The handler

extension ServerCall {
    /// Runs the part of a handler that may have to wait, as a task on the loop.
    @usableFromInline
    func start(_ body: @escaping @Sendable () async -> Void) {
        isHandlerRunning = true
        unsafe connection?.runningHandlers += 1
        let task = loop.startTask {
            await body()
            self.handlerEnded()
        }
        if isHandlerRunning { self.task = task }
    }

    private func handlerEnded() {
        assert(loop.isCurrent, "a handler has ended on another thread")
        isHandlerRunning = false
        task = nil
        noteEnd()
        connection?.handlerEnded()
        retireIfOver()
    }

    /// Whether the caller may touch the call.
    @usableFromInline var isOnLoop: Bool { loop.isCurrent }

    // MARK: Reading

    /// What a reader finds.
    @usableFromInline
    enum Readable {
        case message
        case end
        case nothingYet
    }

    /// Whether there is a message to be read.
    @usableFromInline
    func readable() throws(RPCError) -> Readable {
        if let failure { throw failure }
        if unsafe inbound.messageCount > 0 { return .message }
        return unsafe state.request == .ended || state.isClosed ? .end : .nothingYet
    }

    /// The first message, as long as nothing else is done with the call.
    @usableFromInline
    var firstMessage: UnsafeRawBufferPointer { unsafe inbound.firstMessage }

    /// Takes the first message away, and lets its sender send as much again.
    @usableFromInline
    func dropFirstMessage() {
        let size = unsafe inbound.dropFirst()
        unreturned -= size
        returnToWindow(size)
        if unsafe inbound.messageCount == 0, unreturned > 0 {
            returnToWindow(unreturned)
            unreturned = 0
        }
        connection?.needsFlush()
    }

    /// Waits until ``readable()`` has something new to say.
    @usableFromInline
    func waitForMessage() async {
        unsafe precondition(reader == nil, "two tasks read the requests of one call")
        unsafe await withUnsafeContinuation { unsafe reader = unsafe $0 }
    }

    private func wakeReader() {
        guard let reader = unsafe reader else { return }
        unsafe self.reader = nil
        unsafe reader.resume()
    }

    // MARK: Writing

    private var hasRoom: Bool {
        guard let connection else { return true }
        return unsafe outbound.count <= connection.server.limits.queuedBytesPerStream && connection.hasRoom
    }

    /// Waits until enough of what was written has been taken.
    @usableFromInline
    func waitForRoom() async throws(RPCError) {
        while failure == nil && !hasRoom {
            connection?.hasWaitingWriters = true
            unsafe await withUnsafeContinuation { unsafe writers.append($0) }
        }
        if let failure { throw failure }
    }

    /// Lets writers go on if there is room again.
    func wakeWritersIfRoom() {
        guard let connection else { return wakeWriters() }
        if unsafe outbound.count <= connection.server.limits.queuedBytesPerStream / 2 && connection.hasRoom {
            wakeWriters()
        }
    }

    private func wakeWriters() {
        let waiting = unsafe writers
        unsafe writers.removeAll()
        for index in unsafe waiting.indices { unsafe waiting[index].resume() }
    }

    // MARK: From other threads

    /// Sends a message from another thread, and waits there for room.
    @usableFromInline
    func sendFromOutside(_ message: [UInt8]) async throws(RPCError) {
        try await onLoop { (call) throws(RPCError) in
            unsafe call.scratch.writer.append(message)
            if try !call.sendSerialized() { try await call.waitForRoom() }
        }
    }

    /// Receives a message on another thread.
    @usableFromInline
    func receiveFromOutside() async throws(RPCError) -> [UInt8]? {
        try await onLoop { (call) throws(RPCError) in
            while true {
                switch try call.readable() {
                case .message:
                    let bytes = unsafe [UInt8](call.firstMessage)
                    call.dropFirstMessage()
                    return bytes
                case .end:
                    return nil
                case .nothingYet:
                    await call.waitForMessage()
                }
            }
        }
    }

    private func onLoop<Value: Sendable>(
        _ body: @escaping @Sendable (ServerCall) async throws(RPCError) -> Value
    ) async throws(RPCError) -> Value {
        let result = unsafe await withUnsafeContinuation {
            (continuation: UnsafeContinuation<Result<Value, RPCError>, Never>) in
            loop.execute {
                _ = self.loop.startTask {
                    do throws(RPCError) {
                        let value = try await body(self)
                        unsafe continuation.resume(returning: .success(value))
                    } catch {
                        unsafe continuation.resume(returning: .failure(error))
                    }
                }
            }
        }
        return try result.get()
    }
}

extension ServerCall: LoopTimerTarget {
    /// The deadline.
    func timerExpired(_ timer: LoopTimer) {
        exceedDeadline()
    }
}
