// SPDX-License-Identifier: Apache-2.0

import RPCServer
import Synchronization
import Testing

/// Our client's interceptors, balancing, pooling and keepalive against servers of another make.
@Suite("Channels against grpcio and h2", .serialized, .enabled(if: ClientPeer.isAvailable))
struct ClientChannelTests {
    private final class Ends: ClientInterceptor {
        private let state = Mutex<[CallEnd]>([])
        var all: [CallEnd] { state.withLock { $0 } }

        func callStarting(_ method: MethodDescriptor, _ options: inout CallOptions) throws(RPCError) {
            options.metadata.append("x-added", "by the interceptor")
        }

        func callEnded(_ end: CallEnd, _ context: ClientCallContext) { state.withLock { $0.append(end) } }
    }

    private static func withLoops(_ body: (EventLoopGroup) async throws -> Void) async throws {
        let loops = try EventLoopGroup(count: 1, name: "client")
        defer { loops.stop() }
        try await body(loops)
    }

    private static func address(_ peer: ClientPeer) -> SocketAddress { .internet(host: "127.0.0.1", port: peer.port) }

    @Test("Interceptors are told once of every end")
    func interceptors() async throws {
        let ends = Ends()
        var configuration = ChannelConfiguration()
        configuration.interceptors = [ends]
        try await withClientPeer(configuration: configuration) { (channel, _) async throws in
            let answer = try await channel.start(.peer("EchoMetadata", .unary), onlyRequest: []).response()
            #expect(String(decoding: answer.message, as: UTF8.self).contains("by the interceptor"))
            await #expect(throws: RPCError.self) {
                try await channel.start(.peer("Fail", .unary), onlyRequest: [0x08, 5]).response()
            }
            let count = channel.start(.peer("Count", .serverStreaming), onlyRequest: [0x08, 3])
            while try await count.next() != nil {}
            let chat = channel.start(.peer("Chat", .bidirectional))
            try await chat.send([0x0A, 1, 0x61])
            _ = try await chat.next()
            chat.finishSending()
            #expect(try await chat.next() == nil)
            await #expect(throws: RPCError.self) {
                try await channel.start(
                    .peer("Hang", .unary), onlyRequest: [], options: CallOptions(timeout: .milliseconds(20))
                ).response()
            }
            #expect(ends.all.map(\.status) == [.ok, .notFound, .ok, .ok, .deadlineExceeded])
            #expect(ends.all.map(\.requests) == [1, 1, 1, 1, 1])
            #expect(ends.all.map(\.responses) == [1, 0, 3, 1, 0])
        }
    }

    @Test("Round robin: each of three servers gets a third of the calls, and none when it has died")
    func roundRobin() async throws {
        try await Self.withLoops { loops in
            let peers = try (0..<3).map { _ in try ClientPeer() }
            defer { for peer in peers { peer.stop() } }
            var configuration = ChannelConfiguration()
            configuration.balancing = .roundRobin
            configuration.retryPolicy = RetryPolicy(initialBackoff: .milliseconds(1))
            let channel = Channel(to: peers.map(Self.address), loops: loops, configuration: configuration)
            // A hanging call is noted where it hangs: each peer's history tells how many it has had.
            func spread() async throws -> [Int] {
                for _ in 0..<30 {
                    _ = try? await channel.start(
                        .peer("Hang", .unary), onlyRequest: [0x0A, 1, 0x72],
                        options: CallOptions(timeout: .milliseconds(50))
                    ).response()
                }
                var counts: [Int] = []
                for peer in peers where peer.isRunning {
                    let own = Channel(to: Self.address(peer), loops: loops)
                    let events = try await own.start(.peer("History", .unary), onlyRequest: []).response().message
                    counts.append(String(decoding: events, as: UTF8.self).ranges(of: "Hang r started").count)
                    await own.close()
                }
                return counts
            }
            // Until all three are connected the others get more.
            let first = try await spread()
            #expect(first.count == 3 && first.allSatisfy { $0 > 0 })
            let second = try await spread()
            #expect(zip(first, second).allSatisfy { $1 - $0 == 10 })
            peers[1].kill()
            for _ in 0..<30 {
                _ = try await channel.start(.peer("Echo", .unary), onlyRequest: [0x18, 1]).response()
            }
            await channel.close()
        }
    }

    @Test("Spare connections carry more calls than the server allows on one")
    func spareConnections() async throws {
        try await Self.withLoops { loops in
            let peer = try ClientPeer("--streams", "3")
            defer { peer.stop() }
            var configuration = ChannelConfiguration()
            configuration.spareConnections = 2
            let channel = Channel(to: Self.address(peer), loops: loops, configuration: configuration)
            let hanging = (0..<8).map { _ in
                channel.start(.peer("Hang", .unary), onlyRequest: [0x0A, 1, 0x73])
            }
            let other = Channel(to: Self.address(peer), loops: loops)
            var events = ""
            for _ in 0..<2_000 where events.ranges(of: "Hang s started").count < 8 {
                let history = try await other.start(.peer("History", .unary), onlyRequest: []).response()
                events = String(decoding: history.message, as: UTF8.self)
            }
            #expect(events.ranges(of: "Hang s started").count == 8)
            for call in hanging { call.cancel() }
            await channel.close()
            await other.close()
        }
    }

    private static func keepalive(_ time: Duration, timeout: Duration) -> ChannelConfiguration {
        var keepalive = ClientKeepalive(time: time, timeout: timeout, permitsWithoutCalls: true)
        keepalive.shortestTime = .milliseconds(1)
        var configuration = ChannelConfiguration()
        configuration.keepalive = keepalive
        return configuration
    }

    @Test("A server that answers PINGs keeps its connection")
    func answered() async throws {
        try await Self.withLoops { loops in
            let peer = try ClientPeer(script: "pings.py")
            defer { peer.stop() }
            let channel = Channel(
                to: Self.address(peer), loops: loops,
                configuration: Self.keepalive(.milliseconds(2), timeout: .seconds(30)))
            var pings = 0
            for _ in 0..<10_000 where pings < 10 {
                let answer = try await channel.start(.peer("Echo", .unary), onlyRequest: []).response()
                #expect(answer.headers["connection-number"] == "1")
                pings = Int(answer.headers["pings"] ?? "") ?? 0
                try await Task.sleep(for: .milliseconds(5))
            }
            #expect(pings >= 10)
            await channel.close()
        }
    }

    @Test("A server that has fallen silent is given up: its calls end, and the next ones get a new connection")
    func silence() async throws {
        try await Self.withLoops { loops in
            let peer = try ClientPeer(script: "pings.py", "--silent")
            defer { peer.stop() }
            let channel = Channel(
                to: Self.address(peer), loops: loops,
                configuration: Self.keepalive(.milliseconds(100), timeout: .milliseconds(200)))
            for number in 1...2 {
                let answer = try await channel.start(.peer("Echo", .unary), onlyRequest: []).response()
                #expect(answer.headers["connection-number"] == "\(number)")
                let error = await #expect(throws: RPCError.self) {
                    try await channel.start(.peer("Echo", .unary), onlyRequest: []).response()
                }
                #expect(error?.code == .unavailable)
                #expect(error?.message.contains("has not answered a PING in time") == true)
            }
            await channel.close()
        }
    }

    @Test("After too_many_pings the channel waits twice as long")
    func tooManyPings() async throws {
        try await Self.withLoops { loops in
            let peer = try ClientPeer("--least-ping-interval", "3600000")
            defer { peer.stop() }
            let channel = Channel(
                to: Self.address(peer), loops: loops,
                configuration: Self.keepalive(.milliseconds(10), timeout: .seconds(30)))
            let error = await #expect(throws: RPCError.self) {
                try await channel.start(.peer("Hang", .unary), onlyRequest: [0x0A, 1, 0x70]).response()
            }
            #expect(error?.code == .unavailable || error?.code == .resourceExhausted)
            #expect(channel.keepaliveTime == .milliseconds(20))
            await channel.close()
        }
    }
}
