// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import Synchronization
import Testing

/// Remembers what it was told, and does what a test wants.
final class Recorder: ServerInterceptor {
    private struct State {
        var opened: [MethodDescriptor] = []
        var ends: [CallEnd] = []
        var requests: [String] = []
        var responses: [String] = []
    }

    private let state = Mutex(State())
    private let opening: @Sendable (CallContext) throws(RPCError) -> Void
    private let refused: String?
    private let recovery: @Sendable (any Error) -> RPCError?

    /// - Parameter refusing: the text of a message that must not pass, either way.
    init(
        refusing refused: String? = nil, recovery: @escaping @Sendable (any Error) -> RPCError? = { _ in nil },
        opening: @escaping @Sendable (CallContext) throws(RPCError) -> Void = { (_) throws(RPCError) in }
    ) {
        self.refused = refused
        self.recovery = recovery
        self.opening = opening
    }

    var opened: [MethodDescriptor] { state.withLock { $0.opened } }
    var ends: [CallEnd] { state.withLock { $0.ends } }
    var requests: [String] { state.withLock { $0.requests } }
    var responses: [String] { state.withLock { $0.responses } }

    func callOpened(_ context: CallContext) throws(RPCError) {
        state.withLock { $0.opened.append(context.method) }
        try opening(context)
    }

    func received<Request: Message>(_ request: Request, _ context: CallContext) throws(RPCError) {
        guard let text = (request as? TextMessage)?.text else { return }
        state.withLock { $0.requests.append(text) }
        if text == refused { throw RPCError(.permissionDenied, "not that") }
    }

    func sending<Response: Message>(_ response: Response, _ context: CallContext) throws(RPCError) {
        guard let text = (response as? TextMessage)?.text else { return }
        state.withLock { $0.responses.append(text) }
        if text == refused { throw RPCError(.dataLoss, "not that") }
    }

    func recover(from error: any Error, _ context: CallContext) -> RPCError? { recovery(error) }

    func callEnded(_ end: CallEnd, _ context: CallContext) {
        state.withLock { $0.ends.append(end) }
    }
}

/// What interceptors see, what they may do, and that each call's end is told once.
@Suite("Interceptors")
struct InterceptorTests {
    private struct Unexpected: Error {}

    // MARK: Ends

    @Test("A call that goes well is told of, with what it took", arguments: TestService.paths)
    func success(path: String) throws {
        let recorder = Recorder()
        let server = try MemoryServer([TestService()], interceptors: [recorder])
        #expect(server.call(path, framed("hello")).status == "0")
        let end = try #require(recorder.ends.first)
        #expect(recorder.ends.count == 1)
        #expect(recorder.opened.map(\.path) == [path])
        #expect(recorder.requests == ["hello"])
        #expect(end.status == .ok)
        #expect(end.error == nil)
        #expect(end.wasDelivered)
        #expect(end.httpStatus == nil)
        #expect(end.rpcSystem == .grpc)
        #expect(end.requests == 1)
        #expect(end.responses == 1)
        #expect(end.requestBytes == framed("hello").count - 5)
        #expect(end.responseBytes == framed("hello").count - 5)
    }

    @Test("What a handler throws is told with its cause, and the caller's code", arguments: TestService.paths)
    func failure(path: String) throws {
        let recorder = Recorder()
        let service = TestService(
            immediate: { _, _ in throw Unexpected() }, unary: { _, _ in throw Unexpected() },
            server: { _, _, _ in throw Unexpected() }, client: { _, _ in throw Unexpected() },
            both: { _, _, _ in throw Unexpected() })
        let server = try MemoryServer([service], interceptors: [recorder])
        #expect(server.call(path, framed("x")).status == "2")
        #expect(recorder.ends.map(\.status) == [.unknown])
        #expect(recorder.ends.first?.error?.cause is Unexpected)
        #expect(recorder.ends.first?.wasDelivered == true)
    }

    /// What can become of a call besides an answer, and what is told of it then.
    enum Cut: String, CaseIterable {
        case reset, deadline, lost, shutdown, tooLong, tooMany, unfinished
    }

