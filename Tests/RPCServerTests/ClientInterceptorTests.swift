// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import Synchronization
import Testing

/// Remembers what it was told of a channel's calls, and does what a test wants.
private final class ClientRecorder: ClientInterceptor {
    private struct State {
        var started: [String] = []
        var requests: [String] = []
        var responses: [String] = []
        var ends: [CallEnd] = []
        var contexts: [ClientCallContext] = []
        var attempts: [CallEnd?] = []
    }

    private let state = Mutex(State())
    private let starting: @Sendable (inout CallOptions) throws(RPCError) -> Void
    private let refused: String?

    /// - Parameter refusing: the text of a message that must not pass, either way.
    init(
        refusing refused: String? = nil,
        starting: @escaping @Sendable (inout CallOptions) throws(RPCError) -> Void = { (_) throws(RPCError) in }
    ) {
        self.refused = refused
        self.starting = starting
    }

    var started: [String] { state.withLock { $0.started } }
    var requests: [String] { state.withLock { $0.requests } }
    var responses: [String] { state.withLock { $0.responses } }
    var ends: [CallEnd] { state.withLock { $0.ends } }
    var contexts: [ClientCallContext] { state.withLock { $0.contexts } }
    /// The ends of attempts, and nil for each beginning.
    var attempts: [CallEnd?] { state.withLock { $0.attempts } }

    /// Waits for the one end, and makes sure that there is no second one.
    func onlyEnd() async -> CallEnd? {
        guard await eventually({ !self.ends.isEmpty }) else { return nil }
        return ends.count == 1 ? ends[0] : nil
    }

    func callStarting(_ method: MethodDescriptor, _ options: inout CallOptions) throws(RPCError) {
        state.withLock { $0.started.append(method.name) }
        try starting(&options)
    }

    func sending<Request: Message>(_ request: Request, _ context: ClientCallContext) throws(RPCError) {
        guard let text = (request as? TextMessage)?.text else { return }
        state.withLock { $0.requests.append(text) }
        if text == refused { throw RPCError(.permissionDenied, "not that") }
    }

    func received<Response: Message>(_ response: Response, _ context: ClientCallContext) throws(RPCError) {
        guard let text = (response as? TextMessage)?.text else { return }
        state.withLock { $0.responses.append(text) }
        if text == refused { throw RPCError(.dataLoss, "not that") }
    }

    func attemptStarted(_ context: ClientCallContext) {
        state.withLock { $0.attempts.append(nil) }
    }

    func attemptEnded(_ end: CallEnd, _ context: ClientCallContext) {
        state.withLock { $0.attempts.append(end) }
    }

    func callEnded(_ end: CallEnd, _ context: ClientCallContext) {
        state.withLock { state in
            state.ends.append(end)
            state.contexts.append(context)
        }
    }
}

/// What a channel's interceptors see, what they may do, and that each call's end is told once.
@Suite("Interceptors of the client", .timeLimit(.minutes(1)))
struct ClientInterceptorTests {
    private static func withChannel(
        _ interceptors: [any ClientInterceptor], _ service: TestService = TestService(),
        _ configure: (inout ChannelConfiguration) -> Void = { _ in }, _ body: (Channel) async throws -> Void
    ) async throws {
        let loops = try EventLoopGroup(count: 1, name: "client")
        defer { loops.stop() }
        let server = try SocketServer(service)
        var configuration = ChannelConfiguration()
        configuration.interceptors = interceptors
        configure(&configuration)
        let channel = Channel(to: server.address, loops: loops, configuration: configuration)
        try await body(channel)
        await channel.close()
        await server.stop()
    }

    @Test("A unary call is shown from its start to its end")
    func unary() async throws {
        let recorder = ClientRecorder()
        try await Self.withChannel([recorder]) { channel in
            let text = try await TestCall.unary(channel, "four")
            #expect(text == "four")
            let end = try #require(recorder.ends.first)
            #expect(recorder.ends.count == 1)
            #expect(recorder.started == ["Unary"])
            #expect(recorder.requests == ["four"] && recorder.responses == ["four"])
            #expect(end.status == .ok && end.requests == 1 && end.responses == 1)
            #expect(end.requestBytes == 6 && end.responseBytes == 6)
            #expect(end.duration > .zero && end.rpcSystem == .grpc)
            #expect(recorder.contexts[0].method.path == "/test.Service/Unary")
            #expect(recorder.contexts[0].authority.hasPrefix("127.0.0.1:"))
        }
    }

