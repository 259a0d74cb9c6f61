// SPDX-License-Identifier: Apache-2.0

/// Reads RE2's syntax as far as it means the same everywhere: characters, classes, groups,
/// alternatives, repetitions, and the ends of the text. Everything else gives nothing.
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private var at = 0

    /// The pattern of the texts in which `source` is found.
    static func parse(_ source: String) -> Pattern? {
        var parser = PatternParser(source)
        let startsAtStart = parser.take("^")
        var body = parser.scalars
        // The end counts only where it ends the whole and is not escaped.
        let slashes = body.dropLast().reversed().prefix { $0 == "\\" }.count
        let endsAtEnd = body.last == "$" && slashes % 2 == 0
        if endsAtEnd { body.removeLast() }
        var inner = PatternParser(scalars: body, at: parser.at)
        guard let pattern = inner.alternatives(), inner.at == body.count else { return nil }
        // An anchor would belong to one alternative only.
        if case .either = pattern, startsAtStart || endsAtEnd { return nil }
        var parts = [pattern]
        if !startsAtStart { parts.insert(.anything, at: 0) }
        if !endsAtEnd { parts.append(.anything) }
        return parts.count == 1 ? pattern : .sequence(parts)
    }

    private init(_ source: String) {
        scalars = Array(source.unicodeScalars)
    }

    private init(scalars: [Unicode.Scalar], at: Int) {
        self.scalars = scalars
        self.at = at
    }

    private var next: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        at += 1
        return true
    }

    private mutating func alternatives() -> Pattern? {
        var all: [Pattern] = []
        repeat {
            guard let one = sequence() else { return nil }
            all.append(one)
        } while take("|")
        return .oneOf(all)
    }

    private mutating func sequence() -> Pattern? {
        var parts: [Pattern] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            guard let atom = atom(), let repeated = repeated(atom) else { return nil }
            parts.append(repeated)
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func repeated(_ atom: Pattern) -> Pattern? {
        var result = atom
        if take("*") {
            result = .times(atom, 0, nil)
        } else if take("+") {
            result = .times(atom, 1, nil)
        } else if take("?") {
            result = .times(atom, 0, 1)
        } else if take("{") {
            guard let least = count() else { return nil }
            var most: Int? = least
            if take(",") { most = count() }
            guard take("}"), most.map({ $0 >= least }) ?? true else { return nil }
            result = .times(atom, least, most)
        } else {
            return atom
        }
        // Lazy ones match the same texts; two in a row are not the same everywhere.
        _ = take("?")
        if let scalar = next, "*+?{".unicodeScalars.contains(scalar) { return nil }
        return result
    }

    private mutating func count() -> Int? {
        var digits = ""
        while let scalar = next, ("0"..."9").contains(scalar) {
            digits.unicodeScalars.append(scalar)
            at += 1
        }
        return Int(digits)
    }

    private mutating func atom() -> Pattern? {
        if take("(") {
            if take("?") {
                guard take(":") else { return nil }
            }
            guard let inner = alternatives(), take(")") else { return nil }
            return inner
        }
        if take("[") { return bracket().map { .set($0) } }
        if take(".") { return .set(CodePoints([0xa...0xa]).inverted) }
        if take("\\") { return escaped().map { .set($0) } }
        guard let scalar = next, !"^$*+?{}".unicodeScalars.contains(scalar) else { return nil }
        at += 1
        return .text(String(scalar))
    }

    private mutating func bracket() -> CodePoints? {
        let isNegated = take("^")
        var ranges: [ClosedRange<UInt32>] = []
        var isFirst = true
        while let scalar = next, scalar != "]" || isFirst {
            isFirst = false
            guard let low = member() else { return nil }
            let isRange = next == "-" && at + 1 < scalars.count && scalars[at + 1] != "]"
            guard isRange else {
                ranges += low.ranges
                continue
            }
            at += 1
            guard let high = member(), let from = Self.single(low), let to = Self.single(high), from <= to else {
                return nil
            }
            ranges.append(from...to)
        }
        guard take("]") else { return nil }
        return isNegated ? CodePoints(ranges).inverted : CodePoints(ranges)
    }

    private static func single(_ points: CodePoints) -> UInt32? {
        guard points.ranges.count == 1, points.ranges[0].count == 1 else { return nil }
        return points.ranges[0].lowerBound
    }

    private mutating func member() -> CodePoints? {
        guard let scalar = next else { return nil }
        at += 1
        if scalar == "\\" { return escaped() }
        // A named class: [[:alpha:]].
        if scalar == "[" && next == ":" { return nil }
        return CodePoints([scalar.value...scalar.value])
    }

    private mutating func escaped() -> CodePoints? {
        guard let scalar = next else { return nil }
        at += 1
        switch scalar {
        case "d": return .digits
        case "D": return CodePoints.digits.inverted
        case "w": return CodePoints("0-9A-Za-z_")
        case "W": return CodePoints("0-9A-Za-z_").inverted
        case "s": return CodePoints([9...10, 12...13, 32...32])
        case "S": return CodePoints([9...10, 12...13, 32...32]).inverted
        case "n": return CodePoints([10...10])
        case "r": return CodePoints([13...13])
        case "t": return CodePoints([9...9])
        case "f": return CodePoints([12...12])
        default:
            let isLetter = ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
            if isLetter || ("0"..."9").contains(scalar) || scalar.value > 0x7f { return nil }
            return CodePoints([scalar.value...scalar.value])
        }
    }
}
