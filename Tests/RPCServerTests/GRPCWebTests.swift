// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import Testing

@Suite("gRPC-Web")
struct GRPCWebTests {
    private static func call(
        _ server: MemoryServer, _ method: String, _ body: [UInt8], contentType: String = "application/grpc-web+proto",
        adding extra: [(String, String)] = []
    ) -> Peer.Response {
        let fields = Peer.fields("/test.Service/\(method)").map { $0.0 == "content-type" ? ($0.0, contentType) : $0 }
        let id = server.peer.open("", adding: extra, replacing: fields, body: body)
        server.settle()
        return server.peer.responses[id]!
    }

    /// A body as it must be: messages, then the end as a framed piece of text.
    private static func body(_ texts: [String], _ lines: [String]) -> [UInt8] {
        let text = lines.map { $0 + "\r\n" }.joined()
        return texts.flatMap(framed) + prefix(text.utf8.count, flags: 0x80) + Array(text.utf8)
    }

    @Test(
        "The end of a call is the last piece of the body",
        arguments: ["application/grpc-web", "application/grpc-web+proto", "application/grpc-web;x=y"],
        ["Immediate", "Unary", "Server", "Client", "Both"])
    func success(contentType: String, method: String) throws {
        let server = try MemoryServer([TestService()])
        let response = Self.call(server, method, framed("hello"), contentType: contentType)
        #expect(response.headers[":status"] == "200")
        #expect(response.headers["content-type"] == "application/grpc-web+proto")
        #expect(response.data == Self.body(["hello"], ["grpc-status: 0"]))
        #expect(response.trailers.isEmpty)
        #expect(response.closedWith == 0)
        #expect(server.counted[.ok] == 1)
        #expect(server.counted[.handlersEnded] == 1)
    }

    @Test(
        "In the text form all bodies are base64, in one part or in several with padding each",
        arguments: ["application/grpc-web-text", "application/grpc-web-text+proto"], [1, 3, 1000])
    func text(contentType: String, piece: Int) throws {
        let server = try MemoryServer([TestService()])
        let message = framed("hello")
        let parts = [Array(message[..<4]), Array(message[4..<5]), Array(message[5...])]
        for body in [Base64.encode(message), parts.map { Base64.encode($0) }.joined()] {
            let fields = Peer.fields("/test.Service/Unary").map { $0.0 == "content-type" ? ($0.0, contentType) : $0 }
            let id = server.peer.open("", replacing: fields, body: Array(body.utf8))
            server.settle(piece: piece)
            let response = server.peer.responses[id]!
            #expect(response.headers["content-type"] == "application/grpc-web-text+proto")
            var plain: [UInt8] = []
            var decoder = Base64Decoder()
            var buffer = ByteBuffer()
            let isText = unsafe response.data.withUnsafeBytes { unsafe decoder.decode($0, into: &buffer) }
            unsafe plain += buffer.bytes
            #expect(isText && !decoder.hasPartial)
            #expect(plain == Self.body(["hello"], ["grpc-status: 0"]))
        }
    }

    @Test("A text that is no base64, or ends within a group, is refused", arguments: ["AAAA!AAA", "AAAAABcKBWhlbGx"])
    func brokenText(body: String) throws {
        let server = try MemoryServer([TestService()])
        let response = Self.call(server, "Unary", Array(body.utf8), contentType: "application/grpc-web-text")
        #expect(response.headers["grpc-status"] == "13")
        #expect(server.counted[.handlersStarted] == 0)
    }

    @Test("Metadata goes with the headers and with the end")
    func metadata() throws {
        let server = try MemoryServer([
            TestService(immediate: { request, context in
                context.responseMetadata.append("x-first", "1")
                context.trailingMetadata.append("x-last-bin", binary: [1, 2])
                return request
            })
        ])
        let response = Self.call(server, "Immediate", framed("x"))
        #expect(response.headers["x-first"] == "1")
        #expect(response.data == Self.body(["x"], ["grpc-status: 0", "x-last-bin: AQI"]))
    }

    @Test("An error before any message is told by the headers alone")
    func error() throws {
        let server = try MemoryServer([
            TestService(immediate: { _, _ in throw RPCError(.aborted, "später") })
        ])
        let response = Self.call(server, "Immediate", framed("x"))
        #expect(response.headers["content-type"] == "application/grpc-web+proto")
        #expect(response.headers["grpc-status"] == "10")
        #expect(response.headers["grpc-message"] == "sp%C3%A4ter")
        #expect(response.data.isEmpty)
        #expect(Self.call(server, "Nothing", framed("x")).headers["grpc-status"] == "12")
    }

    @Test("An error after some messages is told behind them")
    func lateError() throws {
        let server = try MemoryServer([
            TestService(server: { request, responses, _ in
                try await responses.write(request)
                throw RPCError(.dataLoss, "gone")
            })
        ])
        let response = Self.call(server, "Server", framed("x"))
        #expect(response.data == Self.body(["x"], ["grpc-status: 15", "grpc-message: gone"]))
        #expect(response.trailers.isEmpty)
    }

    @Test("A deadline counts")
    func deadline() throws {
        let gate = Gate()
        let server = try MemoryServer([
            TestService(unary: { request, _ in
                try await gate.wait()
                return request
            })
        ])
        let fields = Peer.fields("/test.Service/Unary").map {
            $0.0 == "content-type" ? ($0.0, "application/grpc-web") : $0
        }
        let id = server.peer.open("", adding: [("grpc-timeout", "100m")], replacing: fields, body: framed("x"))
        server.settle()
        server.advance(by: .milliseconds(101))
        #expect(server.peer.responses[id]?.headers["grpc-status"] == "4")
        #expect(gate.sawCancellation)
    }

    @Test("A caller cannot send an end, nor something unknown", arguments: [0x80, 0x81, 2] as [UInt8])
    func flags(flags: UInt8) throws {
        let server = try MemoryServer([TestService()])
        let response = Self.call(server, "Client", framed("x") + prefix(0, flags: flags))
        #expect(response.headers["grpc-status"] == "13")
    }
}
