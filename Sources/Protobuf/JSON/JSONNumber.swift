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

    /// The nearest double if the number is short enough to be rounded once: up to 19 digits, and not many
    /// powers of ten.
    @inline(__always)
    var shortDouble: Double? {
        guard !isCut, abs(exponent) <= PowersOfTen.greatest else { return nil }
        let value: Double
        if mantissa <= 1 << 53, abs(exponent) <= 22 {
            // Both parts are exact doubles, and so one division or multiplication rounds once.
            let power = PowersOfTen.double(abs(exponent))
            value = exponent < 0 ? Double(mantissa) / power : Double(mantissa) * power
        } else {
            value = exponent < 0 ? quotient : product
        }
        return isNegative ? -value : value
    }

    /// The nearest double of the mantissa divided by a power of ten: 64 bits of the quotient by the power
    /// of five, with the last one set if there is a rest, which is all that rounding asks.
    private var quotient: Double {
        if mantissa == 0 { return 0 }
        let five = PowersOfTen.five(-exponent)
        let (left, right) = (mantissa.leadingZeroBitCount, five.leadingZeroBitCount)
        let numerator = mantissa &<< left
        // Half of the numerator is less than the divisor, whose first bit is set.
        let (bits, rest) = (five &<< right).dividingFullWidth((numerator &>> 1, numerator &<< 63))
        return Self.rounded(bits | (rest == 0 ? 0 : 1), powerOfTwo: right - left - 63 + exponent)
    }

    /// The nearest double of the mantissa times a power of ten, in the same way.
    private var product: Double {
        if mantissa == 0 { return 0 }
        let (high, low) = mantissa.multipliedFullWidth(by: PowersOfTen.five(exponent))
        let left = high == 0 ? 64 + low.leadingZeroBitCount : high.leadingZeroBitCount
        let shifted = (UInt128(high) << 64 | UInt128(low)) << left
        let rest = UInt64(truncatingIfNeeded: shifted)
        let bits = UInt64(truncatingIfNeeded: shifted >> 64) | (rest == 0 ? 0 : 1)
        return Self.rounded(bits, powerOfTwo: exponent + 64 - left)
    }

    /// The integer, rounded to a double, times a power of two that keeps it a normal one.
    private static func rounded(_ bits: UInt64, powerOfTwo: Int) -> Double {
        Double(bits) * Double(bitPattern: UInt64(1023 + powerOfTwo) << 52)
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

/// Powers of ten as far as arithmetic with them is exact.
enum PowersOfTen {
    /// The greatest power whose power of five fits in 64 bits.
    static let greatest = 27

    private static let doubles: InlineArray<23, Double> = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    private static let fives: InlineArray<28, UInt64> = [
        1, 5, 25, 125, 625, 3_125, 15_625, 78_125, 390_625, 1_953_125,
        9_765_625, 48_828_125, 244_140_625, 1_220_703_125, 6_103_515_625, 30_517_578_125, 152_587_890_625,
        762_939_453_125, 3_814_697_265_625, 19_073_486_328_125, 95_367_431_640_625, 476_837_158_203_125,
        2_384_185_791_015_625, 11_920_928_955_078_125, 59_604_644_775_390_625, 298_023_223_876_953_125,
        1_490_116_119_384_765_625, 7_450_580_596_923_828_125,
    ]

    /// The power of ten, for up to 22.
    @inline(__always)
    static func double(_ exponent: Int) -> Double { doubles[exponent] }

    /// The power of five, for up to `greatest`.
    @inline(__always)
    static func five(_ exponent: Int) -> UInt64 { fives[exponent] }
}
