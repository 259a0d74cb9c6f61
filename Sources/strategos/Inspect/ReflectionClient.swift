// SPDX-License-Identifier: Apache-2.0

import Protobuf
import RPCServer

/// Asks a server for its schema, by reflection v1, or by v1alpha if it has only that: the messages of
/// both are the same on the wire.
final class ReflectionClient {
    private typealias Request = Grpc_Reflection_V1_ServerReflectionRequest
    private typealias Response = Grpc_Reflection_V1_ServerReflectionResponse

    private let channel: Channel
    private let options: CallOptions
    private var services = ["grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"]
    private var call: (requests: RequestWriter<Request>, responses: ResponseStream<Response>.AsyncIterator)?

    init(channel: Channel, options: CallOptions) {
        self.channel = channel
        self.options = options
    }

    /// Lends a client to a body, and ends its call in good order afterwards: a call that is merely
    /// dropped counts as cancelled at the server.
    static func use(
        _ channel: Channel, _ options: CallOptions, _ body: (ReflectionClient) async throws -> Void
    ) async throws {
        let client = ReflectionClient(channel: channel, options: options)
        do {
            try await body(client)
        } catch {
            await client.end()
            throw error
        }
        await client.end()
    }

    private func end() async {
        guard var current = call else { return }
        call = nil
        current.requests.finish()
        // Whatever comes, the answers have been read.
        _ = try? await current.responses.next()
    }

    /// Full names of all services, in order.
    func serviceNames() async throws(RPCError) -> [String] {
        guard case .listServicesResponse(let list) = try await ask(.listServices("*")) else { throw Self.unexpected }
        return list.service.map(\.name).sorted()
    }

    /// Serialised files: the one that defines a symbol, and perhaps others.
    func files(containing symbol: String) async throws(RPCError) -> [[UInt8]] {
        try await files(.fileContainingSymbol(symbol))
    }

    /// Serialised files: the one of a name, and perhaps others.
    func files(named name: String) async throws(RPCError) -> [[UInt8]] { try await files(.fileByFilename(name)) }

    private func files(_ question: Request.MessageRequest) async throws(RPCError) -> [[UInt8]] {
        guard case .fileDescriptorResponse(let files) = try await ask(question) else { throw Self.unexpected }
        return files.fileDescriptorProto
    }

    private func ask(_ question: Request.MessageRequest) async throws(RPCError) -> Response.MessageResponse? {
        var request = Request()
        request.messageRequest = question
        do throws(RPCError) {
            let response = try await exchange(request)
            if case .errorResponse(let error) = response.messageResponse {
                throw RPCError(StatusCode(rawValue: error.errorCode), error.errorMessage, origin: .peer)
            }
            return response.messageResponse
        } catch {
            guard error.code == .unimplemented, call == nil, services.count > 1 else { throw error }
            services.removeFirst()
            return try await ask(question)
        }
    }

    private func exchange(_ request: Request) async throws(RPCError) -> Response {
        var current = call
        call = nil
        if current == nil {
            let method = MethodDescriptor(service: services[0], name: "ServerReflectionInfo", kind: .bidirectional)
            let started: BidirectionalCall<Request, Response> = try await channel.bidirectional(method, options)
            current = (started.requests, started.responses.makeAsyncIterator())
        }
        guard var current else { throw Self.unexpected }
        do throws(RPCError) {
            try await current.requests.write(request)
        } catch  where error.code == .ok {
            // The end of the call, read below, says why.
        }
        guard let response = try await current.responses.next() else {
            throw RPCError(.unavailable, "the server ended its reflection", origin: .peer)
        }
        call = current
        return response
    }

    private static var unexpected: RPCError {
        RPCError(.internal, "the server's reflection answered something else than was asked", origin: .peer)
    }
}
