// SPDX-License-Identifier: Apache-2.0
import Logging
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A gRPC server: services, listening sockets, and a loop for each processor.
///
/// ```swift
/// let server = try Server(configuration: .init(port: 8080), services: [greeter, health], logger: logger)
/// try await server.run()
/// ```
public final class Server: Sendable {
    /// What the server counts.
    public let metrics: ServerMetrics

    private let configuration: ServerConfiguration
    private let core: ServerCore
    private let logger: Logger
    private let loops: [ServerLoop]
    private let reloader: Reloader?
    private let state = Mutex(State())

    private struct State {
        var hasStarted = false
        var hooks: [@Sendable () -> Void] = []
        var isEnding = false
        var hasEnded = false
        var addresses: [SocketAddress] = []
        var waiting: [CheckedContinuation<Void, Never>] = []
        var unixPath: String?
        var signals: SignalSet?
    }

    /// Makes the loops and reads the certificates; nothing listens yet.
    ///
    /// Methods that the schema gives a route by `google.api.http` are reached by that too.
    ///
    /// - Parameter routes: resources of plain HTTP.
    /// - Throws: `TLSError` for certificates and keys that cannot be used, `LibuvError` for loops, and an
    ///   error that names the route or the method for a route that cannot be served.
    /// - Precondition: no two services have the same name.
    public init(
        configuration: ServerConfiguration, services: [any RPCService], routes: [HTTPRoute] = [],
        logger: Logger = Logger(label: "server", factory: { _ in SwiftLogNoOpLogHandler() })
    ) throws {
        self.configuration = configuration
        self.logger = logger
        let credentials = try configuration.tls.map {
            try TLSCredentials(server: $0, protocols: ServerLoop.applicationProtocols)
        }
        let meters: [any ServerInterceptor] = configuration.measuresCalls ? [CallMeter()] : []
        let core = ServerCore(
            services: services.map(\.binding), routes: try RouteTable(routes, services: services.map(\.binding)),
            cors: configuration.cors,
            limits: configuration.limits, credentials: credentials, compressFrom: configuration.compressFrom,
            namesLimits: configuration.namesLimits, interceptors: meters + configuration.interceptors, logger: logger)
        self.core = core
        var loops: [ServerLoop] = []
        for _ in 0..<max(1, configuration.loops) {
            loops.append(ServerLoop(loop: try EventLoop(clock: configuration.clock), core: core))
        }
        self.loops = loops
        if configuration.measuresCalls {
            for part in loops {
                part.loop.resources.callMetrics = CallMetrics(methods: core.methods.descriptors.count)
            }
        }
        let files = (credentials.map { [$0] } ?? []) + configuration.reloadables
        reloader =
            files.isEmpty
            ? nil : Reloader(files, on: loops[0].loop, every: configuration.reloadInterval, logger: logger)
        metrics = ServerMetrics(
            loops: loops.map(\.loop.resources.counters), methods: core.methods.descriptors,
            calls: loops.compactMap(\.loop.resources.callMetrics))
        core.metrics = metrics
    }

    /// Where it listens, with real ports; several with ``ServerConfiguration/inheritedSockets``, and none before
    /// it has started.
    public var addresses: [SocketAddress] { state.withLock { $0.addresses } }

    /// Listens, and serves from then on.
    ///
    /// - Returns: where it listens, with the real port; the first of ``addresses``.
    @discardableResult
    public func start() throws -> SocketAddress {
        let isFirst = state.withLock { state in
            defer { state.hasStarted = true }
            return !state.hasStarted
        }
        precondition(isFirst, "a server is started once")
        // A peer that has gone must show as an error of a write, not end the process.
        signal(SIGPIPE, SIG_IGN)
        let sockets = try openSockets()
        for (index, part) in loops.enumerated() {
            part.loop.start(named: "rpc-\(index)")
            for socket in sockets[index] {
                let (descriptor, kind) = (socket.take(), socket.kind)
                part.loop.execute { part.listen(descriptor: descriptor, kind: kind) }
            }
        }
        if let reloader { loops[0].loop.execute { reloader.start() } }
        return addresses[0]
    }

    /// The sockets of each loop. By an address each loop has a socket of its own, among which the kernel spreads
    /// connections; a Unix socket and what was inherited is shared by all, and the first to come has a connection.
    private func openSockets() throws(LibuvError) -> [[ListeningSocket]] {
        let isInherited = !configuration.inheritedSockets.isEmpty
        let first = isInherited ? try inherited() : [try ListeningSocket(configuration.address)]
        var sockets = [first]
        let isShared = isInherited || first[0].kind == .unix
        while sockets.count < loops.count {
            var further: [ListeningSocket] = []
            for socket in first {
                further.append(isShared ? try socket.shared() : try ListeningSocket(socket.address, isFirst: false))
            }
            sockets.append(further)
        }
        let addresses = first.map(\.address)
        state.withLock { state in
            state.addresses = addresses
            // What somebody else has made is theirs to remove.
            if !isInherited, case .unix(let path) = addresses[0] { state.unixPath = path }
        }
        return sockets
    }

    private func inherited() throws(LibuvError) -> [ListeningSocket] {
        var sockets: [ListeningSocket] = []
        for descriptor in configuration.inheritedSockets {
            sockets.append(try ListeningSocket(inherited: descriptor))
        }
        return sockets
    }

