// SPDX-License-Identifier: Apache-2.0
import Logging
import Protobuf
import RPCServer
import Synchronization
import Testing

/// Calls that our client tries again, and connections that they wait for.
@Suite("Retries", .timeLimit(.minutes(1)))
struct RetryTests {
    /// What a handler was called with, and what it says the first times.
    private final class Script: Sendable {
        private let state: Mutex<(failures: [RPCError], seen: [String])>

        init(_ failures: [RPCError]) { state = Mutex((failures, [])) }

        /// How many attempts the caller had made before, at each call.
        var seen: [String] { state.withLock { $0.seen } }

        func run(_ request: TextMessage, _ context: CallContext) throws -> TextMessage {
            let failure = state.withLock { state in
                state.seen.append(context.requestText("grpc-previous-rpc-attempts") ?? "")
                return state.failures.isEmpty ? nil : state.failures.removeFirst()
            }
            if let failure { throw failure }
            return request
        }
    }

    private static let quick = RetryPolicy(maxAttempts: 3, initialBackoff: .milliseconds(1))
    private static let unavailable = RPCError(.unavailable, "not now")

    private static func withChannel(
        _ script: Script, _ configure: (inout ChannelConfiguration) -> Void = { $0.retryPolicy = quick },
        _ body: (Channel) async throws -> Void
    ) async throws {
        var service = TestService()
        service.unary = { try script.run($0, $1) }
        service.server = { request, responses, context in
            try await responses.write(request)
            try await responses.write(try script.run(request, context))
        }
        let loops = try EventLoopGroup(count: 1, name: "client")
        defer { loops.stop() }
        let server = try Server(
            configuration: ServerConfiguration(port: 0), services: [service],
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        var configuration = ChannelConfiguration()
        configure(&configuration)
        let channel = Channel(to: try server.start(), loops: loops, configuration: configuration)
        try await body(channel)
        await channel.close()
        await server.shutdown()
    }

    private static func call(_ channel: Channel, _ options: CallOptions = .default) async throws(RPCError) -> String {
        let response: TextMessage = try await channel.unary(
            TestService.method("Unary", .unary), TextMessage("hi"), options)
        return response.text
    }

    @Test("A call is tried again until it succeeds, and says how often it was tried")
    func success() async throws {
        let script = Script([Self.unavailable, Self.unavailable])
        try await Self.withChannel(script) { channel in
            let text = try await Self.call(channel)
            #expect(text == "hi")
            #expect(script.seen == ["", "1", "2"])
        }
    }

    @Test("The attempts are counted, and the last error is the call's")
    func exhaustion() async throws {
        let script = Script([Self.unavailable, Self.unavailable, RPCError(.unavailable, "the third"), Self.unavailable])
        try await Self.withChannel(script) { channel in
            let error = await #expect(throws: RPCError.self) { try await Self.call(channel) }
            #expect(error?.message == "the third")
            #expect(script.seen.count == 3)
        }
    }

    @Test("Other statuses are final, and so is everything without a policy")
    func notRetryable() async throws {
        let other = Script([RPCError(.aborted, "no")])
        try await Self.withChannel(other) { channel in
            let error = await #expect(throws: RPCError.self) { try await Self.call(channel) }
            #expect(error?.code == .aborted)
            #expect(other.seen.count == 1)
        }
        let plain = Script([Self.unavailable])
        try await Self.withChannel(plain, { _ in }) { channel in
            await #expect(throws: RPCError.self) { try await Self.call(channel) }
            #expect(plain.seen.count == 1)
        }
    }

    @Test("A call's own policy comes before the channel's")
    func ownPolicy() async throws {
        let script = Script([RPCError(.aborted, "again")])
        try await Self.withChannel(script) { channel in
            var options = CallOptions.default
            options.retryPolicy = RetryPolicy(initialBackoff: .milliseconds(1), retryableStatusCodes: [.aborted])
            let text = try await Self.call(channel, options)
            #expect(text == "hi")
            #expect(script.seen.count == 2)
        }
    }

    @Test("The server may forbid further attempts, or say when it wants them")
    func pushback() async throws {
        let forbidden = Script([Self.unavailable.pushingBack(for: nil)])
        try await Self.withChannel(forbidden) { channel in
            let error = await #expect(throws: RPCError.self) { try await Self.call(channel) }
            #expect(error?.code == .unavailable)
            #expect(forbidden.seen.count == 1)
        }
        // By its policy the client would wait for an hour.
        let patient = RetryPolicy(initialBackoff: .seconds(3600), maxBackoff: .seconds(3600))
        let soon = Script([Self.unavailable.pushingBack(for: .microseconds(1))])
        try await Self.withChannel(soon, { $0.retryPolicy = patient }) { channel in
            let text = try await Self.call(channel)
            #expect(text == "hi")
            #expect(soon.seen.count == 2)
        }
    }

    @Test("Failures use up the channel's tokens")
    func throttling() async throws {
        let script = Script([RPCError](repeating: Self.unavailable, count: 20))
        let configure = { (configuration: inout ChannelConfiguration) in
            configuration.retryPolicy = Self.quick
            configuration.retryThrottling = RetryThrottling(maxTokens: 4)
        }
        try await Self.withChannel(script, configure) { channel in
            // Four tokens: after the first failure three are left, after the second two, which is half.
            await #expect(throws: RPCError.self) { try await Self.call(channel) }
            #expect(script.seen.count == 2)
            await #expect(throws: RPCError.self) { try await Self.call(channel) }
            #expect(script.seen.count == 3)
        }
    }

    @Test("Once the server has begun to answer there is no other attempt")
    func committed() async throws {
        let script = Script([Self.unavailable])
        try await Self.withChannel(script) { channel in
            let stream: ResponseStream<TextMessage> = try await channel.serverStreaming(
                TestService.method("Server", .serverStreaming), TextMessage("one"))
            var texts: [String] = []
            let error = await #expect(throws: RPCError.self) {
                for try await response in stream { texts.append(response.text) }
            }
            #expect(error?.code == .unavailable)
            #expect(texts == ["one"])
            #expect(script.seen.count == 1)
        }
    }

