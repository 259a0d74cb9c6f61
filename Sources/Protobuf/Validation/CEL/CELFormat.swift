// SPDX-License-Identifier: Apache-2.0

/// `string.format(list)`: CEL's strings extension.
enum CELFormat {
    /// How many digits behind the point may be asked for.
    private static let precisionLimit = 100

    static func format(_ pattern: String, _ operands: [CELValue]) throws(CELError) -> String {
        var result = ""
        var rest = pattern.unicodeScalars[...]
        var next = 0
        while let scalar = rest.popFirst() {
            guard scalar == "%" else {
                result.unicodeScalars.append(scalar)
                continue
            }
            let precision = try precision(&rest)
            guard let conversion = rest.popFirst() else { throw CELError("format: '%' without a conversion") }
            if conversion == "%" {
                result += "%"
                continue
            }
            guard next < operands.count else { throw CELError("format: not enough values") }
            result += try convert(operands[next], conversion, precision)
            next += 1
        }
        return result
    }

    private static func precision(_ rest: inout Substring.UnicodeScalarView) throws(CELError) -> Int? {
        guard rest.first == "." else { return nil }
        rest.removeFirst()
        var digits = ""
        while let digit = rest.first, ("0"..."9").contains(digit) {
            digits.unicodeScalars.append(digit)
            rest.removeFirst()
        }
        guard let value = Int(digits), value <= precisionLimit else { throw CELError("format: wrong precision") }
        return value
    }

    private static func convert(
        _ value: CELValue, _ conversion: Unicode.Scalar, _ precision: Int?
    ) throws(CELError) -> String {
        switch (conversion, value) {
        case ("s", _): return try text(value)
        case ("d", .int(let number)): return String(number)
        case ("d", .uint(let number)): return String(number)
        case ("d", .double(let number)): return CELDouble(number).plain
        case ("f", _), ("e", _):
            guard let number = number(value) else { break }
            return number.rounded(precision ?? 6, scientific: conversion == "e")
        case ("b", .bool(let flag)): return flag ? "1" : "0"
        case ("b", .int(let number)): return String(number, radix: 2)
        case ("b", .uint(let number)): return String(number, radix: 2)
        case ("o", .int(let number)): return String(number, radix: 8)
        case ("o", .uint(let number)): return String(number, radix: 8)
        case ("x", .int(let number)): return String(number, radix: 16)
        case ("x", .uint(let number)): return String(number, radix: 16)
        case ("X", .int(let number)): return String(number, radix: 16, uppercase: true)
        case ("X", .uint(let number)): return String(number, radix: 16, uppercase: true)
        case ("x", .string(let string)): return hexadecimal(string.utf8, uppercase: false)
        case ("X", .string(let string)): return hexadecimal(string.utf8, uppercase: true)
        case ("x", .bytes(let bytes)): return hexadecimal(bytes, uppercase: false)
        case ("X", .bytes(let bytes)): return hexadecimal(bytes, uppercase: true)
        default: break
        }
        throw CELError("format: '%\(conversion)' does not take \(value.typeName)")
    }

    private static func number(_ value: CELValue) -> CELDouble? {
        switch value {
        case .int(let number): CELDouble(Double(number))
        case .uint(let number): CELDouble(Double(number))
        case .double(let number): CELDouble(number)
        default: nil
        }
    }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>, uppercase: Bool) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: uppercase) }.joined()
    }

    /// As `%s` has it.
    static func text(_ value: CELValue) throws(CELError) -> String {
        switch value {
        case .null: return "null"
        case .bool(let value): return value ? "true" : "false"
        case .int(let value): return String(value)
        case .uint(let value): return String(value)
        case .double(let value): return CELDouble(value).plain
        case .string(let value): return value
        case .bytes(let value): return repaired(value)
        case .timestamp(let value): return value.text
        case .duration(let value): return value.text
        case .type(let name): return name
        case .list(let values):
            var parts: [String] = []
            for value in values { parts.append(try text(value)) }
            return "[" + parts.joined(separator: ", ") + "]"
        case .map(let map):
            var parts: [(key: String, text: String)] = []
            for entry in map.entries {
                let key = try text(entry.key)
                parts.append((key, key + ": " + (try text(entry.value))))
            }
            parts.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            return "{" + parts.map(\.text).joined(separator: ", ") + "}"
        case .message(let message): throw CELError("format: '%s' does not take \(message.typeName)")
        }
    }

    /// UTF-8 with one replacement character for each run of bytes that are none.
    private static func repaired(_ bytes: [UInt8]) -> String {
        var result = ""
        var isInRun = false
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar):
                result.unicodeScalars.append(scalar)
                isInRun = false
            case .error:
                if !isInRun { result += "\u{FFFD}" }
                isInRun = true
            case .emptyInput: return result
            }
        }
    }
}
