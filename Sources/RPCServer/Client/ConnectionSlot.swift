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

    init(loop: EventLoop, connector: ClientConnector, connectTimeout: Duration, name: String) {
        self.loop = loop
        self.connector = connector
        self.connectTimeout = connectTimeout
        self.name = name
    }

    // MARK: - Calls

    /// Starts a call as soon as there is a connection for it.
    func start(_ stream: ClientStream) {
        guard !isClosing else {
            return stream.finish(RPCError(.unavailable, "the channel is closed"))
        }
        stream.willStart()
        waiting.append(stream)
        serveWaiting()
    }

    /// A call is over before it got a stream.
    func forget(_ stream: ClientStream) {
        waiting.removeAll { $0 === stream }
        finishClosing()
    }

    private func serveWaiting() {
        while !waiting.isEmpty {
            switch state {
            case .connecting: return
            case .idle: return connect()
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
            serveWaiting()
            finishClosing()
        } catch {
            connectingFailed(error)
        }
    }

    private func connectingFailed(_ error: RPCError) {
        state = .idle
        while let stream = waiting.popFirst() { stream.finish(error) }
        finishClosing()
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
        let error = RPCError(.cancelled, "the channel was given up")
        while let stream = waiting.popFirst() { stream.finish(error) }
        for connection in draining { connection.lost("the channel was given up") }
        if case .ready(let connection) = state { connection.lost("the channel was given up") }
        state = .idle
    }

    private func finishClosing() {
        guard isClosing, waiting.isEmpty, draining.allSatisfy({ $0.callCount == 0 }) else { return }
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
        attempt += 1
        connectingFailed(
            RPCError(.unavailable, "no connection to \(name) within \(connectTimeout)", origin: .transport))
    }
}
