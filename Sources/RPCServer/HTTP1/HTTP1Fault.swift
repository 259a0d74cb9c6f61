// SPDX-License-Identifier: Apache-2.0

/// Why a request of HTTP/1.1 is refused, with the status that says so. The connection ends with it: where
/// the next request begins cannot be known any more (RFC 9112, 9.6 and 11.2).
package struct HTTP1Fault: Error, Hashable, Sendable {
    /// HTTP's status.
    package let status: Status
    /// What is wrong, for the body of the answer.
    package let reason: StaticString
    /// Whether it is no request of HTTP at all: an answer would help nobody.
    package var isOtherProtocol = false

    /// The statuses that refuse a request before anybody looks at what it asks.
    package enum Status: Int, Sendable {
        case badRequest = 400
        case contentTooLarge = 413
        case uriTooLong = 414
        case expectationFailed = 417
        case headerFieldsTooLarge = 431
        case notImplemented = 501
        case versionNotSupported = 505
    }

    package init(_ status: Status, _ reason: StaticString) {
        self.status = status
        self.reason = reason
    }

    static let otherProtocol: HTTP1Fault = {
        var fault = HTTP1Fault.malformed("the request line names another protocol")
        fault.isOtherProtocol = true
        return fault
    }()

    static func malformed(_ reason: StaticString) -> HTTP1Fault { HTTP1Fault(.badRequest, reason) }

    package static func == (left: HTTP1Fault, right: HTTP1Fault) -> Bool {
        left.status == right.status && "\(left.reason)" == "\(right.reason)"
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(status)
    }
}
