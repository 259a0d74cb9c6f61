// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// gRPC over HTTP/2, with messages in protobuf or JSON.
///
/// https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
final class GRPCProtocol: WireProtocol {
    static let proto = GRPCProtocol(.proto, "application/grpc")
    static let json = GRPCProtocol(.json, "application/grpc+json")

    let system = RPCSystem.grpc
    let codec: MessageCodec
    let isEnveloped = true
    private let openingPairs: [(name: String, value: String)]
    private let opening: HeaderList
    private let closing = HeaderList.prepared([("grpc-status", "0")])

    private init(_ codec: MessageCodec, _ contentType: String) {
        self.codec = codec
        openingPairs = [(":status", "200"), ("content-type", contentType)]
        opening = .prepared(openingPairs)
    }

    func accepts(contentType: UnsafeRawBufferPointer) -> Bool {
        unsafe contentType.isMediaType("application/grpc", for: codec)
    }

    /// Takes a header field of gRPC's, such as its timeout; false if it is none.
    static func take(_ field: HeaderField, into head: inout RequestHead) -> Bool {
        guard unsafe field.name.hasPrefix("grpc-") else { return false }
        if unsafe field.name.equals("grpc-timeout") {
            head.grpcTimeout = unsafe GRPCTimeout.nanoseconds(field.value).map { .nanoseconds($0) } ?? .malformed
        } else if unsafe field.name.equals("grpc-encoding") {
            head.grpcCompression.encoding = unsafe MessageEncoding(field.value)
            head.hasCompressionFields = true
        } else if unsafe field.name.equals("grpc-accept-encoding") {
            head.grpcCompression.accepted = unsafe AcceptedCompression(field.value)
            head.hasCompressionFields = true
        } else if unsafe field.name.hasSuffix("-bin") || field.name.equals("grpc-previous-rpc-attempts") {
            // Such as grpc-trace-bin: for the handler.
            return false
        }
        return true
    }

    func fault(of head: borrowing RequestHead) -> RPCError? {
        if case .malformed = head.grpcTimeout {
            return RPCError(.internal, "malformed grpc-timeout")
        }
        if head.method == nil {
            return RPCError(.unimplemented, "there is no such method")
        }
        return head.grpcCompression.fault
    }

    func carries(_ kind: MethodKind) -> Bool { true }

    func needsHTTP2(for kind: MethodKind?) -> Bool { true }

    func timeout(of head: borrowing RequestHead) -> RequestHead.Timeout { head.grpcTimeout }

    func compression(of head: borrowing RequestHead) -> CompressionOffer { head.grpcCompression }

    let encodingField = "grpc-encoding"

    /// An answer in one block of fields is all trailing metadata.
    let failureKeepsMetadataApart = false

    func openingFields(with own: OwnFields?) -> HeaderList {
        guard let own else { return opening }
        return HeaderList(openingPairs + Self.fields(own.response))
    }

    func end(_ error: RPCError?, metadata: Metadata?, body: inout ByteBuffer) -> HTTPStream.Ending {
        if error == nil && metadata == nil { return .trailers(closing) }
        return .trailers(HeaderList(Self.statusFields(error) + Self.fields(metadata)))
    }

    func failure(_ error: RPCError, with own: OwnFields?, body: inout ByteBuffer) -> HeaderList {
        var pairs =
            openingPairs + Self.fields(own?.response) + Self.statusFields(error) + Self.fields(own?.trailing)
        if error.code == .unimplemented { pairs.append(("grpc-accept-encoding", MessageCompression.list)) }
        return HeaderList(pairs)
    }
}

/// What the protocols write alike.
extension GRPCProtocol {
    /// The end of a call as fields, with the metadata of its error.
    static func statusFields(_ error: RPCError?) -> [(name: String, value: String)] {
        guard let error else { return [("grpc-status", "0")] }
        var pairs = [(name: "grpc-status", value: String(error.code.rawValue))]
        if !error.message.isEmpty { pairs.append(("grpc-message", PercentEncoding.encode(error.message))) }
        if let details = error.details {
            pairs.append(("grpc-status-details-bin", Base64.encode(details, padded: false)))
        }
        return pairs + fields(error.metadata)
    }

    /// Metadata as fields.
    static func fields(_ metadata: Metadata?) -> [(name: String, value: String)] {
        guard let metadata else { return [] }
        return metadata.entries.map { (name: $0.name, value: $0.wireValue) }
    }
}

/// How gRPC writes the time that a caller is willing to wait.
package enum GRPCTimeout {
    /// The nanoseconds of a `grpc-timeout`: one to eight digits and a unit. Nil if it is malformed; the
    /// longest time there is for one that does not fit.
    package static func nanoseconds(_ text: UnsafeRawBufferPointer) -> UInt64? {
        guard (2...9).contains(text.count), let unit = unsafe nanoseconds(in: text[text.count - 1]) else { return nil }
        guard let number = unsafe UnsafeRawBufferPointer(rebasing: text.dropLast()).decimal else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: unit)
        return overflow ? .max : product
    }

    private static func nanoseconds(in unit: UInt8) -> UInt64? {
        switch unit {
        case UInt8(ascii: "n"): 1
        case UInt8(ascii: "u"): 1_000
        case UInt8(ascii: "m"): 1_000_000
        case UInt8(ascii: "S"): 1_000_000_000
        case UInt8(ascii: "M"): 60_000_000_000
        case UInt8(ascii: "H"): 3_600_000_000_000
        default: nil
        }
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func hasSuffix(_ literal: StaticString) -> Bool {
        let length = literal.utf8CodeUnitCount
        return unsafe count >= length && UnsafeRawBufferPointer(rebasing: self[(count - length)...]).equals(literal)
    }
}
