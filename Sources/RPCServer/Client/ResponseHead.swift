// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// What the header blocks of a response say, headers and trailers, and the status that follows from it.
@safe
struct ResponseHead {
    private(set) var httpStatus = 0
    private(set) var contentType = ""
    private(set) var grpcStatus: StatusCode?
    private(set) var message = ""
    private(set) var details: [UInt8]?
    /// What the server says of further attempts (gRFC A6).
    private(set) var retryPushback: String?
    /// How the responses are compressed.
    private(set) var encoding = MessageEncoding.identity
    /// Header fields that are the application's.
    var headers = Metadata()
    /// The same of the trailers.
    var trailers = Metadata()
    /// Whether the headers are there, so that what follows are trailers.
    var isComplete = false

    /// Takes a field as it arrived.
    mutating func add(_ field: HeaderField) {
        let name = unsafe field.name
        let value = unsafe field.value
        if unsafe name.equals(":status") {
            httpStatus = unsafe Int(String(decoding: value, as: UTF8.self)) ?? 0
        } else if unsafe name.equals("content-type") {
            contentType = unsafe String(decoding: value, as: UTF8.self)
        } else if unsafe name.equals("grpc-status") {
            grpcStatus = unsafe StatusCode(rawValue: Int32(String(decoding: value, as: UTF8.self)) ?? 2)
        } else if unsafe name.equals("grpc-message") {
            message = unsafe PercentEncoding.decode(value)
        } else if unsafe name.equals("grpc-status-details-bin") {
            details = unsafe Base64.decode(value)
        } else if unsafe name.equals("grpc-retry-pushback-ms") {
            retryPushback = unsafe String(decoding: value, as: UTF8.self)
        } else if unsafe name.equals("grpc-encoding") {
            encoding = unsafe MessageEncoding(value)
        } else if unsafe !name.hasPrefix(":"), unsafe !name.hasPrefix("grpc-") {
            let name = unsafe String(decoding: name, as: UTF8.self)
            if isComplete {
                unsafe trailers.appendReceived(name: name, value: value)
            } else {
                unsafe headers.appendReceived(name: name, value: value)
            }
        }
    }

    /// A block that was only informational, such as 103.
    var isInformational: Bool { (100..<200).contains(httpStatus) }

    /// Whether this is gRPC at all: if not, its body is no sequence of messages.
    var isGRPC: Bool { contentType.hasPrefix("application/grpc") }

    /// What came in trailers only is trailing metadata, as other clients have it.
    mutating func becomesTrailersOnly() {
        swap(&headers, &trailers)
    }

    /// The error that the response ends with; nil if it is a success.
    var failure: RPCError? {
        if let code = grpcStatus {
            if code == .ok { return nil }
            return RPCError(code, message, details: details, metadata: trailers, origin: .peer)
        }
        if httpStatus != 200 {
            let code = Self.code(forHTTP: httpStatus)
            return RPCError(
                code, "the server answered with HTTP status \(httpStatus)", metadata: trailers, origin: .peer)
        }
        if !isGRPC {
            let type = contentType.isEmpty ? "none" : "\"\(contentType)\""
            return RPCError(.unknown, "the response is not gRPC: its content type is \(type)", origin: .peer)
        }
        return RPCError(.unknown, "the response ended without grpc-status", metadata: trailers, origin: .peer)
    }

    /// gRPC's mapping for responses of proxies and other servers that know nothing of gRPC.
    static func code(forHTTP status: Int) -> StatusCode {
        switch status {
        case 400: .internal
        case 401: .unauthenticated
        case 403: .permissionDenied
        case 404: .unimplemented
        case 429, 502, 503, 504: .unavailable
        default: .unknown
        }
    }

    /// gRPC's mapping for streams that were reset.
    static func code(forReset code: HTTP2ErrorCode) -> StatusCode {
        switch code {
        case .refusedStream: .unavailable
        case .cancel: .cancelled
        case .enhanceYourCalm: .resourceExhausted
        case .inadequateSecurity: .permissionDenied
        default: .internal
        }
    }
}
