// SPDX-License-Identifier: Apache-2.0

/// The rules of a grammar. None contains itself, by the order in which they are made.
struct Grammar {
    /// llama.cpp writes repetitions out, and lets more than 2000 go on for ever without a word.
    private static let mostTimes = 1000

    private var rules: [String: GrammarExpression] = [:]
    private var names: [GrammarExpression: String] = [:]
    private var lengths: [String: Int] = [:]

    /// The rule for an expression. Equal ones share a rule, which has the name that was wished for first,
    /// with a number where another has it.
    mutating func rule(_ wish: String, _ content: GrammarExpression) -> GrammarExpression {
        if case .rule = content { return content }
        if let name = names[content] { return .rule(name) }
        let base = String(wish.unicodeScalars.map { Self.letters.contains($0.value) ? Character($0) : "-" })
        var name = base
        var count = 1
        while rules[name] != nil || name == "root" {
            count += 1
            name = "\(base)-\(count)"
        }
        rules[name] = content
        names[content] = name
        lengths[name] = content.longest { lengths[$0] ?? 0 }
        return .rule(name)
    }

    private static let letters = CodePoints("A-Za-z0-9-")

    /// A repetition, in pieces where it is long. `wish` names rules of it.
    mutating func times(_ wish: String, _ part: GrammarExpression, _ least: Int, _ most: Int) -> GrammarExpression {
        if most == 0 || part == .empty { return .empty }
        if least == 1 && most == 1 { return part }
        // Each repetition of a group writes the rules within it again.
        let atom = most <= 16 || part.isCharacter ? part : rule(wish, part)
        if most <= Self.mostTimes { return .times(atom, least, most) }
        let block = rule(wish + "-block", .times(atom, Self.mostTimes, Self.mostTimes))
        let (whole, rest) = least.quotientAndRemainder(dividingBy: Self.mostTimes)
        let start: [GrammarExpression] = [
            times(wish + "-block", block, whole, whole), times(wish, atom, rest, rest),
        ]
        return .joined(start + [upTo(most - least, wish, atom, block)])
    }

    /// Each number of times in one way only: full blocks, and less than one.
    private mutating func upTo(
        _ most: Int, _ wish: String, _ atom: GrammarExpression, _ block: GrammarExpression
    ) -> GrammarExpression {
        if most <= Self.mostTimes { return times(wish, atom, 0, most) }
        let (whole, rest) = most.quotientAndRemainder(dividingBy: Self.mostTimes)
        return .oneOf([
            .joined(
                times(wish + "-block", block, 0, whole - 1), times(wish, atom, 0, Self.mostTimes - 1)),
            .joined(times(wish + "-block", block, whole, whole), times(wish, atom, 0, rest)),
        ])
    }

    /// How many characters the longest text has.
    func longest(_ root: GrammarExpression) -> Int {
        root.longest { lengths[$0] ?? 0 }
    }

    /// All rules that are needed, each before those that it names.
    func text(root: GrammarExpression) -> String {
        var lines = [root.text(ofRule: "root")]
        var seen: Set<String> = []
        var open = Array(root.names.reversed())
        while let name = open.popLast() {
            guard seen.insert(name).inserted, let content = rules[name] else { continue }
            lines.append(content.text(ofRule: name))
            open += content.names.reversed()
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
