// SPDX-License-Identifier: Apache-2.0
import Logging

/// Writes a line for each call when it ends: of a server, or of a channel.
///
/// What the caller has sent along, requests, responses and credentials never appear in it.
public struct CallLog: ServerInterceptor, ClientInterceptor {
    /// Which calls are written.
    public enum Selection: String, CaseIterable, Sendable {
        /// All of them.
        case all
        /// Those that did not end with OK or, as plain HTTP, with a status from 400 on.
        case errors
    }

    private let logger: Logger
    private let selection: Selection

    /// A log of some calls, at the level `info`.
    public init(_ selection: Selection, logger: Logger) {
        self.selection = selection
        self.logger = logger
    }

    /// Has no use for messages.
    public var seesMessages: Bool { false }

    /// Writes the line.
    public func callEnded(_ end: CallEnd, _ context: CallContext) {
        guard writes(end) else { return }
        var fields = Self.fields(end, context.method, context.trace)
        if let peer = context.peer { fields["peer"] = "\(peer)" }
        if let principal = context.principal { fields["principal"] = "\(principal.name)" }
        if let status = end.httpStatus { fields["httpStatus"] = "\(status)" }
        if !end.wasDelivered { fields["delivered"] = "no" }
        logger.info("call", metadata: fields)
    }

    /// Writes the line of a call that this program has made.
    public func callEnded(_ end: CallEnd, _ context: ClientCallContext) {
        guard writes(end) else { return }
        var fields = Self.fields(end, context.method, context.options.trace)
        fields["server"] = "\(context.authority)"
        logger.info("outgoing call", metadata: fields)
    }

    private func writes(_ end: CallEnd) -> Bool {
        selection == .all || end.error != nil || (end.httpStatus ?? 0) >= 400
    }

    private static func fields(_ end: CallEnd, _ method: MethodDescriptor, _ trace: TraceContext?) -> Logger.Metadata {
        var fields: Logger.Metadata = [
            "method": "\(method.fullName)", "status": "\(end.status)", "protocol": "\(end.rpcSystem.rawValue)",
            "durationMicroseconds": "\(end.nanoseconds / 1000)",
            "requests": "\(end.requests)", "responses": "\(end.responses)",
            "requestBytes": "\(end.requestBytes)", "responseBytes": "\(end.responseBytes)",
        ]
        if let trace {
            fields["traceId"] = "\(trace.traceID)"
            fields["spanId"] = "\(trace.spanID)"
            if let parent = trace.parentID { fields["parentSpanId"] = "\(parent)" }
        }
        if let error = end.error { fields["error"] = "\(error.message)" }
        return fields
    }
}

/// Writes down errors that handlers let out though nobody expected them. Callers are told UNKNOWN, and nothing
/// of what is written here.
public struct HandlerFailureLog: ServerInterceptor {
    private let logger: Logger

    /// A log at the level `error`.
    public init(logger: Logger) {
        self.logger = logger
    }

    /// Has no use for messages.
    public var seesMessages: Bool { false }

    /// Writes down an error that is neither for the caller nor a cancellation.
    public func recover(from error: any Error, _ context: CallContext) -> RPCError? {
        if !(error is RPCError || error is CancellationError) {
            logger.error(
                "a handler failed",
                metadata: [
                    "method": "\(context.method.fullName)", "reason": "\(error)", "traceId": "\(context.trace.traceID)",
                ])
        }
        return nil
    }
}
