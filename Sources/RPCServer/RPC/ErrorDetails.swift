// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Details of errors: messages that programs read, such as `Google_Rpc_BadRequest`, `Google_Rpc_ErrorInfo`,
/// `Google_Rpc_RetryInfo` and `Google_Rpc_QuotaFailure`, carried by a `google.rpc.Status`.
extension RPCError {
    /// An error with details, in the order in which they are to be told.
    public init(_ code: StatusCode, _ message: String, saying details: [any Message]) {
        var status = Google_Rpc_Status()
        status.code = code.rawValue
        status.message = message
        status.details = details.map { Google_Protobuf_Any(packing: $0) }
        self.init(code, message, details: status.serialized())
    }

    /// The details of a type, as a client gets them; none if there are none, or they cannot be read.
    public func details<Detail: Message>(as type: Detail.Type) -> [Detail] {
        guard let details, let status = try? Google_Rpc_Status(serialized: details) else { return [] }
        return status.details.compactMap { try? $0.unpack(as: type) }
    }

    /// A limit of the server was reached.
    ///
    /// - Parameters:
    ///   - key: the setting, without `limits.`.
    ///   - isNamed: whether the caller is told of it.
    static func limit(_ code: StatusCode, _ key: String, _ message: String, isNamed: Bool) -> RPCError {
        guard isNamed else { return RPCError(code, message) }
        var violation = Google_Rpc_QuotaFailure.Violation()
        violation.subject = "limits.\(key)"
        violation.description = message
        var failure = Google_Rpc_QuotaFailure()
        failure.violations = [violation]
        return RPCError(code, message, saying: [failure])
    }
}
