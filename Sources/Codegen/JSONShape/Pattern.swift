// SPDX-License-Identifier: Apache-2.0

/// What a whole text may look like: the part of regular expressions that JSON Schema's dialect, RE2
/// and grammars share.
indirect enum Pattern: Equatable, Sendable {
    case set(CodePoints)
    case text(String)
    case sequence([Pattern])
    case either([Pattern])
    /// At least so often, at most so often.
    case times(Pattern, Int, Int?)

    static let empty = Pattern.sequence([])
    static let any = Pattern.set(.all)
    static let digit = Pattern.set(.digits)
    static let anything = Pattern.times(.any, 0, nil)

    static func optional(_ pattern: Pattern) -> Pattern { .times(pattern, 0, 1) }

    static func oneOf(_ parts: [Pattern]) -> Pattern {
        parts.count == 1 ? parts[0] : .either(parts)
    }

    static func set(_ description: StaticString) -> Pattern { .set(CodePoints(description)) }

    var matchesEmpty: Bool { length.least == 0 }

    /// How many characters a match has; `most` is nothing where there is no limit.
    var length: (least: Int, most: Int?) {
        switch self {
        case .set: return (1, 1)
        case .text(let text): return (text.unicodeScalars.count, text.unicodeScalars.count)
        case .sequence(let parts):
            return parts.map(\.length).reduce((0, 0)) { ($0.0 + $1.0, Self.sum($0.1, $1.1)) }
        case .either(let parts):
            let lengths = parts.map(\.length)
            let most = lengths.contains { $0.most == nil } ? nil : lengths.compactMap(\.most).max() ?? 0
            return (lengths.map(\.least).min() ?? 0, most)
        case .times(let part, let least, let most):
            let inner = part.length
            guard let most, let longest = inner.most else { return (inner.least * least, nil) }
            return (inner.least * least, longest * most)
        }
    }

    private static func sum(_ one: Int?, _ other: Int?) -> Int? {
        guard let one, let other else { return nil }
        return one + other
    }

    /// The pattern for texts of these lengths only, where one repeated set can be cut to fit.
    func limited(to least: Int, _ most: Int?) -> Pattern? {
        let own = length
        if own.least >= least, let most, let longest = own.most, longest <= most { return self }
        if own.least >= least && most == nil { return self }
        let parts = if case .sequence(let parts) = self { parts } else { [self] }
        let flexible = parts.indices.filter { parts[$0].length.least != parts[$0].length.most }
        guard flexible.count == 1, case .times(let part, let low, let high) = parts[flexible[0]],
            part.length.least == 1, part.length.most == 1
        else { return nil }
        let rest = own.least - low
        let newLow = max(low, least - rest)
        let newHigh = most.map { min(high ?? Int.max, $0 - rest) } ?? high
        guard newHigh.map({ $0 >= newLow }) ?? true else { return nil }
        var result = parts
        result[flexible[0]] = .times(part, newLow, newHigh)
        return .sequence(result)
    }
}
