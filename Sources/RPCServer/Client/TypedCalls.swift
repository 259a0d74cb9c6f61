// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Sends the requests of a streaming call.
public struct RequestWriter<Request: Message>: Sendable {
    let call: RawCall

    /// Sends a request; waits while too much of what was sent before has not left.
    public func write(_ request: Request) async throws(RPCError) {
        try call.show(request: request)
        try await call.send(request.serialized())
    }

    /// Says that no more requests follow.
    public func finish() { call.finishSending() }
}

/// The responses of a streaming call, for one reader. The call's error is thrown where they end.
public struct ResponseStream<Response: Message>: AsyncSequence, Sendable {
    /// What the iterator throws.
    public typealias Failure = RPCError
    let call: RawCall

    /// Reads one response after the other.
    public struct AsyncIterator: AsyncIteratorProtocol {
        /// What the iterator throws.
        public typealias Failure = RPCError
        let call: RawCall

        /// The next response; nil once the call has ended in success.
        public mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(RPCError) -> Response? {
            guard let bytes = try await call.next() else { return nil }
            return try Response(response: bytes, of: call)
        }
    }

    /// Begins to read, or goes on.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(call: call) }

    /// Metadata that comes before the first response; empty if the call ends without.
    public var headers: Metadata { get async { await call.headers() } }

    /// Waits for the end of the call; the metadata that came with it.
    public var trailers: Metadata { get async { await call.trailers() } }

    /// Gives the call up.
    public func cancel() { call.cancel() }
}

/// Both directions of a bidirectional call.
public struct BidirectionalCall<Request: Message, Response: Message>: Sendable {
    /// Sends requests.
    public let requests: RequestWriter<Request>
    /// Receives responses.
    public let responses: ResponseStream<Response>

    init(_ call: RawCall) {
        requests = RequestWriter(call: call)
        responses = ResponseStream(call: call)
    }

    /// Gives the call up.
    public func cancel() { responses.cancel() }
}

/// The response of a call that has one, with its metadata.
public struct UnaryResponse<Response: Message>: Sendable {
    /// The response.
    public let message: Response
    /// Metadata that came before it.
    public let headers: Metadata
    /// Metadata that came behind it.
    public let trailers: Metadata

    init(_ raw: RawResponse, of call: RawCall) throws(RPCError) {
        message = try Response(response: raw.message, of: call)
        call.interception?.end(nil)
        headers = raw.headers
        trailers = raw.trailers
    }
}

extension Channel {
    /// One request, one response.
    public func unary<Request: Message, Response: Message>(
        _ method: MethodDescriptor, _ request: Request, _ options: CallOptions = .default
    ) async throws(RPCError) -> Response {
        try await unaryResponse(method, request, options).message
    }

    /// One request, one response, with the response's metadata.
    public func unaryResponse<Request: Message, Response: Message>(
        _ method: MethodDescriptor, _ request: Request, _ options: CallOptions = .default
    ) async throws(RPCError) -> UnaryResponse<Response> {
        let call = start(method, request, options)
        return try UnaryResponse(try await call.unreadResponse(), of: call)
    }

    /// One request, many responses.
    public func serverStreaming<Request: Message, Response: Message>(
        _ method: MethodDescriptor, _ request: Request, _ options: CallOptions = .default
    ) async throws(RPCError) -> ResponseStream<Response> {
        ResponseStream(call: start(method, request, options))
    }

    private func start<Request: Message>(
        _ method: MethodDescriptor, _ request: Request, _ options: CallOptions
    ) -> RawCall {
        var call = prepare(method, options)
        call.show(request)
        return launch(call, onlyRequest: request.serialized())
    }

    /// Many requests, which the closure sends, one response. If the closure throws, the call is
    /// cancelled, unless it was the server that ended it.
    public func clientStreaming<Request: Message, Response: Message>(
        _ method: MethodDescriptor, _ options: CallOptions = .default,
        requests: (RequestWriter<Request>) async throws -> Void
    ) async throws(RPCError) -> Response {
        let call = start(method, options: options)
        do {
            try await requests(RequestWriter(call: call))
            call.finishSending()
        } catch let error as RPCError where error.origin == .peer || error.origin == .transport {
            // The call has ended: its response or its error says how.
        } catch {
            call.cancel()
            throw RPCError(sendingFailure: error)
        }
        return try UnaryResponse(try await call.unreadResponse(), of: call).message
    }

    /// Many requests, many responses, in any order.
    public func bidirectional<Request: Message, Response: Message>(
        _ method: MethodDescriptor, _ options: CallOptions = .default
    ) async throws(RPCError) -> BidirectionalCall<Request, Response> {
        BidirectionalCall(start(method, options: options))
    }
}

extension RPCError {
    /// What a caller is told of an error that its own closure let out.
    fileprivate init(sendingFailure error: any Error) {
        switch error {
        case let error as RPCError: self = error
        case is CancellationError: self.init(.cancelled, "the call was cancelled by its caller", cause: error)
        default: self.init(.cancelled, "sending the requests failed: \(error)", cause: error)
        }
    }
}

extension Message {
    fileprivate init(response bytes: [UInt8], of call: RawCall) throws(RPCError) {
        do throws(DecodingError) {
            try self.init(serialized: bytes)
        } catch {
            let error = RPCError(.internal, "the response cannot be read: \(error)", cause: error)
            call.fail(error)
            throw error
        }
        try call.show(response: self)
    }
}

extension RawCall {
    /// Shows the interceptors a request; the call is over if one of them does not let it out.
    fileprivate func show<Request: Message>(request: Request) throws(RPCError) {
        guard let interception else { return }
        do throws(RPCError) {
            try interception.show(request: request)
        } catch {
            fail(error)
            throw error
        }
    }

    /// The same for a response that one of them does not let in.
    fileprivate func show<Response: Message>(response: Response) throws(RPCError) {
        guard let interception else { return }
        do throws(RPCError) {
            try interception.show(response: response)
        } catch {
            fail(error)
            throw error
        }
    }
}
