// SPDX-License-Identifier: Apache-2.0

/// Patterns of the decimal digits of all numbers within bounds.
enum Decimals {
    /// Whole numbers, without leading zeros.
    static func pattern(_ ranges: IntegerRanges) -> Pattern {
        Pattern.oneOf(ranges.ranges.flatMap { signed($0) })
    }

    private static func signed(_ range: ClosedRange<Int128>) -> [Pattern] {
        var result: [Pattern] = []
        if range.lowerBound < 0 {
            let least = max(1, -range.upperBound)
            result.append(.sequence([.text("-"), natural(least...(-range.lowerBound))]))
        }
        if range.upperBound >= 0 { result.append(natural(max(0, range.lowerBound)...range.upperBound)) }
        return result
    }

    static func natural(_ range: ClosedRange<Int128>) -> Pattern {
        var parts: [Pattern] = []
        var power: Int128 = 1
        var firstWhole: Int?
        var lastWhole = 0
        func flush() {
            guard let first = firstWhole else { return }
            parts.append(
                .sequence([
                    .set("1-9"), first == lastWhole ? repeated(first - 1) : .times(.digit, first - 1, lastWhole - 1),
                ]))
            firstWhole = nil
        }
        for length in 1...39 {
            let least = length == 1 ? 0 : power
            let most = power > Int128.max / 10 ? Int128.max : power * 10 - 1
            if least > range.upperBound { break }
            if most >= range.lowerBound {
                let low = max(least, range.lowerBound)
                let high = min(most, range.upperBound)
                if low == least && high == most && length > 1 {
                    firstWhole = firstWhole ?? length
                    lastWhole = length
                } else {
                    flush()
                    parts.append(digits(Array("\(low)".utf8), Array("\(high)".utf8)))
                }
            }
            if power > Int128.max / 10 { break }
            power *= 10
        }
        flush()
        return Pattern.oneOf(parts)
    }

    /// Numbers of `low.count` digits from one to the other, leading zeros included.
    static func digits(_ low: [UInt8], _ high: [UInt8]) -> Pattern {
        guard let first = low.first, let last = high.first else { return .empty }
        let (restLow, restHigh) = (Array(low.dropFirst()), Array(high.dropFirst()))
        let zeros = restLow.allSatisfy { $0 == 0x30 }
        let nines = restHigh.allSatisfy { $0 == 0x39 }
        if first == last { return digit(first, last, digits(restLow, restHigh)) }
        if zeros && nines { return digit(first, last, repeated(restLow.count)) }
        var parts: [Pattern] = []
        let from = zeros ? first : first + 1
        let to = nines ? last : last - 1
        if !zeros { parts.append(digit(first, first, digits(restLow, restLow.map { _ in 0x39 }))) }
        if from <= to { parts.append(digit(from, to, repeated(restLow.count))) }
        if !nines { parts.append(digit(last, last, digits(restHigh.map { _ in 0x30 }, restHigh))) }
        return Pattern.oneOf(parts)
    }

    private static func repeated(_ count: Int) -> Pattern {
        count == 0 ? .empty : count == 1 ? .digit : .times(.digit, count, count)
    }

    /// A digit from one to the other, and what follows it.
    static func digit(_ from: UInt8, _ to: UInt8, _ rest: Pattern) -> Pattern {
        let head: Pattern =
            from == to ? .text(String(UnicodeScalar(from))) : .set(CodePoints([UInt32(from)...UInt32(to)]))
        return rest == .empty ? head : .sequence([head, rest])
    }
}
