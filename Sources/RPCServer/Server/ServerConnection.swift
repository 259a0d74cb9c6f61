// SPDX-License-Identifier: Apache-2.0
import Logging
import Synchronization

/// What all connections of a server share.
package final class ServerCore: Sendable {
    let methods: MethodTable
    let routes: RouteTable
    let cors: CORSPolicy
    let limits: Limits
    // Two of them in nanoseconds, since every call with a deadline is held to them.
    let unaryDuration: UInt64
    let streamDuration: UInt64
    let settings: HTTP2Settings
    let logger: Logger
    let gate: ConnectionGate
    /// The least number of bytes of a message that is compressed; nil for never.
    let compressFrom: Int?
    /// Whether errors name the limits that were reached.
    let namesLimits: Bool
    /// Those who look at calls, in their order.
    let interceptors: [any ServerInterceptor]
    /// Whether there are any.
    let isIntercepted: Bool
    /// Whether any of them wants to be shown messages.
    let showsMessages: Bool
    /// With them connections are encrypted.
    let credentials: TLSCredentials?
    private let counted = Mutex<ServerMetrics?>(nil)
    /// What all loops of the server have counted; nil where there is no server around this.
    var metrics: ServerMetrics? {
        get { counted.withLock { $0 } }
        set { counted.withLock { $0 = newValue } }
    }

    package init(
        services: [ServiceBinding], routes: RouteTable = RouteTable(),
        cors: CORSPolicy = CORSPolicy(), limits: Limits, credentials: TLSCredentials? = nil,
        compressFrom: Int? = nil, namesLimits: Bool = true, interceptors: [any ServerInterceptor] = [], logger: Logger
    ) {
        self.interceptors = interceptors
        isIntercepted = !interceptors.isEmpty
        showsMessages = interceptors.contains { $0.seesMessages }
        self.credentials = credentials
        self.compressFrom = compressFrom
        self.namesLimits = namesLimits
        methods = MethodTable(services)
        self.routes = routes
        self.cors = cors
        self.limits = limits
        unaryDuration = limits.unaryDuration.clampedNanoseconds
        streamDuration = limits.streamDuration.clampedNanoseconds
        self.logger = logger
        gate = ConnectionGate(limits: limits)
        var settings = HTTP2Settings()
        settings.maxConcurrentStreams = UInt32(limits.concurrentStreams)
        settings.streamWindow = limits.streamWindow
        settings.connectionWindow = limits.connectionWindow
        settings.maxHeaderFields = limits.headerFields
        settings.maxHeaderBytes = limits.headerBytes
        self.settings = settings
    }
}

