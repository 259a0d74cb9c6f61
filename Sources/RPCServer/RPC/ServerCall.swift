// SPDX-License-Identifier: Apache-2.0

/// One call on the server: the stream it came by, where it stands, and its handler.
///
/// Confined to its loop's thread. It is `Sendable` because a handler's request stream and response
/// writer carry the reference elsewhere; they come back to the loop before they touch it.
@safe @usableFromInline
final class ServerCall: HTTPStream, @unchecked Sendable {
    @usableFromInline let loop: EventLoop
    /// The loop's buffer that handlers write their message into before they send it.
    @usableFromInline let scratch: MessageScratch
    @exclusivity(unchecked) @usableFromInline private(set) var context: CallContext
    /// Until the stream is closed and the handler has returned.
    private(set) var connection: ServerConnection? {
        didSet { unsafe lentConnection = connection.map { Lent($0) } }
    }
    /// The same for what every call does.
    @exclusivity(unchecked) private(set) var lentConnection: Lent<ServerConnection>?
    private(set) var openedAt: UInt64 = 0
    /// Whether the server lets the call take less time than its caller would.
    private var isCutShort = false
    /// When the caller last sent something.
    private(set) var lastReceived: UInt64 = 0
    /// When the caller last took something.
    private(set) var lastSent: UInt64 = 0

    // One thread, and nothing below calls back up while it changes these: checking that at run time
    // took a quarter of a call.
    @exclusivity(unchecked) var head = RequestHead()
    @exclusivity(unchecked) var state = CallState()
    @exclusivity(unchecked) var inbound = MessageBuffer()
    @exclusivity(unchecked) var compression = CallCompression()
    /// Why handlers that wait or write are told that it is over.
    var failure: RPCError?
    var reader: UnsafeContinuation<Void, Never>?
    @exclusivity(unchecked) var writers: [UnsafeContinuation<Void, Never>] = unsafe []

    /// Whether ``ServerInterceptor``s want to be shown the messages of the call.
    @exclusivity(unchecked) @usableFromInline final var showsMessages = false
    /// What they will be told; nil as long as none looks at the call. Kept until the next call, since what a
    /// handler has left behind may still have messages to show.
    @exclusivity(unchecked) private(set) var interception: Interception?
    /// The same while it has none, for the next one.
    private var spareInterception: Interception?
    /// What few calls have, in one place that the others only find empty.
    @exclusivity(unchecked) private var extras: Extras?

    let timer = LoopTimer()
    var task: Task<Void, Never>?
    /// Whether a task has been started, which may have ended at once.
    var hasTask = false
    var isHandlerRunning = false
    var hasOpened = false
    var isWatched = false
    var early = EarlyAnswer.none
    var unreturned = 0

    init(loop: EventLoop) {
        self.loop = loop
        unsafe context = CallContext(loop: loop)
        scratch = loop.resources.scratch
        super.init()
        unsafe timer.target = self
    }

    // MARK: From one call to the next

    /// A stream begins.
    func begin(on connection: ServerConnection) {
        self.connection = connection
        unsafe head.methods = connection.server.methods
        openedAt = loop.now
        lastReceived = openedAt
        lastSent = openedAt
    }

    /// Forgets the last call; only if nobody knows of it any more.
    func prepareForReuse() {
        unsafe head = RequestHead()
        unsafe state = CallState()
        unsafe compression = CallCompression()
        failure = nil
        hasOpened = false
        hasTask = false
        isWatched = false
        early = .none
        isCutShort = false
        unreturned = 0
        if unsafe interception != nil { putInterceptionAside() }
        if unsafe isKnownUniquelyReferenced(&context) {
            unsafe context.reset()
        } else {
            unsafe context = CallContext(loop: loop)
        }
    }

    /// Whether the caller has more to send before it can be answered, and set itself no limit for that.
    var isWaitingForRequest: Bool {
        unsafe state.request == .messages && state.response == .nothing && context.deadline == nil
            && head.takesOneRequest
    }