    @Test("Each way in which a call can be cut short is told once", arguments: TestService.paths, Cut.allCases)
    func cut(path: String, by cut: Cut) throws {
        let recorder = Recorder()
        let gate = Gate()
        let service = TestService(
            immediate: { _, _ in nil },
            unary: { request, _ in
                try await gate.wait()
                return request
            }, server: { _, _, _ in try await gate.wait() },
            client: { _, _ in
                try await gate.wait()
                return TextMessage()
            }, both: { _, _, _ in try await gate.wait() })
        var limits = Limits()
        limits.messageBytes = 100
        let server = try MemoryServer([service], limits: limits, interceptors: [recorder])
        let timeout = cut == .deadline ? [("grpc-timeout", "1S")] : []
        let body = cut == .tooLong ? prefix(101) : framed("x")
        let id = server.peer.open(path, adding: timeout, body: body, ends: cut == .reset)
        server.settle()
        #expect(recorder.opened.count == 1)
        switch cut {
        case .reset: server.peer.reset(id)
        case .deadline: server.advance(by: .seconds(2))
        case .lost: server.onLoop { server.connection.lost() }
        case .shutdown: server.onLoop { server.connection.shutDownNow() }
        case .tooLong: break
        case .tooMany: server.peer.send(framed("y") + framed("z"), on: id, ends: true)
        case .unfinished: server.peer.send([0, 0], on: id, ends: true)
        }
        server.settle()
        server.onLoop { if server.connection.isOpen { server.connection.lost() } }
        #expect(recorder.ends.count == 1)
        let status = try #require(recorder.ends.first?.status)
        let takesOne = !path.hasSuffix("Client") && !path.hasSuffix("Both")
        switch cut {
        case .reset, .lost, .shutdown: #expect(status == .cancelled)
        case .deadline: #expect(status == .deadlineExceeded)
        case .tooLong: #expect(status == .resourceExhausted)
        case .tooMany: #expect(status == (takesOne ? .unimplemented : .cancelled))
        case .unfinished: #expect(status == (takesOne ? .unimplemented : .internal))
        }
        #expect(server.connection.runningHandlers == 0)
    }

    @Test("Calls of nothing and with senseless fields are told as well")
    func faults() throws {
        let recorder = Recorder()
        let server = try MemoryServer([TestService()], interceptors: [recorder])
        #expect(server.call("/test.Service/Nothing", framed("x")).status == "12")
        #expect(server.call(TestService.paths[0], framed("x"), adding: [("grpc-timeout", "soon")]).status == "13")
        #expect(recorder.opened == [.unknown, TestService.method("Immediate", .unary)])
        #expect(recorder.ends.map(\.status) == [.unimplemented, .internal])
        #expect(server.counted[.handlersStarted] == 0)
    }

    @Test("An answer that its caller does not wait for is told as one")
    func undelivered() throws {
        let recorder = Recorder()
        let service = TestService(immediate: { _, _ in TextMessage(String(repeating: "x", count: 100_000)) })
        let server = try MemoryServer([service], takesBytes: false, interceptors: [recorder])
        let id = server.peer.open(TestService.paths[0], body: framed("x"))
        server.settle()
        #expect(recorder.ends.isEmpty)
        server.peer.reset(id)
        server.settle()
        #expect(recorder.ends.map(\.status) == [.ok])
        #expect(recorder.ends.first?.wasDelivered == false)
    }

    @Test("Whatever happens to calls, each one that was opened has one end", arguments: 0..<20)
    func anything(round: UInt64) throws {
        let seed = 0x5354_5241 &+ round
        var random = SplitMix(state: seed)
        let recorder = Recorder()
        let server = try MemoryServer([TestService()], interceptors: [recorder])
        var streams: [Int32] = []
        for _ in 0..<200 {
            switch Int.random(in: 0..<6, using: &random) {
            case 0, 1:
                let path = TestService.paths.randomElement(using: &random)!
                let timeout = Bool.random(using: &random) ? [("grpc-timeout", "20m")] : []
                streams.append(
                    server.peer.open(path, adding: timeout, body: framed("x"), ends: Bool.random(using: &random)))
            case 2: if let id = streams.randomElement(using: &random) { server.peer.send(framed("y"), on: id) }
            case 3: if let id = streams.randomElement(using: &random) { server.peer.send([], on: id, ends: true) }
            case 4: if let id = streams.randomElement(using: &random) { server.peer.reset(id) }
            default: server.advance(by: .milliseconds(Int.random(in: 0..<30, using: &random)))
            }
            if Bool.random(using: &random) { server.settle() }
        }
        server.settle()
        server.onLoop { server.connection.lost() }
        #expect(recorder.opened.count > 10, "seed \(seed)")
        #expect(recorder.ends.count == recorder.opened.count, "seed \(seed)")
        #expect(server.counted[.handlersStarted] == server.counted[.handlersEnded], "seed \(seed)")
    }

    // MARK: Refusals

    @Test("A refused call never reaches its handler, whatever the kind", arguments: TestService.paths)
    func refusal(path: String) throws {
        let first = Recorder()
        let refusing = Recorder(opening: { (_) throws(RPCError) in throw RPCError(.unauthenticated, "who are you?") })
        let last = Recorder()
        let server = try MemoryServer([TestService()], interceptors: [first, refusing, last])
        let id = server.peer.open(path, body: framed("x"), ends: false)
        server.settle()
        server.peer.send(framed("y"), on: id, ends: true)
        server.settle()
        #expect(server.peer.responses[id]?.status == "16")
        #expect(server.peer.responses[id]?.message == "who are you?")
        #expect(server.counted[.handlersStarted] == 0)
        #expect(first.ends.map(\.status) == [.unauthenticated])
        #expect(refusing.ends.map(\.status) == [.unauthenticated])
        #expect(first.requests.isEmpty)
        // Who was not asked is not told.
        #expect(last.opened.isEmpty && last.ends.isEmpty)
    }

