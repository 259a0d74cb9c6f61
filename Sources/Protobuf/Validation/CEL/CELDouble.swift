// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A double as text.
struct CELDouble {
    let value: Double

    init(_ value: Double) {
        self.value = value
    }

    /// The shortest digits that read back the same and the power of ten of the first of them.
    private var digits: (digits: [UInt8], exponent: Int) {
        let text = value.magnitude.description
        let parts = text.split(separator: "e", maxSplits: 1)
        let mantissa = parts[0].split(separator: ".", maxSplits: 1)
        var exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) + mantissa[0].utf8.count - 1
        var all = Array(mantissa[0].utf8) + (mantissa.count > 1 ? Array(mantissa[1].utf8) : [])
        while all.count > 1, all.first == UInt8(ascii: "0") {
            all.removeFirst()
            exponent -= 1
        }
        while all.count > 1, all.last == UInt8(ascii: "0") { all.removeLast() }
        return (all, value == 0 ? 0 : exponent)
    }

    private var special: String? {
        value.isNaN ? "NaN" : value.isInfinite ? (value < 0 ? "-Infinity" : "Infinity") : nil
    }

    private var sign: String { value.sign == .minus ? "-" : "" }

    /// Decimal digits without an exponent, however many that takes.
    var plain: String {
        if let special { return special }
        let (digits, exponent) = digits
        func text(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }
        if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + text(digits) }
        if digits.count <= exponent + 1 {
            return sign + text(digits) + String(repeating: "0", count: exponent + 1 - digits.count)
        }
        return sign + text(digits[...exponent]) + "." + text(digits[(exponent + 1)...])
    }

    /// As `string()` gives it: with an exponent for large and small values.
    var shortest: String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        let (digits, exponent) = digits
        guard exponent < -4 || exponent >= 21 else { return plain }
        let text = String(decoding: digits, as: UTF8.self)
        let fraction = digits.count > 1 ? "." + text.dropFirst() : ""
        let power = String(exponent.magnitude)
        return sign + text.prefix(1) + fraction + "e" + (exponent < 0 ? "-" : "+")
            + (power.utf8.count < 2 ? "0" : "") + power
    }

    /// So many digits behind the point, rounded half to even; with or without an exponent.
    func rounded(_ precision: Int, scientific: Bool) -> String {
        if let special { return special }
        var buffer = [CChar](repeating: 0, count: 512 + precision)
        let format = scientific ? "%.\(precision)e" : "%.\(precision)f"
        let count = unsafe withVaList([value]) { arguments in
            unsafe buffer.withUnsafeMutableBufferPointer { buffer in
                unsafe vsnprintf(buffer.baseAddress, buffer.count, format, arguments)
            }
        }
        return String(decoding: buffer.prefix(Int(max(0, count))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
