// SPDX-License-Identifier: Apache-2.0

/// Writes shapes as a grammar of compact JSON.
struct GrammarBuilder {
    var shapes: ShapeBuilder
    var grammar = Grammar()
    let limits: GrammarLimits
    private var notes: Set<String> = []
    /// What the grammar leaves out, though the rules allow it.
    private var omissions: Set<String> = []
    /// Finished messages, by their keys and the levels below them.
    private var messages: [MessageLevel: GrammarExpression?] = [:]
    private var recursive: [String: Bool] = [:]

    private struct MessageLevel: Hashable {
        var key: String
        var levels: Int
    }

    init(index: TypeIndex, caps: ShapeBuilder.Caps, limits: GrammarLimits) {
        shapes = ShapeBuilder(index: index, caps: caps)
        self.limits = limits
    }

    /// What a text of the grammar may break: `PLACE: RULE`.
    var unchecked: [String] { shapes.notes.union(notes).sorted() }

    mutating func leave(_ place: String, _ rule: String) {
        notes.insert("\(place): \(rule)")
    }

    mutating func omit(_ place: String, _ what: String) {
        omissions.insert("\(place): \(what)")
    }

    /// The grammar of a message's JSON; nothing if there is none.
    mutating func document(of name: String) -> String? {
        let shape = shapes.value(of: "." + name, isRuled: true, name)
        guard let root = value(shape, Place(name, name, levels: limits.depth)) else { return nil }
        let rules = grammar.text(root: root)
        let open = shapes.open.map { "\($0.place): \(limit($0.kind))" }
        var head = [
            "\(name) as JSON, its fields in the order of their numbers; at most \(grammar.longest(root)) characters."
        ]
        if limits.isComplete { omit(name, "messages without fields that have their default") }
        let left = omissions.union(open).sorted()
        if !left.isEmpty { head += ["Left out, though the rules allow it:"] + left.map { "  " + $0 } }
        return (head.map { "# \($0)\n" } + ["\n", rules]).joined()
    }

    private func limit(_ kind: OpenPlace.Kind) -> String {
        switch kind {
        case .length: "more than \(limits.textLength) characters, or parts that repeat"
        case .entries: "more than \(limits.items) entries"
        case .array, .object, .value:
            "JSON of more than \(limits.depth) levels, and more than \(limits.items) entries in one"
        case .content: "types within an Any that no rule names"
        }
    }

    // MARK: - Values

    /// Where a value stands.
    struct Place {
        /// As lists of rules name it.
        var name: String
        /// What rules of the grammar are called.
        var rule: String
        /// How many more messages may stand within messages of their own type.
        var levels: Int

        init(_ name: String, _ rule: String, levels: Int) {
            self.name = name
            self.rule = rule
            self.levels = levels
        }
    }

    /// The JSON of a value; nothing where there is none.
    mutating func value(_ shape: ValueShape, _ place: Place) -> GrammarExpression? {
        switch shape {
        case .integer(let ranges): return integer(ranges)
        case .fraction(let shape): return fraction(shape, place)
        case .fractions(let numbers): return fractions(numbers)
        case .text(let shape): return text(shape, place)
        case .choices(let values): return .oneOf(values.map { choice($0) })
        case .names(let names, let numbers, let type): return enumeration(names, numbers, type, place)
        case .bool: return grammar.rule("boolean", .either([.literal("true"), .literal("false")]))
        case .null: return .literal("null")
        case .message(let key): return message(key, place)
        case .anyObject: return anyValue(limits.depth, [.object], place)
        case .anyArray: return anyValue(limits.depth, [.array], place)
        case .anyValue: return anyValue(limits.depth, [.object, .array, .scalar], place)
        case .typed(let urls): return typed(urls, place)
        case .either(let shapes):
            let parts = shapes.compactMap { value($0, place) }
            return parts.isEmpty ? nil : .oneOf(parts)
        }
    }

    private mutating func choice(_ value: JSONText) -> GrammarExpression {
        switch value {
        case .text(let text): return quoted(characters(.text(text)))
        case .plain("0"): return .joined(.literal("0"), .optional(.literal(".0")))
        default: return .literal(value.written())
        }
    }

    private mutating func enumeration(
        _ names: [String], _ numbers: IntegerRanges, _ type: String, _ place: Place
    ) -> GrammarExpression? {
        guard let first = names.first else { return numbers.isEmpty ? nil : integer(numbers) }
        if !numbers.isEmpty { omit(place.name, "numbers that have no name") }
        // What all names begin with is written once.
        var prefix = first
        for name in names { prefix = String(zip(prefix, name).prefix { $0 == $1 }.map(\.0)) }
        prefix =
            names.count == 1 ? first : String(prefix.prefix(through: prefix.lastIndex(of: "_") ?? prefix.startIndex))
        if !names.allSatisfy({ $0.hasPrefix(prefix) }) { prefix = "" }
        let rests = names.map { GrammarExpression.literal(String($0.dropFirst(prefix.count))) }
        return grammar.rule(
            Self.simpleName(type), .joined(.literal("\"" + prefix), .oneOf(rests), .literal("\"")))
    }

