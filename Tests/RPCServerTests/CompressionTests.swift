// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import Testing

@Suite("Compressed messages")
struct CompressionTests {
    private let compressor = MessageCompressor()
    private let long = String(repeating: "strategos ", count: 1000)

    private func compressed(_ text: String, _ compression: MessageCompression) throws -> [UInt8] {
        try #require(compressor.compress(TextMessage(text).serialized(), compression))
    }

    private func framedCompressed(_ text: String, _ compression: MessageCompression) throws -> [UInt8] {
        let bytes = try compressed(text, compression)
        return prefix(bytes.count, flags: 1) + bytes
    }

    /// The messages of a body, with whether each was compressed.
    private func messages(_ body: [UInt8], _ compression: MessageCompression) throws -> [(
        isCompressed: Bool, text: String
    )] {
        var rest = body[...]
        var found: [(Bool, String)] = []
        while let flags = rest.first, flags <= 1 {
            let length = rest.dropFirst().prefix(4).reduce(0) { $0 << 8 | Int($1) }
            var bytes = Array(rest.dropFirst(5).prefix(length))
            if flags == 1 { bytes = try compressor.decompress(bytes, compression, limit: 1 << 20).get() }
            found.append((flags == 1, try TextMessage(serialized: bytes).text))
            rest = rest.dropFirst(5 + length)
        }
        return found
    }

    // MARK: Answers

    @Test(
        "An answer is compressed in the way that the caller reads and the server likes best",
        arguments: [
            ("gzip", MessageCompression.gzip), ("identity, deflate, gzip", .gzip), ("deflate,gzip,zstd", .zstd),
            ("br;q=1.0, deflate;q=0.1", .deflate), ("zstd;q=0, gzip", .gzip), ("gzip ; q=0.000 ,\tdeflate", .deflate),
        ])
    func accepted(fields: String, expected: MessageCompression) throws {
        let server = try MemoryServer([TestService()])
        let response = server.call("/test.Service/Unary", framed(long), adding: [("grpc-accept-encoding", fields)])
        #expect(response.headers["grpc-encoding"] == expected.name)
        let found = try messages(response.data, expected)
        #expect(found.map(\.text) == [long])
        #expect(found.map(\.isCompressed) == [true])
        #expect(response.data.count < 1000)
        #expect(response.status == "0")
    }

    @Test(
        "An answer is not compressed for callers that do not read it",
        arguments: [nil, "", "identity", "br", "gzip;q=0", "gzipp", "GZIP"])
    func notAccepted(fields: String?) throws {
        let server = try MemoryServer([TestService()])
        let response = server.call(
            "/test.Service/Unary", framed(long), adding: fields.map { [("grpc-accept-encoding", $0)] } ?? [])
        #expect(response.headers["grpc-encoding"] == nil)
        #expect(response.texts == [long])
    }

    @Test(
        "The way in which the caller compresses is preferred, if it reads that itself",
        arguments: MessageCompression.allCases)
    func mirrored(compression: MessageCompression) throws {
        let server = try MemoryServer([TestService()])
        let body = try framedCompressed(long, compression)
        let same = server.call(
            "/test.Service/Unary", body,
            adding: [("grpc-encoding", compression.name), ("grpc-accept-encoding", "zstd,gzip,deflate")])
        #expect(same.headers["grpc-encoding"] == compression.name)
        let none = server.call("/test.Service/Unary", body, adding: [("grpc-encoding", compression.name)])
        #expect(none.headers["grpc-encoding"] == nil)
        #expect(none.texts == [long])
    }

    @Test("Only messages of the least size are compressed", arguments: [(1019, false), (1020, false), (1021, true)])
    func least(count: Int, isCompressed: Bool) throws {
        // Three bytes of tag and length come before the text.
        let server = try MemoryServer([TestService()])
        let text = String(repeating: "x", count: count)
        let response = server.call("/test.Service/Unary", framed(text), adding: [("grpc-accept-encoding", "gzip")])
        #expect((response.headers["grpc-encoding"] == "gzip") == isCompressed)
        #expect(try messages(response.data, .gzip).map(\.isCompressed) == [isCompressed])
    }

    @Test("A server that is told to compress nothing does not, but reads what is compressed")
    func never() throws {
        let server = try MemoryServer([TestService()], compressFrom: nil)
        let response = server.call(
            "/test.Service/Unary", try framedCompressed(long, .gzip),
            adding: [("grpc-encoding", "gzip"), ("grpc-accept-encoding", "gzip")])
        #expect(response.headers["grpc-encoding"] == nil)
        #expect(response.texts == [long])
    }

