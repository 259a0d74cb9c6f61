// SPDX-License-Identifier: Apache-2.0

/// One way of speaking RPC over HTTP: how a call is opened, and how its end is told.
///
/// A further protocol is a further conformance in a file of its own, added to ``WireProtocols/all``.
protocol WireProtocol: AnyObject, Sendable {
    /// Whether requests with this content type are this protocol's.
    func accepts(contentType: UnsafeRawBufferPointer) -> Bool

    /// Takes a header field of the protocol's own, such as its timeout; false if it is none.
    func take(_ field: HeaderField, into head: inout RequestHead) -> Bool

    /// What is wrong with a request whose header fields have all arrived.
    func fault(of head: borrowing RequestHead) -> RPCError?

    /// The fields before the first message.
    func openingFields(with metadata: Metadata?) -> HeaderList

    /// The end of a call that has been opened: trailing fields, or something behind the messages in the
    /// body.
    func end(_ error: RPCError?, metadata: Metadata?, body: inout ByteBuffer) -> HTTP2Stream.Ending

    /// The fields of an answer without any message.
    func onlyFields(for error: RPCError, opening: Metadata?, metadata: Metadata?) -> HeaderList
}

/// The protocols that the server speaks.
enum WireProtocols {
    static let all: [any WireProtocol] = [GRPCProtocol.shared, GRPCWebProtocol.shared]

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

    /// Which header fields HTTP itself owns.
    enum Verb {
        case none
        case post
        case other
    }

    var verb = Verb.none
    var hasPath = false
    /// Where methods are looked up; the server's, which outlives its calls.
    unowned(unsafe) var methods: MethodTable?
    var method: MethodEntry?
    /// Whether the method takes exactly one message.
    var takesOneRequest = false
    var hasContentType = false
    var wireProtocol: (any WireProtocol)?
    var timeout = Timeout.none
    /// Whether the messages are compressed in a way that is not known here.
    var hasUnknownEncoding = false

    /// Takes a field that the server acts on; false for one that is for the handler only.
    mutating func take(_ field: HeaderField) -> Bool {
        switch unsafe field.name.count {
        case 5 where unsafe field.name.equals(":path"):
            hasPath = true
            unsafe find(field.value)
        case 7 where unsafe field.name.equals(":method"):
            verb = unsafe field.value.equals("POST") ? .post : .other
        case 12 where unsafe field.name.equals("content-type"):
            hasContentType = true
            wireProtocol = unsafe WireProtocols.find(contentType: field.value)
        case 2 where unsafe field.name.equals("te"):
            break
        case 14 where unsafe field.name.equals("content-length"):
            break
        default:
            return unsafe field.name.hasPrefix(":") || GRPCProtocol.shared.take(field, into: &self)
        }
        return true
    }

    private mutating func find(_ path: UnsafeRawBufferPointer) {
        method = unsafe methods?.find(path)
        takesOneRequest = method?.descriptor.kind.takesOneRequest == true
    }
}
