// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Makes the body of one field of each response, where the route says so (`response_body`): what has been written as
/// JSON is cut down to that member.
final class ResponseMember: BodyFraming {
    private let name: String
    private let absent: String
    private let wireProtocol: RESTProtocol

    init(_ field: FieldDescriptor, _ wireProtocol: RESTProtocol) {
        name = field.jsonName
        absent = Self.absent(field)
        self.wireProtocol = wireProtocol
    }

    let isTunnel = false
    let hasPartial = false
    let hasEnded = false

    func unwrap(_ bytes: UnsafeRawBufferPointer, into messages: inout ByteBuffer) -> RPCError? { nil }
    func reply(into body: inout ByteBuffer) {}

    func wrap(_ message: UnsafeRawBufferPointer, into body: inout ByteBuffer) {
        if let range = unsafe JSONMember.range(of: name, in: message) {
            unsafe body.append(UnsafeRawBufferPointer(rebasing: message[range]))
        } else {
            unsafe Array(absent.utf8).withUnsafeBytes { unsafe body.append($0) }
        }
        if wireProtocol.isLineDelimited { body.append("\n") }
    }

    func end(_ error: RPCError?, metadata: Metadata?, into body: inout ByteBuffer) {
        _ = wireProtocol.end(error, metadata: metadata, body: &body)
    }

    /// What stands for a field that the message leaves out.
    private static func absent(_ field: FieldDescriptor) -> String {
        if field.isMap { return "{}" }
        if field.isList { return "[]" }
        if field.hasPresence { return "null" }
        switch field.kind {
        case .bool: return "false"
        case .string, .bytes: return "\"\""
        case .int64, .sint64, .sfixed64, .uint64, .fixed64: return "\"0\""
        case .enumeration: return "\"\(field.enumeration?.proto.value.first?.name ?? "")\""
        default: return "0"
        }
    }
}

/// Finds a member of an object in JSON that this program has written itself.
package enum JSONMember {
    /// Where the value of a member stands; nil if there is no such member.
    package static func range(of name: String, in object: UnsafeRawBufferPointer) -> Range<Int>? {
        var index = 0
        while index < object.count {
            // Behind `{` or `,` stands a key.
            guard let start = unsafe object[index...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
            let keyEnd = unsafe endOfString(at: start, in: object)
            let key = unsafe UnsafeRawBufferPointer(rebasing: object[start + 1..<max(start + 1, keyEnd - 1)])
            let valueStart = min(keyEnd + 1, object.count)
            let valueEnd = unsafe endOfValue(at: valueStart, in: object)
            if unsafe key.elementsEqual(name.utf8) { return valueStart..<valueEnd }
            index = valueEnd
        }
        return nil
    }

    private static func endOfString(at start: Int, in bytes: UnsafeRawBufferPointer) -> Int {
        var index = start + 1
        while index < bytes.count {
            switch unsafe bytes[index] {
            case UInt8(ascii: "\\"): index += 2
            case UInt8(ascii: "\""): return index + 1
            default: index += 1
            }
        }
        return bytes.count
    }

    private static func endOfValue(at start: Int, in bytes: UnsafeRawBufferPointer) -> Int {
        var index = start
        var depth = 0
        while index < bytes.count {
            switch unsafe bytes[index] {
            case UInt8(ascii: "\""):
                index = unsafe endOfString(at: index, in: bytes)
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return index }
                depth -= 1
            case UInt8(ascii: ",") where depth == 0: return index
            default: break
            }
            index += 1
        }
        return bytes.count
    }
}
