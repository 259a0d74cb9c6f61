// SPDX-License-Identifier: Apache-2.0
import Logging
import RPCServer
import Testing

/// Typed calls of our client against our server, over a socket and over memory.
@Suite("Client and server")
struct ClientCallTests {
    enum Link: CaseIterable { case socket, memory }

    @Test("A unary call is answered, at once or by a task", arguments: Link.allCases)
    func unary(link: Link) async throws {
        try await Self.withChannel(link) { channel in
            for name in ["Immediate", "Unary"] {
                let response: TextMessage = try await channel.unary(TestService.method(name, .unary), TextMessage("hi"))
                #expect(response.text == "hi")
            }
        }
    }

    @Test("Streams flow in every direction", arguments: Link.allCases)
    func streams(link: Link) async throws {
        try await Self.withChannel(link) { channel in
            let joined: TextMessage = try await channel.clientStreaming(TestService.method("Client", .clientStreaming))
            {
                (requests: RequestWriter<TextMessage>) in
                for text in ["a", "b", "c"] { try await requests.write(TextMessage(text)) }
            }
            #expect(joined.text == "a,b,c")

            let stream: ResponseStream<TextMessage> = try await channel.serverStreaming(
                TestService.method("Server", .serverStreaming), TextMessage("one"))
            var texts: [String] = []
            for try await response in stream { texts.append(response.text) }
            #expect(texts == ["one"])

            let both: BidirectionalCall<TextMessage, TextMessage> = try await channel.bidirectional(
                TestService.method("Both", .bidirectional))
            var responses = both.responses.makeAsyncIterator()
            for text in ["x", String(repeating: "y", count: 300_000), "z"] {
                try await both.requests.write(TextMessage(text))
                let response = try await responses.next()
                #expect(response?.text == text)
            }
            both.requests.finish()
            let end = try await responses.next()
            #expect(end == nil)
        }
    }

    @Test("Errors keep code, message, details and metadata", arguments: Link.allCases)
    func errors(link: Link) async throws {
        var service = TestService()
        service.unary = { _, _ in
            throw RPCError(.aborted, "ünfit %", details: [8, 10], metadata: Metadata(["why": "test"]))
        }
        try await Self.withChannel(link, service) { channel in
            let error = await #expect(throws: RPCError.self) {
                let _: TextMessage = try await channel.unary(TestService.method("Unary", .unary), TextMessage("hi"))
            }
            #expect(error?.code == .aborted)
            #expect(error?.message == "ünfit %")
            #expect(error?.details == [8, 10])
            #expect(error?.metadata["why"] == "test")
            #expect(error?.origin == .peer)
        }
    }

    @Test("Cancelling the caller's task cancels the handler", arguments: Link.allCases)
    func cancellation(link: Link) async throws {
        let (started, gate) = (Gate(), Gate())
        var service = TestService()
        service.unary = { request, _ in
            started.open()
            try await gate.wait()
            return request
        }
        try await Self.withChannel(link, service) { channel in
            let task = Task {
                let _: TextMessage = try await channel.unary(TestService.method("Unary", .unary), TextMessage("hi"))
            }
            try await started.wait()
            task.cancel()
            let error = await #expect(throws: RPCError.self) { try await task.value }
            #expect(error?.code == .cancelled)
            try await gate.wait()  // opens by the handler's cancellation only
            #expect(gate.sawCancellation)
        }
    }

    private static func withChannel(
        _ link: Link, _ service: TestService = TestService(), _ body: (Channel) async throws -> Void
    ) async throws {
        let loops = try EventLoopGroup(count: 1, name: "client")
        defer { loops.stop() }
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        switch link {
        case .socket:
            let server = try Server(configuration: ServerConfiguration(port: 0), services: [service], logger: logger)
            let channel = Channel(to: try server.start(), loops: loops)
            try await body(channel)
            await channel.close()
            await server.shutdown()
        case .memory:
            let core = ServerCore(
                services: [service.binding], limits: Limits(),
                logger: logger)
            let connector = ClientConnector { loop, completion in
                completion(.success(MemoryLink(to: core, on: loop)))
            }
            let channel = Channel(
                authority: "memory", name: "memory", loops: loops, configuration: ChannelConfiguration(),
                connector: connector)
            try await body(channel)
            await channel.close()
        }
    }
}

/// A client's end of a connection in memory; the server's connection lives on the same loop. What one
/// side writes, the other receives in the loop's next turn.
private final class MemoryLink: ClientTransport, @unchecked Sendable {
    private final class ServerEnd: ConnectionTransport, @unchecked Sendable {
        weak var link: MemoryLink?
        var unsentCount: Int { 0 }

        func write(_ bytes: UnsafeRawBufferPointer) {
            let copy = unsafe [UInt8](bytes)
            link?.loop.execute { [weak link] in
                unsafe copy.withUnsafeBytes { unsafe link?.client?.received($0) }
            }
        }

        func setReading(_ isOn: Bool) {}

        func finishWriting() {}

        func close() {
            link?.loop.execute { [weak link] in link?.client?.ended(by: nil) }
        }
    }

    private let loop: EventLoop
    private let serverEnd = ServerEnd()
    private var server: ServerConnection?
    private weak var client: (any TransportOwner)?
    var isOpen: Bool { server != nil }
    var unsentCount: Int { 0 }

    init(to core: ServerCore, on loop: EventLoop) {
        self.loop = loop
        server = ServerConnection(server: core, loop: loop, transport: serverEnd, peer: nil)
        serverEnd.link = self
    }

    func start(for owner: any TransportOwner) { client = owner }

    func setReading(_ isOn: Bool) {}

    func finishWriting() {}

    func write(_ bytes: UnsafeRawBufferPointer) {
        let copy = unsafe [UInt8](bytes)
        loop.execute { unsafe copy.withUnsafeBytes { unsafe self.server?.received($0) } }
    }

    func close() {
        client = nil
        loop.execute {
            self.server?.lost()
            self.server = nil
        }
    }
}
