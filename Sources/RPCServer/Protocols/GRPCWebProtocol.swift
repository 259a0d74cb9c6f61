// SPDX-License-Identifier: Apache-2.0

/// gRPC-Web in its binary form: gRPC without trailing fields, which a browser's `fetch` does not show.
/// The end of a call is the last piece of the body instead, framed like a message and marked by a flag.
///
/// https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-WEB.md
final class GRPCWebProtocol: WireProtocol {
    static let proto = GRPCWebProtocol(.proto, "application/grpc-web+proto")
    static let json = GRPCWebProtocol(.json, "application/grpc-web+json")

    let codec: MessageCodec
    let isEnveloped = true
    private let openingPairs: [(name: String, value: String)]
    private let opening: HeaderList

    private init(_ codec: MessageCodec, _ contentType: String) {
        self.codec = codec
        openingPairs = [(":status", "200"), ("content-type", contentType)]
        opening = .prepared(openingPairs)
    }

    func accepts(contentType: UnsafeRawBufferPointer) -> Bool {
        unsafe contentType.isMediaType("application/grpc-web", for: codec)
    }

    func carries(_ kind: MethodKind) -> Bool { true }

    func timeout(of head: borrowing RequestHead) -> RequestHead.Timeout { head.grpcTimeout }

    func compression(of head: borrowing RequestHead) -> CompressionOffer { head.grpcCompression }

    let encodingField = "grpc-encoding"

    func fault(of head: borrowing RequestHead) -> RPCError? {
        GRPCProtocol.proto.fault(of: head)
    }

    func openingFields(with own: OwnFields?) -> HeaderList {
        guard let own else { return opening }
        return HeaderList(openingPairs + GRPCProtocol.fields(own.response))
    }

    func end(_ error: RPCError?, metadata: Metadata?, body: inout ByteBuffer) -> HTTP2Stream.Ending {
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
