// SPDX-License-Identifier: Apache-2.0
import RPCServer
import Testing

/// Connections that grow old, idle or silent, and peers that ping too often.
@Suite("Age, silence and pings of connections")
struct ConnectionAgeTests {
    private static func server(
        _ service: TestService = TestService(), _ edit: (inout Limits) -> Void
    ) throws -> MemoryServer {
        var limits = Limits()
        edit(&limits)
        return try MemoryServer([service], limits: limits)
    }

    /// A handler that waits at a gate.
    private static func waiting(at gate: Gate) -> TestService {
        TestService(unary: { request, _ in
            try await gate.wait()
            return request
        })
    }

    private static func unary(_ server: MemoryServer) -> Int32 {
        let id = server.peer.open("/test.Service/Unary", body: framed("x"))
        server.settle()
        return id
    }

    // MARK: Age

    @Test("An old connection says so twice, serves what is under way, and ends")
    func age() throws {
        let gate = Gate()
        let server = try Self.server(Self.waiting(at: gate)) {
            ($0.connectionAge, $0.unaryDuration) = (.seconds(100), .seconds(10_000))
        }
        let first = Self.unary(server)
        server.advance(by: .seconds(89))
        #expect(server.peer.goAways.isEmpty)
        server.time.advance(by: .seconds(22))
        server.loop.turn()
        #expect(server.counted[.connectionAge] == 1)
        // Whoever does not know it yet is served.
        let late = server.call("/test.Service/Immediate", framed("late"))
        #expect(late.status == "0")
        #expect(server.peer.goAways.map(\.lastStream) == [Int32.max])
        server.advance(by: .seconds(2))
        #expect(server.peer.goAways.map(\.lastStream) == [Int32.max, first + 2])
        #expect(server.peer.goAways.map(\.code) == [0, 0])
        #expect(!server.transport.isClosed)
        // There is no grace: calls end in their own time.
        server.advance(by: .seconds(3600))
        #expect(!server.transport.isClosed)
        gate.open()
        server.settle()
        #expect(server.peer.responses[first]?.status == "0")
        #expect(server.transport.isClosed)
        #expect(server.counted[.connectionAge] == 1)
        #expect(server.counted[.connectionAgeGrace] == 0)
    }

    @Test("After the grace what still runs is cut off")
    func grace() throws {
        let gate = Gate()
        let server = try Self.server(Self.waiting(at: gate)) {
            ($0.connectionAge, $0.connectionAgeGrace) = (.seconds(100), .seconds(10))
            $0.unaryDuration = .seconds(10_000)
        }
        let id = Self.unary(server)
        server.advance(by: .seconds(111))
        server.advance(by: .seconds(2))
        server.advance(by: .seconds(9))
        #expect(!server.transport.isClosed)
        server.time.advance(by: .seconds(2))
        server.loop.turn()
        // RST_STREAM with CANCEL.
        #expect(server.transport.written.starts(with: [0, 0, 4, 3, 0, 0, 0, 0, UInt8(id), 0, 0, 0, 8]))
        #expect(server.transport.isClosed)
        #expect(gate.sawCancellation)
        #expect(server.counted[.connectionAgeGrace] == 1)
    }

    @Test("Ages are spread by a tenth in either direction", arguments: [(0.0, 90), (0.5, 100), (1.0, 110)])
    func jitter(part: Double, seconds: UInt64) {
        var limits = Limits()
        limits.connectionAge = .seconds(100)
        let judge = ConnectionGuard(limits: limits, now: 7, jitter: part)
        #expect(!judge.isTooOld(now: 7 + seconds * 1_000_000_000 - 1))
        #expect(judge.isTooOld(now: 7 + seconds * 1_000_000_000))
        limits.connectionAge = .zero
        #expect(!ConnectionGuard(limits: limits, now: 7, jitter: part).isTooOld(now: .max - 1))
    }

