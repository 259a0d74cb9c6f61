// SPDX-License-Identifier: Apache-2.0

/// One call on its connection: what is sent goes through `outbound`, what arrives is kept until the
/// caller asks for it.
///
/// Lives on its loop's thread; `RawCall` is what other threads hold. It ends once, by ``finish(_:)``,
/// whoever comes first: the peer's trailers, a reset, the deadline, the caller, the connection.
@safe
final class ClientStream: HTTPStream, @unchecked Sendable {
    typealias Waiter<Value: Sendable> = CheckedContinuation<Result<Value, RPCError>, Never>

    let loop: EventLoop
    private(set) var headers: HeaderList
    let limits: ClientCallLimits
    /// Whether the call waits where no connection can be made.
    let waitsForReady: Bool
    /// The connections to start on.
    let pool: ConnectionPool
    /// Who looks at the call; nil if nobody does.
    let interception: ClientInterception?
    /// The connection that the call is on, once it has been started.
    weak var connection: ClientConnection?
    /// How the call has ended.
    private(set) var outcome: RPCError??

    var head = ResponseHead()
    /// What has arrived and was not asked for yet, a message in progress included.
    private var arrived = MessageBuffer()
    /// Received bytes that the peer's window gets back once messages are taken.
    private var owedToWindow = 0

    private var headersWaiters: [Waiter<Metadata>] = []
    private var messageWaiter: Waiter<[UInt8]?>?
    private var roomWaiters: [Waiter<Void>] = []
    private var endWaiters: [Waiter<RawResponseEnd>] = []
    private var wholeWaiters: [Waiter<RawResponse>] = []
    private lazy var timer = LoopTimer(target: self)
    private let deadline: UInt64?
    private let compression: MessageCompression?

    /// The request of a call that has only one, kept until the server has begun to answer: a server
    /// that goes away without having looked at it lets it be sent again.
    private var replay: [UInt8]?
    /// How often it was put on a connection, or waited for one.
    private var starts = 0
    /// Whether and when it is tried again; nil if no policy says so.
    private var retry: RetryState?
    private let headerFields: [(name: String, value: String)]
    private lazy var retryTimer = LoopTimer(target: self)
    /// What is waited before the next attempt, in nanoseconds, once the stream of the last one is closed.
    private var retryWait: UInt64?
    /// Whether all requests have been given.
    private var isFinished = false

    init(_ request: ClientCallRequest, pool: ConnectionPool, loop: EventLoop) {
        self.loop = loop
        self.pool = pool
        interception = request.interception
        headers = HeaderList(request.headers)
        headerFields = request.headers
        waitsForReady = request.waitsForReady
        compression = request.compression
        limits = request.limits
        deadline = request.deadline
        super.init()
        replay = request.onlyMessage
        isFinished = replay != nil
        retry = replay == nil ? nil : request.retry
    }

    // MARK: - Sending

    private func append(_ message: [UInt8]) {
        unsafe message.withUnsafeBytes { message in
            if let compression, message.count >= Self.compressFrom {
                let compressor = loop.resources.compressor
                let isShorter: Bool? = unsafe compressor.compress(message, compression) { bytes in
                    unsafe append(bytes, flags: Envelope.compressedFlag)
                    return true
                }
                if isShorter == true { return }
            }
            unsafe append(message, flags: 0)
        }
    }

    private func append(_ bytes: UnsafeRawBufferPointer, flags: UInt8) {
        interception?.countRequest(bytes: bytes.count)
        unsafe Envelope.writePrefix(flags: flags, length: bytes.count, to: &outbound)
        unsafe outbound.append(bytes)
    }

    /// As for servers: what is smaller fits into a packet as it is.
    private static let compressFrom = 1 << 10

    /// Queues a message. The waiter is told when there is room for the next.
    func send(_ message: [UInt8], _ waiter: Waiter<Void>) {
        guard outcome == nil else { return waiter.resume(returning: .failure(endError)) }
        guard !isFinished else {
            return waiter.resume(returning: .failure(RPCError(.internal, "the requests were ended before this one")))
        }
        append(message)
        sendMore()
        connection?.needsFlush()
        if unsafe outbound.count <= limits.maxQueuedRequestBytes {
            waiter.resume(returning: .success(()))
        } else {
            roomWaiters.append(waiter)
        }
    }

