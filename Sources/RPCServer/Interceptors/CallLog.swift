// SPDX-License-Identifier: Apache-2.0
import Logging

/// Writes a line for each call when it ends.
///
/// What the caller has sent along, requests, responses and credentials never appear in it.
public struct CallLog: ServerInterceptor {
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
        let hasFailed = end.error != nil || (end.httpStatus ?? 0) >= 400
        guard hasFailed || selection == .all else { return }
        let trace = context.trace
        var fields: Logger.Metadata = [
            "method": "\(context.method.fullName)", "status": "\(end.status)", "protocol": "\(end.rpcSystem.rawValue)",
            "durationMicroseconds": "\(end.nanoseconds / 1000)",
            "requests": "\(end.requests)", "responses": "\(end.responses)",
            "requestBytes": "\(end.requestBytes)", "responseBytes": "\(end.responseBytes)",
            "traceId": "\(trace.traceID)", "spanId": "\(trace.spanID)",
        ]
        if let peer = context.peer { fields["peer"] = "\(peer)" }
        if let principal = context.principal { fields["principal"] = "\(principal.name)" }
        if let status = end.httpStatus { fields["httpStatus"] = "\(status)" }
        if let parent = trace.parentID { fields["parentSpanId"] = "\(parent)" }
        if let error = end.error { fields["error"] = "\(error.message)" }
        if !end.wasDelivered { fields["delivered"] = "no" }
        logger.info("call", metadata: fields)
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
