// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import Synchronization
import Testing

@Suite("What a handler may ask and decide")
struct HandlerChoiceTests {
    private let long = String(repeating: "strategos ", count: 1000)

    // MARK: Header fields

    @Test("Header fields go ahead of the first response when the handler says so", arguments: [false, true])
    func head(twice: Bool) throws {
        let gate = Gate()
        let server = try MemoryServer([
            TestService(server: { request, responses, context in
                context.responseMetadata.append("x-front", "early")
                try await responses.sendHead()
                if twice { try await responses.sendHead() }
                try await gate.wait()
                try await responses.write(request)
            })
        ])
        let id = server.peer.open("/test.Service/Server", body: framed("x"))
        server.settle()
        #expect(server.peer.responses[id]?.headers["x-front"] == "early")
        #expect(server.peer.responses[id]?.data == [])
        #expect(server.peer.responses[id]?.isEnded == false)
        gate.open()
        server.settle()
        #expect(server.peer.responses[id]?.texts == ["x"])
        #expect(server.peer.responses[id]?.status == "0")
    }

    @Test("They can be sent from another thread, and not when the call is over")
    func headFromOutside() async throws {
        let gate = Gate()
        let failure = Mutex<RPCError?>(nil)
        let server = try Server(
            configuration: ServerConfiguration(address: .internet(host: "127.0.0.1", port: 0), loops: 1),
            services: [
                TestService(server: { _, responses, context in
                    context.responseMetadata.append("x-front", "early")
                    try await Task.detached { try await responses.sendHead() }.value
                    do { try await gate.wait() } catch {}
                    do throws(RPCError) { try await responses.sendHead() } catch { failure.withLock { $0 = error } }
                    throw RPCError(.aborted, "enough")
                })
            ])
        let address = try server.start()
        let loops = try EventLoopGroup(count: 1)
        defer { loops.stop() }
        let channel = Channel(to: address, loops: loops)
        let call = channel.start(
            TestService.method("Server", .serverStreaming), onlyRequest: TextMessage("x").serialized())
        let headers = await call.headers()
        #expect(headers["x-front"] == "early")
        call.cancel()
        await channel.close()
        await server.shutdown()
        #expect(failure.withLock { $0 }?.code == .cancelled)
    }

    @Test(
        "Metadata for the front stays apart from an error before any response",
        arguments: ["application/grpc", "application/grpc-web"], ["Immediate", "Unary", "Server", "Client", "Both"])
    func failureWithMetadata(contentType: String, method: String) throws {
        @Sendable func fail(_ context: CallContext) throws {
            context.responseMetadata.append("x-front", "1")
            context.trailingMetadata.append("x-behind", "2")
            throw RPCError(.aborted, "no")
        }
        let server = try MemoryServer([
            TestService(
                immediate: {
                    try fail($1); return $0
                },
                unary: {
                    try fail($1); return $0
                },
                server: { try fail($2) },
                client: {
                    try fail($1); return TextMessage()
                }, both: { try fail($2) })
        ])
        let fields = Peer.fields("/test.Service/\(method)").map {
            $0.0 == "content-type" ? ($0.0, contentType) : $0
        }
        let id = server.peer.open("", replacing: fields, body: framed("x"))
        server.settle()
        let response = try #require(server.peer.responses[id])
        #expect(response.headers["x-front"] == "1")
        #expect(response.headers["grpc-status"] == nil)
        #expect(response.headers["x-behind"] == nil)
        if contentType == "application/grpc" {
            #expect(response.trailers["x-behind"] == "2")
            #expect(response.status == "10")
        } else {
            let text = "grpc-status: 10\r\ngrpc-message: no\r\nx-behind: 2\r\n"
            #expect(response.data == prefix(text.utf8.count, flags: 0x80) + Array(text.utf8))
        }
        #expect(response.closedWith == 0)
    }

    // MARK: Limits

    @Test("Limits that were reached are named only where that is wished", arguments: [true, false])
    func namedLimits(isNamed: Bool) throws {
        var limits = Limits()
        limits.messageBytes = 10
        let server = try MemoryServer([TestService()], limits: limits, namesLimits: isNamed)
        let response = server.call("/test.Service/Unary", framed(long))
        #expect(response.status == "8")
        #expect((response.headers["grpc-status-details-bin"] != nil) == isNamed)
    }

