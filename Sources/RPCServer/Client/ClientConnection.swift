// SPDX-License-Identifier: Apache-2.0

/// One connection to a server: an HTTP/2 session, what carries its bytes, and the calls on it.
///
/// Lives on its loop's thread.
@safe
package final class ClientConnection: HTTPSessionOwner, Flushable {
    let loop: EventLoop
    private let transport: any ClientTransport
    private var session: HTTP2Session!
    private weak var endpoint: ConnectionEndpoint?
    /// Whether the server, or this side, wants no new calls on it.
    private(set) var isDraining = false
    /// Whether the server has said what it allows: its first SETTINGS.
    private(set) var hasSettings = false
    /// Whether it is closed or lost.
    private(set) var hasEnded = false
    private var flushIsDue = false
    /// What is known of the server's silence; nil if nobody asks.
    private var keepalive: KeepaliveSchedule?
    private lazy var keepaliveTimer = LoopTimer(target: self)

    /// So many bytes are gathered before they are written.
    private static let writeSize = 256 << 10
    /// Memory kept for the next turn.
    private static let keptOutput = 1 << 20

    init(transport: any ClientTransport, endpoint: ConnectionEndpoint) throws(RPCError) {
        self.transport = transport
        self.endpoint = endpoint
        loop = endpoint.loop
        keepalive = endpoint.keepalive?.schedule(now: loop.now)
        var settings = HTTP2Settings()
        settings.streamWindow = 256 << 10
        settings.connectionWindow = 4 << 20
        do {
            session = try HTTP2Session(
                role: .client, settings: settings, memory: loop.resources.sessionMemory)
            unsafe session.owner = self
            try transport.start(for: self)
        } catch {
            transport.close()
            throw RPCError(.unavailable, "\(error)", cause: error, origin: .transport)
        }
        watchSilence()
        needsFlush()
    }

    /// How many calls are on it.
    var callCount: Int { session.streams.count }

    /// Whether the server takes another call now.
    var hasRoomForCall: Bool { hasSettings && !isDraining && callCount < session.peersStreamLimit }

    /// Puts a call on the connection.
    func open(_ stream: ClientStream) throws(HTTP2Error) {
        do throws(HTTP2Error) {
            try session.submitRequest(stream.headers, on: stream)
        } catch {
            isDraining = true  // no stream numbers are left, or the server is going away
            throw error
        }
        stream.hasStarted(on: self)
        watchSilence()
        needsFlush()
    }

    /// Takes no more calls.
    func retire() {
        isDraining = true
        endpoint?.retire(self)
    }

    // MARK: - Bytes

    package func received(_ bytes: UnsafeRawBufferPointer) {
        keepalive?.noteReceived(now: loop.now)
        do throws(HTTP2Error) {
            try unsafe session.receive(bytes)
        } catch {
            flush()
            return lost("the server broke HTTP/2: \(error)")
        }
        needsFlush()
        endpoint?.connectionHasChanged(self)
    }

    package func mayWriteAgain() { needsFlush() }

    /// Has everything written at the end of the loop's turn.
    func needsFlush() {
        guard !flushIsDue else { return }
        flushIsDue = true
        loop.flushAtEndOfTurn(self)
    }

    func flush() {
        flushIsDue = false
        while transport.isOpen, transport.unsentCount == 0 {
            do throws(HTTP2Error) {
                try unsafe session.drain(into: &loop.resources.output, upTo: Self.writeSize)
            } catch {
                return lost("HTTP/2 failed: \(error)")
            }
            if unsafe loop.resources.output.isEmpty { break }
            unsafe transport.write(loop.resources.output.bytes)
            unsafe loop.resources.output.removeAll(keepingUpTo: Self.keptOutput)
        }
        if !hasEnded { endpoint?.connectionHasChanged(self) }
    }

    // MARK: - The end

    func sessionReceivedSettings(_ session: any HTTPSession) {
        hasSettings = true
    }

    func session(
        _ session: any HTTPSession, goAway code: HTTP2ErrorCode, lastStream: Int32, saying text: UnsafeRawBufferPointer
    ) {
        isDraining = true
        if code == .enhanceYourCalm, let keepalive, unsafe text.elementsEqual("too_many_pings".utf8) {
            endpoint?.keepalive?.askedTooOften(waiting: keepalive.time)
        }
    }

    /// Ends it in peace. It has no calls.
    func close() {
        guard !hasEnded else { return }
        hasEnded = true
        loop.cancel(keepaliveTimer)
        session.terminate(.noError)
        flush()
        transport.close()
        endpoint?.connectionHasEnded(self, nil)
    }

    /// Ends a connection that nobody waits for any more.
    func discard(_ reason: String) {
        endpoint = nil
        lost(reason)
    }

    /// The connection is gone, and with it all its calls.
    package func lost(_ reason: String) {
        guard !hasEnded else { return }
        hasEnded = true
        loop.cancel(keepaliveTimer)
        transport.close()
        let error = RPCError(.unavailable, "the connection was lost: \(reason)", origin: .transport)
        for case let stream as ClientStream in session.streams { stream.finish(error) }
        session.abandon(.cancel)
        endpoint?.connectionHasEnded(self, error)
    }
}

// MARK: - Keepalive

extension ClientConnection: LoopTimerTarget {
    /// Looks at the server's silence from now on, if it is to be looked at and is not yet.
    private func watchSilence() {
        if keepalive != nil, !keepaliveTimer.isScheduled { judgeSilence() }
    }

    package func timerExpired(_ timer: LoopTimer) { judgeSilence() }

    private func judgeSilence() {
        switch keepalive?.step(now: loop.now, hasCalls: callCount > 0) {
        case nil, .rest: break
        case .wait(let end): loop.schedule(keepaliveTimer, at: end)
        case .ask(let end):
            session.ping()
            needsFlush()
            loop.schedule(keepaliveTimer, at: end)
        case .giveUp: lost("the server has not answered a PING in time")
        }
    }
}
