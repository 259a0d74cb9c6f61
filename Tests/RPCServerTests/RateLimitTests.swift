// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import Testing

/// No caller has more than its share.
@Suite("Shares of callers")
struct RateLimitTests {
    private static func server(
        perSecond: Int? = nil, burst: Int? = nil, concurrent: Int? = nil, callers: Int = 16_384,
        service: TestService = TestService()
    ) throws -> (MemoryServer, RateLimit) {
        var share = RateLimit.Share()
        share.callsPerSecond = perSecond
        share.burst = burst
        share.concurrentCalls = concurrent
        var policy = AccessPolicy()
        policy.principals = (0..<200).map { number in
            var principal = AccessPolicy.Principal(name: "c\(number)")
            principal.keyDigests = [Digest.sha256(Array("key-\(number)".utf8))]
            principal.grants = [AccessPolicy.Grant(methods: [.init("*")])]
            return principal
        }
        let limit = RateLimit(share, callers: callers)
        return (try MemoryServer([service], interceptors: [AccessControl(policy), limit]), limit)
    }

    private static func call(_ server: MemoryServer, _ caller: Int = 0, _ method: String = "Unary") -> Peer.Response {
        server.call("/test.Service/\(method)", framed("x"), adding: [("x-api-key", "key-\(caller)")])
    }

    @Test("After a burst there is a call as often as the rate allows", arguments: TestService.paths)
    func rate(path: String) throws {
        let (server, _) = try Self.server(perSecond: 10, burst: 3)
        let method = path.split(separator: "/").last.map(String.init)!
        for _ in 0..<3 { #expect(Self.call(server, 0, method).status == "0") }
        #expect(Self.call(server, 0, method).status == "8")
        server.advance(by: .milliseconds(99))
        #expect(Self.call(server, 0, method).status == "8")
        server.advance(by: .milliseconds(1))
        #expect(Self.call(server, 0, method).status == "0")
        #expect(Self.call(server, 0, method).status == "8")
        #expect(server.counted[.rateLimit] == 3)
        #expect(server.counted[.handlersStarted] == 4)
    }

    @Test("Who is over its share is told when to try again, in every way there is")
    func retryInfo() throws {
        let (server, _) = try Self.server(perSecond: 4, burst: 1)
        _ = Self.call(server)
        let answer = Self.call(server)
        #expect(answer.headers["grpc-retry-pushback-ms"] == "250")
        #expect(answer.headers["retry-after"] == "1")
        let details = try #require(answer.headers["grpc-status-details-bin"].flatMap { Base64.decode($0.utf8) })
        let error = RPCError(.resourceExhausted, "", details: details)
        #expect(error.details(as: Google_Rpc_RetryInfo.self).first?.retryDelay?.nanos == 250_000_000)
        #expect(error.details(as: Google_Rpc_QuotaFailure.self).first?.violations.first?.subject == "calls-per-second")
    }

    @Test("One caller does not use up what belongs to others")
    func fairness() throws {
        let (server, _) = try Self.server(perSecond: 10, burst: 5)
        for _ in 0..<100 { _ = Self.call(server, 1) }
        for caller in 2..<10 {
            for _ in 0..<5 { #expect(Self.call(server, caller).status == "0") }
        }
        #expect(server.counted[.rateLimit] == 95)
    }

    @Test(
        "So many calls at once, and each end makes room, whatever it was", arguments: ["answer", "reset", "deadline"])
    func concurrency(end: String) throws {
        let gate = Gate()
        let service = TestService(unary: { request, _ in
            try await gate.wait()
            return request
        })
        let (server, _) = try Self.server(concurrent: 2, service: service)
        func open() -> Int32 {
            let id = server.peer.open(
                "/test.Service/Unary", adding: [("x-api-key", "key-0"), ("grpc-timeout", "5S")], body: framed("x"))
            server.settle()
            return id
        }
        let running = [open(), open()]
        let refused = open()
        #expect(server.peer.responses[refused]?.status == "8")
        #expect(Self.call(server, 1, "Immediate").status == "0")
        #expect(server.counted[.concurrencyLimit] == 1)
        switch end {
        case "answer": gate.open()
        case "reset": for id in running { server.peer.reset(id) }
        default: server.advance(by: .seconds(6))
        }
        server.settle()
        let next = [open(), open()]
        #expect(next.allSatisfy { server.peer.responses[$0]?.status != "8" })
        #expect(server.counted[.concurrencyLimit] == 1)
    }

    @Test("A refused call takes no room")
    func refusals() throws {
        let gate = Gate()
        let service = TestService(unary: { request, _ in
            try await gate.wait()
            return request
        })
        let (server, _) = try Self.server(perSecond: 100, burst: 100, concurrent: 1, service: service)
        server.peer.open("/test.Service/Unary", adding: [("x-api-key", "key-0")], body: framed("x"))
        server.settle()
        for _ in 0..<10 { #expect(Self.call(server).status == "8") }
        gate.open()
        server.settle()
        #expect(Self.call(server).status == "0")
    }

    @Test("Memory is bounded: callers beyond it share one share, until others are forgotten")
    func bounded() throws {
        let (server, limit) = try Self.server(perSecond: 1, burst: 1, callers: 32)
        for caller in 0..<200 { _ = Self.call(server, caller, "Immediate") }
        // Each of the 16 parts holds two callers, and one for everybody else.
        #expect(limit.trackedCallers <= 16 * 3)
        #expect(server.counted[.rateLimit] > 0)
        server.advance(by: .seconds(2))
        let before = server.counted[.rateLimit]
        #expect(Self.call(server, 77, "Immediate").status == "0")
        #expect(server.counted[.rateLimit] == before)
        #expect(limit.trackedCallers <= 16 * 3)
    }
}
