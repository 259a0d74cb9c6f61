// SPDX-License-Identifier: Apache-2.0

/// One place that a pool connects to, with the connections there are to it: one, and spare ones while the server
/// allows no more calls on those that there are.
///
/// Lives on the pool's thread.
@safe
final class ConnectionEndpoint {
    let address: ClientAddress
    let loop: EventLoop
    /// The pool, which owns this.
    private unowned let pool: ConnectionPool
    private let settings: ConnectionPool.Settings
    /// Those that take calls, the spare ones last.
    private var connections: [ClientConnection] = []
    /// Those that finish their calls and get no new ones.
    private var draining: [ClientConnection] = []
    /// Whether a connection is being made.
    private(set) var isConnecting = false
    /// It, once it waits for the server's first word.
    private var pending: ClientConnection?
    private(set) var backoff: ConnectionBackoff
    /// Tells a connection that comes too late from the one that is awaited.
    private var attempt = 0
    private lazy var connectTimer = LoopTimer(target: self)
    private lazy var spareTimer = LoopTimer(target: self)

    init(_ address: ClientAddress, pool: ConnectionPool) {
        self.address = address
        self.pool = pool
        loop = pool.loop
        settings = pool.settings
        backoff = ConnectionBackoff(first: pool.settings.connectBackoff)
    }

    /// Whether calls can be put on it, as soon as the server allows.
    var isReady: Bool { !connections.isEmpty }
    /// Whether there is nothing, and nothing is being made.
    var isIdle: Bool { connections.isEmpty && !isConnecting }
    /// Whether it holds no connection at all.
    var isEmpty: Bool { isIdle && draining.isEmpty }
    var hasCalls: Bool { (connections + draining).contains { $0.callCount > 0 } }
    /// What its connections have of keepalive.
    var keepalive: SharedKeepalive? { settings.keepalive }

    /// A connection that takes another call now.
    var connectionWithRoom: ClientConnection? { connections.first { $0.hasRoomForCall } }

    /// Whether there may be a spare connection more.
    var mayGrow: Bool {
        isReady && !isConnecting && connections.count <= settings.spareConnections && backoff.isOver(at: loop.now)
    }

    // MARK: - Connecting

    /// Says that there will be an attempt, before that of any other endpoint is told to have failed.
    func willConnect() { isConnecting = true }

    /// Makes the only connection, or a spare one.
    func connect() {
        isConnecting = true
        attempt += 1
        let attempt = attempt
        loop.schedule(connectTimer, at: loop.now &+ min(settings.connectTimeout.clampedNanoseconds, .max / 2))
        address.connector.connect(loop) { [weak self] result in
            guard let self, self.attempt == attempt else {
                if case .success(let transport) = result { transport.close() }
                return
            }
            self.connected(result)
        }
    }

    private func connected(_ result: Result<any ClientTransport, RPCError>) {
        do throws(RPCError) {
            let connection = try ClientConnection(transport: try result.get(), endpoint: self)
            guard !connection.hasEnded else {
                throw RPCError(.unavailable, "the server closed the connection", origin: .transport)
            }
            pending = connection
        } catch {
            connectingFailed(error)
        }
    }

    private func connectingFailed(_ error: RPCError) {
        backoff.failed(now: loop.now)
        stopConnecting(error.message)
        pool.endpointHasFailed(error)
    }

    private func stopConnecting(_ reason: String) {
        attempt += 1
        isConnecting = false
        loop.cancel(connectTimer)
        let connection = pending
        pending = nil
        connection?.discard(reason)
    }

    /// Somebody cannot wait for the next attempt.
    func skipBackoff() { backoff.skip() }

    // MARK: - For connections

    /// Streams, settings or the will of the server may have changed.
    func connectionHasChanged(_ connection: ClientConnection) {
        if connection === pending, connection.hasSettings {
            guard !connection.isDraining else {
                return connectingFailed(RPCError(.unavailable, "the server goes away", origin: .transport))
            }
            becomeReady(connection)
        }
        if connection.isDraining { retire(connection) }
        if connection.isDraining, connection.callCount == 0 { connection.close() }
        watchSpares()
        pool.hasChanged()
    }

    private func becomeReady(_ connection: ClientConnection) {
        pending = nil
        isConnecting = false
        loop.cancel(connectTimer)
        backoff.succeeded()
        connections.append(connection)
    }

    func connectionHasEnded(_ connection: ClientConnection, _ reason: RPCError?) {
        if connection === pending {
            pending = nil
            return connectingFailed(reason ?? RPCError(.unavailable, "the connection was closed", origin: .transport))
        }
        draining.removeAll { $0 === connection }
        connections.removeAll { $0 === connection }
        if reason != nil { pool.addressesMayHaveChanged() }
        pool.hasChanged()
    }

    /// Gives a connection no more calls.
    func retire(_ connection: ClientConnection) {
        guard let index = connections.firstIndex(where: { $0 === connection }) else { return }
        draining.append(connections.remove(at: index))
        pool.addressesMayHaveChanged()
    }

    // MARK: - Spare connections

    private func watchSpares() {
        guard connections.count > 1, !spareTimer.isScheduled, connections.contains(where: { $0.callCount == 0 })
        else { return }
        loop.schedule(spareTimer, at: loop.now &+ min(settings.spareIdleTime.clampedNanoseconds, .max / 2))
    }

    /// Closes those that nobody uses, and keeps one.
    private func closeSpares() {
        for connection in connections.reversed() where connections.count > 1 && connection.callCount == 0 {
            connection.close()
        }
        watchSpares()
    }

    // MARK: - The end

    /// Makes no more connections, and closes those that there are once their calls have ended.
    func retireAll() {
        stopConnecting("the address is gone")
        for connection in connections {
            retire(connection)
            if connection.callCount == 0 { connection.close() }
        }
    }

    /// Closes all connections; there are no calls.
    func close() {
        stopConnecting("the channel is closed")
        loop.cancel(spareTimer)
        for connection in connections { connection.close() }
    }

    /// Ends everything now.
    func abandon(_ reason: String) {
        stopConnecting(reason)
        loop.cancel(spareTimer)
        for connection in connections + draining { connection.lost(reason) }
    }
}

extension ConnectionEndpoint: LoopTimerTarget {
    func timerExpired(_ timer: LoopTimer) {
        if timer === spareTimer { return closeSpares() }
        let timeout = settings.connectTimeout
        connectingFailed(
            RPCError(.unavailable, "no connection to \(address.name) within \(timeout)", origin: .transport))
    }
}
