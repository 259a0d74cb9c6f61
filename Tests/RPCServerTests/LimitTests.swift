// SPDX-License-Identifier: Apache-2.0
import RPCServer
import Testing

/// Every limit, lowered; what is counted, and how many handlers were started.
@Suite("Limits")
struct LimitTests {
    private static func limits(_ change: (inout Limits) -> Void) -> Limits {
        var limits = Limits()
        change(&limits)
        return limits
    }

    @Test("Rapid reset ends the connection after its burst")
    func rapidReset() throws {
        let server = try MemoryServer([TestService()], limits: Self.limits { $0.resetBurst = 10 })
        for _ in 0..<30 {
            let id = server.peer.open("/test.Service/Both", ends: false)
            server.deliver(server.peer.output())
            server.peer.reset(id)
            server.deliver(server.peer.output())
        }
        server.settle()
        #expect(server.counted[.resetLimit] == 1)
        #expect(server.counted[.handlersStarted] == 11)
        #expect(server.peer.goAways.last?.code == 11)
        #expect(server.transport.isClosed)
        #expect(server.connection.runningHandlers == 0)
    }

    @Test("Resets that the peer provokes count as its own")
    func madeYouReset() throws {
        let server = try MemoryServer([TestService()], limits: Self.limits { $0.resetBurst = 10 })
        let malformed = Peer.fields("/test.Service/Unary").filter { $0.0 != ":scheme" }
        for _ in 0..<30 where !server.transport.isClosed {
            server.peer.open("", replacing: malformed)
            server.settle()
        }
        #expect(server.counted[.resetLimit] == 1)
        #expect(server.counted[.resetsSent] == 11)
        #expect(server.counted[.handlersStarted] == 0)
    }

    @Test("The bucket of resets fills up again")
    func resetsRefill() throws {
        let server = try MemoryServer(
            [TestService()], limits: Self.limits { ($0.resetBurst, $0.resetsPerSecond) = (5, 5) })
        for _ in 0..<10 {
            for _ in 0..<5 { server.peer.reset(server.peer.open("/test.Service/Both", ends: false)) }
            server.settle()
            server.advance(by: .seconds(1))
        }
        #expect(server.counted[.resetLimit] == 0)
        #expect(server.connection.isOpen)
    }

    @Test("Frames that carry nothing end the connection after their burst")
    func glitches() throws {
        let limits = Self.limits { ($0.glitchBurst, $0.pingStrikes) = (20, 1000) }
        let server = try MemoryServer([TestService()], limits: limits)
        for _ in 0..<30 { server.peer.ping() }
        server.settle()
        #expect(server.counted[.glitchLimit] == 1)
        #expect(server.transport.isClosed)
    }

    @Test("A block with too many fields or bytes resets its stream, and starts nothing")
    func headers() throws {
        let server = try MemoryServer(
            [TestService()], limits: Self.limits { ($0.headerFields, $0.headerBytes) = (20, 2000) })
        let many = (0..<30).map { ("x-\($0)", "v") }
        let long = [("x-long", String(repeating: "v", count: 3000))]
        for extra in [many, long] {
            let id = server.peer.open("/test.Service/Unary", adding: extra, body: framed("x"))
            server.settle()
            #expect(server.peer.responses[id]?.closedWith == 11)
        }
        #expect(server.counted[.headerLimit] == 2)
        #expect(server.counted[.handlersStarted] == 0)
        #expect(server.call("/test.Service/Unary", framed("x")).status == "0")
    }

    @Test("A connection without a preface is closed in time")
    func preface() throws {
        let server = try MemoryServer([TestService()])
        server.deliver(Array("PRI * HTTP".utf8))
        server.time.advance(by: .seconds(7))
        server.loop.turn()
        #expect(server.counted[.prefaceTimeouts] == 1)
        #expect(server.transport.isClosed)
    }

    @Test("Another protocol's first bytes close the connection")
    func badPreface() throws {
        let server = try MemoryServer([TestService()])
        server.deliver([0x16, 0x03, 0x01, 0x02, 0x00])  // a handshake of TLS
        server.loop.turn()
        #expect(server.counted[.protocolErrors] == 1)
        #expect(server.transport.isClosed)
    }

    @Test("A request that does not come is answered in time")
    func body() throws {
        let server = try MemoryServer([TestService()])
        let id = server.peer.open("/test.Service/Unary", body: prefix(10), ends: false)
        server.settle()
        for _ in 0..<8 { server.advance(by: .seconds(5)) }
        #expect(server.peer.responses[id]?.status == "4")
        #expect(server.counted[.bodyTimeouts] == 1)
    }

    @Test("A writer waits for a slow caller, and goes on when it takes something")
    func backpressure() throws {
        nonisolated(unsafe) var written = 0
        let text = String(repeating: "x", count: 10_000)
        let server = try MemoryServer(
            [
                TestService(server: { _, responses, _ in
                    for _ in 0..<100 {
                        try await responses.write(TextMessage(text))
                        unsafe written += 1
                    }
                })
            ], takesBytes: false)
        let id = server.peer.open("/test.Service/Server", body: framed("x"))
        server.settle()
        let first = unsafe written
        #expect(first < 20)
        for _ in 0..<200 where server.peer.responses[id]?.status == nil {
            server.peer.take(32_000, of: id)
            server.settle()
        }
        #expect(unsafe written == 100)
        #expect(server.peer.responses[id]?.texts.count == 100)
        #expect(server.peer.responses[id]?.status == "0")
    }

    @Test("A caller that takes nothing loses its call")
    func stall() throws {
        let text = String(repeating: "x", count: 10_000)
        let server = try MemoryServer(
            [
                TestService(server: { _, responses, _ in
                    while true { try await responses.write(TextMessage(text)) }
                })
            ], takesBytes: false)
        let id = server.peer.open("/test.Service/Server", body: framed("x"))
        server.settle()
        for _ in 0..<8 { server.advance(by: .seconds(5)) }
        #expect(server.peer.responses[id]?.closedWith == 8)
        #expect(server.counted[.stallTimeouts] == 1)
        #expect(server.connection.runningHandlers == 0)
    }

    @Test("A sender is held up by a reader that does not read")
    func slowReader() throws {
        let gate = Gate()
        let server = try MemoryServer([
            TestService(client: { requests, _ in
                try await gate.wait()
                var count = 0
                for try await _ in requests { count += 1 }
                return TextMessage("\(count)")
            })
        ])
        let message = framed(String(repeating: "x", count: 10_000))
        let id = server.peer.open("/test.Service/Client", body: [UInt8]((0..<100).map { _ in message }.joined()))
        server.settle()
        #expect(server.peer.responses[id]?.isEnded == false)
        gate.open()
        server.settle()
        #expect(server.peer.responses[id]?.texts == ["100"])
    }

    @Test("Connections are counted in all and by address")
    func gate() {
        let gate = ConnectionGate(limits: Self.limits { ($0.connections, $0.connectionsPerPeer) = (3, 2) })
        let (one, two) = (SocketAddress.internet(host: "::1", port: 1), SocketAddress.internet(host: "::2", port: 1))
        #expect(gate.enter(one) == nil)
        #expect(gate.enter(one) == nil)
        #expect(gate.enter(one) == .connectionsRefusedPerPeer)
        #expect(gate.enter(two) == nil)
        #expect(gate.enter(two) == .connectionsRefused)
        gate.leave(one)
        #expect(gate.enter(two) == nil)
    }
}
