// SPDX-License-Identifier: Apache-2.0

extension GrammarBuilder {
    // MARK: - Whole numbers

    mutating func integer(_ ranges: IntegerRanges) -> GrammarExpression {
        let content = characters(Decimals.pattern(ranges))
        if case .literal = content { return content }
        let name = ranges.ranges.map { "\(Self.name($0.lowerBound))-\(Self.name($0.upperBound))" }
        return grammar.rule("integer-" + name.joined(separator: "-or-"), content)
    }

    /// A number as part of a rule's name.
    private static func name(_ number: Int128) -> String {
        number < 0 ? "minus\(-number)" : "\(number)"
    }

    // MARK: - Fractions

    mutating func fractions(_ numbers: [String]) -> GrammarExpression {
        let bounds = numbers.map { FractionShape.Bound(text: $0, value: Double($0) ?? 0, isExclusive: false) }
        let ranges = bounds.map { FractionShape.Range(low: $0, high: $0) }
        return .oneOf(ranges.flatMap { self.numbers($0, hasAllPlaces: true) }.map { characters($0) })
    }

    mutating func fraction(_ shape: FractionShape, _ place: Place) -> GrammarExpression? {
        var patterns = shape.ranges.flatMap { numbers($0, hasAllPlaces: limits.hasExponents) }
        if shape.ranges.contains(where: { $0.low == nil || $0.high == nil }) {
            omit(place.name, "numbers beyond 1e308")
        }
        if !limits.hasExponents { omit(place.name, "more than \(limits.places) digits behind the point") }
        patterns += shape.words.map { .text("\"\($0)\"") }
        if patterns.isEmpty { return nil }
        return grammar.rule(Self.name(shape), .oneOf(patterns.map { plain($0) }))
    }

    /// The end of numbers without a bound. The greatest one is not much greater, but has many digits.
    private static let most = "9.9999999999999999e+307"

    /// The pattern as it stands outside of strings.
    private mutating func plain(_ pattern: Pattern) -> GrammarExpression {
        if case .text(let text) = pattern { return .literal(text) }
        return characters(pattern, 0, "number")
    }

    /// `number-0-1` where the bounds are whole numbers.
    private static func name(_ shape: FractionShape) -> String {
        let texts = shape.ranges.flatMap { [$0.low?.text, $0.high?.text] }.compactMap { $0 }
        guard texts.count == 2, texts.allSatisfy({ $0.count < 12 && Int($0) != nil }) else { return "number" }
        return "number-" + texts.map { $0.replacing("-", with: "minus") }.joined(separator: "-")
    }

    /// The numbers of a range, those below zero first.
    private func numbers(_ range: FractionShape.Range, hasAllPlaces: Bool) -> [Pattern] {
        // The next number beside an exclusive bound is the one that may be written.
        let low = range.low.map { $0.isExclusive ? "\($0.value.nextUp)" : $0.text } ?? "-\(Self.most)"
        let high = range.high.map { $0.isExclusive ? "\($0.value.nextDown)" : $0.text } ?? Self.most
        let isLowNegative = low.hasPrefix("-")
        let isHighNegative = high.hasPrefix("-")
        let zero = DecimalNumber("0")
        var result: [Pattern] = []
        if isLowNegative {
            let numbers = forms(
                isHighNegative ? DecimalNumber(high) : zero, DecimalNumber(low), hasAllPlaces, isNegative: true)
            result += numbers.map { .sequence([.text("-"), $0]) }
        }
        if !isHighNegative {
            let least = isLowNegative ? zero : DecimalNumber(low)
            result += forms(least, DecimalNumber(high), hasAllPlaces, isNegative: false)
            if least.digits == 0 { result.append(.text("-0.0")) }
        }
        return result
    }

    private func forms(
        _ low: DecimalNumber, _ high: DecimalNumber, _ hasAllPlaces: Bool, isNegative: Bool
    ) -> [Pattern] {
        let places = hasAllPlaces ? 20 : limits.places
        // `-0` is a whole number to some readers, and those have no negative zero.
        let plain = DecimalRange.plain(low, high, places: places, pointsZero: isNegative)
        return [plain].compactMap { $0 } + (hasAllPlaces ? DecimalRange.scientific(low, high) : [])
    }
}
