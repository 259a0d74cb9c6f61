// SPDX-License-Identifier: Apache-2.0

// The notation that llama.cpp calls GBNF, in the part that other readers of it know too.

extension GrammarExpression {
    /// A rule: one alternative on a line where they are many.
    func text(ofRule name: String) -> String {
        let short = "\(name) ::= \(text())"
        guard case .either(let parts) = self, short.count > 100 else { return short }
        return "\(name) ::=\n" + parts.map { "  \($0.text(2))" }.joined(separator: " |\n")
    }

    /// `depth` is how far a line within brackets is indented.
    private func text(_ depth: Int = 1) -> String {
        switch self {
        case .literal(let text): return "\"" + text.unicodeScalars.map { Self.escaped($0, "\"") }.joined() + "\""
        case .set(let points): return "[" + points.ranges.map(Self.range).joined() + "]"
        case .rule(let name): return name
        case .sequence(let parts):
            if parts.isEmpty { return "\"\"" }
            return parts.map { if case .either = $0 { $0.atom(depth) } else { $0.text(depth) } }.joined(separator: " ")
        case .block(let parts):
            // Only within brackets may a line end anywhere.
            return Self.lines(parts.map { Self.joined($0).atom(depth + 1) }, depth, separator: "")
        case .either(let parts): return parts.map { $0.text(depth) }.joined(separator: " | ")
        case .times(let part, let least, let most): return part.atom(depth) + Self.count(least, most)
        }
    }

    /// The same, in brackets where it needs them before a count.
    private func atom(_ depth: Int) -> String {
        switch self {
        case .set, .rule, .times, .block: return text(depth)
        case .literal(let literal) where literal.unicodeScalars.count == 1: return text(depth)
        case .either(let parts):
            let short = "(\(text(depth)))"
            if short.count < 100 { return short }
            return Self.lines(parts.map { $0.text(depth + 1) }, depth, separator: " |")
        default: return "(\(text(depth)))"
        }
    }

    private static func lines(_ texts: [String], _ depth: Int, separator: String) -> String {
        let start = "\n" + String(repeating: "  ", count: depth)
        return "(" + start + texts.joined(separator: separator + start) + start.dropLast(2) + ")"
    }

    private static func count(_ least: Int, _ most: Int) -> String {
        switch (least, most) {
        case (0, 1): "?"
        case (1, 1): ""
        case _ where least == most: "{\(least)}"
        default: "{\(least),\(most)}"
        }
    }

    private static func range(_ range: ClosedRange<UInt32>) -> String {
        let ends = [range.lowerBound, range.upperBound].compactMap { Unicode.Scalar($0) }.map { escaped($0, "[]^-") }
        return switch range.count {
        case 1: ends[0]
        case 2: ends.joined()
        default: ends.joined(separator: "-")
        }
    }

    /// A character as literals and classes have it; `special` are those that mean something there.
    private static func escaped(_ scalar: Unicode.Scalar, _ special: String) -> String {
        switch scalar {
        case "\\": return "\\\\"
        case "\"": return special == "\"" ? "\\\"" : "\""
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        default:
            if scalar.value > 0x20 && scalar.value < 0x7f || scalar == " " && special == "\"" {
                guard special.unicodeScalars.contains(scalar) else { return String(scalar) }
                return "\\x" + String(hexadecimal: scalar.value, digits: 2, uppercase: true)
            }
            let (letter, count) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
            return "\\\(letter)" + String(hexadecimal: scalar.value, digits: count, uppercase: true)
        }
    }
}
