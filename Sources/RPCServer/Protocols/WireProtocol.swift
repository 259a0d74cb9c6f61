// SPDX-License-Identifier: Apache-2.0

/// One way of speaking RPC over HTTP: how a call is opened, and how its end is told.
///
/// A further protocol is a further conformance in a file of its own, added to ``WireProtocols/all``.
protocol WireProtocol: AnyObject, Sendable {
    /// Which kind of protocol it is.
    var system: RPCSystem { get }

    /// How messages are written.
    var codec: MessageCodec { get }

    /// Whether each message has an ``Envelope``; the only one is the whole body otherwise.
    var isEnveloped: Bool { get }

    /// Whether ``makeFraming(messageLimit:)`` gives something.
    var isFramed: Bool { get }

    /// What stands around the messages of one call in its bodies; nil for most.
    ///
    /// - Parameter messageLimit: bytes in one message from the caller.
    func makeFraming(messageLimit: Int) -> (any BodyFraming)?

    /// Whether each message is a line of its own where there are no envelopes.
    var isLineDelimited: Bool { get }

    /// Whether requests with this content type are this protocol's.
    func accepts(contentType: UnsafeRawBufferPointer) -> Bool

    /// Whether methods of a kind can be called by it.
    func carries(_ kind: MethodKind) -> Bool

    /// Whether it cannot be spoken over HTTP/1.1 for methods of a kind; nil stands for an unknown method.
    func needsHTTP2(for kind: MethodKind?) -> Bool

    /// What is wrong with a request whose header fields have all arrived.
    func fault(of head: borrowing RequestHead) -> RPCError?

    /// How long the caller waits, by the field that this protocol has for it.
    func timeout(of head: borrowing RequestHead) -> RequestHead.Timeout

    /// What the caller says of compression, by the fields that this protocol has for it.
    func compression(of head: borrowing RequestHead) -> CompressionOffer

    /// The field that says how messages are compressed.
    var encodingField: String { get }

    /// The fields before the first message; `own` is what the handler has set until then.
    func openingFields(with own: OwnFields?) -> HeaderList

    /// The end of a call that has been opened: trailing fields, or something behind the messages in the
    /// body.
    func end(_ error: RPCError?, metadata: Metadata?, body: inout ByteBuffer) -> HTTPStream.Ending

    /// Whether ``failure(_:with:body:)`` keeps what a handler has set for the front of its answer apart from what
    /// comes with the end. Where it does not, such a call is opened first, and then ended.
    var failureKeepsMetadataApart: Bool { get }

    /// The fields of an answer without any message, and what stands in its body, if anything.
    func failure(_ error: RPCError, with own: OwnFields?, body: inout ByteBuffer) -> HeaderList
}

extension WireProtocol {
    /// In HTTP/1.1 an answer that has begun before its request has ended is more than clients expect.
    func needsHTTP2(for kind: MethodKind?) -> Bool { kind == .bidirectional }

    var failureKeepsMetadataApart: Bool { true }

    var isFramed: Bool { false }

    func makeFraming(messageLimit: Int) -> (any BodyFraming)? { nil }

    var isLineDelimited: Bool { false }
}

/// The protocols that the server speaks.
enum WireProtocols {
    static let all: [any WireProtocol] = [
        GRPCProtocol.proto, GRPCWebProtocol.proto, ConnectUnaryProtocol.proto, ConnectUnaryProtocol.json,
        ConnectStreamProtocol.proto, ConnectStreamProtocol.json, GRPCProtocol.json, GRPCWebProtocol.json,
        GRPCWebProtocol.text,
    ]

    /// What a caller may send, as the field `accept-post` lists it.
    static let contentTypes =
        "application/grpc, application/grpc+json, application/grpc-web, application/grpc-web+json, application/grpc-web-text, "
        + "application/proto, application/json, application/connect+proto, application/connect+json"

    /// The protocol of a content type.
    static func find(contentType: UnsafeRawBufferPointer) -> (any WireProtocol)? {
        for candidate in all where unsafe candidate.accepts(contentType: contentType) { return candidate }
        return nil
    }
}

/// What the header fields of a request say, as far as the server acts on it.
struct RequestHead: ~Copyable {
    /// How long the caller is willing to wait.
    enum Timeout {
        case none
        case nanoseconds(UInt64)
        case malformed
    }

    /// The method of HTTP, as far as it makes a difference.
    enum Verb {
        case none
        case post
        case other(HTTPMethod?)
    }

    var verb = Verb.none
    /// Whether a script in a browser asks, whose page may have no right to the answer.
    var hasOrigin = false
    /// Where methods are looked up; the server's, which outlives its calls.
    unowned(unsafe) var methods: MethodTable?
    /// The server's, as long as the call has its connection.
    var method: Lent<MethodEntry>?
    var kind: MethodKind?
    /// Whether the method takes exactly one message.
    var takesOneRequest = false
    var hasContentType = false
    /// One of ``WireProtocols/all``, which are never freed: a call need not count its references.
    unowned(unsafe) var wireProtocol: (any WireProtocol)?
    var codec = MessageCodec.proto
    var isEnveloped = true
    var isFramed = false
    /// By `grpc-timeout`.
    var grpcTimeout = Timeout.none
    /// By `connect-timeout-ms`.
    var connectTimeout = Timeout.none
    // What is said of compression, by each kind of fields that may say so.
    var grpcCompression = CompressionOffer()
    var connectCompression = CompressionOffer()
    var contentCompression = CompressionOffer()
    /// Whether any of these says something.
    var hasCompressionFields = false
    /// Whether Connect is spoken in another version than the one that there is.
    var hasUnknownConnectVersion = false

    /// Takes a field that the server acts on; false for one that is for the handler only.
    mutating func take(_ field: HeaderField) -> Bool {
        switch unsafe field.name.count {
        case 5 where unsafe field.name.equals(":path"):
            unsafe find(field.value)
            // A path that is none of a method's is kept, for routes.
            return method != nil
        case 7 where unsafe field.name.equals(":method"):
            verb = unsafe field.value.equals("POST") ? .post : .other(Self.httpMethod(field.value))
        case 6 where unsafe field.name.equals("origin"):
            hasOrigin = true
            return false
        case 12 where unsafe field.name.equals("content-type"):
            hasContentType = true
            if let found = unsafe WireProtocols.find(contentType: field.value) { speak(found) }
            // A route's handler may want to know it.
            return method != nil
        case 2 where unsafe field.name.equals("te"):
            break
        case 14 where unsafe field.name.equals("content-length"):
            break
        default:
            // The content type, which says whose fields count, may come behind them.
            return unsafe field.name.hasPrefix(":") || GRPCProtocol.take(field, into: &self)
                || Connect.take(field, into: &self)
        }
        return true
    }

    private static func httpMethod(_ name: UnsafeRawBufferPointer) -> HTTPMethod? {
        unsafe HTTPMethod(rawValue: String(decoding: name, as: UTF8.self))
    }

    /// Takes a protocol for the call's own.
    mutating func speak(_ protocol: any WireProtocol) {
        unsafe wireProtocol = `protocol`
        codec = `protocol`.codec
        isEnveloped = `protocol`.isEnveloped
        isFramed = `protocol`.isFramed
    }

    /// Takes a method that was not found by the path as a whole.
    mutating func call(_ entry: MethodEntry) {
        method = Lent(entry)
        kind = entry.descriptor.kind
        takesOneRequest = entry.descriptor.kind.takesOneRequest
    }

    private mutating func find(_ path: UnsafeRawBufferPointer) {
        if let entry = unsafe methods?.find(path) { call(entry) }
    }
}
