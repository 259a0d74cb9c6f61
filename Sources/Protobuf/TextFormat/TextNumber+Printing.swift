// SPDX-License-Identifier: Apache-2.0

extension TextNumber {
    /// The shortest digits that give the value back, laid out as C's `%g` does.
    static func text(of value: Double) -> String { text(value, value.description, precision: 15, longest: 17) }

    /// The shortest digits that give the value back, laid out as C's `%g` does.
    static func text(of value: Float) -> String { text(value, value.description, precision: 6, longest: 9) }

    /// `description` is Swift's: the right digits, but `1e+16` only from there on and `1.0` for 1.
    private static func text(
        _ value: some BinaryFloatingPoint, _ description: String, precision: Int, longest: Int
    ) -> String {
        if value.isNaN { return "nan" }
        let sign = value.sign == .minus ? "-" : ""
        if value.isInfinite { return sign + "inf" }
        if value == 0 { return sign + "0" }
        let parts = description.drop { $0 == "-" }.split(separator: "e")
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        var exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) + mantissa[0].utf8.count - 1
        var digits = Array(mantissa.joined().utf8)
        while digits.first == UInt8(ascii: "0") {
            digits.removeFirst()
            exponent -= 1
        }
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        let limit = digits.count > precision ? longest : precision
        return sign + (exponent < -4 || exponent >= limit ? scientific(digits, exponent) : plain(digits, exponent))
    }

    private static func scientific(_ digits: [UInt8], _ exponent: Int) -> String {
        let fraction = digits.count > 1 ? "." + String(decoding: digits[1...], as: UTF8.self) : ""
        let power = exponent.magnitude.description
        return String(decoding: digits[..<1], as: UTF8.self) + fraction + (exponent < 0 ? "e-" : "e+")
            + (power.utf8.count < 2 ? "0" : "") + power
    }

    private static func plain(_ digits: [UInt8], _ exponent: Int) -> String {
        let text = String(decoding: digits, as: UTF8.self)
        if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + text }
        if exponent + 1 >= digits.count { return text + String(repeating: "0", count: exponent + 1 - digits.count) }
        return text.prefix(exponent + 1) + "." + text.dropFirst(exponent + 1)
    }
}