    /// Says that no more requests follow.
    func finishSending() {
        guard outcome == nil, !isFinished else { return }
        isFinished = true
        guard isOpen else { return }
        unsafe ending = .endOfStream
        sendMore()
        connection?.needsFlush()
    }

    override func outboundMoved(_ count: Int) {
        guard !roomWaiters.isEmpty, unsafe outbound.count <= limits.maxQueuedRequestBytes else { return }
        let waiters = roomWaiters
        roomWaiters = []
        for waiter in waiters { waiter.resume(returning: .success(())) }
    }

    /// Before the stream is put on a connection.
    func willStart() {
        starts += 1
        interception?.beginAttempt(isReplayed: replay != nil)
        if let replay {
            unsafe outbound.removeAll()
            append(replay)
        }
        if let deadline, !timer.isScheduled { loop.schedule(timer, at: deadline) }
    }

    /// The stream is on a connection.
    func hasStarted(on connection: ClientConnection) {
        self.connection = connection
        if isFinished { unsafe ending = .endOfStream }
    }

    // MARK: - Receiving, for the caller

    func nextMessage(_ waiter: Waiter<[UInt8]?>) {
        if let message = takeArrived() { return waiter.resume(returning: message.map { $0 }) }
        if let outcome { return waiter.resume(returning: outcome.map { .failure($0) } ?? .success(nil)) }
        precondition(messageWaiter == nil, "one reader at a time")
        messageWaiter = waiter
    }

    /// The response's headers; none if the call ends without.
    func responseHeaders(_ waiter: Waiter<Metadata>) {
        guard head.isComplete || outcome != nil else { return headersWaiters.append(waiter) }
        waiter.resume(returning: .success(head.headers))
    }

    /// The call's end; responses that were not asked for stay.
    func end(_ waiter: Waiter<RawResponseEnd>) {
        guard outcome != nil else { return endWaiters.append(waiter) }
        waiter.resume(returning: .success(endValue))
    }

    /// The one response of a call that has one.
    func wholeResponse(_ waiter: Waiter<RawResponse>) {
        guard outcome != nil else { return wholeWaiters.append(waiter) }
        waiter.resume(returning: takeWholeResponse())
    }

    private func takeWholeResponse() -> Result<RawResponse, RPCError> {
        if let error = outcome ?? nil { return .failure(error) }
        guard let message = takeArrived() else {
            return .failure(
                RPCError(.internal, "the server ended the call in success without a response", origin: .peer))
        }
        return message.map { RawResponse(message: $0, headers: head.headers, trailers: head.trailers) }
    }

    /// The first message that has arrived, if there is one; or why it cannot be read, and then the call is over.
    private func takeArrived() -> Result<[UInt8], RPCError>? {
        guard arrived.messageCount > 0 else { return nil }
        let message: [UInt8]
        do throws(DecompressionFault) {
            message = try firstArrived()
        } catch {
            let error = limits.error(for: error)
            fail(error, .cancel)
            return .failure(error)
        }
        interception?.countResponse(bytes: unsafe arrived.firstMessage.count)
        _ = arrived.dropFirst()
        if mayReceiveMore, owedToWindow > 0 {
            returnToWindow(owedToWindow)
            owedToWindow = 0
            connection?.needsFlush()
        }
        return .success(message)
    }

    private func firstArrived() throws(DecompressionFault) -> [UInt8] {
        guard arrived.isFirstCompressed, let compression = head.encoding.compression else {
            return unsafe [UInt8](arrived.firstMessage)
        }
        let compressor = loop.resources.compressor
        defer { compressor.trim() }
        return unsafe [UInt8](
            try compressor.decompress(arrived.firstMessage, compression, limit: limits.maxResponseBytes))
    }

    // MARK: - Receiving, for the session

    override func received(_ field: HeaderField) {
        if outcome == nil { head.add(field) }
    }

