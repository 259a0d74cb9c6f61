// SPDX-License-Identifier: Apache-2.0

/// A length of time, to the nanosecond.
public struct CELDuration: Sendable, Hashable, Comparable {
    /// All of it in nanoseconds.
    let nanoseconds: Int128

    /// So many seconds and nanoseconds. Not limited to what CEL's arithmetic may give.
    public init(seconds: Int64, nanos: Int32 = 0) {
        self.init(nanoseconds: Int128(seconds) * 1_000_000_000 + Int128(nanos))
    }

    init(nanoseconds: Int128) {
        self.nanoseconds = nanoseconds
    }

    /// Whole seconds, rounded towards zero.
    public var seconds: Int64 { Int64(nanoseconds / 1_000_000_000) }

    /// What is left over the seconds, with the same sign.
    public var nanos: Int32 { Int32(nanoseconds % 1_000_000_000) }

    /// By length or time.
    public static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }

    /// The duration, if 64 bits of nanoseconds hold it, as results of CEL must.
    func checked() throws(CELError) -> CELDuration {
        guard Int64(exactly: nanoseconds) != nil else { throw .overflow("duration") }
        return self
    }

    /// Reads `-1h30m`, `1.5s`, `10ms`: numbers with units.
    static func parse(_ text: String) -> CELDuration? {
        var rest = Array(text.utf8)[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        if rest.elementsEqual("0".utf8) { return CELDuration(nanoseconds: 0) }
        guard !rest.isEmpty else { return nil }
        var total: Int128 = 0
        while !rest.isEmpty {
            guard let part = term(&rest) else { return nil }
            total += part
            guard total <= Int128(Int64.max) + (isNegative ? 1 : 0) else { return nil }
        }
        return CELDuration(nanoseconds: isNegative ? -total : total)
    }

    /// A number and its unit, in nanoseconds.
    private static func term(_ rest: inout ArraySlice<UInt8>) -> Int128? {
        var value: Int128 = 0
        var scale: Int128 = 1
        var digits = 0
        var isFraction = false
        while let byte = rest.first, byte.isASCIIDigit || byte == UInt8(ascii: ".") && !isFraction {
            rest.removeFirst()
            guard byte.isASCIIDigit else {
                isFraction = true
                continue
            }
            digits += 1
            // Digits beyond what can matter are read over.
            guard value < 1 << 64, scale < 1 << 58 else {
                if isFraction { continue }
                return nil
            }
            value = value * 10 + Int128(byte - UInt8(ascii: "0"))
            if isFraction { scale *= 10 }
        }
        guard digits > 0, let unit = unit(&rest) else { return nil }
        return value * unit / scale
    }

    private static func unit(_ rest: inout ArraySlice<UInt8>) -> Int128? {
        let name = rest.prefix { !$0.isASCIIDigit && $0 != UInt8(ascii: ".") }
        rest = rest[name.endIndex...]
        switch String(decoding: name, as: UTF8.self) {
        case "h": return 3_600_000_000_000
        case "m": return 60_000_000_000
        case "s": return 1_000_000_000
        case "ms": return 1_000_000
        case "us", "µs", "μs": return 1000
        case "ns": return 1
        default: return nil
        }
    }

    /// As seconds: `90s`, `-0.5s`.
    public var text: String {
        (nanoseconds < 0 ? "-" : "") + String(nanoseconds.magnitude / 1_000_000_000)
            + fractionText(UInt32(nanoseconds.magnitude % 1_000_000_000)) + "s"
    }
}

/// A moment, to the nanosecond.
public struct CELTimestamp: Sendable, Hashable, Comparable {
    /// Seconds since 1970 in UTC.
    public let seconds: Int64
    /// What is added to them, 0 to 999,999,999.
    public let nanos: Int32

    /// That moment. Not limited to the years 1 to 9999, as results of CEL's arithmetic are.
    public init(seconds: Int64, nanos: Int32 = 0) {
        self.seconds = seconds
        self.nanos = nanos
    }

    var nanoseconds: Int128 { Int128(seconds) * 1_000_000_000 + Int128(nanos) }

    /// By length or time.
    public static func < (left: Self, right: Self) -> Bool {
        (left.seconds, left.nanos) < (right.seconds, right.nanos)
    }

    /// The first and last second of the years 1 to 9999.
    private static let range: ClosedRange<Int128> = -62_135_596_800...253_402_300_799

    /// A moment given in nanoseconds since 1970, if it lies in the years 1 to 9999.
    init(checked nanoseconds: Int128) throws(CELError) {
        var (seconds, nanos) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        if nanos < 0 {
            seconds -= 1
            nanos += 1_000_000_000
        }
        guard Self.range.contains(seconds) else { throw .overflow("timestamp") }
        self.init(seconds: Int64(seconds), nanos: Int32(nanos))
    }
}

/// A fraction of a second with its point, without zeros at the end; nothing for none.
func fractionText(_ nanos: UInt32) -> String {
    guard nanos != 0 else { return "" }
    var digits = String(nanos)
    digits = "." + String(repeating: "0", count: 9 - digits.count) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    return digits
}
