// SPDX-License-Identifier: Apache-2.0

/// A JSON number as it was written: its digits and its power of ten. It becomes an integer or a
/// floating-point number only when the field's type is known, and then exactly or not at all.
package struct JSONNumber {
    /// Whether a minus sign stands before it.
    var isNegative = false
    /// The leading digits, as many as fit.
    var mantissa: UInt64 = 0
    /// The power of ten of the mantissa's last digit; one that is written far out of the range of all
    /// types is cut to `farExponent`.
    var exponent = 0
    /// Whether one of the digits that did not fit is not zero.
    var isCut = false
    /// Where the number stands in the text.
    var start = 0
    var end = 0

    static let farExponent = 1_000_000_000

    /// The value if it is a whole number in range: `1e3` and `1.0` are, `1.5` is not.
    @inline(__always)
    func integer<Value: FixedWidthInteger>(as type: Value.Type = Value.self) -> Value? {
        guard !isCut else { return nil }
        var magnitude = mantissa
        var rest = magnitude == 0 ? 0 : exponent
        guard abs(rest) <= 20 else { return nil }
        while rest > 0 {
            let (scaled, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            magnitude = scaled
            rest -= 1
        }
        while rest < 0 {
            guard magnitude.isMultiple(of: 10) else { return nil }
            magnitude /= 10
            rest += 1
        }
        guard isNegative else { return Value(exactly: magnitude) }
        return magnitude <= 1 << 63 ? Value(exactly: Int64(truncatingIfNeeded: 0 &- magnitude)) : nil
    }

    /// The nearest double if the number is short: both parts are exact then, and so one division or
    /// multiplication rounds once.
    @inline(__always)
    var shortDouble: Double? {
        guard mantissa <= 1 << 53, abs(exponent) <= 22, !isCut else { return nil }
        let power = PowersOfTen.double(abs(exponent))
        let value = exponent < 0 ? Double(mantissa) / power : Double(mantissa) * power
        return isNegative ? -value : value
    }

    /// The nearest float if the number is short, found in the same way, or by way of a double that is
    /// no middle between two floats.
    @inline(__always)
    var shortFloat: Float? {
        guard let value = shortDouble else { return nil }
        if value == 0 { return Float(value) }
        let isMiddle = value.bitPattern & 0x1FFF_FFFF == 0x1000_0000
        guard !isMiddle, value.magnitude >= 1.5e-38, value.magnitude < 3e38 else { return nil }
        return Float(value)
    }

    /// The number as text for the standard library, which rounds right whatever the length. 800 digits
    /// decide every rounding; of those behind them it counts only whether one is not zero.
    func text(_ literal: Span<UInt8>) -> String {
        let sign = isNegative ? "-" : ""
        guard isCut else { return "\(sign)\(mantissa)e\(exponent)" }
        var digits = ""
        var scale = 0
        var isRest = false
        var isFraction = false
        for index in literal.indices {
            let byte = literal[index]
            if byte | 0x20 == UInt8(ascii: "e") { break }
            if byte == UInt8(ascii: ".") { isFraction = true }
            guard byte >= UInt8(ascii: "0") else { continue }
            if digits.utf8.count < 800 {
                if byte != UInt8(ascii: "0") || !digits.isEmpty { digits.unicodeScalars.append(Unicode.Scalar(byte)) }
                if isFraction { scale -= 1 }
            } else {
                isRest = isRest || byte != UInt8(ascii: "0")
                if !isFraction { scale += 1 }
            }
        }
        if isRest {
            digits += "1"
            scale -= 1
        }
        return "\(sign)\(digits)e\(scale + writtenExponent(literal))"
    }

    /// The exponent behind the letter, within the bounds of `farExponent`.
    private func writtenExponent(_ literal: Span<UInt8>) -> Int {
        var index = literal.count - 1
        while index >= 0, literal[index] | 0x20 != UInt8(ascii: "e") { index -= 1 }
        guard index >= 0 else { return 0 }
        var value = 0
        for place in index + 1..<literal.count where literal[place] >= UInt8(ascii: "0") {
            value = min(value * 10 + Int(literal[place] - UInt8(ascii: "0")), Self.farExponent)
        }
        return literal[index + 1] == UInt8(ascii: "-") ? -value : value
    }
}

/// Powers of ten that a double holds exactly.
enum PowersOfTen {
    private static let doubles: InlineArray<23, Double> = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    @inline(__always)
    static func double(_ exponent: Int) -> Double { doubles[exponent] }
}