    @Test("Streams are shown message by message, and end when they have been read")
    func streams() async throws {
        let recorder = ClientRecorder()
        try await Self.withChannel([recorder]) { channel in
            let call: BidirectionalCall<TextMessage, TextMessage> = try await channel.bidirectional(
                TestService.method("Both", .bidirectional))
            var responses = call.responses.makeAsyncIterator()
            for text in ["a", "b"] {
                try await call.requests.write(TextMessage(text))
                _ = try await responses.next()
            }
            #expect(recorder.ends.isEmpty)
            call.requests.finish()
            let last = try await responses.next()
            #expect(last == nil)
            let end = try #require(recorder.ends.first)
            #expect(recorder.ends.count == 1)
            #expect(recorder.requests == ["a", "b"] && recorder.responses == ["a", "b"])
            #expect(end.status == .ok && end.requests == 2 && end.responses == 2)

            let joined: TextMessage = try await channel.clientStreaming(TestService.method("Client", .clientStreaming))
            { (requests: RequestWriter<TextMessage>) in
                for text in ["c", "d"] { try await requests.write(TextMessage(text)) }
            }
            #expect(joined.text == "c,d")
            #expect(recorder.ends.count == 2 && recorder.ends[1].requests == 2 && recorder.ends[1].responses == 1)
        }
    }

    @Test("What an interceptor changes of the options holds: the server sees it, and those behind it")
    func options() async throws {
        let first = ClientRecorder { (options) throws(RPCError) in
            options.metadata.append("x-token", "abc")
            options.timeout = .seconds(50)
        }
        let second = ClientRecorder { (options) throws(RPCError) in
            if options.metadata["x-token"] != "abc" { throw RPCError(.internal, "it was not there yet") }
        }
        var service = TestService()
        service.unary = { _, context in
            let hasDeadline = context.deadline.map { $0.remaining > .seconds(20) } ?? false
            return TextMessage("\(context.requestText("x-token") ?? "-") \(hasDeadline)")
        }
        try await Self.withChannel([first, second], service) { channel in
            let text = try await TestCall.unary(channel)
            #expect(text == "abc true")
            #expect(second.contexts.first?.options.metadata["x-token"] == "abc")
        }
    }

    @Test("Who refuses a call keeps it from being made; only those are told that were asked")
    func refusal() async throws {
        let calls = Mutex(0)
        var service = TestService()
        service.unary = { request, _ in
            calls.withLock { $0 += 1 }
            return request
        }
        let before = ClientRecorder()
        let refusing = ClientRecorder { (_) throws(RPCError) in throw RPCError(.unauthenticated, "no token") }
        let behind = ClientRecorder()
        try await Self.withChannel([before, refusing, behind], service) { channel in
            let error = await #expect(throws: RPCError.self) { try await TestCall.unary(channel) }
            #expect(error?.code == .unauthenticated && error?.message == "no token")
            for recorder in [before, refusing] {
                #expect(await recorder.onlyEnd()?.status == .unauthenticated)
                #expect(recorder.requests.isEmpty)
            }
            #expect(behind.started.isEmpty && behind.ends.isEmpty)
            #expect(calls.withLock { $0 } == 0)
        }
    }

    @Test("Messages that an interceptor does not let pass end the call", arguments: ["Unary", "Both"])
    func refusedMessages(method: String) async throws {
        let recorder = ClientRecorder(refusing: "bad")
        let handled = Mutex<[String]>([])
        var service = TestService()
        service.unary = { request, _ in
            handled.withLock { $0.append(request.text) }
            return TextMessage("bad")
        }
        service.both = { requests, responses, _ in
            for try await _ in requests { try await responses.write(TextMessage("bad")) }
        }
        try await Self.withChannel([recorder], service) { channel in
            func exchange(_ text: String) async throws {
                if method == "Unary" {
                    _ = try await TestCall.unary(channel, text)
                } else {
                    let call: BidirectionalCall<TextMessage, TextMessage> = try await channel.bidirectional(
                        TestService.method("Both", .bidirectional))
                    try await call.requests.write(TextMessage(text))
                    for try await _ in call.responses {}
                }
            }
            let request = await #expect(throws: RPCError.self) { try await exchange("bad") }
            #expect(request?.code == .permissionDenied)
            #expect(handled.withLock { $0 }.isEmpty)
            let response = await #expect(throws: RPCError.self) { try await exchange("good") }
            #expect(response?.code == .dataLoss)
            #expect(await eventually { recorder.ends.count == 2 })
            #expect(recorder.ends.map(\.status) == [.permissionDenied, .dataLoss])
        }
    }

