// SPDX-License-Identifier: Apache-2.0
import RPCServer
import Testing

/// WebSocket over HTTP/1.1, byte for byte (RFC 6455).
@Suite("WebSocket")
struct WebSocketTests {
    private static let routes = [
        HTTPRoute.webSocket("/echo/{name}") { socket, request, _ in
            while let message = try await socket.receive() {
                if message == .text("fail") { throw RPCError(.internal, "as asked") }
                if message == .text("leave") { return }
                if message == .text("name") {
                    try await socket.send(.text(request.variables["name"]!))
                } else {
                    try await socket.send(message)
                }
            }
        }
    ]

    /// The example of RFC 6455, 1.3.
    private static func handshake(
        _ more: String = "Sec-WebSocket-Version: 13\r\n", key: String = "dGhlIHNhbXBsZSBub25jZQ=="
    ) -> String {
        "GET /echo/it HTTP/1.1\r\nHost: x\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n"
            + "Sec-WebSocket-Key: \(key)\r\n\(more)\r\n"
    }

    /// A client's frame, masked with zeros.
    private static func frame(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
        precondition(payload.count < 126)
        return [first, 0x80 | UInt8(payload.count), 0, 0, 0, 0] + payload
    }

    private static func open() throws -> MemoryServer {
        let server = try MemoryServer([TestService()], routes: routes)
        let answer = HTTP1Answer(server.exchange(handshake()))
        #expect(answer.status.hasPrefix("101 "))
        #expect(answer.fields["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
        #expect(answer.fields["upgrade"] == "websocket")
        #expect(answer.fields["connection"] == "upgrade")
        #expect(answer.fields["content-length"] == nil)
        return server
    }

    /// What comes back to some bytes; handlers are tasks on the loop, which turns until they have nothing to do.
    private static func exchange(_ server: MemoryServer, _ bytes: [UInt8], piece: Int = .max) -> [UInt8] {
        server.deliver(bytes, piece: piece)
        for _ in 0..<20 { server.loop.turn() }
        defer { server.transport.written = [] }
        return server.transport.written
    }

    @Test(
        "Messages of both kinds go through, however their bytes are cut, and fragments are joined",
        arguments: [1, 3, 1000])
    func messages(piece: Int) throws {
        let server = try Self.open()
        #expect(
            Self.exchange(server, Self.frame(0x81, Array("hi".utf8)), piece: piece) == [0x81, 2] + Array("hi".utf8))
        #expect(Self.exchange(server, Self.frame(0x82, [0, 255]), piece: piece) == [0x82, 2, 0, 255])
        #expect(
            Self.exchange(server, Self.frame(0x81, Array("name".utf8)), piece: piece) == [0x81, 2] + Array("it".utf8))
        let fragments = Self.frame(0x01, [65]) + Self.frame(0x89, [1]) + Self.frame(0x80, [66])
        #expect(Self.exchange(server, fragments, piece: piece) == [0x8A, 1, 1, 0x81, 2, 65, 66])
    }

    @Test("The other side's close ends the handler, is answered, and ends the connection")
    func close() throws {
        let server = try Self.open()
        #expect(Self.exchange(server, Self.frame(0x88, [0x03, 0xE8])) == [0x88, 2, 0x03, 0xE8])
        #expect(server.transport.hasFinished)
        #expect(server.counted[.handlersEnded] == 1)
        #expect(server.counted[.ok] == 1)
        server.loop.enter { server.connection.lost() }
        #expect(server.counted[.callsCancelled] == 0)
    }

    @Test("A handler that returns closes with 1000, one that throws with 1011 and its message")
    func ends() throws {
        let left = try Self.open()
        #expect(Self.exchange(left, Self.frame(0x81, Array("leave".utf8))) == [0x88, 2, 0x03, 0xE8])
        let failed = try Self.open()
        #expect(
            Self.exchange(failed, Self.frame(0x81, Array("fail".utf8))) == [0x88, 10, 0x03, 0xF3]
                + Array("as asked".utf8))
    }

    @Test(
        "What breaks the rules ends the connection with the code for it",
        arguments: [
            ([0x81, 1, 65], 1002), (frame(0x83, []), 1002), (frame(0xC1, [65]), 1002), (frame(0x80, [65]), 1002),
            (frame(0x09, []), nil), (frame(0x81, [0xFF]), 1007),
        ] as [([UInt8], UInt16?)])
    func violations(bytes: [UInt8], code: UInt16?) throws {
        let server = try Self.open()
        let out = Self.exchange(server, bytes)
        // libwslay gives no code for a ping in fragments.
        #expect(Array(out.prefix(4).dropFirst(2)) == (code.map { [UInt8($0 >> 8), UInt8($0 & 255)] } ?? []), "\(out)")
        #expect(out.first == 0x88)
        #expect(server.transport.hasFinished)
        #expect(server.counted[.handlersEnded] == 1)
    }

    @Test(
        "A handshake that is none is refused",
        arguments: [
            ("Sec-WebSocket-Version: 8\r\n", "dGhlIHNhbXBsZSBub25jZQ==", "426"),
            ("", "dGhlIHNhbXBsZSBub25jZQ==", "426"),
            ("Sec-WebSocket-Version: 13\r\n", "short", "400"),
        ])
    func refusals(more: String, key: String, status: String) throws {
        let server = try MemoryServer([TestService()], routes: Self.routes)
        let answer = HTTP1Answer(server.exchange(Self.handshake(more, key: key)))
        #expect(answer.status.hasPrefix(status))
        #expect(server.counted[.handlersStarted] == 0)
        #expect(server.connection.isOpen)
    }
}
