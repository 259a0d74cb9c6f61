// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import Synchronization
import Testing

/// Deadlines, cancellation and lost connections: calls that do not end by themselves.
@Suite("Calls that are cut short")
struct EndingTests {
    /// A service whose handlers wait at a gate, and then remember how they went on.
    private static func waiting(at gate: Gate) -> TestService {
        TestService(
            unary: { request, _ in
                try await gate.wait()
                return request
            },
            server: { request, responses, _ in
                try await responses.write(request)
                try await gate.wait()
            },
            client: { requests, _ in
                for try await _ in requests {}
                try await gate.wait()
                return TextMessage()
            },
            both: { requests, responses, _ in
                for try await request in requests { try await responses.write(request) }
                try await gate.wait()
            })
    }

    private static let waitingPaths = Array(TestService.paths.dropFirst())

    @Test("A deadline cancels the handler and is answered, whatever the kind", arguments: waitingPaths)
    func deadline(path: String) throws {
        let gate = Gate()
        let server = try MemoryServer([Self.waiting(at: gate)])
        let id = server.peer.open(path, adding: [("grpc-timeout", "100m")], body: framed("x"))
        server.settle()
        server.advance(by: .milliseconds(99))
        #expect(server.peer.responses[id]?.status == nil)
        #expect(!gate.sawCancellation)
        server.advance(by: .milliseconds(2))
        #expect(server.peer.responses[id]?.status == "4")
        #expect(gate.sawCancellation)
        server.settle()
        #expect(server.counted[.deadlinesExceeded] == 1)
        #expect(server.counted[.deadlineExceeded] == 1)
        #expect(server.counted[.handlersEnded] == 1)
        #expect(server.connection.runningHandlers == 0)
    }

    @Test("A deadline is answered while the request is still coming", arguments: TestService.paths)
    func deadlineOfRequest(path: String) throws {
        let server = try MemoryServer([TestService()])
        let id = server.peer.open(path, adding: [("grpc-timeout", "1S")], body: prefix(100), ends: false)
        server.settle()
        server.advance(by: .seconds(2))
        #expect(server.peer.responses[id]?.status == "4")
        #expect(server.counted[.handlersStarted] == server.counted[.handlersEnded])
    }

    @Test("A nanosecond is too little for any call", arguments: TestService.paths)
    func nanosecond(path: String) throws {
        let server = try MemoryServer([Self.waiting(at: Gate())])
        let id = server.peer.open(path, adding: [("grpc-timeout", "1n")])
        server.settle()
        server.time.advance(by: .milliseconds(1))
        server.peer.send(framed("x"), on: id, ends: true)
        server.advance(by: .milliseconds(1))
        #expect(server.peer.responses[id]?.status == "4" || server.peer.responses[id]?.status == "12")
    }

    @Test("A malformed timeout is refused", arguments: TestService.paths)
    func malformed(path: String) throws {
        let server = try MemoryServer([TestService()])
        #expect(server.call(path, framed("x"), adding: [("grpc-timeout", "soon")]).status == "13")
        #expect(server.counted[.handlersStarted] == 0)
    }

    @Test("A reset reaches the handler, after the request has ended too", arguments: waitingPaths)
    func reset(path: String) throws {
        let gate = Gate()
        let server = try MemoryServer([Self.waiting(at: gate)])
        let id = server.peer.open(path, body: framed("x"))
        server.settle()
        #expect(server.connection.runningHandlers == 1)
        server.peer.reset(id)
        server.settle()
        #expect(gate.sawCancellation)
        #expect(server.connection.runningHandlers == 0)
        #expect(server.counted[.callsCancelled] == 1)
        #expect(server.counted[.resetsReceived] == 1)
    }

    @Test("A reset reaches a handler that waits for requests", arguments: ["Client", "Both"])
    func resetWhileReading(method: String) throws {
        let server = try MemoryServer([TestService()])
        let id = server.peer.open("/test.Service/\(method)", body: framed("x"), ends: false)
        server.settle()
        #expect(server.connection.runningHandlers == 1)
        server.peer.reset(id)
        server.settle()
        #expect(server.connection.runningHandlers == 0)
        #expect(server.counted[.handlersEnded] == 1)
    }

    @Test("A lost connection reaches the handler", arguments: waitingPaths)
    func lost(path: String) throws {
        let gate = Gate()
        let server = try MemoryServer([Self.waiting(at: gate)])
        server.peer.open(path, body: framed("x"))
        server.settle()
        nonisolated(unsafe) var hasEnded = false
        server.connection.whenEnded = { _ in unsafe hasEnded = true }
        server.onLoop { server.connection.lost() }
        #expect(gate.sawCancellation)
        #expect(unsafe hasEnded)
        #expect(server.counted[.connectionsClosed] == 1)
        #expect(server.counted[.handlersEnded] == 1)
    }

    @Test("A handler that does not heed its cancellation keeps its place until it ends")
    func deaf() throws {
        let gate = Gate()
        var limits = Limits()
        limits.concurrentStreams = 3
        let server = try MemoryServer(
            [
                TestService(unary: { request, _ in
                    // Not cancelled with the call: the wait is another task's.
                    _ = await Task { try await gate.wait() }.result
                    return request
                })
            ], limits: limits)
        for _ in 0..<3 {
            let id = server.peer.open("/test.Service/Unary", body: framed("x"))
            server.settle()
            server.peer.reset(id)
            server.settle()
        }
        #expect(server.connection.runningHandlers == 3)
        let refused = server.peer.open("/test.Service/Unary", body: framed("x"))
        server.settle()
        #expect(server.peer.responses[refused]?.closedWith == 7)
        #expect(server.counted[.streamsRefused] == 1)
        #expect(server.counted[.handlersStarted] == 3)
    }

    @Test("A handler can see that it is cancelled, and its writes throw")
    func writesThrow() throws {
        let gate = Gate()
        nonisolated(unsafe) var thrown: (any Error)?
        nonisolated(unsafe) var sawCancellation = false
        let server = try MemoryServer([
            TestService(server: { request, responses, context in
                try? await gate.wait()
                unsafe sawCancellation = context.isCancelled
                do { try await responses.write(request) } catch { unsafe thrown = error }
            })
        ])
        let id = server.peer.open("/test.Service/Server", body: framed("x"))
        server.settle()
        server.peer.reset(id)
        server.settle()
        #expect(unsafe sawCancellation)
        #expect(unsafe (thrown as? RPCError)?.code == .cancelled)
    }

    @Test("An early answer ends the request without blame")
    func early() throws {
        let server = try MemoryServer([
            TestService(
                client: { _, _ in TextMessage("enough") },
                both: { _, responses, _ in
                    try await responses.write(TextMessage("enough"))
                })
        ])
        for method in ["Client", "Both"] {
            let id = server.peer.open("/test.Service/\(method)", body: framed("x"), ends: false)
            server.settle()
            #expect(server.peer.responses[id]?.texts == ["enough"])
            #expect(server.peer.responses[id]?.status == "0")
            #expect(server.peer.responses[id]?.closedWith == 0)
        }
        #expect(server.counted[.resetsSent] == 0)
        #expect(server.counted[.callsCancelled] == 0)
    }
}