    @Test("A stream of answers says how they are compressed before it is known which are")
    func stream() throws {
        let long = long
        let server = try MemoryServer([
            TestService(server: { _, responses, _ in
                for text in ["short", long, "short"] { try await responses.write(TextMessage(text)) }
            })
        ])
        let response = server.call("/test.Service/Server", framed(""), adding: [("grpc-accept-encoding", "gzip")])
        #expect(response.headers["grpc-encoding"] == "gzip")
        let found = try messages(response.data, .gzip)
        #expect(found.map(\.text) == ["short", long, "short"])
        #expect(found.map(\.isCompressed) == [false, true, false])
    }

    @Test("What the handler sends along stays beside it, and does not stay for the next call")
    func metadata() throws {
        let server = try MemoryServer([
            TestService(immediate: { request, context in
                context.responseMetadata.append("x-own", "1")
                return request
            })
        ])
        let first = server.call("/test.Service/Immediate", framed(long), adding: [("grpc-accept-encoding", "gzip")])
        #expect(first.headers["grpc-encoding"] == "gzip")
        #expect(first.headers["x-own"] == "1")
        let second = server.call("/test.Service/Immediate", framed(long))
        #expect(second.headers["grpc-encoding"] == nil)
        #expect(second.headers["x-own"] == "1")
        #expect(second.texts == [long])
    }

    // MARK: Requests

    @Test("Requests are read in calls of every kind", arguments: TestService.paths, MessageCompression.allCases)
    func requests(path: String, compression: MessageCompression) throws {
        let server = try MemoryServer([TestService()])
        let response = server.call(
            path, try framedCompressed(long, compression), adding: [("grpc-encoding", compression.name)])
        #expect(response.status == "0")
        #expect(response.texts == [long])
    }

    @Test("In one stream some may be compressed, however the bytes are cut", arguments: [1, 7, .max])
    func mixed(piece: Int) throws {
        let server = try MemoryServer([TestService()])
        let body = try framed("a") + framedCompressed(long, .zstd) + framed("") + framedCompressed("b" + long, .zstd)
        let id = server.peer.open("/test.Service/Both", adding: [("grpc-encoding", "zstd")], body: body)
        server.settle(piece: piece)
        #expect(server.peer.responses[id]?.texts == ["a", long, "", "b" + long])
    }

    @Test("Requests are read on other threads too")
    func outside() throws {
        let (started, ended) = (Gate(), Gate())
        let server = try MemoryServer([
            TestService(client: { requests, _ in
                let text = try await Task.detached {
                    try await started.wait()
                    defer { ended.open() }
                    return try await requests.next()?.text ?? "none"
                }.value
                return TextMessage(text)
            })
        ])
        let id = server.peer.open(
            "/test.Service/Client", adding: [("grpc-encoding", "gzip")], body: try framedCompressed(long, .gzip))
        server.settle()
        started.open()
        while server.peer.responses[id]?.isEnded != true { server.settle() }
        #expect(server.peer.responses[id]?.texts == [long])
    }

    @Test("A flag without an encoding is an error", arguments: [[], [("grpc-encoding", "identity")]])
    func flagAlone(fields: [(String, String)]) throws {
        let server = try MemoryServer([TestService()])
        let response = server.call("/test.Service/Unary", try framedCompressed("x" + long, .gzip), adding: fields)
        #expect(response.status == "13")
        #expect(server.counted[.handlersStarted] == 0)
    }

    @Test("What cannot be decompressed is an error, and starts no handler of one request", arguments: TestService.paths)
    func malformed(path: String) throws {
        let server = try MemoryServer([TestService()])
        let bytes = try compressed(long, .gzip).dropLast()
        let response = server.call(path, prefix(bytes.count, flags: 1) + bytes, adding: [("grpc-encoding", "gzip")])
        #expect(response.status == "13")
        #expect(server.counted[.handlersStarted] == server.counted[.handlersEnded])
        #expect(server.counted[.handlersStarted] == (path.hasSuffix("Client") || path.hasSuffix("Both") ? 1 : 0))
    }

    @Test("A bomb is refused and counted", arguments: TestService.paths, MessageCompression.allCases)
    func bomb(path: String, compression: MessageCompression) throws {
        var limits = Limits()
        limits.messageBytes = 5000
        let server = try MemoryServer([TestService()], limits: limits)
        let response = server.call(
            path, try framedCompressed(long, compression), adding: [("grpc-encoding", compression.name)])
        #expect(response.status == "8")
        #expect(server.counted[.decompressionLimit] == 1)
        #expect(server.counted[.messageLimit] == 0)
        #expect(server.counted[.handlersStarted] == server.counted[.handlersEnded])
    }

