// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer

/// The service of Connect's conformance suite: answers each request as the request itself defines, and tells
/// what was seen of it.
struct ConformanceServer: ConformanceService {
    func unary(_ request: UnaryRequest, context: CallContext) async throws -> UnaryResponse {
        var response = UnaryResponse()
        response.payload = try await payload(by: request.responseDefinition, to: [request], context)
        return response
    }

    func idempotentUnary(
        _ request: IdempotentUnaryRequest, context: CallContext
    ) async throws -> IdempotentUnaryResponse {
        var response = IdempotentUnaryResponse()
        response.payload = try await payload(by: request.responseDefinition, to: [request], context)
        return response
    }

    func clientStream(
        _ requests: RequestStream<ClientStreamRequest>, context: CallContext
    ) async throws -> ClientStreamResponse {
        var all: [ClientStreamRequest] = []
        for try await request in requests { all.append(request) }
        var response = ClientStreamResponse()
        response.payload = try await payload(by: all.first?.responseDefinition, to: all, context)
        return response
    }

    func serverStream(
        _ request: ServerStreamRequest, responses: ResponseWriter<ServerStreamResponse>, context: CallContext
    ) async throws {
        guard let definition = request.responseDefinition else { return }
        var answer = try StreamAnswer(definition, context)
        if !definition.responseData.isEmpty { try await responses.sendHead() }
        var untold = [request]
        while let payload = try await answer.next(to: untold, context) {
            var response = ServerStreamResponse()
            response.payload = payload
            try await responses.write(response)
            untold = []
        }
        try answer.end(to: untold, context)
    }

    func bidiStream(
        _ requests: RequestStream<BidiStreamRequest>, responses: ResponseWriter<BidiStreamResponse>,
        context: CallContext
    ) async throws {
        guard let first = try await requests.next() else { return }
        let definition = first.responseDefinition ?? StreamResponseDefinition()
        var answer = try StreamAnswer(definition, context)
        /// Those that no response has told of yet.
        var untold = [first]
        func send(_ payload: ConformancePayload) async throws {
            var response = BidiStreamResponse()
            response.payload = payload
            try await responses.write(response)
        }
        if first.fullDuplex {
            if !definition.responseData.isEmpty { try await responses.sendHead() }
            while let payload = try await answer.next(to: untold, context) {
                try await send(payload)
                untold = []
                guard let request = try await requests.next() else { break }
                untold = [request]
            }
        } else {
            while let request = try await requests.next() { untold.append(request) }
            if !definition.responseData.isEmpty { try await responses.sendHead() }
        }
        while let payload = try await answer.next(to: untold, context) {
            try await send(payload)
            untold = []
        }
        try answer.end(to: untold, context)
    }

    /// The only response of a call; throws the error that is asked for instead.
    private func payload(
        by definition: UnaryResponseDefinition?, to requests: [some Message], _ context: CallContext
    ) async throws -> ConformancePayload {
        var payload = ConformancePayload()
        let info = ConformancePayload.RequestInfo(context, requests)
        payload.requestInfo = info
        guard let definition else { return payload }
        try context.set(headers: definition.responseHeaders, trailers: definition.responseTrailers)
        try await Task.sleep(for: .milliseconds(Int64(definition.responseDelayMs)))
        switch definition.response {
        case .error(let error)?: throw RPCError(error, info)
        case .responseData(let data)?: payload.data = data
        case nil: break
        }
        return payload
    }
}

/// The responses of a stream, one after the other.
private struct StreamAnswer {
    private let definition: StreamResponseDefinition
    private var sent = 0

    init(_ definition: StreamResponseDefinition, _ context: CallContext) throws {
        self.definition = definition
        try context.set(headers: definition.responseHeaders, trailers: definition.responseTrailers)
    }

    /// The next response, after the delay that is asked for; nil after the last one.
    ///
    /// - Parameter requests: those to tell of. The first response tells of everything else as well.
    mutating func next(to requests: [some Message], _ context: CallContext) async throws -> ConformancePayload? {
        guard sent < definition.responseData.count else { return nil }
        var payload = ConformancePayload()
        payload.data = definition.responseData[sent]
        if sent == 0 {
            payload.requestInfo = ConformancePayload.RequestInfo(context, requests)
        } else if !requests.isEmpty {
            payload.requestInfo = ConformancePayload.RequestInfo(requests)
        }
        try await Task.sleep(for: .milliseconds(Int64(definition.responseDelayMs)))
        sent += 1
        return payload
    }

    /// Throws the error that is asked for. If there was no response, the error tells of the requests.
    func end(to requests: [some Message], _ context: CallContext) throws {
        guard let error = definition.error else { return }
        throw RPCError(error, sent == 0 ? ConformancePayload.RequestInfo(context, requests) : nil)
    }
}