    enum Ending: CaseIterable { case error, deadline, cancelled, dropped, unread, unreadable, retried }

    @Test("Every way to end is told once", arguments: Ending.allCases)
    func endings(_ ending: Ending) async throws {
        let recorder = ClientRecorder()
        let attempts = Mutex(0)
        var service = TestService()
        service.unary = { request, _ in
            if ending == .retried,
                attempts.withLock({
                    $0 += 1; return $0
                }) == 1
            {
                throw RPCError(.unavailable, "not yet")
            }
            if ending == .deadline || ending == .cancelled { try await Gate().wait() }
            throw RPCError(.aborted, "no")
        }
        service.server = { request, responses, _ in
            for text in ["a", "b"] { try await responses.write(TextMessage(text)) }
            if ending == .dropped { try await Gate().wait() }
        }
        let configure = { (configuration: inout ChannelConfiguration) in
            configuration.retryPolicy = RetryPolicy(initialBackoff: .milliseconds(1))
        }
        try await Self.withChannel([recorder], service, configure) { channel in
            try await Self.end(a: channel, ending, recorder)
            let end = await recorder.onlyEnd()
            let expected: StatusCode =
                switch ending {
                case .error, .retried: .aborted
                case .deadline: .deadlineExceeded
                case .cancelled, .dropped: .cancelled
                case .unread: .ok
                case .unreadable: .internal
                }
            #expect(end?.status == expected)
            // A further call shows that nothing more was told of the first.
            _ = try? await TestCall.unary(channel, options: CallOptions(timeout: .milliseconds(1)))
            #expect(await eventually { recorder.ends.count == 2 })
            let statuses: [StatusCode] =
                switch ending {
                case .retried: [.unavailable, .aborted]
                // The answer came well; it was its reader who could do nothing with it.
                case .unreadable: [.ok]
                default: [expected]
                }
            #expect(Self.ends(of: recorder.attempts)?.prefix(statuses.count).map(\.status) == statuses)
        }
    }

    /// The ends of attempts of which none began before the last one was over; nil if it was otherwise.
    private static func ends(of attempts: [CallEnd?]) -> [CallEnd]? {
        var ends: [CallEnd] = []
        for (index, attempt) in attempts.enumerated() {
            guard (attempt == nil) == index.isMultiple(of: 2) else { return nil }
            if let attempt { ends.append(attempt) }
        }
        return ends
    }

