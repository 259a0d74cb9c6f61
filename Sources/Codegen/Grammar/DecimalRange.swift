// SPDX-License-Identifier: Apache-2.0

/// A decimal number that is not negative: `digits`, and how many zeros follow or, if negative, how many
/// of them stand behind the point.
struct DecimalNumber {
    var digits: Int128
    var exponent: Int

    /// The number in `text` (`12`, `0.5`, `1e-05`), without its sign.
    init(_ text: String) {
        let parts = text.split(separator: "e", maxSplits: 1)
        let mantissa = (parts.first ?? "0").filter { $0 != "-" }.split(
            separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let behind = mantissa.count == 2 ? String(mantissa[1]) : ""
        digits = Int128((mantissa.first ?? "0") + behind) ?? 0
        exponent = (parts.count == 2 ? Int(parts[1].filter { $0 != "+" }) ?? 0 : 0) - behind.count
        while digits > 0 && digits % 10 == 0 {
            digits /= 10
            exponent += 1
        }
    }

    /// How many units of 10 to the power of `-places` it has, at most `limit`.
    func units(_ places: Int, roundedUp: Bool, limit: Int128) -> Int128 {
        var result = digits
        var shift = exponent + places
        while shift > 0 && result <= limit && result > 0 {
            result *= 10
            shift -= 1
        }
        var hasRest = false
        while shift < 0 && (result > 0 || hasRest) {
            hasRest = hasRest || result % 10 != 0
            result /= 10
            shift += 1
            if result == 0 { break }
        }
        return min(limit, roundedUp && hasRest ? result + 1 : result)
    }

    /// The power of ten of its first digit; that of zero is the least there is.
    var power: Int {
        digits == 0 ? Int.min : String(digits).count - 1 + exponent
    }

    /// The number between 1 and 10 that it is with another exponent.
    var mantissa: DecimalNumber {
        var result = self
        result.exponent = 1 - String(digits).count
        return result
    }
}

/// Patterns of the numbers between two others.
enum DecimalRange {
    /// The greatest exponents of numbers, and those that are written without one by everyone.
    private static let exponents = -324...308
    private static let plain = -4...6
    /// Digits behind the point of a number with an exponent.
    private static let mantissaPlaces = 16

    /// Without an exponent, with up to `places` digits behind the point, and below 10 to the power of 17.
    /// Zero has a point where `pointsZero` is set.
    static func plain(
        _ low: DecimalNumber, _ high: DecimalNumber, places: Int, pointsZero: Bool = false
    ) -> Pattern? {
        let unit = (0..<places).reduce(Int128(1)) { power, _ in power * 10 }
        let limit = 100_000_000_000_000_000 * unit - 1
        let from = low.units(places, roundedUp: true, limit: limit + 1)
        let to = high.units(places, roundedUp: false, limit: limit)
        if from > to { return nil }
        let (first, last) = (from / unit, to / unit)
        let (start, end) = (fraction(from % unit, places), fraction(to % unit, places))
        if pointsZero && from == 0 {
            let zeros = branches([], last == 0 ? end : nil, places)
            let above = last == 0 ? nil : plain(DecimalNumber("1"), high, places: places)
            let parts = [zeros.isEmpty ? nil : .sequence([.text("0."), Pattern.oneOf(zeros)]), above].compactMap {
                $0
            }
            return parts.isEmpty ? nil : Pattern.oneOf(parts)
        }
        if first == last { return .sequence([.text("\(first)"), tail(start, end, places)]) }
        var parts: [Pattern] = []
        let isStartWhole = start.isEmpty
        let isEndWhole = to % unit == unit - 1
        if !isStartWhole { parts.append(.sequence([.text("\(first)"), tail(start, nil, places)])) }
        let middle = (isStartWhole ? first : first + 1, isEndWhole ? last : last - 1)
        if middle.0 <= middle.1 {
            parts.append(.sequence([Decimals.natural(middle.0...middle.1), tail([], nil, places)]))
        }
        if !isEndWhole { parts.append(.sequence([.text("\(last)"), tail([], end, places)])) }
        return Pattern.oneOf(parts)
    }

    /// The digits of a fraction, without zeros at the end.
    private static func fraction(_ units: Int128, _ places: Int) -> [UInt8] {
        let text = Array("\(units)".utf8)
        var digits = Array(repeating: UInt8(0x30), count: max(0, places - text.count)) + text
        while digits.last == 0x30 { digits.removeLast() }
        return digits
    }

