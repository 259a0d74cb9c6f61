// SPDX-License-Identifier: Apache-2.0

/// Connect: unary calls that are plain HTTP, with the message as the whole body, in protobuf or JSON.
///
/// https://connectrpc.com/docs/protocol
final class ConnectUnaryProtocol: WireProtocol {
    static let proto = ConnectUnaryProtocol(.proto, "application/proto")
    static let json = ConnectUnaryProtocol(.json, "application/json")

    let system = RPCSystem.connect
    let codec: MessageCodec
    let isEnveloped = false
    private let contentType: StaticString
    private let opening: HeaderList

    private init(_ codec: MessageCodec, _ contentType: StaticString) {
        self.codec = codec
        self.contentType = contentType
        opening = .prepared([(":status", "200"), ("content-type", "\(contentType)")])
    }

    func accepts(contentType: UnsafeRawBufferPointer) -> Bool {
        unsafe contentType.isMediaType(self.contentType)
    }

    func carries(_ kind: MethodKind) -> Bool { kind == .unary }

    func fault(of head: borrowing RequestHead) -> RPCError? {
        Connect.fault(of: head, head.contentCompression)
    }

    func timeout(of head: borrowing RequestHead) -> RequestHead.Timeout { head.connectTimeout }

    func compression(of head: borrowing RequestHead) -> CompressionOffer { head.contentCompression }

    let encodingField = "content-encoding"

    func openingFields(with own: OwnFields?) -> HeaderList {
        guard let own else { return opening }
        return HeaderList(
            [(":status", "200"), ("content-type", "\(contentType)")]
                + GRPCProtocol.fields(own.response) + Connect.trailingFields(own.trailing))
    }

    func end(_ error: RPCError?, metadata: Metadata?, body: inout ByteBuffer) -> HTTPStream.Ending {
        .endOfStream
    }

    func failure(_ error: RPCError, with own: OwnFields?, body: inout ByteBuffer) -> HeaderList {
        let text = ConnectError.json(error)
        unsafe text.withUnsafeBytes { unsafe body.append($0) }
        let head = [
            (name: ":status", value: ConnectError.httpStatus(of: error.code)), ("content-type", "application/json"),
            ("content-length", String(text.count)),
        ]
        return HeaderList(
            head + GRPCProtocol.fields(own?.response) + GRPCProtocol.fields(error.metadata)
                + Connect.trailingFields(own?.trailing))
    }
}

/// Connect's streams: messages in envelopes as in gRPC, and a last one that holds the end as JSON. HTTP's
/// status is always 200.
final class ConnectStreamProtocol: WireProtocol {
    static let proto = ConnectStreamProtocol(.proto, "application/connect+proto")
    static let json = ConnectStreamProtocol(.json, "application/connect+json")

    let system = RPCSystem.connect
    let codec: MessageCodec
    let isEnveloped = true
    private let contentType: StaticString
    private let opening: HeaderList

    private init(_ codec: MessageCodec, _ contentType: StaticString) {
        self.codec = codec
        self.contentType = contentType
        opening = .prepared([(":status", "200"), ("content-type", "\(contentType)")])
    }

    func accepts(contentType: UnsafeRawBufferPointer) -> Bool {
        unsafe contentType.isMediaType(self.contentType)
    }

    func carries(_ kind: MethodKind) -> Bool { kind != .unary }

    func fault(of head: borrowing RequestHead) -> RPCError? {
        Connect.fault(of: head, head.connectCompression)
    }

    func timeout(of head: borrowing RequestHead) -> RequestHead.Timeout { head.connectTimeout }

    func compression(of head: borrowing RequestHead) -> CompressionOffer { head.connectCompression }

    let encodingField = "connect-content-encoding"

    func openingFields(with own: OwnFields?) -> HeaderList {
        guard let own else { return opening }
        return HeaderList(
            [(":status", "200"), ("content-type", "\(contentType)")] + GRPCProtocol.fields(own.response))
    }

    func end(_ error: RPCError?, metadata: Metadata?, body: inout ByteBuffer) -> HTTPStream.Ending {
        Envelope.write(ConnectError.endOfStream(error, metadata: metadata), flags: Self.endFlag, to: &body)
        return .endOfStream
    }

    func failure(_ error: RPCError, with own: OwnFields?, body: inout ByteBuffer) -> HeaderList {
        _ = end(error, metadata: own?.trailing, body: &body)
        return openingFields(with: own)
    }

    /// The flag of the envelope that holds the end.
    private static let endFlag: UInt8 = 0x02
}

/// What both forms of Connect have in common.
enum Connect {
    /// Takes a header field of Connect's; false if it is none.
    static func take(_ field: HeaderField, into head: inout RequestHead) -> Bool {
        if unsafe field.name.equals("content-encoding") {
            head.contentCompression.encoding = unsafe MessageEncoding(field.value)
            head.hasCompressionFields = true
            return true
        }
        if unsafe field.name.equals("accept-encoding") {
            head.contentCompression.accepted = unsafe AcceptedCompression(field.value)
            head.hasCompressionFields = true
            return true
        }
        guard unsafe field.name.hasPrefix("connect-") else { return false }
        if unsafe field.name.equals("connect-timeout-ms") {
            head.connectTimeout = unsafe timeout(field.value)
        } else if unsafe field.name.equals("connect-protocol-version") {
            head.hasUnknownConnectVersion = unsafe !field.value.equals("1")
        } else if unsafe field.name.equals("connect-content-encoding") {
            head.connectCompression.encoding = unsafe MessageEncoding(field.value)
            head.hasCompressionFields = true
        } else if unsafe field.name.equals("connect-accept-encoding") {
            head.connectCompression.accepted = unsafe AcceptedCompression(field.value)
            head.hasCompressionFields = true
        }
        return true
    }

    static func fault(of head: borrowing RequestHead, _ compression: CompressionOffer) -> RPCError? {
        if head.method == nil { return RPCError(.unimplemented, "there is no such method") }
        if head.hasUnknownConnectVersion {
            return RPCError(.invalidArgument, "connect-protocol-version: only version 1 is spoken here")
        }
        if case .malformed = head.connectTimeout {
            return RPCError(.invalidArgument, "connect-timeout-ms: at most ten digits are expected")
        }
        return compression.fault
    }

    /// Trailing metadata of a unary call, which goes with the header fields.
    static func trailingFields(_ metadata: Metadata?) -> [(name: String, value: String)] {
        GRPCProtocol.fields(metadata).map { (name: "trailer-" + $0.name, value: $0.value) }
    }

    /// A whole number of milliseconds of at most ten digits.
    private static func timeout(_ text: UnsafeRawBufferPointer) -> RequestHead.Timeout {
        guard text.count <= 10, let milliseconds = unsafe text.decimal else { return .malformed }
        return .nanoseconds(milliseconds * 1_000_000)
    }
}
