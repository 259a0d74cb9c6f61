// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import Synchronization

/// A service with a method of every kind, each doing what its closure says.
struct TestService: RPCService {
    typealias Unary = @Sendable (TextMessage, CallContext) async throws -> TextMessage
    typealias ServerStream = @Sendable (TextMessage, ResponseWriter<TextMessage>, CallContext) async throws -> Void
    typealias ClientStream = @Sendable (RequestStream<TextMessage>, CallContext) async throws -> TextMessage
    typealias Both =
        @Sendable (RequestStream<TextMessage>, ResponseWriter<TextMessage>, CallContext) async throws -> Void

    var immediate: @Sendable (TextMessage, CallContext) throws -> TextMessage? = { request, _ in request }
    var unary: Unary = { request, _ in request }
    var server: ServerStream = { request, responses, _ in try await responses.write(request) }
    var client: ClientStream = { requests, _ in
        var texts: [String] = []
        for try await request in requests { texts.append(request.text) }
        return TextMessage(texts.joined(separator: ","))
    }
    var both: Both = { requests, responses, _ in
        for try await request in requests { try await responses.write(request) }
    }

    var binding: ServiceBinding {
        ServiceBinding(
            name: "test.Service", file: FileDescriptorSource(name: "test.proto", dependencies: [], base64: ""),
            methods: [
                .unary(Self.method("Immediate", .unary), immediate: immediate, asynchronous: unary),
                .unary(Self.method("Unary", .unary), immediate: { _, _ in nil }, asynchronous: unary),
                .serverStreaming(Self.method("Server", .serverStreaming), handler: server),
                .clientStreaming(Self.method("Client", .clientStreaming), handler: client),
                .bidirectional(Self.method("Both", .bidirectional), handler: both),
            ])
    }

    static func method(_ name: String, _ kind: MethodKind) -> MethodDescriptor {
        MethodDescriptor(service: "test.Service", name: name, kind: kind)
    }

    static let paths = ["Immediate", "Unary", "Server", "Client", "Both"].map { "/test.Service/\($0)" }
}

/// A gate that handlers wait at until a test opens it, or until they are cancelled.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var isCancelled = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Whether some waiter has been cancelled.
    var sawCancellation: Bool { state.withLock { $0.isCancelled } }

    /// Waits; throws if the task is cancelled meanwhile.
    func wait() async throws {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let goesOn = state.withLock { state in
                    if !state.isOpen { state.waiting.append(continuation) }
                    return state.isOpen
                }
                if goesOn { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.isCancelled = true }
            open()
        }
        try Task.checkCancellation()
    }

    func open() {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            state.isOpen = true
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
