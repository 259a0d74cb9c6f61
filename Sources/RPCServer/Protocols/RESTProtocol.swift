// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Plain HTTP with JSON: methods by the routes of the schema, and resources that are no methods. An error
/// is HTTP's status with `google.rpc.Status` as JSON; a stream of responses is one line of JSON each.
final class RESTProtocol: WireProtocol {
    /// One response.
    static let json = RESTProtocol("application/json", isLineDelimited: false)
    /// A stream of responses. https://github.com/ndjson/ndjson-spec
    static let lines = RESTProtocol("application/x-ndjson", isLineDelimited: true)

    let system = RPCSystem.http
    let codec = MessageCodec.json
    let isEnveloped = false
    let isLineDelimited: Bool
    private let contentType: String

    private init(_ contentType: String, isLineDelimited: Bool) {
        self.contentType = contentType
        self.isLineDelimited = isLineDelimited
    }

    /// Found by the path, never by the content type.
    func accepts(contentType: UnsafeRawBufferPointer) -> Bool { false }

    func carries(_ kind: MethodKind) -> Bool { kind == .unary || kind == .serverStreaming }

    func fault(of head: borrowing RequestHead) -> RPCError? {
        if case .malformed = head.grpcTimeout { return RPCError(.invalidArgument, "malformed grpc-timeout") }
        return head.contentCompression.fault
    }

    /// By gRPC's own field, as its gateways take it.
    func timeout(of head: borrowing RequestHead) -> RequestHead.Timeout { head.grpcTimeout }

    func compression(of head: borrowing RequestHead) -> CompressionOffer { head.contentCompression }

    let encodingField = "content-encoding"

    func openingFields(with own: OwnFields?) -> HeaderList {
        HeaderList([(":status", "200"), ("content-type", contentType)] + GRPCProtocol.fields(own?.response))
    }

    func end(_ error: RPCError?, metadata: Metadata?, body: inout ByteBuffer) -> HTTPStream.Ending {
        if let error, isLineDelimited {
            body.append("{\"error\":")
            unsafe Self.json(error).withUnsafeBytes { unsafe body.append($0) }
            body.append("}\n")
        }
        return .endOfStream
    }

    func failure(_ error: RPCError, with own: OwnFields?, body: inout ByteBuffer) -> HeaderList {
        let text = Self.json(error)
        unsafe text.withUnsafeBytes { unsafe body.append($0) }
        return HeaderList(
            [
                (name: ":status", value: ConnectError.httpStatus(of: error.code)),
                ("content-type", "application/json"), ("content-length", String(text.count)),
            ] + GRPCProtocol.fields(own?.response) + GRPCProtocol.fields(error.metadata))
    }

    /// The error as `google.rpc.Status`.
    private static func json(_ error: RPCError) -> [UInt8] {
        var status = Google_Rpc_Status()
        if let bytes = error.details, let detailed = try? Google_Rpc_Status(serialized: bytes) { status = detailed }
        status.code = error.code.rawValue
        status.message = error.message
        var options = JSONEncodingOptions()
        options.registry = registry
        if let text = try? status.jsonBytes(options: options) { return text }
        // Details of a type that is not known here have no JSON.
        status.details = []
        return (try? status.jsonBytes()) ?? []
    }

    private static let registry = TypeRegistry([.googleRpcErrorDetails])
}
