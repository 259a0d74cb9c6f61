// SPDX-License-Identifier: Apache-2.0

extension GrammarBuilder {
    // MARK: - Marks between values

    // One space is let through, because most models were taught on JSON with it.
    var comma: GrammarExpression {
        mutating get { grammar.rule("comma", .joined(.literal(","), .optional(.literal(" ")))) }
    }
    var colon: GrammarExpression {
        mutating get { grammar.rule("colon", .joined(.literal(":"), .optional(.literal(" ")))) }
    }

    /// A list in brackets; nothing if it needs an entry, and there is none.
    mutating func list(
        _ item: GrammarExpression?, _ least: Int, _ most: Int, _ name: String, _ open: String, _ close: String
    ) -> GrammarExpression? {
        if least > most { return nil }
        guard let item, most > 0 else { return least == 0 ? .literal(open + close) : nil }
        let more = grammar.times("\(name)-more", .joined(comma, item), max(0, least - 1), most - 1)
        let entries = GrammarExpression.joined(item, more)
        return .joined(.literal(open), least == 0 ? .optional(entries) : entries, .literal(close))
    }

    // MARK: - Strings

    func quoted(_ content: GrammarExpression) -> GrammarExpression {
        .joined(.literal("\""), content, .literal("\""))
    }

    /// A string of any characters.
    var anyText: GrammarExpression {
        mutating get {
            let content = grammar.times("char", character(.all), 0, limits.textLength)
            return grammar.rule("text-\(limits.textLength)", quoted(content))
        }
    }

    mutating func text(_ shape: TextShape, _ place: Place) -> GrammarExpression? {
        let most = shape.most.map { min($0, GrammarLimits.mostRepetitions) }
        if most != shape.most { omit(place.name, "more than \(GrammarLimits.mostRepetitions) characters") }
        if shape.least > most ?? GrammarLimits.mostRepetitions { return nil }
        guard let pattern = shape.pattern else {
            let limit = most ?? max(limits.textLength, shape.least)
            let name = shape.least == 0 ? "text-\(limit)" : "text-\(shape.least)-\(limit)"
            let content = grammar.times("char", character(.all), shape.least, limit)
            return grammar.rule(name, quoted(content))
        }
        let own = pattern.length
        var fitted = pattern
        if own.least < shape.least || most.map({ own.most ?? Int.max > $0 }) ?? false {
            if let cut = pattern.limited(to: shape.least, most) {
                fitted = cut
            } else {
                for rule in shape.lengthRules { leave(place.name, "\(rule) (beside a pattern)") }
            }
        }
        let name = shape.definition ?? place.rule
        return grammar.rule(name, quoted(characters(fitted, most ?? limits.textLength, name)))
    }

    /// The texts of a pattern as they stand within quotation marks; `most` limits what has no limit.
    mutating func characters(_ pattern: Pattern, _ most: Int = 0, _ name: String = "") -> GrammarExpression {
        switch pattern {
        case .set(let points): return character(points)
        case .text(let text):
            return .joined(text.unicodeScalars.map { character(CodePoints([$0.value...$0.value])) })
        case .sequence(let parts): return .joined(parts.map { characters($0, most, name) })
        case .either(let parts): return .oneOf(parts.map { characters($0, most, name) })
        case .times(let part, let least, let limit):
            let limit = limit ?? max(least, most / max(1, part.length.least))
            return grammar.times("\(name)-part", characters(part, most, name), least, limit)
        }
    }

    /// One character of a string, as protobuf's writers have it: some escape more than others.
    private mutating func character(_ points: CodePoints) -> GrammarExpression {
        let raw = points.intersection(Self.raw)
        var forms: [GrammarExpression] = []
        if raw == points, raw.ranges.count == 1, raw.ranges[0].count == 1, Self.escaped.intersection(raw).isEmpty {
            return .literal(raw.text)
        }
        if !raw.isEmpty { forms.append(.set(raw)) }
        let short = CodePoints(Self.short.filter { points.contains($0.0) }.map { $0.1.value...$0.1.value })
        if !short.isEmpty {
            forms.append(.joined(.literal("\\"), short.text.count == 1 ? .literal(short.text) : .set(short)))
        }
        forms += codes(points.intersection(Self.escaped))
        let whole = GrammarExpression.oneOf(forms)
        if points == .all { return grammar.rule("char", whole) }
        return forms.count == 1 ? whole : grammar.rule("char", whole)
    }

    /// `\u001f` and so on, by the digits that they begin with.
    private func codes(_ points: CodePoints) -> [GrammarExpression] {
        var lasts: [(UInt32, [ClosedRange<UInt32>])] = []
        for value in points.ranges.flatMap({ Array($0) }) {
            let digit = value & 0xf
            let letter = digit < 10 ? 0x30 + digit : 0x57 + digit
            if lasts.last?.0 != value >> 4 { lasts.append((value >> 4, [])) }
            lasts[lasts.count - 1].1.append(letter...letter)
        }
        return lasts.map { head, digits in
            .joined(.literal("\\u" + String(hexadecimal: head, digits: 3)), .set(CodePoints(digits)))
        }
    }

    /// What may stand in a string as it is.
    private static let raw = CodePoints([0x20...0x21, 0x23...0x5b, 0x5d...0xd7ff, 0xe000...0x10ffff])
    /// What some writers give by its number.
    private static let escaped = CodePoints([0...0x1f, 0x7f...0x9f, 0x2028...0x2029])
    private static let short: [(UInt32, Unicode.Scalar)] = [
        (0x22, "\""), (0x5c, "\\"), (0x8, "b"), (0xc, "f"), (0xa, "n"), (0xd, "r"), (0x9, "t"),
    ]
}

extension CodePoints {
    /// All of them, one behind the other.
    fileprivate var text: String {
        var result = ""
        for value in ranges.flatMap({ Array($0) }) {
            if let scalar = Unicode.Scalar(value) { result.unicodeScalars.append(scalar) }
        }
        return result
    }
}