/// One connection of a client: bytes to the session, calls out of it, bytes back, and what a peer may
/// not do. Confined to its loop's thread.
@safe package final class ServerConnection {
    let server: ServerCore
    /// Whether there are interceptors; the server's, which every call asks for.
    let isIntercepted: Bool
    let loop: EventLoop
    let peer: ConnectionPeer
    /// Nil until the first bytes have shown which HTTP the peer speaks.
    var session: (any HTTPSession)? { unsafe spoken }
    @exclusivity(unchecked) private var spoken: (any HTTPSession)?
    /// The same, if it is HTTP/2: calls of a known type are compiled into each other, and since the session
    /// lives as long as the connection, none of them counts a reference.
    @exclusivity(unchecked) private(set) var http2: Lent<HTTP2Session>?
    /// Handlers that have not returned, whether or not their stream is still there.
    @exclusivity(unchecked) package var runningHandlers = 0
    /// Whether some handler waits for ``hasRoom``.
    var hasWaitingWriters = false
    /// Told once, when the connection is over and its last handler has returned.
    package var whenEnded: ((ServerConnection) -> Void)?

    @exclusivity(unchecked) var guardian: ConnectionGuard
    private(set) var transport: (any ConnectionTransport)?
    private var queuedBytes = 0
    private var isFlushQueued = false
    /// Whether it may come to waiting for the peer after the last answer, and has not yet.
    fileprivate var mayLinger = false
    private(set) var drainState = Drain.serving
    /// When the next step of the connection's end in good order is due.
    var nextDrainStep = UInt64.max
    private var prologue = ConnectionPrologue()
    let timer = LoopTimer()

    enum Drain {
        case serving
        case announced
        case finishing
    }

    package init(
        server: ServerCore, loop: EventLoop, transport: any ConnectionTransport, peer: SocketAddress?,
        tls: TLSSession? = nil
    ) {
        self.server = server
        isIntercepted = server.isIntercepted
        self.loop = loop
        self.transport = transport
        self.peer = ConnectionPeer(address: peer, tls: tls)
        unsafe guardian = ConnectionGuard(limits: server.limits, now: loop.now)
        unsafe timer.target = self
        counters.count(.connectionsOpened)
        if let version = negotiatedVersion { speak(version) }
        watch()
    }

    var counters: LoopCounters { loop.resources.counters }

    /// Whether the connection can still carry bytes.
    package var isOpen: Bool { transport != nil }

    // MARK: Bytes in

    /// Takes what has arrived.
    package func received(_ bytes: UnsafeRawBufferPointer) {
        guard isOpen else { return }
        if let http2 = unsafe http2 {
            return http2 { unsafe receive(bytes, by: $0) }
        }
        guard let session else { return unsafe begin(with: bytes) }
        unsafe receive(bytes, by: session)
    }

    private func receive(_ bytes: UnsafeRawBufferPointer, by session: some HTTPSession) {
        do throws(HTTP2Error) {
            unsafe try session.receive(bytes)
        } catch {
            return failed(error)
        }
        if session.queuedFrames > server.limits.queuedFrames { condemn(.queueLimit) }
        unsafe guardian.noteReceive(isInsideBlock: session.isInsideHead, now: loop.now)
        watch()
        needsFlush()
    }

    /// Finds out by the first bytes which HTTP is spoken.
    private func begin(with bytes: UnsafeRawBufferPointer) {
        guard let version = unsafe prologue.version(of: bytes) else { return }
        speak(version)
        let held = prologue.takeHeld()
        if !held.isEmpty { unsafe held.withUnsafeBytes { unsafe received($0) } }
        unsafe received(bytes)
    }

    private func speak(_ version: HTTPVersion) {
        do {
            unsafe spoken = try makeSession(version)
        } catch {
            server.logger.error("a connection cannot be served", metadata: ["reason": "\(error)"])
            return close()
        }
        if drainState != .serving { session?.announceShutdown() }
        if drainState == .finishing { session?.goAway(.noError) }
        needsFlush()
    }

    /// Over TLS the version is agreed on before: HTTP/2 only by ALPN (RFC 9113, 3.3).
    private var negotiatedVersion: HTTPVersion? {
        guard let tls = peer.tls else { return nil }
        return tls.applicationProtocol == .http2 ? .http2 : .http1
    }

    private func makeSession(_ version: HTTPVersion) throws -> any HTTPSession {
        switch version {
        case .http2:
            let session = try HTTP2Session(
                role: .server, settings: server.settings, memory: loop.resources.sessionMemory)
            unsafe session.owner = self
            unsafe http2 = Lent(session)
            return session
        case .http1:
            unsafe guardian.notePreface()
            mayLinger = true
            let session = HTTP1Session(limits: server.limits, date: loop.resources.date)
            unsafe session.owner = self
            return session
        }
    }

    /// The other side has closed, or the connection broke.
    package func lost() {
        transport = nil
        end()
    }

    // MARK: Bytes out

    /// Has the output written at the end of this turn.
    package func needsFlush() {
        guard !isFlushQueued, isOpen else { return }
        isFlushQueued = true
        loop.flushAtEndOfTurn(self)
    }

    /// Bytes were put into a stream's queue.
    func queued(_ count: Int) {
        queuedBytes += count
    }

    /// Bytes have left a stream's queue.
    func sent(_ count: Int) {
        queuedBytes -= count
        unsafe guardian.lastProgress = loop.now
        if hasWaitingWriters && hasRoom { wakeWriters() }
    }

    /// Whether handlers may queue more.
    var hasRoom: Bool { queuedBytes <= server.limits.queuedBytesPerConnection }

    private func wakeWriters() {
        hasWaitingWriters = false
        for case let call as ServerCall in session?.streams ?? [] { call.wakeWritersIfRoom() }
    }

    private func failed(_ error: HTTP2Error) {
        unsafe guardian.isCondemned = true
        counters.count(error.isFlood ? .queueLimit : .protocolErrors)
        server.logger.debug("ending a connection", metadata: ["peer": "\(peer.address as Any)", "reason": "\(error)"])
        // nghttp2 has queued a GOAWAY: the last thing to be said.
        writeOutput()
        close()
    }

    func writeOutput() {
        if let transport, let session { writeOutput(of: session, to: transport) }
    }

    /// Both are handed over, since each use of a property would count references.
    fileprivate func writeOutput(of session: some HTTPSession, to transport: any ConnectionTransport) {
        guard transport.unsentCount == 0 else { return }
        let resources = loop.resources
        var mayHaveMore = true
        var unsent = 0
        while mayHaveMore && unsent == 0 && isOpen {
            do throws(HTTP2Error) {
                unsafe try session.drain(into: &resources.output, upTo: Self.writeSize)
            } catch {
                counters.count(.protocolErrors)
                return close()
            }
            if unsafe resources.output.isEmpty { break }
            mayHaveMore = unsafe resources.output.count >= Self.writeSize
            unsafe transport.write(resources.output.bytes)
            unsafe resources.output.removeAll(keepingUpTo: 2 * Self.writeSize)
            unsent = transport.unsentCount
        }
        unsafe guardian.noteOutput(isWaiting: unsent > 0 || queuedBytes > 0, now: loop.now)
    }

    private static let writeSize = 256 << 10

    // MARK: Calls

    /// Answers a call; what is in its queue goes behind the header fields.
    func answer(_ call: ServerCall, with headers: HeaderList) {
        // Fails only for a stream that is gone, and then nobody waits for it.
        if let http2 = unsafe http2 {
            http2 { try? $0.submitResponse(headers, on: call) }
        } else {
            try? session?.submitResponse(headers, on: call)
        }
    }

    /// A stream is over.
    func closed(_ call: ServerCall, unsent: Int) {
        queuedBytes -= unsent
    }

    /// A handler has returned.
    func handlerEnded() {
        unsafe runningHandlers -= 1
        if !isOpen { endIfOver() }
    }

    // MARK: The end

    /// Says that the server goes away; calls under way go on.
    package func announceShutdown() {
        guard drainState == .serving, isOpen else { return }
        drainState = .announced
        session?.announceShutdown()
        needsFlush()
    }

    /// Takes no new streams from now on, and closes when the last one has been answered.
    package func finishCalls() {
        guard drainState != .finishing, isOpen else { return }
        drainState = .finishing
        // A peer that has not said anything yet has nothing under way.
        guard let session else { return close() }
        session.goAway(.noError)
        for case let call as ServerCall in session.streams where call.early == .sent { session.reset(call, .noError) }
        needsFlush()
    }

    /// Whether only the calls that there are are still served.
    var isFinishing: Bool { drainState == .finishing }

    /// Resets all streams and closes.
    package func shutDownNow() {
        if let session {
            for stream in session.streams { session.reset(stream, .cancel) }
            // Before the GOAWAY, behind which nghttp2 sends nothing more.
            writeOutput()
            session.terminate(.noError)
        }
        writeOutput()
        close()
    }

    /// Ends the connection for something the peer must not do.
    func condemn(_ limit: ServerCounter, code: HTTP2ErrorCode = .enhanceYourCalm) {
        guard unsafe !guardian.isCondemned, isOpen else { return }
        unsafe guardian.isCondemned = true
        counters.count(limit)
        server.logger.debug("ending a connection", metadata: ["peer": "\(peer.address as Any)", "reason": "\(limit)"])
        session?.terminate(code)
        needsFlush()
    }

    func close() {
        transport?.close()
        transport = nil
        end()
    }

    private func end() {
        loop.cancel(timer)
        session?.abandon(.cancel)
        endIfOver()
    }

    private func endIfOver() {
        guard unsafe runningHandlers == 0, let whenEnded else { return }
        self.whenEnded = nil
        counters.count(.connectionsClosed)
        whenEnded(self)
    }
}

