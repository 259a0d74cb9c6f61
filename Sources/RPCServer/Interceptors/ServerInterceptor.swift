// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Looks at the calls of a server from outside their handlers: authentication, rate limits, logs, metrics,
/// traces, and what becomes of unexpected errors are all made of this.
///
/// A server asks its interceptors in their order, for calls of every kind and protocol, resources of plain
/// HTTP and WebSocket included. ``callOpened(_:)`` and ``callEnded(_:_:)`` come on the thread of the
/// connection's loop and must not block; the others come where the handler is. Everything has a default that
/// does nothing. A server without interceptors does nothing of this either.
///
/// ```swift
/// struct Audit: ServerInterceptor {
///     func callEnded(_ end: CallEnd, _ context: CallContext) {
///         print(context.method.path, end.status, end.duration)
///     }
/// }
/// configuration.interceptors = [Audit()]
/// ```
public protocol ServerInterceptor: Sendable {
    /// Whether it wants to be shown messages; true unless it says otherwise. Asked once, when the server is made.
    var seesMessages: Bool { get }

    /// The header fields of a call have arrived, and its handler has not started.
    ///
    /// - Throws: how the call ends, if it may not go on. Nothing of its messages has been looked at then.
    func callOpened(_ context: CallContext) throws(RPCError)

    /// A request has been read, the only one or one of many; the handler has not seen it.
    ///
    /// - Throws: how the call ends, if the handler must not see it.
    func received<Request: Message>(_ request: Request, _ context: CallContext) throws(RPCError)

    /// The handler sends a response.
    ///
    /// - Throws: how the call ends, if the caller must not see it.
    func sending<Response: Message>(_ response: Response, _ context: CallContext) throws(RPCError)

    /// What the caller is told of an error that the handler has let out; nil leaves that to the next
    /// interceptor, and at last to ``RPCError/init(handlerFailure:)``.
    func recover(from error: any Error, _ context: CallContext) -> RPCError?

    /// The call is over, however that came about. Told exactly once for each call that ``callOpened(_:)`` was
    /// asked about, also if it was refused; a handler that was cancelled may still be on its way back.
    func callEnded(_ end: CallEnd, _ context: CallContext)
}

extension ServerInterceptor {
    /// Wants to see them.
    public var seesMessages: Bool { true }
    /// Lets every call in.
    public func callOpened(_ context: CallContext) throws(RPCError) {}
    /// Lets every request in.
    public func received<Request: Message>(_ request: Request, _ context: CallContext) throws(RPCError) {}
    /// Lets every response out.
    public func sending<Response: Message>(_ response: Response, _ context: CallContext) throws(RPCError) {}
    /// Has nothing to say.
    public func recover(from error: any Error, _ context: CallContext) -> RPCError? { nil }
    /// Does not care.
    public func callEnded(_ end: CallEnd, _ context: CallContext) {}
}