    /// The point and what follows, or nothing: from `low` to `high`, which is nothing where there is no
    /// upper end.
    private static func tail(_ low: [UInt8], _ high: [UInt8]?, _ places: Int) -> Pattern {
        let branches = branches(low, high, places)
        if branches.isEmpty { return .empty }
        let behind = Pattern.sequence([.text("."), Pattern.oneOf(branches)])
        return low.isEmpty ? .optional(behind) : behind
    }

    /// Digits from `low` to `high`, also fewer where those that are missing may be zeros.
    private static func digits(_ low: [UInt8], _ high: [UInt8]?, _ places: Int) -> Pattern? {
        if places == 0 { return low.isEmpty ? .empty : nil }
        if low.isEmpty && high == nil { return .times(.digit, 0, places) }
        if low.isEmpty && high == [] { return .times(.text("0"), 0, places) }
        let branches = branches(low, high, places)
        if branches.isEmpty { return low.isEmpty ? .empty : nil }
        let pattern = Pattern.oneOf(branches)
        return low.isEmpty ? .optional(pattern) : pattern
    }

    /// At least one digit.
    private static func branches(_ low: [UInt8], _ high: [UInt8]?, _ places: Int) -> [Pattern] {
        if places == 0 { return [] }
        let first = low.first ?? 0x30
        let last = high.map { $0.first ?? 0x30 } ?? 0x39
        func branch(_ from: UInt8, _ to: UInt8, _ rest: Pattern?) -> [Pattern] {
            guard let rest, from <= to else { return [] }
            return [Decimals.digit(from, to, rest)]
        }
        let (lowRest, highRest) = (Array(low.dropFirst()), high.map { Array($0.dropFirst()) })
        if first > last { return [] }
        if first == last { return branch(first, last, digits(lowRest, highRest, places - 1)) }
        let isLowFree = lowRest.isEmpty
        return (isLowFree ? [] : branch(first, first, digits(lowRest, nil, places - 1)))
            + branch(isLowFree ? first : first + 1, high == nil ? last : last - 1, digits([], nil, places - 1))
            + (high == nil ? [] : branch(last, last, digits([], highRest, places - 1)))
    }

    // MARK: - With an exponent

    /// The numbers whose exponent says something, with one digit before the point.
    static func scientific(_ low: DecimalNumber, _ high: DecimalNumber) -> [Pattern] {
        if high.digits == 0 { return [] }
        let one = DecimalNumber("1")
        let ten = DecimalNumber("9.9999999999999999")
        let (first, last) = (max(low.power, exponents.lowerBound), min(high.power, exponents.upperBound))
        let start = low.power == first ? low.mantissa : one
        let end = high.power == last ? high.mantissa : ten
        if first > last { return [] }
        if first == last { return scientific(start, end, first...first) }
        let isStartWhole = start.digits == 1 && start.exponent == 0
        let isEndWhole = high.power != last
        let middle = (isStartWhole ? first : first + 1, isEndWhole ? last : last - 1)
        return (isStartWhole ? [] : scientific(start, ten, first...first))
            + (middle.0 <= middle.1 ? scientific(one, ten, middle.0...middle.1) : [])
            + (isEndWhole ? [] : scientific(one, end, last...last))
    }

    private static func scientific(
        _ low: DecimalNumber, _ high: DecimalNumber, _ powers: ClosedRange<Int>
    ) -> [Pattern] {
        guard let mantissa = plain(low, high, places: mantissaPlaces) else { return [] }
        var forms: [Pattern] = []
        // Beside what is long without an exponent, writers differ in where they begin to have one.
        let small = (powers.lowerBound, min(powers.upperBound, plain.lowerBound - 1))
        if small.0 <= small.1 { forms.append(.sequence([.text("-"), digits(-small.1 ... -small.0)])) }
        let large = (max(powers.lowerBound, plain.upperBound + 1), powers.upperBound)
        if large.0 <= large.1 { forms.append(.sequence([.optional(.text("+")), digits(large.0...large.1)])) }
        return forms.isEmpty ? [] : [.sequence([mantissa, .text("e"), Pattern.oneOf(forms)])]
    }

    /// An exponent's digits: `5` or `05`.
    private static func digits(_ range: ClosedRange<Int>) -> Pattern {
        let short = Decimals.natural(Int128(range.lowerBound)...Int128(range.upperBound))
        if range.lowerBound > 9 { return short }
        let one = Decimals.natural(Int128(range.lowerBound)...Int128(min(9, range.upperBound)))
        return .either([.sequence([.text("0"), one]), short])
    }
}
