// SPDX-License-Identifier: Apache-2.0

/// A JSON number as it was written. It becomes an integer or a floating-point number only when the
/// field's type is known, and then exactly or not at all.
public struct JSONNumber: Hashable, Sendable {
    /// The literal, by the grammar of RFC 8259.
    public let text: String

    /// The number in a text that consists of nothing else.
    public init?(_ text: String) {
        var parser = JSONParser(Array(text.utf8), depth: 0)
        guard let number = try? parser.number(), parser.index == parser.bytes.count else { return nil }
        self = number
    }

    init(checked text: String) { self.text = text }

    /// The value if it is a whole number in range: `1e3` and `1.0` are, `1.5` is not.
    public func integer<Value: FixedWidthInteger>(as type: Value.Type = Value.self) -> Value? {
        guard let (digits, negative) = wholeDigits() else { return nil }
        var value: Value = 0
        for digit in digits {
            let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
            let (next, overflowNext) =
                negative
                ? scaled.subtractingReportingOverflow(Value(digit)) : scaled.addingReportingOverflow(Value(digit))
            if overflow || overflowNext { return nil }
            value = next
        }
        return value
    }

    /// The nearest double, or nil if the number is beyond the finite ones.
    public var double: Double? { Double(text).flatMap { $0.isFinite ? $0 : nil } }

    /// The nearest float, or nil if the number is beyond the finite ones.
    public var float: Float? { Float(text).flatMap { $0.isFinite ? $0 : nil } }

    /// The significant digits of a whole number, at most 20 (no integer type of protobuf has more).
    private func wholeDigits() -> (digits: [UInt8], negative: Bool)? {
        let negative = text.hasPrefix("-")
        let parts = text.drop { $0 == "-" }.split(separator: "e", omittingEmptySubsequences: false)
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        var digits = mantissa.joined().utf8.map { $0 - UInt8(ascii: "0") }
        guard digits.contains(where: { $0 != 0 }) else { return ([0], negative) }
        guard let exponent = parts.count > 1 ? Int(parts[1]) : 0 else { return nil }
        let fraction = mantissa.count > 1 ? mantissa[1].utf8.count : 0
        let (shift, overflow) = exponent.subtractingReportingOverflow(fraction)
        guard !overflow else { return nil }
        if shift < 0 {
            guard shift >= -digits.count, digits.suffix(-shift).allSatisfy({ $0 == 0 }) else { return nil }
            digits.removeLast(-shift)
        } else if shift > 0 {
            guard shift <= 20 else { return nil }
            digits += [UInt8](repeating: 0, count: shift)
        }
        return (Array(digits.drop { $0 == 0 }), negative)
    }
}

extension JSONParser {
    /// Reads a number; an exponent's letter is made lower case.
    mutating func number() throws(JSONError) -> JSONNumber {
        let start = index
        if peek == UInt8(ascii: "-") { index += 1 }
        if peek == UInt8(ascii: "0") {
            index += 1
            if let byte = peek, Self.isDigit(byte) { throw JSONError("a number may not start with 0", at: start) }
        } else {
            try digits()
        }
        if peek == UInt8(ascii: ".") {
            index += 1
            try digits()
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            index += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { index += 1 }
            try digits()
        }
        return JSONNumber(checked: String(decoding: bytes[start..<index], as: UTF8.self).lowercased())
    }

    private mutating func digits() throws(JSONError) {
        guard let byte = peek, Self.isDigit(byte) else { throw error("expected a digit") }
        while let byte = peek, Self.isDigit(byte) { index += 1 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
