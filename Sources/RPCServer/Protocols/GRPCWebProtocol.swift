// SPDX-License-Identifier: Apache-2.0

/// gRPC-Web: gRPC without trailing fields, which a browser's `fetch` does not show. The end of a call is
/// the last piece of the body instead, framed like a message and marked by a flag. In its text form the
/// whole body is base64, for browsers that cannot read bytes while they arrive.
///
/// https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-WEB.md
final class GRPCWebProtocol: WireProtocol {
    static let proto = GRPCWebProtocol(.proto, "application/grpc-web+proto")
    static let json = GRPCWebProtocol(.json, "application/grpc-web+json")
    static let text = GRPCWebProtocol(.proto, "application/grpc-web-text+proto", isText: true)

    let system = RPCSystem.grpc
    let codec: MessageCodec
    let isEnveloped = true
    private let isText: Bool
    var isFramed: Bool { isText }
    private let openingPairs: [(name: String, value: String)]
    private let opening: HeaderList

    private init(_ codec: MessageCodec, _ contentType: String, isText: Bool = false) {
        self.codec = codec
        self.isText = isText
        openingPairs = [(":status", "200"), ("content-type", contentType)]
        opening = .prepared(openingPairs)
    }

    func accepts(contentType: UnsafeRawBufferPointer) -> Bool {
        unsafe contentType.isMediaType(isText ? "application/grpc-web-text" : "application/grpc-web", for: codec)
    }

    func carries(_ kind: MethodKind) -> Bool { true }

    func makeFraming(messageLimit: Int) -> (any BodyFraming)? { isText ? Base64Framing() : nil }

    func timeout(of head: borrowing RequestHead) -> RequestHead.Timeout { head.grpcTimeout }

    func compression(of head: borrowing RequestHead) -> CompressionOffer { head.grpcCompression }

    let encodingField = "grpc-encoding"

    /// An answer in one block of fields is all trailing metadata.
    let failureKeepsMetadataApart = false

    func fault(of head: borrowing RequestHead) -> RPCError? {
        GRPCProtocol.proto.fault(of: head)
    }

    func openingFields(with own: OwnFields?) -> HeaderList {
        guard let own else { return opening }
        return HeaderList(openingPairs + GRPCProtocol.fields(own.response))
    }

    func end(_ error: RPCError?, metadata: Metadata?, body: inout ByteBuffer) -> HTTPStream.Ending {
        let isPlain = error == nil && metadata == nil
        let text = isPlain ? Self.success : Self.text(GRPCProtocol.statusFields(error) + GRPCProtocol.fields(metadata))
        Envelope.write(text, flags: Self.trailerFlag, to: &body)
        return .endOfStream
    }

    /// The end of a call that went well, as most do.
    private static let success = text(GRPCProtocol.statusFields(nil))

    /// Fields as the lines of an HTTP/1.1 head.
    private static func text(_ fields: [(name: String, value: String)]) -> [UInt8] {
        fields.flatMap { Array("\($0.name): \($0.value)\r\n".utf8) }
    }

    func failure(_ error: RPCError, with own: OwnFields?, body: inout ByteBuffer) -> HeaderList {
        HeaderList(
            openingPairs + GRPCProtocol.fields(own?.response) + GRPCProtocol.statusFields(error)
                + GRPCProtocol.fields(own?.trailing))
    }

    /// The flag of the piece that holds the end.
    private static let trailerFlag: UInt8 = 0x80
}
