// SPDX-License-Identifier: Apache-2.0

/// One place for a connection in a channel: makes it when a call needs it, replaces it when the
/// server goes away or it is lost, and lets calls wait meanwhile.
///
/// Lives on its loop's thread, that of all its connections.
@safe
final class ConnectionSlot: @unchecked Sendable {
    private enum State {
        case idle
        case connecting
        case ready(ClientConnection)
    }

    let loop: EventLoop
    private let connector: ClientConnector
    private let connectTimeout: Duration
    private let connectBackoff: Duration
    private let name: String
    private var state = State.idle
    /// Connections that finish their calls and get no new ones.
    private var draining: [ClientConnection] = []
    /// Calls that wait for a connection, or for one of the streams that the server allows.
    private var waiting = ClientQueue<ClientStream>()
    private var closeWaiters: [CheckedContinuation<Void, Never>] = []
    private var isClosing = false
    private lazy var timer = LoopTimer(target: self)
    /// Tells a connection that comes too late from the one that is awaited.
    private var attempt = 0
    /// Waits for the time to connect again.
    private lazy var reconnectTimer = LoopTimer(target: self)
    /// Connections in a row that could not be made.
    private var failures = 0
    /// Calls that wait to be tried again.
    private var delayed = 0

    init(
        loop: EventLoop, connector: ClientConnector, connectTimeout: Duration, connectBackoff: Duration, name: String
    ) {
        self.loop = loop
        self.connector = connector
        self.connectTimeout = connectTimeout
        self.connectBackoff = connectBackoff
        self.name = name
    }

    // MARK: - Calls

    /// Starts a call as soon as there is a connection for it.
    func start(_ stream: ClientStream) {
        guard !isClosing else {
            return stream.finish(RPCError(.unavailable, "the channel is closed"))
        }
        enqueue(stream)
    }

    /// A call is over before it got a stream.
    func forget(_ stream: ClientStream) {
        waiting.removeAll { $0 === stream }
        finishClosing()
    }

    /// A call waits to be tried again. A channel that is being closed waits for it.
    func isDelayed() {
        delayed += 1
    }

    /// It is over before that.
    func isNotDelayed() {
        delayed -= 1
        finishClosing()
    }

    /// The time of such a call has come.
    func restart(_ stream: ClientStream) {
        delayed -= 1
        enqueue(stream)
    }

    private func enqueue(_ stream: ClientStream) {
        // Whoever waits for a connection waits for its time too; others are not to be kept from an answer.
        if !stream.waitsForReady { loop.cancel(reconnectTimer) }
        stream.willStart()
        waiting.append(stream)
        serveWaiting()
    }

    private func serveWaiting() {
        while !waiting.isEmpty {
            switch state {
            case .connecting: return
            case .idle: return reconnectTimer.isScheduled ? () : connect()
            case .ready(let connection):
                guard connection.hasRoomForCall else { return }
                guard let stream = waiting.popFirst(), stream.outcome == nil else { continue }
                do throws(HTTP2Error) {
                    try connection.open(stream)
                } catch {
                    waiting.prepend(stream)
                    retire(connection)
                }
            }
        }
    }

    // MARK: - Connecting

    private func connect() {
        state = .connecting
        attempt += 1
        let attempt = attempt
        let timeout = connectTimeout.clampedNanoseconds
        loop.schedule(timer, at: loop.now &+ min(timeout, .max / 2))
        connector.connect(loop) { [weak self] result in
            guard let self, self.attempt == attempt, case .connecting = self.state else {
                if case .success(let transport) = result { transport.close() }
                return
            }
            self.connected(result)
        }
    }

    private func connected(_ result: Result<any ClientTransport, RPCError>) {
        loop.cancel(timer)
        do throws(RPCError) {
            let connection = try ClientConnection(transport: try result.get(), slot: self)
            state = .ready(connection)
            failures = 0
            serveWaiting()
            finishClosing()
        } catch {
            connectingFailed(error)
        }
    }

    private func connectingFailed(_ error: RPCError) {
        state = .idle
        failures += 1
        var patient = ClientQueue<ClientStream>()
        while let stream = waiting.popFirst() {
            if stream.waitsForReady && !isClosing { patient.append(stream) } else { stream.finish(error) }
        }
        waiting = patient
        if !waiting.isEmpty { loop.schedule(reconnectTimer, at: loop.now &+ backoff()) }
        finishClosing()
    }

    /// gRPC's connection backoff, with 2 instead of 1.6: up to two minutes, give or take a fifth, in nanoseconds.
    private func backoff() -> UInt64 {
        let longest = 120e9
        let wait = min(Double(connectBackoff.clampedNanoseconds) * Double(1 << min(failures - 1, 30)), longest)
        return UInt64(wait * .random(in: 0.8...1.2))
    }

    // MARK: - For connections

    /// Streams, settings or the will of the server may have changed.
    func connectionHasChanged(_ connection: ClientConnection) {
        if connection.isDraining, isCurrent(connection) { retire(connection) }
        if connection.isDraining, connection.callCount == 0 { connection.close() }
        serveWaiting()
        finishClosing()
    }

    func connectionHasEnded(_ connection: ClientConnection) {
        draining.removeAll { $0 === connection }
        if isCurrent(connection) { state = .idle }
        serveWaiting()
        finishClosing()
    }

    private func isCurrent(_ connection: ClientConnection) -> Bool {
        if case .ready(let current) = state { current === connection } else { false }
    }

    private func retire(_ connection: ClientConnection) {
        state = .idle
        draining.append(connection)
    }

    // MARK: - The end

    /// Lets running and waiting calls end, then closes the connections and tells so.
    func close(_ waiter: CheckedContinuation<Void, Never>) {
        isClosing = true
        closeWaiters.append(waiter)
        finishClosing()
    }

    /// Ends everything now.
    func abandon() {
        isClosing = true
        attempt += 1
        loop.cancel(timer)
        loop.cancel(reconnectTimer)
        let error = RPCError(.cancelled, "the channel was given up")
        while let stream = waiting.popFirst() { stream.finish(error) }
        for connection in draining { connection.lost("the channel was given up") }
        if case .ready(let connection) = state { connection.lost("the channel was given up") }
        state = .idle
    }

    private func finishClosing() {
        guard isClosing, waiting.isEmpty, delayed == 0, draining.allSatisfy({ $0.callCount == 0 }) else { return }
        switch state {
        case .connecting: return
        case .idle: break
        case .ready(let connection):
            guard connection.callCount == 0 else { return }
            state = .idle
            connection.close()
        }
        let waiters = closeWaiters
        closeWaiters = []
        for waiter in waiters { waiter.resume() }
    }
}

extension ConnectionSlot: LoopTimerTarget {
    func timerExpired(_ timer: LoopTimer) {
        if timer === reconnectTimer { return serveWaiting() }
        attempt += 1
        connectingFailed(
            RPCError(.unavailable, "no connection to \(name) within \(connectTimeout)", origin: .transport))
    }
}