    // MARK: Compression

    @Test("A handler keeps answers from being compressed, one by one")
    func uncompressed() throws {
        let server = try MemoryServer([
            TestService(
                unary: { request, context in
                    context.compressesResponses = false
                    return request
                },
                server: { request, responses, context in
                    for isCompressed in [true, false, true] {
                        context.compressesResponses = isCompressed
                        #expect(context.compressesResponses == isCompressed)
                        try await responses.write(request)
                    }
                })
        ])
        let accepted = [("grpc-accept-encoding", "gzip")]
        let unary = server.call("/test.Service/Unary", framed(long), adding: accepted)
        #expect(unary.texts == [long])
        #expect(unary.headers["grpc-encoding"] == nil)
        let stream = server.call("/test.Service/Server", framed(long), adding: accepted)
        var flags: [UInt8] = []
        var rest = stream.data[...]
        while let flag = rest.first {
            flags.append(flag)
            rest = rest.dropFirst(5 + rest.dropFirst().prefix(4).reduce(0) { $0 << 8 | Int($1) })
        }
        #expect(flags == [1, 0, 1])
        // The choice is that call's alone.
        let next = server.call("/test.Service/Immediate", framed(long), adding: accepted)
        #expect(next.headers["grpc-encoding"] == "gzip")
    }

    @Test("A handler sees which requests came compressed")
    func compressedRequests() throws {
        let compressed = try #require(MessageCompressor().compress(TextMessage(long).serialized(), .gzip))
        let packed = prefix(compressed.count, flags: 1) + compressed
        let server = try MemoryServer([
            TestService(
                unary: { _, context in TextMessage("\(context.isRequestCompressed)") },
                client: { requests, context in
                    var seen: [String] = []
                    while let request = try await requests.next() {
                        seen.append("\(request.text.count) \(context.isRequestCompressed)")
                    }
                    return TextMessage(seen.joined(separator: ", "))
                })
        ])
        let named = [("grpc-encoding", "gzip")]
        #expect(server.call("/test.Service/Unary", packed, adding: named).texts == ["true"])
        #expect(server.call("/test.Service/Unary", framed("a"), adding: named).texts == ["false"])
        #expect(server.call("/test.Service/Unary", framed("a")).texts == ["false"])
        let stream = server.call("/test.Service/Client", packed + framed("b") + packed, adding: named)
        #expect(stream.texts == ["10000 true, 1 false, 10000 true"])
    }

    // MARK: JSON

    /// Gives back what an `Any` holds.
    private struct Packages: RPCService {
        var binding: ServiceBinding {
            ServiceBinding(
                name: "test.Packages", file: FileDescriptorSource(name: "packages.proto", dependencies: [], base64: ""),
                methods: [
                    .unary(
                        MethodDescriptor(service: "test.Packages", name: "Echo", kind: .unary),
                        immediate: { (request: Google_Protobuf_Any, _) in request },
                        asynchronous: { request, _ in request })
                ])
        }
    }

    @Test(
        "In JSON an Any holds every type of the server's schemas, of the runtime and of details, and no other",
        arguments: [
            (#""grpc.health.v1.HealthCheckRequest","service":"x""#, true),
            (#""google.protobuf.Duration","value":"1s""#, true),
            (#""google.rpc.ErrorInfo","reason":"NONE""#, true), (#""test.Unknown","reason":"NONE""#, false),
        ])
    func packages(content: String, isKnown: Bool) throws {
        let server = try MemoryServer([Packages(), HealthService(services: [])])
        let text = #"{"@type":"# + content.replacing("\"", with: "\"type.googleapis.com/", maxReplacements: 1) + "}"
        let fields = Peer.fields("/test.Packages/Echo").map {
            $0.0 == "content-type" ? ($0.0, "application/json") : $0
        }
        let id = server.peer.open("", replacing: fields, body: Array(text.utf8))
        server.settle()
        let response = try #require(server.peer.responses[id])
        #expect(response.headers[":status"] == (isKnown ? "200" : "400"))
        if isKnown { #expect(String(decoding: response.data, as: UTF8.self) == text) }
    }
}
