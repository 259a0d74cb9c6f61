// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Looks at the calls of a channel from outside of those who make them, as ``ServerInterceptor`` does at those of a
/// server: logs, metrics, traces and credentials are made of this.
///
/// A channel asks its interceptors in their order, for calls of every kind. A call is one call, however often it is
/// tried (``RetryPolicy``); of attempts they are told too. They are asked on whichever thread the caller or the
/// connection is, must not block, and have defaults that do nothing.
///
/// ```swift
/// struct Credentials: ClientInterceptor {
///     func callStarting(_ method: MethodDescriptor, _ options: inout CallOptions) throws(RPCError) {
///         options.metadata.append("authorization", "Bearer " + token())
///     }
/// }
/// configuration.interceptors = [Credentials()]
/// ```
public protocol ClientInterceptor: Sendable {
    /// A call is to be made. What is changed of its options goes for it: metadata, timeout, trace.
    ///
    /// - Throws: how the call ends, if it may not be made. Nothing is sent then.
    func callStarting(_ method: MethodDescriptor, _ options: inout CallOptions) throws(RPCError)

    /// A request is about to be sent. Not shown are those of ``Channel/start(_:onlyRequest:options:)``, which are
    /// bytes.
    ///
    /// - Throws: how the call ends, if the server must not see it.
    func sending<Request: Message>(_ request: Request, _ context: ClientCallContext) throws(RPCError)

    /// A response has been read, the only one or one of many; the caller has not seen it. The same exception.
    ///
    /// - Throws: how the call ends, if the caller must not see it.
    func received<Response: Message>(_ response: Response, _ context: ClientCallContext) throws(RPCError)

    /// An attempt at the call begins: the first, or another one by a ``RetryPolicy`` or after a refused stream. Told on
    /// the connection's thread.
    func attemptStarted(_ context: ClientCallContext)

    /// An attempt is over: told once for each that has begun. Its time is that since then, its responses are those
    /// that have arrived, read or not. A call that has been let go may have ended before its last attempt.
    func attemptEnded(_ end: CallEnd, _ context: ClientCallContext)

    /// The call is over, however that came about: told exactly once for each call that
    /// ``callStarting(_:_:)`` was asked about, also if it was refused. Errors are told when they come, a success when
    /// the caller has read it to its end, or lets go of the call.
    func callEnded(_ end: CallEnd, _ context: ClientCallContext)
}

extension ClientInterceptor {
    /// Lets every call start as it is.
    public func callStarting(_ method: MethodDescriptor, _ options: inout CallOptions) throws(RPCError) {}
    /// Lets every request out.
    public func sending<Request: Message>(_ request: Request, _ context: ClientCallContext) throws(RPCError) {}
    /// Lets every response in.
    public func received<Response: Message>(_ response: Response, _ context: ClientCallContext) throws(RPCError) {}
    /// Does not care.
    public func attemptStarted(_ context: ClientCallContext) {}
    /// Does not care.
    public func attemptEnded(_ end: CallEnd, _ context: ClientCallContext) {}
    /// Does not care.
    public func callEnded(_ end: CallEnd, _ context: ClientCallContext) {}
}

/// What interceptors know of a client's call.
public struct ClientCallContext: Sendable {
    /// The method that is called.
    public let method: MethodDescriptor
    /// The call's options, as the interceptors have left them.
    public let options: CallOptions
    /// What the server is told it is called.
    public let authority: String
}
