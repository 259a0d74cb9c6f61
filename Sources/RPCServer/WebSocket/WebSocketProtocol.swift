// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// WebSocket over HTTP/1.1: a request that becomes a body of both directions (RFC 6455).
final class WebSocketProtocol: WireProtocol {
    static let shared = WebSocketProtocol()

    let system = RPCSystem.http
    let codec = MessageCodec.json
    let isEnveloped = true
    let isFramed = true

    private init() {}

    /// Found by the path, never by the content type.
    func accepts(contentType: UnsafeRawBufferPointer) -> Bool { false }

    func carries(_ kind: MethodKind) -> Bool { kind == .bidirectional }

    func needsHTTP2(for kind: MethodKind?) -> Bool { false }

    func fault(of head: borrowing RequestHead) -> RPCError? { nil }

    func timeout(of head: borrowing RequestHead) -> RequestHead.Timeout { .none }

    /// No extension is offered, permessage-deflate neither.
    func compression(of head: borrowing RequestHead) -> CompressionOffer { CompressionOffer() }

    let encodingField = "sec-websocket-extensions"

    func openingFields(with own: OwnFields?) -> HeaderList {
        HeaderList([(":status", "101")] + GRPCProtocol.fields(own?.response))
    }

    func end(_ error: RPCError?, metadata: Metadata?, body: inout ByteBuffer) -> HTTPStream.Ending { .endOfStream }

    func failure(_ error: RPCError, with own: OwnFields?, body: inout ByteBuffer) -> HeaderList {
        RESTProtocol.json.failure(error, with: own, body: &body)
    }

    func makeFraming(messageLimit: Int) -> (any BodyFraming)? { WebSocketFraming(messageLimit: messageLimit) }

    // MARK: The handshake

    /// The version of the protocol (RFC 6455, 4.1).
    static let version = "13"

    /// What proves that the key was understood (RFC 6455, 4.2.2); nil for a key that is none.
    static func accept(key: String) -> String? {
        guard Base64.decode(key.utf8)?.count == 16 else { return nil }
        return Base64.encode(Digest.sha1(Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)))
    }
}