extension ServerConnection: Flushable {
    func flush() {
        isFlushQueued = false
        guard let transport else { return }
        if let http2 = unsafe http2 {
            http2 { flush($0, to: transport) }
        } else if let session {
            flush(session, to: transport)
        }
    }

    private func flush(_ session: some HTTPSession, to transport: any ConnectionTransport) {
        writeOutput(of: session, to: transport)
        guard isOpen, transport.unsentCount == 0 else { return }
        if session.isFinished {
            close()
        } else if mayLinger, session.isLingering {
            mayLinger = false
            // The peer has as long for the rest of what it is sending as for a head.
            unsafe guardian.noteReceive(isInsideBlock: true, now: loop.now)
            transport.finishWriting()
        }
    }
}

// MARK: - What the session asks and tells

extension ServerConnection: HTTPSessionOwner {
    func openStream(on session: any HTTPSession) -> HTTPStream? {
        counters.count(.streamsOpened)
        guard unsafe !guardian.isCondemned else { return nil }
        guard unsafe runningHandlers < server.limits.concurrentStreams else {
            counters.count(.streamsRefused)
            return nil
        }
        unsafe guardian.noteCalls(now: loop.now)
        let call = loop.resources.call(on: loop)
        call.begin(on: self)
        return call
    }

    func session(_ session: any HTTPSession, arriving frame: FrameHeader) {
        switch unsafe guardian.admit(frame, now: loop.now) {
        case .fine: break
        case .reset(let isTooMany):
            counters.count(.resetsReceived)
            if isTooMany { condemn(.resetLimit) }
        case .tooManyGlitches: condemn(.glitchLimit)
        case .ping: judgePing()
        case .windowUpdate:
            let answers = unsafe http2?({ unsafe $0.answers }) ?? 0
            if unsafe !guardian.admitWindowUpdate(now: loop.now, answers: answers) { condemn(.glitchLimit) }
        case .violation: condemn(.protocolErrors, code: .protocolError)
        case .streamClosed: condemn(.protocolErrors, code: .streamClosed)
        }
    }

