// SPDX-License-Identifier: Apache-2.0

/// Writes shapes as a JSON Schema.
struct JSONSchema {
    private var builder: ShapeBuilder
    private var definitions: [String: JSONText] = [:]
    private var notes: Set<String> = []

    init(index: TypeIndex, caps: ShapeBuilder.Caps) {
        builder = ShapeBuilder(index: index, caps: caps)
    }

    /// What the schema leaves unchecked: `PLACE: RULE`.
    var unchecked: [String] {
        builder.notes.union(notes).union(builder.open.map { "\($0.place): \($0.kind.rawValue)" }).sorted()
    }

    mutating func document(of name: String) -> JSONText {
        let root = value(builder.value(of: name, isRuled: true, String(name.dropFirst())))
        for (key, message) in builder.messages.sorted(by: { $0.key < $1.key }) {
            definitions[key] = self.message(message)
        }
        let sorted = definitions.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        guard case .object(let members) = root else { return root }
        return .object(
            [("$schema", .text("https://json-schema.org/draft/2020-12/schema"))] + members
                + (sorted.isEmpty ? [] : [("$defs", .object(sorted))]))
    }

    // MARK: - Messages

    private mutating func message(_ message: MessageShape) -> JSONText {
        for sum in message.sums { notes.insert("\(message.name): \(sum.id)") }
        for group in message.groups {
            notes.insert("\(group.place): \(group.rule)")
            if group.isRequired && group.rule == "oneof" { notes.insert("\(group.place): required") }
        }
        var properties: [(String, JSONText)] = []
        for field in message.fields {
            properties.append((field.name, described(content(field), by: field.origin)))
        }
        return described(
            .object([
                ("type", .text("object")), ("properties", .object(properties)),
                ("required", .array(message.fields.filter(\.isRequired).map { .text($0.name) })),
                ("additionalProperties", .plain("false")),
            ]), by: message.origin)
    }

    private mutating func content(_ field: FieldShape) -> JSONText {
        switch field.content {
        case .single(let shape): return value(shape)
        case .list(let item, let least, let most):
            var members: [(String, JSONText)] = [("type", .text("array")), ("items", value(item))]
            if least > 0 { members.append(("minItems", .plain(String(least)))) }
            if let most { members.append(("maxItems", .plain(String(most)))) }
            return .object(members)
        case .map(let key, let element, let least, let most):
            // Servers know no bounds of the number of members.
            if least > 0 { notes.insert("\(field.place): map.min_pairs") }
            if most != nil { notes.insert("\(field.place): map.max_pairs") }
            guard let names = key.fewTexts else {
                if case .text(let text) = key, text.least == 0, text.most == nil, text.pattern == nil {
                } else {
                    notes.insert("\(field.place): keys: a JSON Schema lets any text be a key")
                }
                return .object([("type", .text("object")), ("additionalProperties", value(element))])
            }
            return .object([
                ("type", .text("object")), ("properties", .object(names.map { ($0, value(element)) })),
                ("required", .array([])), ("additionalProperties", .plain("false")),
            ])
        }
    }

    private func described(_ content: JSONText, by origin: Origin) -> JSONText {
        let lines = origin.paragraphs(isDeprecated: false)
        guard case .object(let members) = content, !lines.isEmpty else { return content }
        let first = lines.prefix { !$0.isEmpty }.joined(separator: " ")
        return .object([("description", .text(first))] + members)
    }

    // MARK: - Values

    private mutating func value(_ shape: ValueShape) -> JSONText {
        switch shape {
        case .integer(let ranges): return integer(ranges)
        case .fraction(let fraction): return self.fraction(fraction)
        case .text(let text): return self.text(text)
        case .choices(let values):
            let isText = values.allSatisfy { if case .text = $0 { true } else { false } }
            return .object((isText ? [("type", .text("string"))] : []) + [("enum", .array(values))])
        case .fractions(let numbers): return .object([("enum", .array(numbers.map { .plain($0) }))])
        case .names(let names, let numbers, _):
            let known = JSONText.object([("type", .text("string")), ("enum", .array(names.map { .text($0) }))])
            if numbers.isEmpty { return known }
            return names.isEmpty ? integer(numbers) : any([known, integer(numbers)])
        case .bool: return .object([("type", .text("boolean"))])
        case .null: return .object([("type", .text("null"))])
        case .message(let key): return reference(key)
        case .anyObject: return .object([("type", .text("object")), ("additionalProperties", .plain("true"))])
        case .anyArray: return .object([("type", .text("array"))])
        case .anyValue: return .object([])
        case .typed(let urls):
            let type = urls.isEmpty ? value(.text(TextShape())) : value(.choices(urls.map { .text($0) }))
            return .object([
                ("type", .text("object")), ("properties", .object([("@type", type)])),
                ("required", .array(urls.isEmpty ? [] : [.text("@type")])),
                ("additionalProperties", .plain("true")),
            ])
        case .either(let shapes): return any(shapes.map { value($0) })
        }
    }

    private func any(_ parts: [JSONText]) -> JSONText {
        let flat = parts.flatMap { part -> [JSONText] in
            guard case .object(let members) = part, members.count == 1, members[0].0 == "anyOf",
                case .array(let inner) = members[0].1
            else { return [part] }
            return inner
        }
        return flat.count == 1 ? flat[0] : .object([("anyOf", .array(flat))])
    }

    private func reference(_ key: String) -> JSONText {
        .object([("$ref", .text("#/$defs/\(key)"))])
    }

    private func integer(_ allowed: IntegerRanges) -> JSONText {
        any(
            allowed.ranges.map { range in
                .object([
                    ("type", .text("integer")), ("minimum", .plain("\(range.lowerBound)")),
                    ("maximum", .plain("\(range.upperBound)")),
                ])
            })
    }

    private func fraction(_ shape: FractionShape) -> JSONText {
        var parts = shape.ranges.map { range in
            var members: [(String, JSONText)] = [("type", .text("number"))]
            if let low = range.low {
                members.append((low.isExclusive ? "exclusiveMinimum" : "minimum", .plain(low.text)))
            }
            if let high = range.high {
                members.append((high.isExclusive ? "exclusiveMaximum" : "maximum", .plain(high.text)))
            }
            return JSONText.object(members)
        }
        if !shape.words.isEmpty {
            parts.append(.object([("type", .text("string")), ("enum", .array(shape.words.map { .text($0) }))]))
        }
        return any(parts)
    }

    private mutating func text(_ shape: TextShape) -> JSONText {
        var members: [(String, JSONText)] = [("type", .text("string"))]
        if shape.least > 0 { members.append(("minLength", .plain(String(shape.least)))) }
        if let most = shape.most { members.append(("maxLength", .plain(String(most)))) }
        if let pattern = shape.pattern { members.append(("pattern", .text(pattern.text))) }
        guard let name = shape.definition else { return .object(members) }
        definitions[name] = .object(members)
        return reference(name)
    }
}
