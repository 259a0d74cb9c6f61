// SPDX-License-Identifier: Apache-2.0

/// The connections of a channel on one loop: finds the addresses, connects to them when a call needs that, deals
/// calls out to them in turn, and lets calls wait meanwhile.
///
/// Lives on its loop's thread, that of all its connections.
@safe
final class ConnectionPool: @unchecked Sendable {
    /// What a pool and its endpoints go by.
    struct Settings: Sendable {
        let connectTimeout: Duration
        let connectBackoff: Duration
        let lookupInterval: Duration
        let spareConnections: Int
        let spareIdleTime: Duration
        let keepalive: SharedKeepalive?

        init(_ configuration: ChannelConfiguration, keepalive: SharedKeepalive?) {
            connectTimeout = configuration.connectTimeout
            connectBackoff = configuration.connectBackoff
            lookupInterval = configuration.lookupInterval
            spareConnections = configuration.spareConnections
            spareIdleTime = configuration.spareIdleTime
            self.keepalive = keepalive
        }
    }

    let loop: EventLoop
    let settings: Settings
    private let lookup: AddressLookup
    /// One for each address; none before the first call.
    private var endpoints: [ConnectionEndpoint] = []
    /// Those whose address is gone, until their calls have ended.
    private var goneEndpoints: [ConnectionEndpoint] = []
    /// Where the next call's turn is among the endpoints.
    private var turn = 0

    private var isLookingUp = false
    /// Whether what is known of the addresses may be wrong.
    private var wantsLookup = true
    /// While there are connections, the addresses are not looked up before.
    private var nextLookup: UInt64 = 0
    private var lookupBackoff: ConnectionBackoff

    /// Calls that wait for a connection, or for one of the streams that the server allows.
    private var waiting = ClientQueue<ClientStream>()
    /// Calls that wait to be tried again.
    private var delayed = 0
    /// Waits for the time to connect again.
    private lazy var reconnectTimer = LoopTimer(target: self)
    private var closeWaiters: [CheckedContinuation<Void, Never>] = []
    private var isClosing = false

    init(loop: EventLoop, lookup: @escaping AddressLookup, settings: Settings) {
        self.loop = loop
        self.lookup = lookup
        self.settings = settings
        lookupBackoff = ConnectionBackoff(first: settings.connectBackoff)
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
        if !stream.waitsForReady, !hasProspects {
            lookupBackoff.skip()
            for endpoint in endpoints { endpoint.skipBackoff() }
        }
        stream.willStart()
        waiting.append(stream)
        serveWaiting()
    }

    private func serveWaiting() {
        while !waiting.isEmpty {
            connect()
            guard let connection = nextConnection() else { break }
            guard let stream = waiting.popFirst(), stream.outcome == nil else { continue }
            do throws(HTTP2Error) {
                try connection.open(stream)
            } catch {
                waiting.prepend(stream)
                connection.retire()
            }
        }
        guard !waiting.isEmpty else { return }
        grow()
        // Only those are left that wait for a connection, or for room.
        if !hasProspects {
            loop.schedule(reconnectTimer, at: endpoints.map(\.backoff.end).min() ?? lookupBackoff.end)
        }
    }

    /// The connection for the next call: each address has its turn, as far as it takes one now.
    private func nextConnection() -> ClientConnection? {
        for _ in endpoints.indices {
            turn = (turn + 1) % endpoints.count
            if let connection = endpoints[turn].connectionWithRoom { return connection }
        }
        return nil
    }

    /// All streams that the servers allow are taken: has a spare connection made, if there may be one.
    private func grow() {
        for _ in endpoints.indices {
            turn = (turn + 1) % endpoints.count
            if endpoints[turn].mayGrow { return endpoints[turn].connect() }
        }
    }

    // MARK: - Connecting

    /// Whether there is a connection, or one may be had without waiting for its time.
    private var hasProspects: Bool {
        isLookingUp || endpoints.contains { $0.isReady || $0.isConnecting }
    }

    /// Connects to what there is no connection to and whose time has come; looks the addresses up before if they
    /// may have changed.
    private func connect() {
        let isDown = !endpoints.contains { $0.isReady || $0.isConnecting }
        if wantsLookup, !isLookingUp, isDown ? isRetryDue : loop.now >= nextLookup { startLookup() }
        if isDown, isLookingUp { return }
        let due = endpoints.filter { $0.isIdle && $0.backoff.isOver(at: loop.now) }
        for endpoint in due { endpoint.willConnect() }
        for endpoint in due { endpoint.connect() }
    }

    private var isRetryDue: Bool {
        endpoints.isEmpty
            ? lookupBackoff.isOver(at: loop.now) : endpoints.contains { $0.backoff.isOver(at: loop.now) }
    }

    private func startLookup() {
        isLookingUp = true
        lookup(loop) { [weak self] result in self?.lookedUp(result) }
    }

    private func lookedUp(_ result: Result<[ClientAddress], RPCError>) {
        guard isLookingUp else { return }
        isLookingUp = false
        wantsLookup = false
        nextLookup = loop.now &+ min(settings.lookupInterval.clampedNanoseconds, .max / 2)
        switch result {
        case .success(let addresses):
            lookupBackoff.succeeded()
            replaceEndpoints(addresses)
        case .failure(let error) where endpoints.isEmpty:
            wantsLookup = true
            lookupBackoff.failed(now: loop.now)
            connectingFailed(error)
        case .failure:
            break  // The addresses that are known will do.
        }
        serveWaiting()
        finishClosing()
    }

    private func replaceEndpoints(_ addresses: [ClientAddress]) {
        var old = endpoints
        endpoints = addresses.map { address in
            guard let index = old.firstIndex(where: { $0.address.name == address.name }) else {
                return ConnectionEndpoint(address, pool: self)
            }
            return old.remove(at: index)
        }
        goneEndpoints += old
        for endpoint in old { endpoint.retireAll() }
        goneEndpoints.removeAll { $0.isEmpty }
    }

    /// There is no way to any address for now.
    private func connectingFailed(_ error: RPCError) {
        var patient = ClientQueue<ClientStream>()
        while let stream = waiting.popFirst() {
            if stream.waitsForReady && !isClosing { patient.append(stream) } else { stream.finish(error) }
        }
        waiting = patient
    }

    // MARK: - For endpoints

    /// No connection could be made.
    func endpointHasFailed(_ error: RPCError) {
        wantsLookup = true
        if !hasProspects { connectingFailed(error) }
        hasChanged()
    }

    /// A connection has broken, or its server goes away.
    func addressesMayHaveChanged() {
        wantsLookup = true
    }

    /// Calls may have ended, or have somewhere to go.
    func hasChanged() {
        serveWaiting()
        if !goneEndpoints.isEmpty { goneEndpoints.removeAll { $0.isEmpty } }
        finishClosing()
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
        isLookingUp = false
        loop.cancel(reconnectTimer)
        let error = RPCError(.cancelled, "the channel was given up")
        while let stream = waiting.popFirst() { stream.finish(error) }
        for endpoint in endpoints + goneEndpoints { endpoint.abandon(error.message) }
    }

    private func finishClosing() {
        guard isClosing, !closeWaiters.isEmpty, waiting.isEmpty, delayed == 0 else { return }
        let all = endpoints + goneEndpoints
        guard !all.contains(where: { $0.hasCalls }) else { return }
        let waiters = closeWaiters
        closeWaiters = []
        for endpoint in all { endpoint.close() }
        for waiter in waiters { waiter.resume() }
    }
}

extension ConnectionPool: LoopTimerTarget {
    func timerExpired(_ timer: LoopTimer) { serveWaiting() }
}
