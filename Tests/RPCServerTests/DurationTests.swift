// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import Testing

@Suite("How long calls may take, and what errors say")
struct DurationTests {
    /// A server whose asynchronous methods wait at a gate.
    private func waiting(_ gate: Gate, _ change: (inout Limits) -> Void = { _ in }) throws -> MemoryServer {
        var limits = Limits()
        change(&limits)
        return try MemoryServer(
            [
                TestService(
                    unary: { request, context in
                        try await gate.wait()
                        return TextMessage("\(context.deadline != nil)")
                    },
                    both: { _, _, _ in try await gate.wait() })
            ], limits: limits)
    }

    @Test(
        "A unary call ends after the server's limit, without a deadline or with a longer one",
        arguments: [nil, "61S", "99999999H"])
    func unary(timeout: String?) throws {
        let gate = Gate()
        let server = try waiting(gate)
        let id = server.peer.open(
            "/test.Service/Unary", adding: timeout.map { [("grpc-timeout", $0)] } ?? [], body: framed("x"))
        server.settle()
        server.advance(by: .milliseconds(59_900))
        #expect(server.peer.responses[id]?.status == nil)
        server.advance(by: .seconds(5))
        #expect(server.peer.responses[id]?.status == "4")
        #expect(gate.sawCancellation)
        #expect(server.counted[.durationLimit] == 1)
        #expect(server.counted[.deadlinesExceeded] == 0)
        #expect(server.counted[.handlersEnded] == 1)
    }

    @Test("A shorter deadline is the caller's own")
    func shorter() throws {
        let server = try waiting(Gate())
        let id = server.peer.open("/test.Service/Unary", adding: [("grpc-timeout", "59S")], body: framed("x"))
        server.settle()
        server.advance(by: .seconds(59))
        #expect(server.peer.responses[id]?.status == "4")
        #expect(server.counted[.durationLimit] == 0)
        #expect(server.counted[.deadlinesExceeded] == 1)
    }

    @Test("Streams have a limit of their own")
    func streams() throws {
        let patient = try waiting(Gate())
        let open = patient.peer.open("/test.Service/Both", ends: false)
        patient.settle()
        patient.advance(by: .seconds(3000))
        #expect(patient.peer.responses[open]?.status == nil)

        let strict = try waiting(Gate()) { $0.streamDuration = .seconds(8) }
        let ended = strict.peer.open("/test.Service/Both", ends: false)
        strict.settle()
        strict.advance(by: .seconds(7))
        #expect(strict.peer.responses[ended]?.status == nil)
        strict.advance(by: .seconds(3))
        #expect(strict.peer.responses[ended]?.status == "4")
        #expect(strict.counted[.durationLimit] == 1)
    }

    @Test("A handler is told the shorter of the two deadlines")
    func told() throws {
        let server = try MemoryServer([
            TestService(immediate: { _, context in TextMessage("\(context.deadline?.remaining ?? .zero)") })
        ])
        let capped = server.call("/test.Service/Immediate", framed(""), adding: [("grpc-timeout", "99999999H")])
        #expect(capped.texts == ["\(Duration.seconds(60))"])
        let own = server.call("/test.Service/Immediate", framed(""), adding: [("grpc-timeout", "10S")])
        #expect(own.texts == ["\(Duration.seconds(10))"])
    }

    @Test("A call that has been answered is not ended again while its bytes leave")
    func answered() throws {
        let text = String(repeating: "x", count: 100_000)
        var limits = Limits()
        limits.unaryDuration = .seconds(4)
        let server = try MemoryServer(
            [TestService(immediate: { _, _ in TextMessage(text) })], limits: limits, takesBytes: false)
        let id = server.peer.open("/test.Service/Immediate", body: framed("x"))
        server.settle()
        server.advance(by: .seconds(10))
        #expect(server.counted[.durationLimit] == 0)
        server.peer.take(65_000, of: id)
        server.settle()
        #expect(server.peer.responses[id]?.texts == [text])
        #expect(server.peer.responses[id]?.status == "0")
    }

    @Test("A limit that was reached is told as a failure of quota")
    func quota() throws {
        var limits = Limits()
        limits.messageBytes = 10
        let server = try MemoryServer([TestService()], limits: limits)
        let response = server.call("/test.Service/Unary", framed(String(repeating: "x", count: 100)))
        let details = try #require(response.headers["grpc-status-details-bin"])
        let bytes = unsafe Array(details.utf8).withUnsafeBytes { unsafe Base64.decode($0) }
        let error = RPCError(.resourceExhausted, "", details: bytes)
        let failure = try #require(error.details(as: Google_Rpc_QuotaFailure.self).first)
        #expect(failure.violations.map(\.subject) == ["limits.message-bytes"])
    }

    @Test("Details come out as they went in, each by its type")
    func details() throws {
        var info = Google_Rpc_ErrorInfo()
        info.reason = "RULES_UNKNOWN"
        info.domain = "strategos.v1"
        info.metadata = ["rules": "chess"]
        var retry = Google_Rpc_RetryInfo()
        retry.retryDelay = Google_Protobuf_Duration(seconds: 3, nanos: 5)
        let error = RPCError(.unavailable, "later", saying: [info, retry])
        #expect(error.details(as: Google_Rpc_ErrorInfo.self) == [info])
        #expect(error.details(as: Google_Rpc_RetryInfo.self) == [retry])
        #expect(error.details(as: Google_Rpc_BadRequest.self).isEmpty)
        #expect(RPCError(.unavailable, "later").details(as: Google_Rpc_ErrorInfo.self).isEmpty)
        let bytes = try #require(error.details)
        let status = try Google_Rpc_Status(serialized: bytes)
        #expect(status.code == 14)
        #expect(status.message == "later")
    }
}
