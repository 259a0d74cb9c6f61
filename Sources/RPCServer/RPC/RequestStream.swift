// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// The requests of a call, as they come, for one reader.
///
/// A caller that sends faster than they are read is held up by its window. The stream ends when the
/// caller has sent everything, and throws if the call is over before that.
public struct RequestStream<Request: Message>: AsyncSequence, Sendable {
    /// One request.
    public typealias Element = Request
    /// Why no more will come, other than by the caller's wish.
    public typealias Failure = RPCError

    @usableFromInline let call: ServerCall

    @inlinable
    init(_ call: ServerCall) {
        self.call = call
    }

    /// The one reader.
    @inlinable
    public func makeAsyncIterator() -> Iterator {
        Iterator(call)
    }

    /// The next request, for reading without a loop; nil after the last one.
    @inlinable
    public func next() async throws(RPCError) -> Request? {
        if !call.isOnLoop { return try await nextFromOutside() }
        while true {
            switch try call.readable() {
            case .message: return try takeFirst()
            case .end: return nil
            case .nothingYet: await call.waitForMessage()
            }
        }
    }

    @inlinable
    func takeFirst() throws(RPCError) -> Request {
        let request: Request
        do {
            defer { call.dropFirstMessage() }
            request = unsafe try call.codec.decode(call.firstMessage(), as: Request.self, for: call.context)
        }
        if unsafe call.showsMessages { try call.interceptStreamed(request: request) }
        return request
    }

    @usableFromInline
    func nextFromOutside() async throws(RPCError) -> Request? {
        guard let bytes = try await call.receiveFromOutside() else { return nil }
        let codec = call.codec
        let context = unsafe call.context
        let result = unsafe bytes.withUnsafeBytes { buffer in
            Result { () throws(RPCError) in unsafe try codec.decode(buffer, as: Request.self, for: context) }
        }
        let request = try result.get()
        if unsafe call.showsMessages { try call.interceptStreamed(request: request) }
        return request
    }

    /// Reads a ``RequestStream``.
    public struct Iterator: AsyncIteratorProtocol {
        @usableFromInline let stream: RequestStream<Request>

        @inlinable
        init(_ call: ServerCall) {
            stream = RequestStream(call)
        }

        /// The next request; nil after the last one.
        @inlinable
        public mutating func next() async throws(RPCError) -> Request? {
            try await stream.next()
        }

        /// The next request; nil after the last one.
        @inlinable
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(RPCError) -> Request? {
            try await stream.next()
        }
    }
}