    /// Starts, serves until SIGTERM or SIGINT, and shuts down. A second signal ends at once what is
    /// still going on. SIGHUP looks at files again.
    ///
    /// - Parameter started: told where the server listens.
    public func run(started: (SocketAddress) -> Void = { _ in }) async throws {
        let address = try start()
        let signals = SignalSet()
        state.withLock { $0.signals = signals }
        let first = loops[0].loop
        // Whoever is told of the address may signal at once.
        await withCheckedContinuation { continuation in
            first.execute {
                signals.watchEnd(on: first) { self.signalArrived($0) }
                if let reloader = self.reloader { signals.watch(SIGHUP, on: first) { reloader.reload() } }
                continuation.resume()
            }
        }
        started(address)
        await ended()
    }

    /// Looks at certificates and other files at once, instead of at the end of
    /// ``ServerConfiguration/reloadInterval``.
    public func reloadFiles() {
        guard let reloader else { return }
        loops[0].loop.execute { reloader.reload() }
    }

    /// Has something done as soon as the shutdown begins, such as telling health.
    public func onShutdown(_ hook: @escaping @Sendable () -> Void) {
        state.withLock { $0.hooks.append(hook) }
    }

    /// Ends in good order: hooks, notice, GOAWAY, the calls under way up to the grace, the rest cut off.
    public func shutdown() async {
        beginShutdown()
        await ended()
    }

    /// Cuts off everything now.
    public func shutDownNow() {
        let isFirst = state.withLock { state in
            defer { state.isEnding = true }
            return !state.isEnding
        }
        for part in loops { part.loop.execute { part.shutDownNow() } }
        if isFirst { Task { await finish(after: .zero) } }
    }

    /// Waits until each loop has come around: for as long as one is stuck it does not return.
    public func turned() async {
        await forEachLoop { part, done in part.loop.execute { done() } }
    }

    /// Waits until the server has ended.
    public func ended() async {
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                if !state.hasEnded { state.waiting.append(continuation) }
                return state.hasEnded
            }
            if hasEnded { continuation.resume() }
        }
    }
}

// MARK: - The end

extension Server {
    private func signalArrived(_ count: Int) {
        logger.notice("shutting down", metadata: ["how": count == 1 ? "gracefully" : "now"])
        count == 1 ? beginShutdown() : shutDownNow()
    }

    private func beginShutdown() {
        let hooks: [@Sendable () -> Void]? = state.withLock { state in
            if state.isEnding { return nil }
            state.isEnding = true
            return state.hooks
        }
        guard let hooks else { return }
        for hook in hooks { hook() }
        Task {
            try? await Task.sleep(for: configuration.notice)
            // On all loops, before anybody is told: whoever has seen a GOAWAY is refused elsewhere too.
            await forEachLoop { part, done in
                part.loop.execute {
                    part.stopListening()
                    done()
                }
            }
            for part in loops { part.loop.execute { part.announceShutdown() } }
            // Streams that were opened before the first GOAWAY arrived are still to be taken.
            try? await Task.sleep(for: Self.roundTrip)
            await finish(after: configuration.grace)
        }
    }

    /// Lets calls go on for some time, then cuts them off; then the server has ended.
    private func finish(after grace: Duration) async {
        let timeout = Task {
            try? await Task.sleep(for: grace)
            if !Task.isCancelled {
                for part in loops { part.loop.execute { part.shutDownNow() } }
            }
        }
        await forEachLoop { part, done in part.loop.execute { part.finishCalls(then: done) } }
        timeout.cancel()
        await stopLoops()
        markEnded()
    }

    /// Ends the threads. Whoever waits for the server's end may let the process exit, which tears down
    /// what libuv shares among loops, signals above all: a loop that still runs then would abort.
    private func stopLoops() async {
        let signals = state.withLock { $0.signals.take() }
        if let signals { loops[0].loop.execute { signals.stop() } }
        if let reloader { loops[0].loop.execute { reloader.stop() } }
        await forEachLoop { part, done in part.loop.stop(done) }
    }

    /// Begins something on every loop and waits until all have said that it is done.
    private func forEachLoop(_ begin: @escaping @Sendable (ServerLoop, @escaping @Sendable () -> Void) -> Void) async {
        await withTaskGroup(of: Void.self) { group in
            for part in loops {
                group.addTask {
                    await withCheckedContinuation { continuation in begin(part) { continuation.resume() } }
                }
            }
        }
    }

    private func markEnded() {
        let (waiting, path) = state.withLock { state in
            defer { state.waiting = [] }
            state.hasEnded = true
            return (state.waiting, state.unixPath)
        }
        if let path { unsafe unlink(path) }
        for continuation in waiting { continuation.resume() }
    }

    private static let roundTrip = Duration.milliseconds(100)
}

/// The signals that a server listens to. Confined to a loop's thread.
private final class SignalSet: @unchecked Sendable {
    private var watchers: [SignalWatcher] = []
    private var count = 0

    /// Counts the signals that end it.
    func watchEnd(on loop: EventLoop, _ action: @escaping (Int) -> Void) {
        for signal in [SIGTERM, SIGINT] {
            watch(signal, on: loop) { [unowned self] in
                count += 1
                action(count)
            }
        }
    }

    func watch(_ signal: Int32, on loop: EventLoop, _ action: @escaping () -> Void) {
        if let watcher = try? SignalWatcher(signal, on: loop, action: action) { watchers.append(watcher) }
    }

    func stop() {
        watchers = []
    }
}