    func session(_ session: any HTTPSession, sentGoAway code: HTTP2ErrorCode) {
        // Whatever ends a connection here has been counted already: what is left, nghttp2 has found.
        guard code != .noError, unsafe !guardian.isCondemned else { return }
        unsafe guardian.isCondemned = true
        counters.count(.protocolErrors)
    }

    func session(_ session: any HTTPSession, sentReset code: HTTP2ErrorCode) {
        // NO_ERROR goes with an early answer, and is nobody's fault.
        guard code != .noError else { return }
        counters.count(.resetsSent)
        if unsafe !guardian.admitReset(now: loop.now) { condemn(.resetLimit) }
    }

    func sessionSawTooManyHeaders(_ session: any HTTPSession) {
        counters.count(.headerLimit)
    }

    func sessionSawMalformedRequest(_ session: any HTTPSession) {
        counters.count(.protocolErrors)
    }

    func session(_ session: any HTTPSession, wantsInput: Bool) {
        transport?.setReading(wantsInput)
    }
}

// MARK: - What the transport tells, bytes aside

extension ServerConnection: TransportOwner {
    package func mayWriteAgain() {
        unsafe guardian.lastProgress = loop.now
        needsFlush()
    }

    package func ended(by error: (any Error)?) {
        lost()
    }
}
