// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import Testing

@Suite("Faulty requests")
struct FaultTests {
    @Test(
        "An unknown method or service is UNIMPLEMENTED in the trailers alone",
        arguments: [
            "/test.Service/Nothing", "/no.Service/Immediate", "/test.Service/immediate", "/test.Service/Immediate/",
            "//test.Service/Immediate", "/", "/test.Service/Immediate?x=1",
        ])
    func unknownMethod(path: String) throws {
        let server = try MemoryServer([TestService()])
        let response = server.call(path, framed("x"))
        #expect(response.headers["grpc-status"] == "12")
        #expect(response.headers[":status"] == "200")
        #expect(response.trailers.isEmpty)
        #expect(server.counted[.handlersStarted] == 0)
    }

    // MARK: Answers before the end of a request

    private static let post = [
        (":method", "POST"), (":scheme", "http"), (":path", "/nowhere"), (":authority", "test"),
    ]

    /// A server that has refused a request by HTTP's status while the request is still coming.
    private static func early(limits: Limits = Limits(), adding extra: [(String, String)] = []) throws
        -> (MemoryServer, Int32)
    {
        let server = try MemoryServer([TestService()], limits: limits)
        let id = server.peer.open("", replacing: post + extra, ends: false)
        server.settle()
        #expect(server.peer.responses[id]?.headers[":status"] == "404")
        #expect(server.peer.responses[id]?.isEnded == true)
        #expect(server.peer.responses[id]?.closedWith == nil)
        return (server, id)
    }

    @Test("A request that is refused early may end by itself, or must end as it should")
    func earlyEnd() throws {
        let (server, id) = try Self.early(adding: [("content-length", "3")])
        server.peer.send([1, 2, 3], on: id, ends: true)
        server.settle()
        #expect(server.peer.responses[id]?.closedWith == 0)
        #expect(server.counted[.resetsSent] == 0)
        let (other, wrong) = try Self.early(adding: [("content-length", "3")])
        other.peer.send([1, 2, 3, 4], on: wrong)
        other.settle()
        #expect(other.peer.responses[wrong]?.closedWith == 1)
    }

    @Test("A long request that is refused early is told to stop, one that does not go on is ended in time")
    func earlyStop() throws {
        let (server, id) = try Self.early()
        server.peer.send([UInt8](repeating: 0, count: 31 << 10), on: id)
        server.settle()
        #expect(server.peer.responses[id]?.closedWith == nil)
        server.peer.send([UInt8](repeating: 0, count: 2 << 10), on: id)
        server.settle()
        #expect(server.peer.responses[id]?.closedWith == 0)
        let (other, idle) = try Self.early()
        for _ in 0..<5 { other.advance(by: .seconds(5)) }
        #expect(other.peer.responses[idle]?.closedWith == nil)
        for _ in 0..<3 { other.advance(by: .seconds(5)) }
        #expect(other.peer.responses[idle]?.closedWith == 0)
        #expect(other.connection.isOpen)
    }

    @Test(
        "A long request that comes at once is answered before it is told to stop",
        arguments: ["/nowhere", "/test.Service/Client"])
    func earlyAtOnce(path: String) throws {
        var limits = Limits()
        limits.messageBytes = 1000
        let server = try MemoryServer([TestService()], limits: limits)
        let fields =
            path == "/nowhere" ? Self.post : Peer.fields(path)
        let id = server.peer.open(
            "", replacing: fields, body: prefix(60 << 10) + [UInt8](repeating: 0, count: 60 << 10), ends: false)
        server.settle()
        let response = try #require(server.peer.responses[id])
        #expect(path == "/nowhere" ? response.headers[":status"] == "404" : response.status == "8")
        #expect(response.isEnded)
        #expect(response.closedWith == 0)
    }

    @Test("A request that is refused early does not hold up the end of its server")
    func earlyShutdown() throws {
        let (server, id) = try Self.early()
        server.onLoop { server.connection.finishCalls() }
        #expect(server.peer.responses[id]?.closedWith == 0)
        #expect(server.transport.isClosed)
    }

    @Test(
        "What is no call is answered in HTTP, with what would be one",
        arguments: [
            ("content-type", "text/html", "415"), ("content-type", "application/grpcx", "415"),
            ("content-type", "application/grpc-web-texts", "415"), ("content-type", "", "415"),
            ("content-type", "application/jsonx", "415"), (":method", "GET", "405"), (":method", "PUT", "405"),
        ])
    func notRPC(name: String, value: String, status: String) throws {
        let server = try MemoryServer([TestService()])
        let fields = Peer.fields("/test.Service/Immediate").map { $0.0 == name ? (name, value) : $0 }
        let id = server.peer.open("", replacing: fields, body: framed("x"))
        server.settle()
        #expect(server.peer.responses[id]?.headers[":status"] == status)
        #expect(server.peer.responses[id]?.headers[status == "405" ? "allow" : "accept-post"] != nil)
        #expect(server.peer.responses[id]?.status == nil)
        #expect(server.counted[.notRPC] == 1)
        #expect(server.counted[.handlersStarted] == 0)
    }

    @Test(
        "Forms of gRPC's content type are accepted",
        arguments: [
            "application/grpc", "application/grpc+proto", "application/grpc;charset=utf-8",
            "application/grpc+proto; x=y",
        ])
    func contentTypes(value: String) throws {
        let server = try MemoryServer([TestService()])
        let fields = Peer.fields("/test.Service/Immediate").map { $0.0 == "content-type" ? ($0.0, value) : $0 }
        let id = server.peer.open("", replacing: fields, body: framed("x"))
        server.settle()
        #expect(server.peer.responses[id]?.status == "0")
    }