    @Test("A refused request does not reach its handler, on the loop or elsewhere", arguments: TestService.paths)
    func refusedRequest(path: String) throws {
        let recorder = Recorder(refusing: "secret")
        let server = try MemoryServer([TestService()], interceptors: [recorder])
        let id = server.peer.open(path, body: framed("secret"), ends: false)
        server.peer.send([], on: id, ends: true)
        server.settle()
        #expect(server.peer.responses[id]?.status == "7")
        #expect(server.peer.responses[id]?.texts == [])
        #expect(recorder.responses.isEmpty)
        #expect(recorder.ends.map(\.status) == [.permissionDenied])
    }

    @Test("A handler that ignores the refusal of a request has ended all the same")
    func ignoredRefusal() throws {
        let recorder = Recorder(refusing: "secret")
        let service = TestService(both: { requests, responses, _ in
            _ = try? await requests.next()
            try? await responses.write(TextMessage("anyway"))
        })
        let server = try MemoryServer([service], interceptors: [recorder])
        let answer = server.call("/test.Service/Both", framed("secret"))
        #expect(answer.status == "7")
        #expect(answer.texts == [])
    }

    @Test("A refused response does not leave", arguments: TestService.paths)
    func refusedResponse(path: String) throws {
        let recorder = Recorder(refusing: "leak")
        let service = TestService(
            immediate: { _, _ in TextMessage("leak") }, unary: { _, _ in TextMessage("leak") },
            server: { _, responses, _ in try await responses.write(TextMessage("leak")) },
            client: { _, _ in TextMessage("leak") },
            both: { _, responses, _ in try await responses.write(TextMessage("leak")) })
        let server = try MemoryServer([service], interceptors: [recorder])
        let answer = server.call(path, framed("x"))
        #expect(answer.status == "15")
        #expect(answer.texts == [])
    }

    // MARK: What else they do

    @Test("An unexpected error is what an interceptor makes of it", arguments: TestService.paths)
    func recovery(path: String) throws {
        let silent = Recorder()
        let recovering = Recorder(recovery: { $0 is Unexpected ? RPCError(.internal, "sorry") : nil })
        let service = TestService(
            immediate: { _, _ in throw Unexpected() }, unary: { _, _ in throw Unexpected() },
            server: { _, _, _ in throw Unexpected() }, client: { _, _ in throw Unexpected() },
            both: { _, _, _ in throw Unexpected() })
        let server = try MemoryServer([service], interceptors: [silent, recovering])
        let answer = server.call(path, framed("x"))
        #expect(answer.status == "13")
        #expect(answer.message == "sorry")
        #expect(silent.ends.map(\.status) == [.internal])
    }

    private enum Color: CallContextKey { typealias Value = String }
    private enum Size: CallContextKey { typealias Value = Int }

    @Test("What is left at a call is there for others and for the handler, and for no other call")
    func values() throws {
        let leaving = Recorder(opening: { (context) throws(RPCError) in
            guard let color = context.requestText("color") else { return }
            context[Color.self] = color
            context[Size.self] = color.count
        })
        let reading = Recorder(opening: { (context) throws(RPCError) in
            if context[Color.self] == "none" { throw RPCError(.permissionDenied, "no color") }
        })
        let service = TestService(immediate: { _, context in
            TextMessage("\(context[Color.self] ?? "-") \(context[Size.self] ?? 0)")
        })
        let server = try MemoryServer([service], interceptors: [leaving, reading])
        let path = TestService.paths[0]
        #expect(server.call(path, framed("x"), adding: [("color", "red")]).texts == ["red 3"])
        #expect(server.call(path, framed("x")).texts == ["- 0"])
        #expect(server.call(path, framed("x"), adding: [("color", "none")]).status == "7")
    }

    @Test("Resources of plain HTTP and calls of other protocols are seen too")
    func otherProtocols() throws {
        let recorder = Recorder()
        let routes = [HTTPRoute(.get, "/hello") { _, _ in HTTPResponse(status: 404, text: "nobody") }]
        let server = try MemoryServer([TestService()], routes: routes, interceptors: [recorder])
        _ = server.exchange("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n")
        _ = server.exchange(
            "POST /test.Service/Unary HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
        )
        #expect(recorder.opened.map(\.fullName) == ["http/GET /hello", "test.Service/Unary"])
        #expect(recorder.ends.map(\.httpStatus) == [404, nil])
        #expect(recorder.ends.map(\.rpcSystem) == [.http, .connect])
        #expect(recorder.ends.map(\.requestBytes) == [0, 2])
        #expect(recorder.ends.first?.responseBytes == 6)
    }

    @Test("A refused resource is answered with the status of HTTP that belongs to the code")
    func refusedResource() throws {
        let recorder = Recorder(opening: { (_) throws(RPCError) in
            throw RPCError(.unauthenticated, "who are you?", metadata: Metadata(["www-authenticate": "Bearer"]))
        })
        let routes = [HTTPRoute(.get, "/hello") { _, _ in HTTPResponse(text: "hello") }]
        let server = try MemoryServer([], routes: routes, interceptors: [recorder])
        let answer = HTTP1Answer(server.exchange("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n"))
        #expect(answer.status.hasPrefix("401"))
        #expect(answer.fields["www-authenticate"] == "Bearer")
        #expect(server.counted[.handlersStarted] == 0)
    }
}
