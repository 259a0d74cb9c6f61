// SPDX-License-Identifier: Apache-2.0
import RPCServer
import Testing

@Suite("Shutdown")
struct ShutdownTests {
    @Test("GOAWAY comes twice, calls under way are finished, then the connection closes")
    func drain() throws {
        let gate = Gate()
        let server = try MemoryServer([
            TestService(unary: { request, _ in
                try await gate.wait()
                return request
            })
        ])
        let id = server.peer.open("/test.Service/Unary", body: framed("x"))
        server.settle()
        server.onLoop { server.connection.announceShutdown() }
        #expect(server.peer.goAways.map(\.lastStream) == [Int32.max])
        server.onLoop { server.connection.finishCalls() }
        #expect(server.peer.goAways.map(\.lastStream) == [Int32.max, id])
        #expect(!server.transport.isClosed)
        gate.open()
        server.settle()
        #expect(server.peer.responses[id]?.status == "0")
        #expect(server.transport.isClosed)
    }

    @Test("A call is finished when its trailers are out, not before")
    func withheld() throws {
        let text = String(repeating: "x", count: 100_000)
        let server = try MemoryServer([TestService(immediate: { _, _ in TextMessage(text) })], takesBytes: false)
        let id = server.peer.open("/test.Service/Immediate", body: framed("x"))
        server.settle()
        server.onLoop { server.connection.finishCalls() }
        #expect(server.peer.responses[id]?.status == nil)
        #expect(!server.transport.isClosed)
        server.peer.take(65_000, of: id)
        server.settle()
        #expect(server.peer.responses[id]?.texts == [text])
        #expect(server.peer.responses[id]?.status == "0")
        #expect(server.transport.isClosed)
    }

    @Test("What is still going on can be cut off")
    func now() throws {
        let gate = Gate()
        let server = try MemoryServer([
            TestService(unary: { request, _ in
                try await gate.wait()
                return request
            })
        ])
        let id = server.peer.open("/test.Service/Unary", body: framed("x"))
        server.settle()
        server.onLoop { server.connection.shutDownNow() }
        #expect(server.transport.isClosed)
        #expect(gate.sawCancellation)
        #expect(server.peer.responses[id]?.status == nil)
        #expect(server.counted[.handlersEnded] == 1)
    }

    @Test("A server on a socket ends when it is told to", .timeLimit(.minutes(1)))
    func socket() async throws {
        let configuration = ServerConfiguration(address: .internet(host: "127.0.0.1", port: 0), loops: 2)
        let server = try Server(configuration: configuration, services: [TestService()])
        let address = try server.start()
        #expect(address.port != 0)
        await server.shutdown()
        await server.ended()
    }
}
