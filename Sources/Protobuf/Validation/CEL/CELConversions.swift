// SPDX-License-Identifier: Apache-2.0

/// The functions that are named after types.
extension CELValue {
    package func converted(by function: CELFunction) throws(CELError) -> CELValue {
        switch function {
        case .int: .int(try int())
        case .uint: .uint(try uint())
        case .double: .double(try double())
        case .bool: .bool(try bool())
        case .string: .string(try string())
        case .bytes: .bytes(try bytes())
        case .timestamp: .timestamp(try timestamp())
        case .duration: .duration(try duration())
        case .type: .type(typeName)
        default: self
        }
    }

    /// As `double()` converts it.
    func asDouble() throws(CELError) -> Double { try double() }

    private func int() throws(CELError) -> Int64 {
        switch self {
        case .int(let value): return value
        case .uint(let value):
            guard let result = Int64(exactly: value) else { throw .overflow("int") }
            return result
        case .double(let value):
            // The bounds themselves are refused: they do not survive the way to double and back.
            guard value > -0x1p63, value < 0x1p63 else { throw .overflow("int") }
            return Int64(value)
        case .string(let text):
            guard let value = Int64(text) else { throw CELError("cannot convert '\(text)' to int") }
            return value
        case .timestamp(let value): return value.seconds
        case .duration(let value): return value.seconds
        default: throw .noOverload("int", self)
        }
    }

    private func uint() throws(CELError) -> UInt64 {
        switch self {
        case .uint(let value): return value
        case .int(let value):
            guard let result = UInt64(exactly: value) else { throw .overflow("uint") }
            return result
        case .double(let value):
            guard value >= 0, value < 0x1p64 else { throw .overflow("uint") }
            return UInt64(value)
        case .string(let text):
            guard let value = UInt64(text) else { throw CELError("cannot convert '\(text)' to uint") }
            return value
        default: throw .noOverload("uint", self)
        }
    }

    private func double() throws(CELError) -> Double {
        switch self {
        case .double(let value): return value
        case .int(let value): return Double(value)
        case .uint(let value): return Double(value)
        case .string(let text):
            guard let value = Double(text) else { throw CELError("cannot convert '\(text)' to double") }
            return value
        default: throw .noOverload("double", self)
        }
    }

    private func bool() throws(CELError) -> Bool {
        switch self {
        case .bool(let value): return value
        case .string("1"), .string("t"), .string("T"), .string("true"), .string("TRUE"), .string("True"): return true
        case .string("0"), .string("f"), .string("F"), .string("false"), .string("FALSE"), .string("False"):
            return false
        case .string(let text): throw CELError("cannot convert '\(text)' to bool")
        default: throw .noOverload("bool", self)
        }
    }

    private func string() throws(CELError) -> String {
        switch self {
        case .string(let value): return value
        case .int(let value): return String(value)
        case .uint(let value): return String(value)
        case .double(let value): return CELDouble(value).shortest
        case .bool(let value): return value ? "true" : "false"
        case .bytes(let value):
            guard let text = String(validating: value, as: UTF8.self) else { throw CELError("bytes are not UTF-8") }
            return text
        case .timestamp(let value): return value.text
        case .duration(let value): return value.text
        default: throw .noOverload("string", self)
        }
    }

    private func bytes() throws(CELError) -> [UInt8] {
        switch self {
        case .bytes(let value): return value
        case .string(let value): return Array(value.utf8)
        default: throw .noOverload("bytes", self)
        }
    }

    private func timestamp() throws(CELError) -> CELTimestamp {
        switch self {
        case .timestamp(let value): return value
        case .int(let value): return try CELTimestamp(checked: Int128(value) * 1_000_000_000)
        case .string(let text):
            guard let value = CELTimestamp.parse(text) else { throw CELError("cannot convert '\(text)' to timestamp") }
            return value
        default: throw .noOverload("timestamp", self)
        }
    }

    private func duration() throws(CELError) -> CELDuration {
        switch self {
        case .duration(let value): return value
        case .int(let value): return try CELDuration(seconds: value).checked()
        case .string(let text):
            guard let value = CELDuration.parse(text) else { throw CELError("cannot convert '\(text)' to duration") }
            return value
        default: throw .noOverload("duration", self)
        }
    }
}
