// SPDX-License-Identifier: Apache-2.0

/// How a call has ended, and what it took.
public struct CallEnd: Sendable {
    /// What the call has failed with; nil if it has not. ``RPCError/cause`` is what a handler threw.
    public let error: RPCError?
    /// The status of HTTP, of what was answered as plain HTTP; nil for calls of methods.
    public let httpStatus: Int?
    /// Whether the end of the answer was handed to the connection before the stream was gone. If not, the
    /// caller may not know of it.
    public let wasDelivered: Bool
    /// From the arrival of the header fields to the end, in nanoseconds.
    let nanoseconds: UInt64
    /// How many requests the handler was given.
    public let requests: Int
    /// How many responses it has sent.
    public let responses: Int
    /// Bytes of the requests as they arrived: compressed, without what frames them.
    public let requestBytes: Int
    /// Bytes of the responses as they were sent, the same way.
    public let responseBytes: Int
    /// What was spoken.
    public let rpcSystem: RPCSystem

    /// From the arrival of the header fields to the end.
    public var duration: Duration { .nanoseconds(Int64(clamping: nanoseconds)) }
    /// How the call has ended, by gRPC's numbers.
    public var status: StatusCode { error?.code ?? .ok }
}

/// The kinds of protocols that calls come by, as OpenTelemetry tells them apart (`rpc.system.name`).
public enum RPCSystem: String, CaseIterable, Sendable {
    /// gRPC and gRPC-Web.
    case grpc
    /// Connect.
    case connect = "connectrpc"
    /// Plain HTTP: methods by their routes, resources, WebSocket.
    case http
}
