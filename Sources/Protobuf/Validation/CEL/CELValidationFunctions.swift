// SPDX-License-Identifier: Apache-2.0

/// The functions that protovalidate adds to CEL.
enum CELValidationFunctions {
    static func apply(_ function: CELFunction, _ values: [CELValue]) throws(CELError) -> CELValue {
        switch (function, values[0]) {
        case (.getField, .message(let message)):
            guard case .string(let name) = values[1] else { break }
            guard let value = message.celField(name) else { throw .noField(name) }
            return value
        case (.isNan, .double(let value)): return .bool(value.isNaN)
        case (.isInf, .double(let value)):
            guard values.count > 1 else { return .bool(value.isInfinite) }
            guard case .int(let sign) = values[1] else { break }
            return .bool(value.isInfinite && (sign == 0 || (sign > 0) == (value > 0)))
        case (.unique, .list(let list)): return .bool(try isUnique(list))
        case (_, .string(let text)):
            guard let result = form(function, text, Array(values.dropFirst())) else { break }
            return .bool(result)
        default: break
        }
        throw CELError("no such overload: \(function.rawValue)(\(values.map(\.typeName).joined(separator: ", ")))")
    }

    private static func form(_ function: CELFunction, _ text: String, _ arguments: [CELValue]) -> Bool? {
        let bytes = text.utf8.span
        switch (function, arguments.first, arguments.count) {
        case (.isEmail, _, 0): return TextFormat.isEmail(bytes)
        case (.isHostname, _, 0): return TextFormat.isHostname(bytes)
        case (.isUri, _, 0): return TextFormat.isURI(bytes)
        case (.isUriRef, _, 0): return TextFormat.isURIReference(bytes)
        case (.isHostAndPort, .bool(let required), 1):
            return TextFormat.isHostAndPort(bytes, portRequired: required)
        case (.isIp, nil, 0): return TextFormat.isIP(bytes)
        case (.isIp, .int(let version), 1): return TextFormat.isIP(bytes, version: version)
        case (.isIpPrefix, nil, 0): return TextFormat.isIPPrefix(bytes)
        case (.isIpPrefix, .bool(let strict), 1): return TextFormat.isIPPrefix(bytes, strict: strict)
        case (.isIpPrefix, .int(let version), 1): return TextFormat.isIPPrefix(bytes, version: version)
        case (.isIpPrefix, .int(let version), 2):
            guard case .bool(let strict) = arguments[1] else { return nil }
            return TextFormat.isIPPrefix(bytes, version: version, strict: strict)
        default: return nil
        }
    }

    private enum Element: Hashable {
        case bool(Bool)
        case int(Int64)
        case uint(UInt64)
        case double(Double)
        case text(ExactString)
        case bytes([UInt8])
        /// NaN equals nothing, itself included.
        case unequal(Int)
    }

    /// Whether no two scalars of the list are equal.
    static func isUnique(_ list: [CELValue]) throws(CELError) -> Bool {
        var seen: Set<Element> = []
        for (position, value) in list.enumerated() {
            let element: Element
            switch value {
            case .bool(let value): element = .bool(value)
            case .int(let value): element = .int(value)
            case .uint(let value): element = .uint(value)
            case .double(let value): element = value.isNaN ? .unequal(position) : .double(value)
            case .string(let value): element = .text(ExactString(value))
            case .bytes(let value): element = .bytes(value)
            default: throw .noOverload("unique", value)
            }
            guard seen.insert(element).inserted else { return false }
        }
        return true
    }
}
