// SPDX-License-Identifier: Apache-2.0

/// Makes scalar values from JSON values.
struct DynamicJSONScalar {
    private let node: JSONNode

    init(_ node: JSONNode) { self.node = node }

    func value(of kind: FieldKind) throws(JSONError) -> DynamicValue {
        switch kind {
        case .bool: .bool(try bool())
        case .int32, .sint32, .sfixed32: .int32(try integer(kind))
        case .int64, .sint64, .sfixed64: .int64(try integer(kind))
        case .uint32, .fixed32: .uint32(try integer(kind))
        case .uint64, .fixed64: .uint64(try integer(kind))
        case .float: .float(try floating(kind, special: ["NaN": .nan, "Infinity": .infinity]) { $0.float })
        case .double: .double(try floating(kind, special: ["NaN": .nan, "Infinity": .infinity]) { $0.double })
        case .string: .string(try string(kind))
        case .bytes: .bytes(try bytes())
        case .enumeration, .message, .group: preconditionFailure("not a scalar")
        }
    }

    private func expected(_ what: String) -> JSONError {
        JSONError("expected \(what), found \(node.value.kind)", at: node.offset)
    }

    private func bool() throws(JSONError) -> Bool {
        guard case .bool(let value) = node.value else { throw expected("true or false") }
        return value
    }

    private func string(_ kind: FieldKind) throws(JSONError) -> String {
        guard case .string(let value) = node.value else { throw expected("a string") }
        return value
    }

    private func bytes() throws(JSONError) -> [UInt8] {
        guard case .string(let text) = node.value else { throw expected("a string in base64") }
        guard let bytes = Base64.decode(text.utf8) else {
            throw JSONError("the string is not base64", at: node.offset)
        }
        return bytes
    }

    /// The number itself, or the one that a string consists of.
    private func number(_ kind: FieldKind) throws(JSONError) -> JSONNumber {
        switch node.value {
        case .number(let number): return number
        case .string(let text):
            guard let number = JSONNumber(text) else {
                throw JSONError("\(JSONParser.quoted(text)) is no number", at: node.offset)
            }
            return number
        default: throw expected("a number")
        }
    }

    private func integer<Value: FixedWidthInteger>(_ kind: FieldKind) throws(JSONError) -> Value {
        let number = try number(kind)
        guard let value = number.integer(as: Value.self) else {
            throw JSONError("\(number.text) is not a whole number in the range of \(kind.keyword)", at: node.offset)
        }
        return value
    }

    private func floating<Value: BinaryFloatingPoint>(
        _ kind: FieldKind, special: [String: Value], _ convert: (JSONNumber) -> Value?
    ) throws(JSONError) -> Value {
        if case .string(let text) = node.value {
            if let value = special[text] { return value }
            if text == "-Infinity" { return -.infinity }
        }
        let number = try number(kind)
        guard let value = convert(number) else {
            throw JSONError("\(number.text) is out of the range of \(kind.keyword)", at: node.offset)
        }
        return value
    }
}
