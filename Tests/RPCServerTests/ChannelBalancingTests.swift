// SPDX-License-Identifier: Apache-2.0
import RPCServer
import Synchronization
import Testing

/// Channels to several addresses, and with several connections to one.
@Suite("Balancing and pooling", .timeLimit(.minutes(1)))
struct ChannelBalancingTests {
    private static func withLoops(_ body: (EventLoopGroup) async throws -> Void) async throws {
        let loops = try EventLoopGroup(count: 1, name: "client")
        defer { loops.stop() }
        try await body(loops)
    }

    private static func configuration(
        _ edit: (inout ChannelConfiguration) -> Void = { $0.balancing = .roundRobin }
    ) -> ChannelConfiguration {
        var configuration = ChannelConfiguration()
        edit(&configuration)
        return configuration
    }

    /// How many calls each server has answered.
    private static func answers(_ channel: Channel, calls: Int) async throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for _ in 0..<calls { counts[try await TestCall.unary(channel), default: 0] += 1 }
        return counts
    }

    @Test("Calls go to the addresses of a list in turn")
    func list() async throws {
        try await Self.withLoops { loops in
            let servers = try ["a", "b", "c"].map { try SocketServer(named: $0) }
            let channel = Channel(to: servers.map(\.address), loops: loops, configuration: Self.configuration())
            // The first calls go where a connection is first.
            #expect(
                await eventually { (try? await Self.answers(channel, calls: 3)) == ["a": 1, "b": 1, "c": 1] })
            let counts = try await Self.answers(channel, calls: 30)
            #expect(counts == ["a": 10, "b": 10, "c": 10])
            await channel.close()
            for server in servers { await server.stop() }
        }
    }

    @Test("The first address that can be reached gets all calls unless the channel balances")
    func pickFirst() async throws {
        try await Self.withLoops { loops in
            let servers = try ["a", "b", "c"].map { try SocketServer(named: $0) }
            await servers[0].stop()
            let channel = Channel(to: servers.map(\.address), loops: loops)
            let counts = try await Self.answers(channel, calls: 10)
            #expect(counts == ["b": 10])
            await channel.close()
            for server in servers.dropFirst() { await server.stop() }
        }
    }

    @Test("An address that is gone gets no calls, and gets its turn again when it is back")
    func lossAndReturn() async throws {
        try await Self.withLoops { loops in
            let stays = try SocketServer(named: "stays")
            let goes = try SocketServer(named: "goes")
            let configuration = Self.configuration {
                $0.balancing = .roundRobin
                $0.connectBackoff = .milliseconds(1)
            }
            let channel = Channel(to: [goes.address, stays.address], loops: loops, configuration: configuration)
            #expect(await eventually { (try? await Self.answers(channel, calls: 2)) == ["goes": 1, "stays": 1] })
            await goes.stop()
            // It said that it goes: no call is lost.
            #expect(await eventually { (try? await Self.answers(channel, calls: 4)) == ["stays": 4] })
            let back = try SocketServer(
                TestService(unary: { _, _ in TextMessage("back") }), at: goes.address)
            #expect(await eventually { (try? await Self.answers(channel, calls: 4)) == ["back": 2, "stays": 2] })
            await channel.close()
            for server in [stays, back] { await server.stop() }
        }
    }

    @Test("With no address left calls fail at once, but those that wait for one")
    func allDown() async throws {
        try await Self.withLoops { loops in
            let servers = try ["a", "b"].map { try SocketServer(named: $0) }
            for server in servers { await server.stop() }
            let configuration = Self.configuration {
                $0.balancing = .roundRobin
                $0.connectBackoff = .milliseconds(1)
            }
            let channel = Channel(to: servers.map(\.address), loops: loops, configuration: configuration)
            let error = await #expect(throws: RPCError.self) { try await TestCall.unary(channel) }
            #expect(error?.code == .unavailable)
            var options = CallOptions.default
            options.waitsForReady = true
            async let patient = TestCall.unary(channel, options: options)
            let back = try SocketServer(TestService(unary: { _, _ in TextMessage("back") }), at: servers[1].address)
            let text = try await patient
            #expect(text == "back")
            await channel.close()
            await back.stop()
        }
    }

    @Test("Addresses are looked up again when a connection breaks: new ones get calls, old ones none")
    func lookup() async throws {
        try await Self.withLoops { loops in
            let old = try SocketServer(named: "old")
            let new = try SocketServer(named: "new")
            let both = try SocketServer(named: "both")
            let known = Mutex([old.address, both.address])
            let configuration = Self.configuration {
                $0.balancing = .roundRobin
                $0.lookupInterval = .zero
            }
            let channel = Channel(authority: "test", loops: loops, configuration: configuration) { _, completion in
                let targets = known.withLock { $0 }.map { ClientTarget($0, timeout: .seconds(10), tls: nil) }
                completion(.success(targets.map { ClientAddress(name: $0.name, connector: $0.connector) }))
            }
            #expect(await eventually { (try? await Self.answers(channel, calls: 2)) == ["old": 1, "both": 1] })
            known.withLock { $0 = [both.address, new.address] }
            await old.stop()
            #expect(await eventually { (try? await Self.answers(channel, calls: 2)) == ["new": 1, "both": 1] })
            await channel.close()
            for server in [new, both] { await server.stop() }
        }
    }

    @Test("A host's name stands for all of its addresses")
    func name() async throws {
        try await Self.withLoops { loops in
            let server = try SocketServer(named: "here")
            let port = try #require(server.address.port)
            let channel = Channel(
                to: .internet(host: "localhost", port: port), loops: loops, configuration: Self.configuration())
            // Where localhost is ::1 too, nobody listens there: calls go to the other address.
            let counts = try await Self.answers(channel, calls: 4)
            #expect(counts == ["here": 4])
            await channel.close()
            await server.stop()
        }
    }

    // MARK: - Spare connections

    /// How many handlers have been started.
    private final class Running: Sendable {
        private let state = Mutex(0)
        var count: Int { state.withLock { $0 } }
        func add() { state.withLock { $0 += 1 } }
    }

    /// Runs a body with a server that allows two streams a connection, whose calls wait at a gate.
    private static func withNarrowServer(
        spares: Int, _ body: (Channel, Server, Gate, Running) async throws -> Void
    ) async throws {
        try await withLoops { loops in
            let (gate, running) = (Gate(), Running())
            var service = TestService()
            service.unary = { request, _ in
                running.add()
                try await gate.wait()
                return request
            }
            var limits = Limits()
            limits.concurrentStreams = 2
            let server = try SocketServer(service, limits: limits)
            let configuration = configuration {
                $0.spareConnections = spares
                $0.spareIdleTime = .milliseconds(1)
            }
            let channel = Channel(to: server.address, loops: loops, configuration: configuration)
            try await body(channel, server.server, gate, running)
            await channel.close()
            await server.stop()
        }
    }

    @Test("Spare connections take the calls for which the server allows no streams, and are closed when idle")
    func spares() async throws {
        try await Self.withNarrowServer(spares: 2) { channel, server, gate, running in
            try await withThrowingTaskGroup(of: String.self) { group in
                for number in 0..<10 { group.addTask { try await TestCall.unary(channel, "\(number)") } }
                // Three connections with two calls each; the others wait.
                #expect(await eventually { running.count == 6 })
                #expect(server.metrics.snapshot()[.connectionsOpened] == 3)
                gate.open()
                var texts: Set<String> = []
                for try await text in group { texts.insert(text) }
                #expect(texts.count == 10)
            }
            #expect(await eventually { server.metrics.snapshot()[.connectionsClosed] == 2 })
            let text = try await TestCall.unary(channel, "after")
            #expect(text == "after")
            #expect(server.metrics.snapshot()[.connectionsOpened] == 3)
        }
    }

    @Test("Without spare connections calls wait for one another")
    func noSpares() async throws {
        try await Self.withNarrowServer(spares: 0) { channel, server, gate, running in
            try await withThrowingTaskGroup(of: String.self) { group in
                for number in 0..<6 { group.addTask { try await TestCall.unary(channel, "\(number)") } }
                #expect(await eventually { running.count == 2 })
                gate.open()
                for try await _ in group {}
            }
            #expect(running.count == 6)
            #expect(server.metrics.snapshot()[.connectionsOpened] == 1)
            // Nothing was sent that the server had to refuse.
            #expect(server.metrics.snapshot()[.streamsRefused] == 0)
        }
    }
}