    override func receivedHeaders(areTrailers: Bool, endOfStream: Bool) {
        guard outcome == nil else { return }
        if head.isInformational, !endOfStream {
            head = ResponseHead()
            return
        }
        if endOfStream {
            if !head.isComplete { head.becomesTrailersOnly() }
            return finishByPeer()
        }
        // The server has begun to answer: there is no other attempt from here on.
        replay = nil
        guard !head.isComplete else { return }
        head.isComplete = true
        if head.grpcStatus == nil, !head.isGRPC || head.httpStatus != 200 {
            return fail(head.failure ?? RPCError(.unknown, "the response is not gRPC", origin: .peer), .cancel)
        }
        if head.encoding == .unknown {
            return fail(RPCError(.internal, "the server compresses in a way that was not offered"), .cancel)
        }
        arrived.acceptsCompressed = head.encoding.compression != nil
        tellHeaders()
    }

    override func received(_ bytes: UnsafeRawBufferPointer) {
        guard outcome == nil else { return returnToWindow(bytes.count) }
        let present = arrived.messageCount
        do throws(Envelope.Fault) {
            try unsafe arrived.append(bytes, limit: limits.maxResponseBytes)
        } catch {
            return fail(limits.error(for: error), .cancel)
        }
        interception?.countArrived(arrived.messageCount - present, bytes: bytes.count)
        if mayReceiveMore {
            returnToWindow(bytes.count)
        } else {
            owedToWindow += bytes.count
        }
        if limits.onlyOneResponse, arrived.messageCount > 1 {
            return fail(RPCError(.internal, "the server sent more than one response", origin: .peer), .cancel)
        }
        if let waiter = messageWaiter, let message = takeArrived() {
            messageWaiter = nil
            waiter.resume(returning: message.map { $0 })
        }
    }

    /// A message in progress always gets its bytes; what is complete waits for the caller.
    private var mayReceiveMore: Bool {
        arrived.messageCount == 0 || arrived.byteCount < limits.maxQueuedResponseBytes
    }

    override func receivedEndOfStream() {
        if outcome == nil { finishByPeer() }
    }

    override func closed(_ code: HTTP2ErrorCode) {
        guard outcome == nil else { return }
        if let retryWait { return wait(retryWait) }
        if code == .refusedStream, starts == 1, replay != nil {
            // The server has not looked at it: another connection may take it.
            interception?.endAttempt(RPCError(.unavailable, "the stream was refused", origin: .peer))
            return pool.start(self)
        }
        if code == .noError { return finishByPeer() }
        finish(
            RPCError(
                ResponseHead.code(forReset: code), "the server reset the stream: \(code)", origin: .peer))
    }

    private func finishByPeer() {
        var failure = head.failure
        if failure == nil, arrived.hasPartial {
            failure = RPCError(.internal, "the response ended within a message", origin: .peer)
        }
        finish(failure)
        // The server has said all it will say; what is still to be sent is of no use.
        if isOpen, !hasSentEnd { reset(.noError) }
    }

    // MARK: - The end

    /// Ends the call from this side.
    func fail(_ error: RPCError, _ code: HTTP2ErrorCode) {
        guard outcome == nil else { return }
        arrived.removeAll(keepingUpTo: 0)
        finish(error)
        reset(code)
    }

    private func reset(_ code: HTTP2ErrorCode) {
        if let session = unsafe session, isOpen {
            session.reset(self, code)
            connection?.needsFlush()
        } else {
            pool.forget(self)
        }
    }

    /// The attempt is over, in success if there is no error; and with it the call, unless it is tried again.
    func finish(_ error: RPCError?) {
        guard outcome == nil else { return }
        interception?.endAttempt(error)
        guard !triesAgain(after: error) else { return }
        outcome = .some(error)
        // Of a success its reader tells, who may yet find that it is none.
        if let error { interception?.end(error) }
        replay = nil
        loop.cancel(timer)
        if retryTimer.isScheduled {
            loop.cancel(retryTimer)
            pool.isNotDelayed()
        }
        tellHeaders()
        if let waiter = messageWaiter {
            messageWaiter = nil
            waiter.resume(returning: error.map { .failure($0) } ?? .success(nil))
        }
        for waiter in roomWaiters { waiter.resume(returning: .failure(endError)) }
        roomWaiters = []
        for waiter in endWaiters { waiter.resume(returning: .success(endValue)) }
        endWaiters = []
        for waiter in wholeWaiters { waiter.resume(returning: takeWholeResponse()) }
        wholeWaiters = []
    }

    // MARK: - Further attempts

