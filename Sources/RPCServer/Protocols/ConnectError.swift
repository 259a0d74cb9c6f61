// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// How Connect tells of errors: as JSON, and for unary calls by HTTP's status as well.
///
/// https://connectrpc.com/docs/protocol#error-end-stream
enum ConnectError {
    /// HTTP's status for a code.
    static func httpStatus(of code: StatusCode) -> String {
        switch code {
        case .cancelled: "499"
        case .invalidArgument, .failedPrecondition, .outOfRange: "400"
        case .deadlineExceeded: "504"
        case .notFound: "404"
        case .alreadyExists, .aborted: "409"
        case .permissionDenied: "403"
        case .resourceExhausted: "429"
        case .unimplemented: "501"
        case .unavailable: "503"
        case .unauthenticated: "401"
        default: "500"
        }
    }

    /// The body of a unary call that failed.
    static func json(_ error: RPCError) -> [UInt8] {
        var writer = JSONWriter()
        write(error, to: &writer)
        return writer.bytes
    }

    /// What ends a stream: the error, if there is one, and trailing metadata.
    static func endOfStream(_ error: RPCError?, metadata: Metadata?) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        if let error {
            writer.key("error")
            write(error, to: &writer)
        }
        let entries = (metadata?.entries ?? []) + (error?.metadata.entries ?? [])
        if !entries.isEmpty {
            writer.key("metadata")
            write(entries, to: &writer)
        }
        writer.endObject()
        return writer.bytes
    }

    private static func write(_ error: RPCError, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("code")
        writer.string(name(of: error.code))
        if !error.message.isEmpty {
            writer.key("message")
            writer.string(error.message)
        }
        let details = details(of: error)
        if !details.isEmpty {
            writer.key("details")
            writer.beginArray()
            for detail in details { write(detail, to: &writer) }
            writer.endArray()
        }
        writer.endObject()
    }

    private static func write(_ detail: Google_Protobuf_Any, to writer: inout JSONWriter) {
        writer.element()
        writer.beginObject()
        writer.key("type")
        // The name alone, without what stands before it in an Any's URL.
        writer.string(String(detail.typeURL.split(separator: "/").last ?? ""))
        writer.key("value")
        writer.string(Base64.encode(detail.value, padded: false))
        writer.endObject()
    }

    /// Metadata as an object of lists, since a name may come more than once.
    private static func write(_ entries: [Metadata.Entry], to writer: inout JSONWriter) {
        var names: [String] = []
        for entry in entries where !names.contains(entry.name) { names.append(entry.name) }
        writer.beginObject()
        for name in names {
            writer.key(name)
            writer.beginArray()
            for entry in entries where entry.name == name {
                writer.element()
                writer.string(entry.wireValue)
            }
            writer.endArray()
        }
        writer.endObject()
    }

    /// Codes in lower case, `canceled` with one l; a number that gRPC does not name is unknown.
    private static func name(of code: StatusCode) -> String {
        guard (1..<Int32(StatusCode.namedCount)).contains(code.rawValue) else { return "unknown" }
        return code == .cancelled ? "canceled" : code.description.lowercased()
    }

    private static func details(of error: RPCError) -> [Google_Protobuf_Any] {
        guard let bytes = error.details, let status = try? Google_Rpc_Status(serialized: bytes) else { return [] }
        return status.details
    }
}
