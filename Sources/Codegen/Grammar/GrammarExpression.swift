// SPDX-License-Identifier: Apache-2.0

/// The right side of a grammar's rule. There is no unlimited repetition, so every text is finite.
indirect enum GrammarExpression: Hashable, Sendable {
    case literal(String)
    case set(CodePoints)
    /// What the rule of that name stands for.
    case rule(String)
    case sequence([GrammarExpression])
    /// A sequence that is written on a line for each part.
    case block([GrammarExpression])
    case either([GrammarExpression])
    /// At least so often, at most so often.
    case times(GrammarExpression, Int, Int)

    static let empty = GrammarExpression.sequence([])

    static func optional(_ part: GrammarExpression) -> GrammarExpression {
        part == .empty ? part : .times(part, 0, 1)
    }

    /// One behind the other, with neighbouring literals joined.
    static func joined(_ parts: GrammarExpression...) -> GrammarExpression { joined(parts) }

    static func joined(_ parts: [GrammarExpression]) -> GrammarExpression {
        var result: [GrammarExpression] = []
        for part in parts {
            let inner = if case .sequence(let inner) = part { inner } else { [part] }
            for next in inner {
                if case .literal(let text) = next, case .literal(let before)? = result.last {
                    result[result.count - 1] = .literal(before + text)
                } else {
                    result.append(next)
                }
            }
        }
        return result.count == 1 ? result[0] : .sequence(result)
    }

    /// One of these, each named once.
    static func oneOf(_ parts: [GrammarExpression]) -> GrammarExpression {
        var result: [GrammarExpression] = []
        for part in parts {
            let inner = if case .either(let inner) = part { inner } else { [part] }
            for next in inner where !result.contains(next) { result.append(next) }
        }
        return result.count == 1 ? result[0] : .either(result)
    }

    /// Whether it stands for one character.
    var isCharacter: Bool {
        switch self {
        case .set: true
        case .literal(let text): text.unicodeScalars.count == 1
        default: false
        }
    }

    /// The rules that it names, in their order.
    var names: [String] {
        switch self {
        case .literal, .set: []
        case .rule(let name): [name]
        case .sequence(let parts), .block(let parts), .either(let parts): parts.flatMap(\.names)
        case .times(let part, _, _): part.names
        }
    }

    /// The number of characters of its longest text, if that is countable; `rules` are those of the
    /// names.
    func longest(_ rules: (String) -> Int) -> Int {
        switch self {
        case .literal(let text): text.unicodeScalars.count
        case .set: 1
        case .rule(let name): rules(name)
        case .sequence(let parts), .block(let parts):
            parts.reduce(0) { Self.clamped($0.addingReportingOverflow($1.longest(rules))) }
        case .either(let parts): parts.map { $0.longest(rules) }.max() ?? 0
        case .times(let part, _, let most): Self.clamped(part.longest(rules).multipliedReportingOverflow(by: most))
        }
    }

    private static func clamped(_ result: (partialValue: Int, overflow: Bool)) -> Int {
        result.overflow ? Int.max : result.partialValue
    }
}
