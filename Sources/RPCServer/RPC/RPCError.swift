// SPDX-License-Identifier: Apache-2.0

/// The one error of calls: what a handler throws, and what a client's call throws.
public struct RPCError: Error, Sendable {
    /// Where an error arose.
    public struct Origin: Hashable, Sendable, CustomStringConvertible {
        /// The name of the origin.
        public let description: String

        /// In this process: a handler, a limit, a deadline of our own.
        public static let local = Origin(description: "local")
        /// At the other side, which sent it as the status of the call.
        public static let peer = Origin(description: "peer")
        /// Below the call: the connection, or its HTTP/2.
        public static let transport = Origin(description: "transport")
    }

    /// What kind of failure this is.
    public var code: StatusCode
    /// A sentence for people. It crosses the wire: nothing internal belongs in it.
    public var message: String
    /// A serialized `google.rpc.Status`, sent as `grpc-status-details-bin`.
    public var details: [UInt8]?
    /// Sent along with the status as trailing metadata.
    public var metadata: Metadata
    /// What led to it. Stays in this process.
    public var cause: (any Error)?
    /// Where it arose.
    public var origin: Origin

    /// An error with all its parts.
    public init(
        _ code: StatusCode, _ message: String, details: [UInt8]? = nil,
        metadata: Metadata = Metadata(), cause: (any Error)? = nil, origin: Origin = .local
    ) {
        self.code = code
        self.message = message
        self.details = details
        self.metadata = metadata
        self.cause = cause
        self.origin = origin
    }

    /// What a caller is told of an error that a handler let out: an `RPCError` as it is,
    /// a cancellation as such, anything else without its text, which may be internal.
    public init(handlerFailure error: any Error) {
        switch error {
        case let error as RPCError:
            self = error
        case is CancellationError:
            self.init(.cancelled, "the call was cancelled", cause: error)
        default:
            self.init(.unknown, "the handler failed", cause: error)
        }
    }
}

extension RPCError: CustomStringConvertible {
    /// Code, message and origin, for logs.
    public var description: String {
        "\(code) (\(origin)): \(message)"
    }
}
