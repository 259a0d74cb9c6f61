// SPDX-License-Identifier: Apache-2.0

/// A call in bytes, for callers that know a method's types at run time only, and the base of the typed
/// calls. Callable from any thread; one reader and one writer at a time.
///
/// A call that nobody refers to any more is cancelled, and so is one whose task is cancelled in one of
/// these methods.
public final class RawCall: Sendable {
    private let stream: ClientStream
    /// Who looks at the call; nil if nobody does.
    let interception: ClientInterception?
    /// A channel lives as long as its calls.
    private let channel: Channel

    init(_ stream: ClientStream, channel: Channel) {
        self.stream = stream
        interception = stream.interception
        self.channel = channel
    }

    deinit {
        stream.loop.execute { [stream] in
            stream.fail(RPCError(.cancelled, "the call was cancelled by its caller"), .cancel)
            // A success that nobody has read to its end.
            stream.interception?.end(nil)
        }
    }

    /// Sends a request; waits while too much of what was sent before has not left. Throws how the call
    /// has ended if it has; with the code `.ok` if the server wants no more requests.
    public func send(_ message: [UInt8]) async throws(RPCError) {
        try await wait { stream, waiter in stream.send(message, waiter) }
    }

    /// Says that no more requests follow.
    public func finishSending() {
        stream.loop.perform { [stream] in stream.finishSending() }
    }

    /// The next response; nil once the call has ended in success.
    public func next() async throws(RPCError) -> [UInt8]? {
        let message = try await wait { stream, waiter in stream.nextMessage(waiter) }
        if message == nil { interception?.end(nil) }
        return message
    }

    /// The response of a call that has one.
    public func response() async throws(RPCError) -> RawResponse {
        let response = try await unreadResponse()
        interception?.end(nil)
        return response
    }

    /// The same for a caller that says itself whether it could be read.
    func unreadResponse() async throws(RPCError) -> RawResponse {
        try await wait { stream, waiter in stream.wholeResponse(waiter) }
    }

    /// Metadata that comes before the first response; empty if the call ends without.
    public func headers() async -> Metadata {
        (try? await wait { stream, waiter in stream.responseHeaders(waiter) }) ?? Metadata()
    }

    /// Waits for the end of the call, whose responses may still be read; the metadata that came with it.
    public func trailers() async -> Metadata {
        (try? await wait { stream, waiter in stream.end(waiter) })?.trailers ?? Metadata()
    }

    /// What was received is of no use to the caller: that is how the call ends.
    func fail(_ error: RPCError) {
        interception?.end(error)
        cancel()
    }

    /// Gives the call up: the server is told, and everything that waits for it throws `.cancelled`.
    public func cancel() {
        stream.loop.execute { [stream] in
            stream.fail(RPCError(.cancelled, "the call was cancelled by its caller"), .cancel)
        }
    }

    private func wait<Value: Sendable>(
        _ start: @escaping @Sendable (ClientStream, ClientStream.Waiter<Value>) -> Void
    ) async throws(RPCError) -> Value {
        let stream = stream
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in stream.loop.perform { start(stream, waiter) } }
        } onCancel: {
            cancel()
        }
        if case .failure(let error) = result, error.code != .ok { interception?.end(error) }
        return try result.get()
    }
}