    @Test("A timeout and a cancellation end a call that waits to be tried again")
    func waitEnds() async throws {
        let configure = { (configuration: inout ChannelConfiguration) in
            configuration.retryPolicy = RetryPolicy(initialBackoff: .seconds(3600), maxBackoff: .seconds(3600))
        }
        let script = Script([RPCError](repeating: Self.unavailable, count: 5))
        try await Self.withChannel(script, configure) { channel in
            let late = await #expect(throws: RPCError.self) {
                try await Self.call(channel, CallOptions(timeout: .milliseconds(50)))
            }
            #expect(late?.code == .deadlineExceeded)
            let call = channel.start(
                TestService.method("Unary", .unary), onlyRequest: TextMessage("hi").serialized())
            call.cancel()
            let given = await #expect(throws: RPCError.self) { try await call.response() }
            #expect(given?.code == .cancelled)
        }
    }

    @Test("Calls that wait for a connection get it once there is one; others are told at once")
    func waitForReady() async throws {
        let failures = Mutex(3)
        let loops = try EventLoopGroup(count: 1, name: "client")
        defer { loops.stop() }
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        let server = try Server(
            configuration: ServerConfiguration(port: 0), services: [TestService()], logger: logger)
        let target = try server.start()
        let real = ClientTarget(target, timeout: .seconds(10), tls: nil).connector
        let connector = ClientConnector { loop, completion in
            let fails = failures.withLock { left in
                left -= 1
                return left >= 0
            }
            if fails { return completion(.failure(RPCError(.unavailable, "nobody is there", origin: .transport))) }
            real.connect(loop, completion)
        }
        var configuration = ChannelConfiguration()
        configuration.connectBackoff = .milliseconds(1)
        let channel = Channel(
            authority: "test", name: "test", loops: loops, configuration: configuration, connector: connector)
        let error = await #expect(throws: RPCError.self) { try await Self.call(channel) }
        #expect(error?.message == "nobody is there")
        var options = CallOptions.default
        options.waitsForReady = true
        let text = try await Self.call(channel, options)
        #expect(text == "hi")
        #expect(failures.withLock { $0 } == -1)
        await channel.close()
        await server.shutdown()
    }

    @Test("Waits grow up to the longest one, give or take a fifth")
    func backoff() {
        let policy = RetryPolicy(
            initialBackoff: .milliseconds(100), maxBackoff: .milliseconds(500), backoffMultiplier: 3)
        #expect((0...3).map { policy.backoff(after: $0, jitter: 0) / 1_000_000 } == [100, 300, 500, 500])
        #expect(policy.backoff(after: 0, jitter: -1) == 80_000_000)
        #expect(policy.backoff(after: 5, jitter: 1) == 600_000_000)
    }
}