    private func triesAgain(after error: RPCError?) -> Bool {
        guard let error else {
            retry?.succeeded()
            return false
        }
        // The end of an attempt may be told twice, by its status and by its stream.
        if retryWait != nil, error.origin != .local { return true }
        guard error.origin != .local, let wait = retry?.wait(after: error, pushback: head.retryPushback), replay != nil
        else { return false }
        retryWait = wait
        // A stream that is still open has to be closed first; that is told, and the wait begins then.
        if !isOpen { self.wait(wait) }
        return true
    }

    private func wait(_ nanoseconds: UInt64) {
        guard !retryTimer.isScheduled else { return }
        loop.schedule(retryTimer, at: loop.now &+ min(nanoseconds, .max / 2))
        pool.isDelayed()
    }

    private func tryAgain() {
        retryWait = nil
        head = ResponseHead()
        arrived.removeAll(keepingUpTo: 0)
        owedToWindow = 0
        var fields = headerFields
        if let deadline, let place = fields.firstIndex(where: { $0.name == "grpc-timeout" }) {
            let left = deadline > loop.now ? deadline - loop.now : 0
            fields[place].value = TimeoutHeader.value(for: .nanoseconds(Int64(clamping: left)))
        }
        fields.append(("grpc-previous-rpc-attempts", "\(retry?.attempts ?? 0)"))
        headers = HeaderList(fields)
        pool.restart(self)
    }

    private func tellHeaders() {
        let waiters = headersWaiters
        headersWaiters = []
        for waiter in waiters { waiter.resume(returning: .success(head.headers)) }
    }

    /// What a writer is told once the call is over.
    private var endError: RPCError {
        (outcome ?? nil) ?? RPCError(.ok, "the server has ended the call", origin: .peer)
    }

    private var endValue: RawResponseEnd { RawResponseEnd(error: outcome ?? nil, trailers: head.trailers) }
}

extension ClientStream: LoopTimerTarget {
    func timerExpired(_ timer: LoopTimer) {
        if timer === retryTimer { return tryAgain() }
        fail(RPCError(.deadlineExceeded, "the call took longer than its deadline allows"), .cancel)
    }
}

/// The one response of a call, not decoded.
public struct RawResponse: Sendable {
    /// The message's bytes.
    public let message: [UInt8]
    /// Metadata that came before it.
    public let headers: Metadata
    /// Metadata that came behind it.
    public let trailers: Metadata
}

/// How a response ended.
struct RawResponseEnd: Sendable {
    let error: RPCError?
    let trailers: Metadata
}

/// What a call is started with.
struct ClientCallRequest: Sendable {
    let headers: [(name: String, value: String)]
    let limits: ClientCallLimits
    /// In nanoseconds of the loop's clock.
    let deadline: UInt64?
    /// How requests are compressed.
    let compression: MessageCompression?
    /// The request, if there is exactly one.
    let onlyMessage: [UInt8]?
    /// Whether it is tried again.
    let retry: RetryState?
    /// Whether it waits where no connection can be made.
    let waitsForReady: Bool
    /// Who looks at it.
    let interception: ClientInterception?
}

/// What a call may hold in memory.
struct ClientCallLimits: Sendable {
    let maxResponseBytes: Int
    let maxQueuedRequestBytes: Int
    /// Whether more than one response is an error.
    let onlyOneResponse: Bool
    /// Complete messages beyond this are not read from the peer until the caller takes some.
    let maxQueuedResponseBytes: Int = 64 << 10

    func error(for fault: Envelope.Fault) -> RPCError {
        switch fault {
        case .tooLarge(let announced):
            RPCError(
                .resourceExhausted,
                "the server's message of \(announced) bytes is larger than the limit of \(maxResponseBytes)")
        case .compressed:
            RPCError(.internal, "the server compressed a message, and did not say how")
        case .unknownFlags:
            RPCError(.internal, "the server sent a message with unknown flags")
        }
    }

    func error(for fault: DecompressionFault) -> RPCError {
        switch fault {
        case .tooLarge:
            RPCError(
                .resourceExhausted,
                "the server's message is larger than the limit of \(maxResponseBytes) once decompressed")
        case .malformed: RPCError(.internal, "the server's message cannot be decompressed")
        }
    }
}
