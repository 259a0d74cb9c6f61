// SPDX-License-Identifier: Apache-2.0
import RPCServer
import Testing

/// Calls over HTTP/1.1, byte for byte.
@Suite("HTTP/1.1")
struct HTTP1Tests {
    /// A test's message, which is text here: a tag, a length, and what it says.
    private static func message(_ text: String) -> String {
        "\n\(Character(Unicode.Scalar(UInt8(text.utf8.count))))\(text)"
    }

    /// The same in an envelope.
    private static func framed(_ text: String) -> String {
        "\0\0\0\0\(Character(Unicode.Scalar(UInt8(message(text).utf8.count))))\(message(text))"
    }

    private static func post(
        _ method: String, _ body: String, contentType: String = "application/proto", extra: String = ""
    ) -> String {
        "POST /test.Service/\(method) HTTP/1.1\r\nHost: test\r\nContent-Type: \(contentType)\r\n\(extra)"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    @Test(
        "A unary call of Connect is answered, however its bytes are cut", arguments: [1, 3, 1000],
        ["Immediate", "Unary"])
    func unary(piece: Int, method: String) throws {
        let server = try MemoryServer([TestService()])
        let answer = HTTP1Answer(server.exchange(Self.post(method, Self.message("hello")), piece: piece))
        #expect(answer.status == "200 OK")
        #expect(answer.body == Self.message("hello"))
        #expect(answer.fields["content-type"] == "application/proto")
        #expect(answer.fields["content-length"] == "\(Self.message("hello").utf8.count)")
        #expect(answer.fields["connection"] == nil)
        #expect(answer.fields["date"]?.hasSuffix("GMT") == true)
        #expect(server.connection.isOpen)
        #expect(server.counted[.ok] == 1)
    }

    @Test("Requests sent ahead are answered in their order, and a chunked one among them")
    func pipelining() throws {
        let server = try MemoryServer([TestService()])
        let chunked =
            "POST /test.Service/Unary HTTP/1.1\r\nHost: test\r\nContent-Type: application/proto\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n2\r\n\n\u{1}\r\n1\r\n2\r\n0\r\n\r\n"
        let text = server.exchange(
            Self.post("Unary", Self.message("1")) + chunked + "\r\n" + Self.post("Immediate", Self.message("3")))
        let places = ["1", "2", "3"].compactMap { text.firstRange(of: Self.message($0))?.lowerBound }
        #expect(places.count == 3)
        #expect(places == places.sorted())
        #expect(server.connection.isOpen)
    }

    @Test("A stream of Connect is chunked, and ends as the protocol says")
    func stream() throws {
        let gate = Gate()
        let service = TestService(server: { request, responses, _ in
            try await responses.write(request)
            try await gate.wait()
            try await responses.write(request)
        })
        let server = try MemoryServer([service])
        let request = Self.post("Server", Self.framed("hi"), contentType: "application/connect+proto")
        let answer = HTTP1Answer(server.exchange(request))
        #expect(answer.status == "200 OK")
        #expect(answer.fields["transfer-encoding"] == "chunked")
        #expect(answer.fields["content-length"] == nil)
        #expect(answer.body == "9\r\n\(Self.framed("hi"))\r\n")
        gate.open()
        var rest = ""
        while !rest.hasSuffix("0\r\n\r\n") { rest += server.exchange("") }
        #expect(rest.contains(Self.framed("hi")))
        #expect(rest.contains("{}"))
        #expect(server.connection.isOpen)
    }

    @Test("HTTP/1.0 is answered without chunks, and the connection closed")
    func version10() throws {
        let server = try MemoryServer([TestService()])
        let text = Self.post("Unary", Self.message("hello")).replacing("HTTP/1.1", with: "HTTP/1.0")
        let answer = HTTP1Answer(server.exchange(text))
        #expect(answer.body == Self.message("hello"))
        #expect(answer.fields["connection"] == "close")
        #expect(server.transport.isClosed)
    }

    @Test("Who waits to be told to go on with the body is told, and who is refused is not")
    func expectation() throws {
        let server = try MemoryServer([TestService()])
        let request = Self.post("Unary", Self.message("hello"), extra: "Expect: 100-continue\r\n")
        let headEnd = request.firstRange(of: "\r\n\r\n")!.upperBound
        #expect(server.exchange(String(request[..<headEnd])) == "HTTP/1.1 100 Continue\r\n\r\n")
        #expect(server.exchange(String(request[headEnd...])).hasSuffix(Self.message("hello")))

        let refused = request.replacing("application/proto", with: "text/html")
        let answer = server.exchange(String(refused[..<refused.firstRange(of: "\r\n\r\n")!.upperBound]))
        #expect(answer.hasPrefix("HTTP/1.1 415 "))
        #expect(HTTP1Answer(answer).fields["connection"] == "close")
        #expect(server.transport.hasFinished)
    }

    @Test("gRPC is told to come by HTTP/2", arguments: ["application/grpc", "application/grpc+json"])
    func grpc(contentType: String) throws {
        let server = try MemoryServer([TestService()])
        let answer = HTTP1Answer(server.exchange(Self.post("Unary", "", contentType: contentType)))
        #expect(answer.status == "505 HTTP Version Not Supported")
        #expect(server.counted[.handlersStarted] == 0)
    }

    @Test("A malformed request is answered, counted, and ends the connection without a call")
    func malformed() throws {
        let server = try MemoryServer([TestService()])
        let text = server.exchange(
            Self.post("Unary", Self.message("x"), extra: "Transfer-Encoding: chunked\r\n") + "GET / HTTP/1.1\r\n\r\n")
        let answer = HTTP1Answer(text)
        #expect(answer.status == "400 Bad Request")
        #expect(answer.body == "there are a length and a transfer encoding\n")
        #expect(text.split(separator: "HTTP/1.1").count == 1)
        #expect(server.counted[.protocolErrors] == 1)
        #expect(server.counted[.streamsOpened] == 0)
        #expect(server.transport.hasFinished)
        // What comes after that is not read as a request, and the connection ends in time.
        #expect(server.exchange(Self.post("Unary", Self.message("y"))).isEmpty)
        server.advance(by: .seconds(60))
        #expect(server.transport.isClosed)
    }

    @Test("A head without an end meets its limit of bytes, and its limit of time")
    func endlessHead() throws {
        let server = try MemoryServer([TestService()])
        let head = "GET / HTTP/1.1\r\nHost: a\r\nX: " + String(repeating: "x", count: 100 << 10)
        #expect(server.exchange(head).hasPrefix("HTTP/1.1 431 "))
        #expect(server.counted[.headerLimit] == 1)

        let slow = try MemoryServer([TestService()])
        _ = slow.exchange("GET / HTTP/1.1\r\n")
        slow.time.advance(by: .seconds(11))
        slow.loop.turn()
        #expect(slow.exchange("").hasPrefix("HTTP/1.1 408 "))
        #expect(slow.counted[.headerTimeouts] == 1)
        #expect(slow.transport.isClosed)
    }

    @Test("A body that nobody takes stops its sender, and lets it go on when it is taken")
    func backpressure() throws {
        let gate = Gate()
        var limits = Limits()
        limits.streamWindow = 1000
        let service = TestService(client: { requests, _ in
            try await gate.wait()
            var count = 0
            for try await _ in requests { count += 1 }
            return TextMessage("\(count)")
        })
        let server = try MemoryServer([service], limits: limits)
        let body = String(repeating: Self.framed("hi"), count: 500)
        let request = Self.post("Client", body, contentType: "application/connect+proto")
        #expect(server.exchange(String(request.prefix(2000))).isEmpty)
        #expect(!server.transport.isReading)
        gate.open()
        while !server.transport.isReading { server.loop.turn() }
        let answer = server.exchange(String(request.dropFirst(2000)))
        #expect(answer.contains(Self.message("500")))
    }

    @Test("A connection that is idle ends when the server goes away, a busy one after its answer")
    func shutdown() throws {
        let idle = try MemoryServer([TestService()])
        _ = idle.exchange(Self.post("Unary", Self.message("x")))
        idle.onLoop {
            idle.connection.announceShutdown()
            idle.connection.finishCalls()
        }
        #expect(idle.transport.isClosed)

        let gate = Gate()
        let service = TestService(unary: { request, _ in
            try await gate.wait()
            return request
        })
        let busy = try MemoryServer([service])
        #expect(busy.exchange(Self.post("Unary", Self.message("x"))).isEmpty)
        busy.loop.enter {
            busy.connection.announceShutdown()
            busy.connection.finishCalls()
        }
        busy.loop.turn()
        #expect(!busy.transport.isClosed)
        gate.open()
        while !busy.transport.isClosed { busy.loop.turn() }
        let answer = HTTP1Answer(String(decoding: busy.transport.written, as: UTF8.self))
        #expect(answer.body == Self.message("x"))
        #expect(answer.fields["connection"] == "close")
    }

    @Test("A caller that disappears cancels its call")
    func disappearance() throws {
        let gate = Gate()
        let service = TestService(unary: { request, _ in
            try await gate.wait()
            return request
        })
        let server = try MemoryServer([service])
        #expect(server.exchange(Self.post("Unary", Self.message("x"))).isEmpty)
        server.loop.enter { server.connection.lost() }
        while !gate.sawCancellation { server.loop.turn() }
        #expect(server.counted[.callsCancelled] == 1)
    }
}