    @Test("An idle connection ends in two steps, and pings do not keep it; a call does")
    func idle() throws {
        let server = try Self.server { ($0.idleTimeout, $0.pingStrikes) = (.seconds(60), 1000) }
        server.settle()
        server.advance(by: .seconds(50))
        #expect(server.call("/test.Service/Immediate", framed("x")).status == "0")
        for _ in 0..<5 {
            server.advance(by: .seconds(10))
            server.peer.ping()
            server.settle()
        }
        #expect(server.peer.goAways.isEmpty)
        server.time.advance(by: .seconds(25))
        server.loop.turn()
        // A call that has crossed the first GOAWAY is served, though there was none when it was sent.
        #expect(server.call("/test.Service/Immediate", framed("x")).status == "0")
        #expect(server.peer.goAways.map(\.lastStream) == [Int32.max])
        #expect(!server.transport.isClosed)
        server.time.advance(by: .seconds(2))
        server.loop.turn()
        // Read as bytes, since nghttp2's client listens no more to a server without calls.
        #expect(server.transport.written == [0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0])
        #expect(server.transport.isClosed)
        #expect(server.counted[.idleTimeouts] == 1)
    }

    // MARK: Silence

    @Test("A peer that says nothing is asked for a sign of life, and given up if there is none")
    func silence() throws {
        let gate = Gate()
        let server = try Self.server(Self.waiting(at: gate)) {
            ($0.keepaliveTime, $0.keepaliveTimeout, $0.unaryDuration) = (.seconds(30), .seconds(5), .seconds(10_000))
        }
        _ = Self.unary(server)
        // It answers as long as it is there: for longer than any limit.
        for _ in 0..<20 { server.advance(by: .seconds(20)) }
        #expect(server.connection.isOpen)
        // Then the network takes its bytes, and brings none.
        server.time.advance(by: .seconds(31))
        server.loop.turn()
        #expect(server.transport.written.count == 17)  // one PING
        server.time.advance(by: .seconds(4))
        server.loop.turn()
        #expect(!server.transport.isClosed)
        server.time.advance(by: .seconds(2))
        server.loop.turn()
        #expect(server.transport.isClosed)
        #expect(server.counted[.keepaliveTimeouts] == 1)
        #expect(gate.sawCancellation)
    }

    // MARK: Pings

    @Test("PINGs that come too early end the connection after two strikes, with gRPC's word for it")
    func strikes() throws {
        let server = try Self.server { _ in }
        for _ in 0..<3 {
            server.peer.ping()
            server.settle()
        }
        #expect(server.peer.goAways.isEmpty)
        server.peer.ping()
        server.deliver(server.peer.output())
        server.loop.turn()
        #expect(String(decoding: server.transport.written, as: UTF8.self).contains("too_many_pings"))
        server.settle()
        #expect(server.peer.goAways.first?.code == 11)
        #expect(server.counted[.pingLimit] == 1)
        #expect(server.transport.isClosed)
    }

    @Test("With calls a PING in five minutes is fine, without a PING in two hours", arguments: [true, false])
    func pace(hasCall: Bool) throws {
        let gate = Gate()
        let server = try Self.server(Self.waiting(at: gate)) {
            ($0.unaryDuration, $0.idleTimeout) = (.seconds(1_000_000), .seconds(1_000_000))
        }
        if hasCall { _ = Self.unary(server) }
        for _ in 0..<10 {
            server.peer.ping()
            server.settle()
            server.advance(by: .seconds(301))
        }
        #expect(server.counted[.pingLimit] == (hasCall ? 0 : 1))
    }

    @Test("Answers take strikes back, however many PINGs there are; what the peer sends does not")
    func answers() throws {
        let gate = Gate()
        let server = try Self.server(Self.waiting(at: gate)) { _ in }
        for _ in 0..<20 {
            for _ in 0..<3 { server.peer.ping() }
            #expect(server.call("/test.Service/Immediate", framed("x")).status == "0")
        }
        #expect(server.counted[.pingLimit] == 0)
        let id = server.peer.open("/test.Service/Client", body: framed("x"), ends: false)
        for _ in 0..<10 {
            server.peer.send(framed("y"), on: id)
            server.peer.ping()
            server.settle()
        }
        #expect(server.counted[.pingLimit] == 1)
    }

    @Test("Windows that open without anything sent are frames that carry nothing")
    func windows() {
        var limits = Limits()
        limits.glitchBurst = 10
        var judge = ConnectionGuard(limits: limits, now: 0)
        func admit(_ count: Int, answers: Int) -> Int {
            (0..<count).filter { _ in judge.admitWindowUpdate(now: 0, answers: answers) }.count
        }
        // Four for each frame that was sent are free, for ever.
        for answers in 1...1000 { #expect(admit(4, answers: answers) == 4) }
        #expect(admit(20, answers: 1000) == 10)
    }
}