    private static func end(a channel: Channel, _ ending: Ending, _ recorder: ClientRecorder) async throws {
        switch ending {
        case .error, .retried:
            await #expect(throws: RPCError.self) { try await TestCall.unary(channel) }
            #expect(recorder.ends.first?.requests == 1)
        case .deadline:
            await #expect(throws: RPCError.self) {
                try await TestCall.unary(channel, options: CallOptions(timeout: .milliseconds(20)))
            }
        case .cancelled:
            let task = Task { try await TestCall.unary(channel) }
            #expect(await eventually { !recorder.requests.isEmpty })
            task.cancel()
            await #expect(throws: RPCError.self) { try await task.value }
        case .dropped, .unread:
            let stream: ResponseStream<TextMessage> = try await channel.serverStreaming(
                TestService.method("Server", .serverStreaming), TextMessage("x"))
            var responses = stream.makeAsyncIterator()
            _ = try await responses.next()
            if ending == .unread { _ = await stream.trailers }
        case .unreadable:
            await #expect(throws: RPCError.self) {
                let _: Unreadable = try await channel.unary(
                    TestService.method("Immediate", .unary), TextMessage("x"))
            }
        }
    }

    @Test("Metrics of calls and of their attempts have a series for each status")
    func metrics() async throws {
        let metrics = ClientCallMetrics()
        let attempts = Mutex(0)
        var service = TestService()
        service.unary = { request, _ in
            let number = attempts.withLock { count in
                count += 1
                return count
            }
            if number == 1 { throw RPCError(.unavailable, "not yet") }
            return TextMessage(request.text + String(repeating: "x", count: 2000))
        }
        let configure = { (configuration: inout ChannelConfiguration) in
            configuration.authority = "game.example"
            configuration.acceptsCompression = false
            configuration.retryPolicy = RetryPolicy(initialBackoff: .milliseconds(1))
        }
        try await Self.withChannel([metrics], service, configure) { channel in
            _ = try await TestCall.unary(channel, "four")
            await #expect(throws: RPCError.self) { try await TestCall.unary(channel, method: "Nothing") }
            let lines = Set(metrics.prometheusText().split(separator: "\n").map(String.init))
            let unary = #"grpc_method="test.Service/Unary",grpc_target="game.example""#
            let nothing = #"grpc_method="test.Service/Nothing",grpc_target="game.example",grpc_status="UNIMPLEMENTED""#
            let received = "grpc_client_attempt_rcvd_total_compressed_message_size_bytes"
            for line in [
                "grpc_client_attempt_started_total{\(unary)} 2",
                #"grpc_client_attempt_duration_seconds_count{\#(unary),grpc_status="UNAVAILABLE"} 1"#,
                #"grpc_client_attempt_duration_seconds_count{\#(unary),grpc_status="OK"} 1"#,
                #"grpc_client_attempt_sent_total_compressed_message_size_bytes_sum{\#(unary),grpc_status="OK"} 6"#,
                #"\#(received)_sum{\#(unary),grpc_status="OK"} 2007"#,
                #"\#(received)_bucket{\#(unary),grpc_status="OK",le="1024"} 0"#,
                #"\#(received)_bucket{\#(unary),grpc_status="OK",le="2048"} 1"#,
                #"grpc_client_call_duration_seconds_count{\#(unary),grpc_status="OK"} 1"#,
                "grpc_client_attempt_duration_seconds_count{\(nothing)} 1",
                "grpc_client_call_duration_seconds_count{\(nothing)} 1",
                #"rpc_client_call_duration_seconds_count{rpc_method="test.Service/Nothing","#
                    + #"rpc_response_status_code="UNIMPLEMENTED",rpc_system_name="grpc",server_address="game.example","#
                    + #"error_type="UNIMPLEMENTED"} 1"#,
            ] {
                let isThere = lines.contains(line)
                #expect(isThere, "\(line)")
            }
            // The call that was tried again has not failed.
            let failed = "grpc_client_call_duration_seconds_count{\(unary),grpc_status=\"UNAVAILABLE\"}"
            let hasFailed = lines.contains { $0.hasPrefix(failed) }
            #expect(!hasFailed)
            #expect(PrometheusText.escaped("a\"b\\c\r\n") == #"a\"b\\c"# + "\r" + #"\n"#)
        }
    }

    @Test("A lost connection is told once")
    func lostConnection() async throws {
        let recorder = ClientRecorder()
        let loops = try EventLoopGroup(count: 1, name: "client")
        defer { loops.stop() }
        let started = Gate()
        var service = TestService()
        service.unary = { request, _ in
            started.open()
            try await Gate().wait()
            return request
        }
        let server = try SocketServer(service, grace: .zero)
        var configuration = ChannelConfiguration()
        configuration.interceptors = [recorder]
        let channel = Channel(to: server.address, loops: loops, configuration: configuration)
        let call = Task { try await TestCall.unary(channel) }
        try await started.wait()
        await server.stop()
        let error = await #expect(throws: RPCError.self) { _ = try await call.value }
        #expect(await recorder.onlyEnd()?.status == error?.code)
        await channel.close()
    }

    @Test("The log of calls writes those of a channel too")
    func log() async throws {
        let lines = Lines()
        try await Self.withChannel([CallLog(.errors, logger: lines.logger)]) { channel in
            _ = try await TestCall.unary(channel)
            await #expect(throws: RPCError.self) { try await TestCall.unary(channel, method: "Nothing") }
            #expect(lines.all.count == 1)
            #expect(lines.all.first?.contains("test.Service/Nothing") == true)
            #expect(lines.all.first?.contains("UNIMPLEMENTED") == true)
        }
    }
}

/// A message that nothing can be read into.
private struct Unreadable: Message {
    static let fullName = "test.Unreadable"
    static let fields: [FieldSchema] = []
    var unknownFields = UnknownFields()

    static func merge(into message: inout Unreadable, from reader: inout WireReader) throws(WireFault) {
        while try reader.nextTag() != nil { _ = try reader.fixed64() }
    }

    static func write(_ message: Borrowed<Unreadable>, to writer: inout WireWriter) {}
}
