// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Bodies in base64: gRPC-Web's text form. A body may consist of several parts that end with padding each.
final class Base64Framing: BodyFraming {
    let isTunnel = false
    let hasEnded = false
    private var decoder = Base64Decoder()

    var hasPartial: Bool { decoder.hasPartial }

    func unwrap(_ bytes: UnsafeRawBufferPointer, into messages: inout ByteBuffer) -> RPCError? {
        unsafe decoder.decode(bytes, into: &messages) ? nil : RPCError(.internal, "the body is not base64")
    }

    func wrap(_ message: UnsafeRawBufferPointer, into body: inout ByteBuffer) {
        var plain = ByteBuffer()
        Envelope.writePrefix(flags: 0, length: message.count, to: &plain)
        unsafe plain.append(message)
        append(plain, to: &body)
    }

    func end(_ error: RPCError?, metadata: Metadata?, into body: inout ByteBuffer) {
        var plain = ByteBuffer()
        _ = GRPCWebProtocol.proto.end(error, metadata: metadata, body: &plain)
        append(plain, to: &body)
    }

    func reply(into body: inout ByteBuffer) {}

    private func append(_ plain: borrowing ByteBuffer, to body: inout ByteBuffer) {
        body.append(Base64.encode(unsafe Array(plain.bytes)))
    }
}

/// Reads base64, however its bytes are cut.
package struct Base64Decoder {
    /// Fewer than four digits.
    private var held: [UInt8] = []

    package init() {}

    /// Whether what has arrived ends within a group of digits.
    package var hasPartial: Bool { !held.isEmpty }

    /// Adds the bytes that are complete to a buffer; false if this is no base64.
    package mutating func decode(_ text: UnsafeRawBufferPointer, into buffer: inout ByteBuffer) -> Bool {
        unsafe held += text
        let end = held.count / 4 * 4
        var start = 0
        while start < end {
            let padding = held[start..<end].firstIndex(of: UInt8(ascii: "="))
            // A part ends with the group that has the padding.
            let partEnd = padding.map { start + (($0 - start) / 4 + 1) * 4 } ?? end
            guard let part = Base64.decode(held[start..<partEnd]) else { return false }
            unsafe part.withUnsafeBytes { unsafe buffer.append($0) }
            start = partEnd
        }
        held.removeFirst(end)
        return true
    }
}
