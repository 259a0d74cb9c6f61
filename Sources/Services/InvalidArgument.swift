// SPDX-License-Identifier: Apache-2.0

import Protobuf
import RPCServer

/// What callers are told of requests that break the schema's rules.
enum InvalidArgument {
    /// The first violation in words, all of them as `google.rpc.BadRequest`.
    static func error(_ violations: [RequestChecks.Violation]) -> RPCError {
        guard let first = violations.first else { return RPCError(.invalidArgument, "the request is not valid") }
        let more = violations.count > 1 ? " (and \(violations.count - 1) more)" : ""
        let message = "\(first.field): \(first.rule)\(more)"
        return RPCError(.invalidArgument, message, details: status(message, violations).serialized())
    }

    private static func status(_ message: String, _ violations: [RequestChecks.Violation]) -> Google_Rpc_Status {
        var request = Google_Rpc_BadRequest()
        request.fieldViolations = violations.map { violation in
            var field = Google_Rpc_BadRequest.FieldViolation()
            field.field = violation.field
            field.description = violation.rule
            return field
        }
        var detail = Google_Protobuf_Any()
        detail.typeURL = "type.googleapis.com/google.rpc.BadRequest"
        detail.value = request.serialized()
        var status = Google_Rpc_Status()
        status.code = Int32(StatusCode.invalidArgument.rawValue)
        status.message = message
        status.details = [detail]
        return status
    }
}