    @Test("te may be missing")
    func missingTE() throws {
        let server = try MemoryServer([TestService()])
        let fields = Peer.fields("/test.Service/Immediate").filter { $0.0 != "te" }
        let id = server.peer.open("", replacing: fields, body: framed("x"))
        server.settle()
        #expect(server.peer.responses[id]?.texts == ["x"])
    }

    @Test(
        "A request that HTTP/2 calls malformed starts no handler",
        arguments: [":authority", ":scheme", ":path", ":method"])
    func malformed(missing: String) throws {
        let server = try MemoryServer([TestService()])
        let fields = Peer.fields("/test.Service/Immediate").filter { $0.0 != missing }
        let id = server.peer.open("", replacing: fields, body: framed("x"))
        server.settle()
        #expect(server.peer.responses[id]?.closedWith == 1)
        #expect(server.counted[.handlersStarted] == 0)
        #expect(server.counted[.resetsSent] == 1)
        #expect(server.call("/test.Service/Immediate", framed("x")).status == "0")
    }

    @Test("Garbage in place of a message is INVALID_ARGUMENT, and says which message was expected")
    func garbage() throws {
        let server = try MemoryServer([TestService()])
        for path in TestService.paths {
            let response = server.call(path, prefix(3) + [0x0A, 0x7F, 0x00])
            #expect(response.status == "3", "\(path)")
            #expect(response.message?.contains("test.Text") == true)
        }
    }

    @Test("A request that ends within a message is INTERNAL", arguments: [[0], prefix(4), prefix(4) + [0x0A]])
    func truncated(body: [UInt8]) throws {
        let server = try MemoryServer([TestService()])
        for path in TestService.paths.prefix(3) {
            #expect(server.call(path, body).status == "13", "\(path)")
        }
        #expect(server.counted[.handlersStarted] == 0)
    }

    @Test("A unary request takes exactly one message", arguments: [[], framed("a") + framed("b")])
    func cardinality(body: [UInt8]) throws {
        let server = try MemoryServer([TestService()])
        for path in TestService.paths.prefix(3) {
            #expect(server.call(path, body).status == "12", "\(path)")
        }
        #expect(server.counted[.handlersStarted] == 0)
    }

    @Test("A message longer than allowed is refused by its prefix alone", arguments: TestService.paths)
    func tooLarge(path: String) throws {
        var limits = Limits()
        limits.messageBytes = 100
        let server = try MemoryServer([TestService()], limits: limits)
        let id = server.peer.open(path, body: prefix(101), ends: false)
        server.settle()
        #expect(server.peer.responses[id]?.status == "8")
        #expect(server.peer.responses[id]?.message?.contains("100") == true)
        #expect(server.peer.responses[id]?.closedWith == 0)
        #expect(server.counted[.messageLimit] == 1)
        #expect(server.counted[.resetsSent] == 0)
        #expect(server.call(path, framed(String(repeating: "x", count: 98))).status == "0")
    }

    @Test(
        "A message that is compressed nobody says how, or in an unknown way, is refused", arguments: TestService.paths)
    func compressed(path: String) throws {
        let server = try MemoryServer([TestService()])
        let body = prefix(1, flags: 1) + [0]
        #expect(server.call(path, body).status == "13")
        let announced = server.call(path, body, adding: [("grpc-encoding", "br")])
        #expect(announced.status == "12")
        #expect(announced.headers["grpc-accept-encoding"] == "zstd,gzip,deflate")
        #expect(server.call(path, framed("x"), adding: [("grpc-encoding", "identity")]).status == "0")
        #expect(server.call(path, prefix(0, flags: 6)).status == "13")
    }

    @Test("What handlers throw becomes the status", arguments: ["Immediate", "Unary", "Server", "Client", "Both"])
    func thrown(method: String) throws {
        struct Internal: Error {}
        var error = RPCError(.failedPrecondition, "not 50 % ready: später", details: [1, 2, 3])
        error.metadata.append("x-reason", "sleep")
        error.metadata.append("x-data-bin", binary: [255, 254])
        let thrown = error
        let server = try MemoryServer([
            TestService(
                immediate: { _, _ in throw thrown }, unary: { _, _ in throw thrown },
                server: { _, _, _ in throw thrown },
                client: { _, _ in throw thrown }, both: { _, _, _ in throw thrown })
        ])
        let response = server.call("/test.Service/\(method)", framed("x"))
        #expect(response.headers["grpc-status"] == "9")
        #expect(response.message == "not 50 %25 ready: sp%C3%A4ter")
        #expect(response.headers["grpc-status-details-bin"] == "AQID")
        #expect(response.headers["x-reason"] == "sleep")
        #expect(response.headers["x-data-bin"] == "//4")
        #expect(server.counted[.failedPrecondition] == 1)
    }

    @Test("An error of another type tells nothing of itself")
    func unknownError() throws {
        struct Secret: Error { var word = "swordfish" }
        let server = try MemoryServer([TestService(unary: { _, _ in throw Secret() })])
        let response = server.call("/test.Service/Unary", framed("x"))
        #expect(response.status == "2")
        #expect(response.message?.contains("swordfish") == false)
    }

    @Test("An error after some messages comes in the trailers")
    func lateError() throws {
        let server = try MemoryServer([
            TestService(server: { request, responses, _ in
                try await responses.write(request)
                throw RPCError(.dataLoss, "gone")
            })
        ])
        let response = server.call("/test.Service/Server", framed("x"))
        #expect(response.texts == ["x"])
        #expect(response.headers["grpc-status"] == nil)
        #expect(response.trailers["grpc-status"] == "15")
    }
}