    static func simpleName(_ name: String) -> String {
        String(name.split(separator: ".").last ?? "").filter { $0 != "!" }
    }

    // MARK: - Any JSON

    enum JSONKind {
        case object, array, scalar
    }

    /// JSON of these kinds, with so many levels of objects and arrays.
    private mutating func anyValue(_ levels: Int, _ kinds: [JSONKind], _ place: Place) -> GrammarExpression {
        leave(place.name, "keys may be there twice")
        let text = anyText
        var parts: [GrammarExpression] = []
        for kind in kinds {
            switch kind {
            case .scalar:
                let number =
                    fraction(
                        FractionShape(ranges: [.init()]), Place("", "number", levels: 0)) ?? .literal("0")
                parts += [text, number, .literal("true"), .literal("false"), .literal("null")]
            case .array:
                parts.append(list(anyValue(levels - 1, place), 0, limits.items, "array", "[", "]") ?? .empty)
            case .object:
                let entry = GrammarExpression.joined(text, colon, anyValue(levels - 1, place))
                parts.append(list(entry, 0, limits.items, "object", "{", "}") ?? .empty)
            }
        }
        let name = kinds == [.array] ? "array" : kinds == [.object] ? "object" : "value-\(levels)"
        return grammar.rule(name, .oneOf(parts))
    }

    private mutating func anyValue(_ levels: Int, _ place: Place) -> GrammarExpression {
        anyValue(levels, levels > 0 ? [.object, .array, .scalar] : [.scalar], place)
    }

    // MARK: - Messages

    private mutating func message(_ key: String, _ place: Place) -> GrammarExpression? {
        var inner = place
        if isRecursive(key) {
            if place.levels == 0 {
                omit(place.name, "more than \(limits.depth) levels")
                return nil
            }
            inner.levels -= 1
        }
        let id = MessageLevel(key: key, levels: inner.levels)
        if let known = messages[id] { return known }
        guard let shape = shapes.messages[key] else { return nil }
        inner.rule = Self.simpleName(key)
        let content = messageContent(shape, inner, type: nil)
        messages[id] = .some(content)
        return content
    }

    /// Whether a message may contain itself.
    private mutating func isRecursive(_ key: String) -> Bool {
        if let known = recursive[key] { return known }
        var seen: Set<String> = []
        var open = [key]
        while let next = open.popLast() {
            for inner in keys(within: next) where seen.insert(inner).inserted { open.append(inner) }
        }
        recursive[key] = seen.contains(key)
        return seen.contains(key)
    }

    private mutating func keys(within key: String) -> [String] {
        (shapes.messages[key]?.fields ?? []).flatMap { field in
            switch field.content {
            case .single(let shape), .list(let shape, _, _), .map(_, let shape, _, _): keys(of: shape)
            }
        }
    }

    private mutating func keys(of shape: ValueShape) -> [String] {
        switch shape {
        case .message(let key): [key]
        case .either(let shapes): shapes.flatMap { keys(of: $0) }
        case .typed(let urls): urls.flatMap { url in content(of: url).map { keys(of: $0) } ?? [] }
        default: []
        }
    }

    // MARK: - Any

    /// The shape of what an Any of this type holds; nothing if the schema does not have it.
    private mutating func content(of url: String) -> ValueShape? {
        let name = "." + String(url.split(separator: "/", omittingEmptySubsequences: false).last ?? "")
        guard shapes.index.message(name) != nil else { return nil }
        return shapes.value(of: name, isRuled: false, String(name.dropFirst()))
    }

    private mutating func typed(_ urls: [String], _ place: Place) -> GrammarExpression? {
        if urls.isEmpty { return .literal("{}") }
        var parts: [GrammarExpression] = []
        for url in urls {
            guard let shape = content(of: url) else {
                omit(place.name, "an Any of \(url), which the schema does not have")
                continue
            }
            let type = GrammarExpression.joined(.literal("\"@type\""), colon, quoted(characters(.text(url))))
            if case .message(let key) = shape {
                guard !isRecursive(key) || place.levels > 0, let message = shapes.messages[key] else { continue }
                var inner = Place(place.name, place.rule + "-" + Self.simpleName(key), levels: place.levels)
                if isRecursive(key) { inner.levels -= 1 }
                if let content = messageContent(message, inner, type: type) { parts.append(content) }
            } else if let content = value(shape, place) {
                parts.append(.joined(.literal("{"), type, comma, .literal("\"value\""), colon, content, .literal("}")))
            }
        }
        return parts.isEmpty ? nil : .oneOf(parts)
    }
}