    /// Lets interceptors look at the call. A loop, and so a call's object, belongs to one server for good.
    func interceptionForReuse(_ connection: ServerConnection) -> Interception {
        let made = spareInterception ?? Interception(connection.server.interceptors)
        spareInterception = nil
        unsafe interception = made
        return made
    }

    private func putInterceptionAside() {
        unsafe interception?.prepareForReuse()
        unsafe swap(&interception, &spareInterception)
        unsafe showsMessages = false
    }

    func retireIfOver() {
        guard unsafe state.isClosed, !isHandlerRunning, unsafe lentConnection != nil else { return }
        connection = nil
        if unsafe extras != nil { unsafe extras = nil }
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
        if !areTrailers { unsafe lentConnection?({ open(on: $0) }) }
        if endOfStream, framing?.isTunnel != true { receivedEndOfStream() }
    }

    override func received(_ bytes: UnsafeRawBufferPointer) {
        guard unsafe state.on(.bytesArrived) == .proceed,
            let limit = unsafe lentConnection?({ $0.server.limits.messageBytes })
        else { return passOver(bytes.count) }
        lastReceived = loop.now
        unreturned += bytes.count
        if let interception = unsafe interception { interception.requestBytes += bytes.count }
        do throws(Envelope.Fault) {
            if let framing {
                var plain = ByteBuffer()
                if let error = unsafe framing.unwrap(bytes, into: &plain) { return finish(error) }
                unsafe try inbound.append(plain.bytes, limit: limit)
                reply(by: framing)
            } else if unsafe head.isEnveloped {
                unsafe try inbound.append(bytes, limit: limit)
            } else {
                unsafe try inbound.appendToWhole(bytes, limit: limit)
            }
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
        if framing?.hasEnded == true { receivedEndOfStream() }
    }

    /// Takes a request that was not in the body as if it had been; false if it is too long, and then the call
    /// has been answered.
    func takeAsBody(_ message: [UInt8], limit: Int) -> Bool {
        guard message.count <= limit else {
            refuse(.tooLarge(message.count), limit: limit)
            return false
        }
        unsafe message.withUnsafeBytes { bytes in
            // Cannot fail: the length has been looked at.
            try? unsafe inbound.appendToWhole(bytes, limit: limit)
        }
        return true
    }

    /// Sends what answers the caller's frames.
    private func reply(by framing: any BodyFraming) {
        let queued = unsafe outbound.count
        unsafe framing.reply(into: &outbound)
        guard unsafe outbound.count > queued else { return }
        unsafe connection?.queued(outbound.count - queued)
        sendMore()
        connection?.needsFlush()
    }

    override func receivedEndOfStream() {
        guard unsafe state.on(.requestEnded) == .proceed, let method = unsafe head.method else { return }
        if unsafe !head.isEnveloped { unsafe inbound.endWhole() }
        if unsafe inbound.hasPartial || framing?.hasPartial == true {
            return finish(RPCError(.internal, "the request ends within a message"))
        }
        guard unsafe head.takesOneRequest else { return wakeReader() }
        guard unsafe inbound.messageCount == 1 else { return refuseCardinality() }
        method { startWithWholeRequest($0) }
    }

    override func outboundMoved(_ count: Int) {
        lastSent = loop.now
        unsafe lentConnection?({ $0.sent(count) })
        if unsafe !writers.isEmpty { wakeWritersIfRoom() }
    }

    override func sentEndOfStream() {
        guard unsafe state.request != .ended, let connection else { return }
        if early == .submitted, !connection.isFinishing {
            early = .sent
            stopIfLong()
        } else {
            // The caller may stop sending a request that has been answered (RFC 9113, 8.1).
            connection.session?.reset(self, .noError)
        }
    }

    /// Bytes have come that nobody wants.
    private func passOver(_ count: Int) {
        guard early != .none, version == .http2 else { return returnToWindow(count) }
        unreturned += count
        stopIfLong()
    }

    /// Tells who has much to send behind an early answer to stop.
    private func stopIfLong() {
        guard early == .sent, let session = connection?.session, unreturned >= session.windowStep else { return }
        session.reset(self, .noError)
    }

    override func closed(_ code: HTTP2ErrorCode) {
        let isAbandoned = unsafe code != .noError || state.response != .ended
        if let interception = unsafe interception { endInterception(interception, code) }
        _ = unsafe state.on(.closed)
        loop.cancel(timer)
        if isWatched { connection?.session?.watchedEnds -= 1 }
        unsafe lentConnection?({ unsafe $0.closed(self, unsent: outbound.count) })
        unsafe outbound.removeAll(keepingUpTo: Self.keptBytes)
        if isAbandoned { abandon(RPCError(.cancelled, "the caller has given up", origin: .peer)) }
        retireIfOver()
    }

    // MARK: Opening

    private func open(on connection: ServerConnection) {
        guard unsafe state.on(.opened) == .proceed else { return }
        if unsafe head.hasOrigin, !admitOrigin(connection) { return }
        if unsafe head.isPlainHTTP, !route(connection) { return }
        guard let wireProtocol = unsafe head.wireProtocol else {
            return refuseAsHTTP(415, [("accept-post", WireProtocols.contentTypes)])
        }
        if version == .http1 && wireProtocol.needsHTTP2(for: unsafe head.kind) {
            return refuseAsHTTP(505)
        }
        if let fault = unsafe wireProtocol.fault(of: head) { return refuse(fault, connection) }
        guard let method = unsafe head.method, let kind = unsafe head.kind else { return }
        guard wireProtocol.carries(kind) else {
            return refuseAsHTTP(415, [("accept-post", WireProtocols.contentTypes)])
        }
        if unsafe head.hasCompressionFields { agreeOnCompression(wireProtocol) }
        let deadline = unsafe scheduleDeadline(wireProtocol.timeout(of: head))
        method { unsafe context.open($0, deadline: deadline, peer: connection.peer) }
        if connection.isIntercepted, !beginInterception(connection) { return }
        if unsafe head.isFramed {
            framing = wireProtocol.makeFraming(messageLimit: connection.server.limits.messageBytes)
            if framing?.isTunnel == true { openTunnel() }
        }
        if unsafe !head.takesOneRequest, case .requestStream(let handler) = method.object.binding.handler {
            noteStart()
            handler(self)
        }
    }

    /// Calls without a deadline are looked at now and then instead, by their connection.
    private func scheduleDeadline(_ timeout: RequestHead.Timeout) -> Deadline? {
        guard case .nanoseconds(let asked) = timeout else { return nil }
        isCutShort = asked > longestDuration
        let (sum, overflow) = loop.now.addingReportingOverflow(min(asked, longestDuration))
        let instant = overflow ? UInt64.max : sum
        loop.schedule(timer, at: instant)
        return Deadline(instant: instant, clock: loop.clock)
    }

    private func startWithWholeRequest(_ method: MethodEntry) {
        guard case .wholeRequest(let handler) = method.binding.handler else { return }
        if let deadline = unsafe context.deadline, deadline.hasPassed { return exceedDeadline() }
        guard let message = unsafe try? firstMessage() else { return }
        noteStart()
        if let interception = unsafe interception { interception.requests = 1 }
        if hasExtras, let taken {
            unsafe start(handler, by: taken, body: message)
        } else {
            unsafe handler(self, message)
        }
        if unsafe inbound.acceptsCompressed { loop.resources.compressor.trim() }
        unsafe inbound.removeAll(keepingUpTo: Self.keptBytes)
        if !hasTask { noteEnd() }
    }

    private func noteStart() {
        loop.resources.counters.count(.handlersStarted)
    }

    func noteEnd() {
        loop.resources.counters.count(.handlersEnded)
    }

    // MARK: Faults

    /// Ends a call whose header fields are no good.
    private func refuse(_ fault: RPCError, _ connection: ServerConnection) {
        if connection.isIntercepted {
            unsafe context.open(head.method?.object ?? .unknown, deadline: nil, peer: connection.peer)
            guard beginInterception(connection) else { return }
        }
        finish(fault)
    }

    private func refuse(_ fault: Envelope.Fault, limit: Int) {
        switch fault {
        case .tooLarge(let size):
            loop.resources.counters.count(.messageLimit)
            finish(
                RPCError.limit(
                    .resourceExhausted, "message-bytes",
                    "a message of \(size) bytes is longer than the allowed \(limit)", isNamed: namesLimits))
        case .compressed:
            finish(RPCError(.internal, "a message is compressed, and grpc-encoding does not say how"))
        case .unknownFlags:
            finish(RPCError(.internal, "a message's prefix has unknown flags"))
        }
    }

    private func refuseCardinality() {
        finish(RPCError(.unimplemented, "the method takes exactly one request message"))
    }

    func refuseAsHTTP(_ status: Int, _ fields: [(name: String, value: String)] = []) {
        loop.resources.counters.count(.notRPC)
        answer(status: status, fields, body: Array("\(HTTPStatus.phrase(status))\n".utf8))
    }

    /// How long the server lets a call of its method take, in nanoseconds.
    private var longestDuration: UInt64 {
        guard let server = connection?.server else { return .max }
        return unsafe head.kind == .unary ? server.unaryDuration : server.streamDuration
    }

    /// Ends the call if it has taken as long as the server lets one take.
    func endIfTooLong() {
        guard unsafe state.response != .ended, unsafe head.method != nil, loop.now >= openedAt,
            loop.now - openedAt >= longestDuration
        else { return }
        exceedDuration()
    }

    private func exceedDuration() {
        loop.resources.counters.count(.durationLimit)
        let isUnary = unsafe head.kind == .unary
        finish(
            RPCError.limit(
                .deadlineExceeded, isUnary ? "unary-duration" : "stream-duration",
                "the call has taken as long as the server allows: \(Duration.nanoseconds(longestDuration))",
                isNamed: namesLimits))
    }

    /// Whether a caller that has reached a limit is told which one.
    var namesLimits: Bool { connection?.server.namesLimits == true }

    private func exceedDeadline() {
        if isCutShort { return exceedDuration() }
        loop.resources.counters.count(.deadlinesExceeded)
        finish(RPCError(.deadlineExceeded, "the deadline has passed"))
    }

    /// Nobody wants an answer any more: tells the handler in every way there is.
    private func abandon(_ error: RPCError) {
        if unsafe state.response != .ended { loop.resources.counters.count(.callsCancelled) }
        stopHandler(error)
    }

    func stopHandler(_ error: RPCError) {
        if failure == nil { failure = error }
        unsafe context.cancel()
        task?.cancel()
        wakeReader()
        wakeWriters()
    }
}

extension ServerCall {
    /// Where an answer of plain HTTP is whose request is still coming. A little more of the request is waited
    /// for, as long as it fits into the window: it may yet show that it is malformed.
    enum EarlyAnswer {
        case none
        case submitted
        case sent
    }

    /// What a call has if it is not simply gRPC's.
    private final class Extras {
        var framing: (any BodyFraming)?
        var taken: TakenRoute?
        var addedFields: Metadata?
    }

    /// Whether any of what follows is there.
    var hasExtras: Bool { unsafe extras != nil }

    private var madeExtras: Extras {
        if let extras = unsafe extras { return extras }
        let made = Extras()
        unsafe extras = made
        return made
    }

    /// What stands around the messages in the bodies, where the protocol has such.
    var framing: (any BodyFraming)? {
        get { unsafe extras?.framing }
        set { madeExtras.framing = newValue }
    }

    /// The route by which it came, if that was one.
    var taken: TakenRoute? {
        get { unsafe extras?.taken }
        set { madeExtras.taken = newValue }
    }

    /// What goes with the answer's header fields besides the protocol's and the handler's: what a browser
    /// has to be told, and the answer to a handshake.
    var addedFields: Metadata? {
        get { unsafe extras?.addedFields }
        set { madeExtras.addedFields = newValue }
    }
}

extension ServerCall: LoopTimerTarget {
    /// The deadline.
    func timerExpired(_ timer: LoopTimer) {
        exceedDeadline()
    }
}