    // MARK: Connect

    private func connect(
        _ server: MemoryServer, _ path: String, _ contentType: String, _ body: [UInt8], _ extra: [(String, String)]
    ) -> Peer.Response {
        let fields = Peer.fields(path).map { $0.0 == "content-type" ? ($0.0, contentType) : $0 }
        let id = server.peer.open("", adding: extra, replacing: fields, body: body)
        server.settle()
        return server.peer.responses[id]!
    }

    @Test("In Connect's unary calls the bodies are compressed as HTTP has it", arguments: MessageCompression.allCases)
    func connectUnary(compression: MessageCompression) throws {
        let server = try MemoryServer([TestService()])
        let response = connect(
            server, "/test.Service/Unary", "application/proto", try compressed(long, compression),
            [("content-encoding", compression.name), ("accept-encoding", "br, gzip;q=0.5, zstd, deflate")])
        #expect(response.headers[":status"] == "200")
        #expect(response.headers["content-encoding"] == compression.name)
        let body = try compressor.decompress(response.data, compression, limit: 1 << 20).get()
        #expect(body == TextMessage(long).serialized())
        let short = connect(
            server, "/test.Service/Unary", "application/proto", TextMessage("x").serialized(),
            [("accept-encoding", "gzip")])
        #expect(short.headers["content-encoding"] == nil)
        #expect(short.data == TextMessage("x").serialized())
    }

    @Test("In Connect's streams messages are compressed by fields of its own")
    func connectStream() throws {
        let server = try MemoryServer([TestService()])
        let response = connect(
            server, "/test.Service/Both", "application/connect+proto", try framedCompressed(long, .gzip) + framed("x"),
            [("connect-content-encoding", "gzip"), ("connect-accept-encoding", "gzip"), ("accept-encoding", "zstd")])
        #expect(response.headers["connect-content-encoding"] == "gzip")
        let found = try messages(response.data, .gzip)
        #expect(found.map(\.text) == [long, "x"])
        #expect(found.map(\.isCompressed) == [true, false])
    }

    @Test("Connect's errors are not compressed")
    func connectErrors() throws {
        let message = long
        let server = try MemoryServer([TestService(immediate: { _, _ in throw RPCError(.notFound, message) })])
        let response = connect(
            server, "/test.Service/Immediate", "application/proto", [], [("accept-encoding", "gzip")])
        #expect(response.headers["content-encoding"] == nil)
        #expect(response.data.first == UInt8(ascii: "{"))
        let broken = connect(
            server, "/test.Service/Unary", "application/proto", [1, 2, 3], [("content-encoding", "zstd")])
        #expect(broken.headers[":status"] == "500")
    }

    // MARK: The client

    @Test(
        "Client and server compress for each other", arguments: MessageCompression.allCases.map(Optional.some) + [nil])
    func client(compression: MessageCompression?) async throws {
        let server = try Server(
            configuration: ServerConfiguration(address: .internet(host: "127.0.0.1", port: 0), loops: 1),
            services: [
                TestService(unary: { request, context in
                    context.trailingMetadata.append("x-read", context.requestMetadata["x-sent"] ?? "")
                    return request
                })
            ])
        let address = try server.start()
        let loops = try EventLoopGroup(count: 1)
        defer { loops.stop() }
        let channel = Channel(to: address, loops: loops)
        let options = CallOptions(metadata: Metadata(["x-sent": "1"]), compression: compression)
        for text in ["", "short", long, String(repeating: long, count: 100)] {
            let message = TextMessage(text).serialized()
            let answer = try await channel.start(
                TestService.method("Unary", .unary), onlyRequest: message, options: options
            ).response()
            #expect(answer.message == message)
            #expect(answer.trailers["x-read"] == "1")
        }
        let call = channel.start(TestService.method("Both", .bidirectional), options: options)
        for text in ["short", long] {
            try await call.send(TextMessage(text).serialized())
            let message = try await call.next()
            #expect(message == TextMessage(text).serialized())
        }
        call.finishSending()
        let end = try await call.next()
        #expect(end == nil)

        let limited = CallOptions(maxResponseBytes: 5000, compression: compression)
        let error = await #expect(throws: RPCError.self) {
            try await channel.start(
                TestService.method("Unary", .unary), onlyRequest: TextMessage(self.long).serialized(), options: limited
            ).response()
        }
        #expect(error?.code == .resourceExhausted)
        await channel.close()
        await server.shutdown()
    }
}
