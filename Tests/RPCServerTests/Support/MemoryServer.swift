// SPDX-License-Identifier: Apache-2.0
import Logging
import Protobuf
import RPCServer
import Synchronization

/// A clock that stands still until it is moved.
final class ManualClock: Sendable {
    private let time = Atomic<UInt64>(1_000_000_000)

    var clock: MonotonicClock { MonotonicClock { self.time.load(ordering: .relaxed) } }

    func advance(by duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let nanoseconds = UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000)
        time.wrappingAdd(nanoseconds, ordering: .relaxed)
    }
}

/// Carries bytes to nowhere: they are kept until the test moves them.
final class MemoryTransport: ConnectionTransport {
    var unsentCount: Int { isBlocked ? max(1, kept.count) : 0 }
    var written: [UInt8] = []
    var isClosed = false
    var isReading = true
    var hasFinished = false
    var isBlocked = false
    private let kept: [UInt8] = []

    func write(_ bytes: UnsafeRawBufferPointer) {
        unsafe written += bytes
    }

    func setReading(_ isOn: Bool) {
        isReading = isOn
    }

    func finishWriting() {
        hasFinished = true
    }

    func close() {
        isClosed = true
    }
}

/// A server's connection and its client, joined by memory, on a loop that only turns when it is told to:
/// nothing happens by itself, and nothing needs to be waited for.
final class MemoryServer {
    let time = ManualClock()
    let loop: EventLoop
    let core: ServerCore
    let connection: ServerConnection
    let transport = MemoryTransport()
    let peer: Peer
    private let metrics: ServerMetrics

    init(
        _ services: [any RPCService], routes: [HTTPRoute] = [], cors: CORSPolicy = CORSPolicy(),
        limits: Limits = Limits(), takesBytes: Bool = true, compressFrom: Int? = 1 << 10,
        namesLimits: Bool = true, interceptors: [any ServerInterceptor] = []
    ) throws {
        loop = try EventLoop(clock: time.clock)
        peer = Peer(takesBytes: takesBytes)
        core = ServerCore(
            services: services.map(\.binding),
            routes: try RouteTable(routes, services: services.map(\.binding)), cors: cors, limits: limits,
            compressFrom: compressFrom, namesLimits: namesLimits, interceptors: interceptors,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        let (loop, core, transport) = (loop, core, transport)
        connection = loop.enter {
            ServerConnection(server: core, loop: loop, transport: transport, peer: .internet(host: "::1", port: 1))
        }
        metrics = ServerMetrics(of: loop, measuring: core)
    }

    deinit {
        if connection.isOpen { loop.enter { connection.lost() } }
        loop.turn()
    }

    /// What has been counted.
    var counted: ServerMetrics.Snapshot { metrics.snapshot() }
    /// The same as Prometheus reads it, and what a `CallMeter` has measured.
    var prometheusText: String { metrics.prometheusText() }

    /// Moves bytes both ways until nothing more comes.
    ///
    /// - Parameter piece: how many bytes the server is given at once.
    func settle(piece: Int = .max) {
        for _ in 0..<10_000 {
            let sent = peer.output()
            deliver(sent, piece: piece)
            loop.turn()
            let received = transport.written
            transport.written = []
            if !received.isEmpty { peer.receive(received) }
            if sent.isEmpty && received.isEmpty { return }
        }
        preconditionFailure("client and server do not come to rest")
    }

    /// Gives the server bytes as if they had come from the socket.
    func deliver(_ bytes: [UInt8], piece: Int = .max) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = Array(rest.prefix(piece))
            rest = rest.dropFirst(part.count)
            loop.enter { unsafe part.withUnsafeBytes { unsafe connection.received($0) } }
        }
    }

    /// Gives the server bytes that are not the peer's, and takes what it has to say to them.
    func exchange(_ text: String, piece: Int = .max) -> String {
        deliver(Array(text.utf8), piece: piece)
        loop.turn()
        defer { transport.written = [] }
        return String(decoding: transport.written, as: UTF8.self)
    }

    /// Moves the time, and lets what is due happen.
    func advance(by duration: Duration) {
        time.advance(by: duration)
        loop.turn()
        settle()
    }

    /// Does something on the loop.
    func onLoop(_ body: () -> Void) {
        loop.enter(body)
        settle()
    }

    /// Calls a unary method and gives what came back.
    func call(_ path: String, _ body: [UInt8], adding extra: [(String, String)] = []) -> Peer.Response {
        let id = peer.open(path, adding: extra, body: body)
        settle()
        return peer.responses[id]!
    }
}
