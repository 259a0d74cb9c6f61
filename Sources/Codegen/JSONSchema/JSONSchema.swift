// SPDX-License-Identifier: Apache-2.0

/// Builds the schema of a message's canonical JSON.
struct JSONSchema {
    let index: TypeIndex
    private var definitions: [String: JSONText] = [:]
    /// What the schema leaves unchecked: `FIELD: RULE`.
    private(set) var unchecked: [String] = []

    init(index: TypeIndex) {
        self.index = index
    }

    mutating func document(of name: String) -> JSONText {
        let root = reference(to: name)
        let sorted = definitions.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        unchecked = Set(unchecked).sorted()
        guard case .object(let members) = root else { return root }
        return .object(
            [("$schema", .text("https://json-schema.org/draft/2020-12/schema"))] + members
                + [("$defs", .object(sorted))])
    }

    mutating func leave(_ place: String, _ rule: String) {
        unchecked.append("\(place): \(rule)")
    }

    // MARK: - Messages

    private mutating func reference(to name: String) -> JSONText {
        if let special = wellKnown(name) { return special }
        let key = String(name.dropFirst())
        if definitions[key] == nil {
            // Said before it is built: a message may contain itself.
            definitions[key] = .object([])
            definitions[key] = message(name)
        }
        return .object([("$ref", .text("#/$defs/\(key)"))])
    }

    private mutating func message(_ name: String) -> JSONText {
        guard let source = index.message(name) else { return .object([]) }
        let place = String(name.dropFirst())
        if let rules = RuleBytes(source.options) {
            for cel in rules.parts[3, default: []] {
                leave(place, "CEL rule \(RuleBytes(cel).text(1) ?? "without id")")
            }
            for text in rules.parts[5, default: []] {
                leave(place, "CEL rule \(String(decoding: text, as: UTF8.self))")
            }
            if rules.parts[4] != nil { leave(place, "at most one of a group of fields") }
        }
        for (position, oneof) in source.oneofs.enumerated()
        where source.fields.contains(where: { $0.oneofIndex == position && !$0.isProto3Optional }) {
            leave("\(place).\(oneof.name)", "one member of the oneof only, and its being required")
        }
        var properties: [(String, JSONText)] = []
        var required: [JSONText] = []
        for field in source.fields {
            let rules = RuleBytes(field.options) ?? RuleBytes([])
            let content = self.field(field, rules, "\(place).\(field.name)")
            properties.append((field.jsonName, described(content, by: field.origin)))
            if isRequired(field, rules) { required.append(.text(field.jsonName)) }
        }
        return described(
            .object([
                ("type", .text("object")), ("properties", .object(properties)), ("required", .array(required)),
                ("additionalProperties", .plain("false")),
            ]), by: source.origin)
    }

    /// Canonical JSON leaves defaults out; a field must be there where its default is not valid.
    private func isRequired(_ field: FieldDescriptor, _ rules: RuleBytes) -> Bool {
        if field.oneofIndex != nil || rules.number(27) != nil { return false }
        if rules.isTrue(25) { return true }
        if field.label == .repeated {
            return (rules.rules(18)?.number(1) ?? 0) > 0 || (rules.rules(19)?.number(1) ?? 0) > 0
        }
        guard let kind = FieldRuleKind(field.kind), let own = rules.rules(kind.number) else { return false }
        switch field.kind {
        case .enum: return own.list(4).contains(0)
        case .string: return (own.number(2) ?? 0) > 0 || (own.number(19) ?? 0) > 0
        default: return false
        }
    }

    private func described(_ content: JSONText, by origin: Origin) -> JSONText {
        let lines = origin.paragraphs(isDeprecated: false)
        guard case .object(let members) = content, !lines.isEmpty else { return content }
        let first = lines.prefix { !$0.isEmpty }.joined(separator: " ")
        return .object([("description", .text(first))] + members)
    }

    // MARK: - Fields

    private mutating func field(_ field: FieldDescriptor, _ rules: RuleBytes, _ place: String) -> JSONText {
        for cel in rules.parts[23, default: []] { leave(place, "CEL rule \(RuleBytes(cel).text(1) ?? "without id")") }
        if rules.parts[29] != nil { leave(place, "CEL expression") }
        if field.label != .repeated { return value(field, rules, place) }
        if let entry = index.message(field.typeName), entry.isMapEntry, entry.fields.count == 2 {
            let map = rules.rules(19) ?? RuleBytes([])
            for number in [1, 2, 4] as [UInt64] where map.fields.contains(number) {
                leave(place, "rules on pairs or keys")
            }
            let value = self.value(entry.fields[1], map.rules(5) ?? RuleBytes([]), place + "[]")
            return .object([("type", .text("object")), ("additionalProperties", value)])
        }
        let list = rules.rules(18) ?? RuleBytes([])
        var members: [(String, JSONText)] = [("type", .text("array"))]
        members.append(("items", value(field, list.rules(4) ?? RuleBytes([]), place + "[]")))
        if let least = list.number(1) { members.append(("minItems", .plain(String(least)))) }
        if let most = list.number(2) {
            members.append(("maxItems", .plain(String(most))))
        } else {
            leave(place, "the schema gives no greatest number of items")
        }
        if list.isTrue(3) { leave(place, "unique items") }
        return .object(members)
    }

    private mutating func value(_ field: FieldDescriptor, _ rules: RuleBytes, _ place: String) -> JSONText {
        if field.kind == .message || field.kind == .group {
            if rules.fields.contains(21) || rules.fields.contains(22) { leave(place, "bounds of a time") }
            return reference(to: field.typeName)
        }
        guard let kind = FieldRuleKind(field.kind) else { return .object([]) }
        let own = rules.rules(kind.number) ?? RuleBytes([])
        let skipsZero = rules.number(27) != nil
        if skipsZero && !own.fields.isEmpty {
            leave(place, "rules that hold unless the value is zero")
            return scalar(field, RuleBytes([]), kind, place)
        }
        return scalar(field, own, kind, place)
    }

    // MARK: - Well-known types

    private func wellKnown(_ name: String) -> JSONText? {
        let package = ".google.protobuf."
        guard name.hasPrefix(package) else { return nil }
        func text(_ pattern: String) -> JSONText { .object([("type", .text("string")), ("pattern", .text(pattern))]) }
        switch name.dropFirst(package.count) {
        case "Timestamp":
            return text("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?Z$")
        case "Duration": return text("^-?[0-9]{1,12}([.][0-9]{1,9})?s$")
        case "FieldMask", "StringValue", "BytesValue": return .object([("type", .text("string"))])
        case "Int64Value", "UInt64Value": return text("^-?[0-9]{1,20}$")
        case "BoolValue": return .object([("type", .text("boolean"))])
        case "Int32Value", "UInt32Value": return .object([("type", .text("integer"))])
        case "ListValue": return .object([("type", .text("array"))])
        case "Any", "Struct": return .object([("type", .text("object"))])
        case "Value", "DoubleValue", "FloatValue": return .object([])
        default: return nil
        }
    }
}
