// SPDX-License-Identifier: Apache-2.0

/// Finds the shapes of messages, and what of their rules a shape cannot hold.
struct ShapeBuilder {
    /// What a user allows less of than the schema does.
    struct Caps {
        var textLength: Int?
        var items: Int?
        /// Full names of fields that are left out.
        var without: Set<String> = []
    }

    let index: TypeIndex
    let caps: Caps
    /// By key: the name of the message, with `!` behind it where its rules do not hold.
    private(set) var messages: [String: MessageShape] = [:]
    /// What is not expressed: `PLACE: RULE`, the rule by its id.
    private(set) var notes: Set<String> = []
    /// What the rules leave open.
    private(set) var open: Set<OpenPlace> = []

    init(index: TypeIndex, caps: Caps = Caps()) {
        self.index = index
        self.caps = caps
    }

    mutating func leave(_ place: String, _ rule: String) {
        notes.insert("\(place): \(rule)")
    }

    mutating func leaveOpen(_ place: String, _ kind: OpenPlace.Kind) {
        open.insert(OpenPlace(place: place, kind: kind))
    }

    // MARK: - Messages

    /// The shape of a message's value, by its full name with a leading dot.
    mutating func value(of name: String, isRuled: Bool, _ place: String) -> ValueShape {
        if let special = wellKnown(name, place) { return special }
        let key = String(name.dropFirst()) + (isRuled ? "" : "!")
        if messages[key] == nil, let source = index.message(name) {
            // Said before it is built: a message may contain itself.
            messages[key] = MessageShape(name: key)
            messages[key] = message(source, name, key, isRuled: isRuled)
        }
        return .message(key)
    }

    private mutating func message(
        _ source: MessageDescriptor, _ name: String, _ key: String, isRuled: Bool
    ) -> MessageShape {
        let place = String(name.dropFirst())
        var shape = MessageShape(name: key, origin: source.origin)
        let grouped = Set(
            isRuled ? (RuleBytes(source.options)?.parts[4, default: []] ?? []).flatMap { Self.members($0) } : [])
        let closed = index.entries[name]?.features.applying(source.features)
        for field in source.fields {
            let rules = isRuled ? RuleBytes(field.options) ?? RuleBytes([]) : RuleBytes([])
            var reader = RuledField(field, rules, "\(place).\(field.name)", isRuled: isRuled)
            // Members of a group of fields are skipped at zero, unless they say otherwise.
            reader.isGrouped = grouped.contains(field.name) && rules.number(27) == nil
            if let features = closed { reader.features = features.applying(field.features) }
            let built = self.field(reader)
            if caps.without.contains(reader.place) {
                if built.isRequired { leave(reader.place, "required (it is left out)") }
            } else {
                shape.fields.append(built)
            }
        }
        for (position, oneof) in source.oneofs.enumerated() {
            let members = source.fields.filter { field in
                field.oneofIndex == position && !field.isProto3Optional
                    && shape.fields.contains { $0.number == field.number }
            }
            if members.isEmpty { continue }
            let isRequired = isRuled && (RuleBytes(oneof.options)?.isTrue(1) ?? false)
            shape.groups.append(
                .init(
                    place: "\(place).\(oneof.name)", fields: members.map(\.jsonName), isRequired: isRequired,
                    rule: "oneof"))
        }
        guard isRuled, let rules = RuleBytes(source.options) else { return shape }
        for bytes in rules.parts[4, default: []] {
            let group = RuleBytes(bytes)
            let names = Self.members(bytes)
            let fields = source.fields.filter { names.contains($0.name) }.map(\.jsonName)
            shape.groups.append(
                .init(place: place, fields: fields, isRequired: group.isTrue(2), rule: "message.oneof"))
        }
        expressions(rules, source, place, into: &shape)
        return shape
    }

    private static func members(_ group: [UInt8]) -> [String] {
        RuleBytes(group).parts[1, default: []].map { String(decoding: $0, as: UTF8.self) }
    }

    private mutating func expressions(
        _ rules: RuleBytes, _ source: MessageDescriptor, _ place: String, into shape: inout MessageShape
    ) {
        for cel in rules.parts[3, default: []].map({ RuleBytes($0) }) {
            let (id, text) = (cel.text(1) ?? "", cel.text(3) ?? "")
            if let sum = SumRule(id: id, expression: text, fields: source.fields, shapes: shape.fields) {
                shape.sums.append(sum)
            } else {
                leave(place, id.isEmpty ? text : id)
            }
        }
        for text in rules.parts[5, default: []].map({ String(decoding: $0, as: UTF8.self) }) {
            if let sum = SumRule(id: text, expression: text, fields: source.fields, shapes: shape.fields) {
                shape.sums.append(sum)
            } else {
                leave(place, text)
            }
        }
    }

    // MARK: - Fields

    private mutating func field(_ field: RuledField) -> FieldShape {
        expressions(field)
        let source = field.source
        var shape = FieldShape(
            name: source.jsonName, place: field.place, number: source.number, content: .single(.null),
            isRequired: source.label == .required || field.rules.isTrue(25), hasPresence: field.hasPresence,
            origin: source.origin)
        if source.label == .repeated {
            let (content, least) = many(field)
            shape.content = content
            if least > 0 { shape.isRequired = true }
            return shape
        }
        var (value, allowsZero) = self.value(field)
        if field.hasPresence {
            if field.skipsZero, let zero = zero(field) { value = .either([zero, value]) }
        } else {
            // Canonical JSON leaves the default out; the field must be there where that is not valid.
            if !allowsZero && !field.skipsZero { shape.isRequired = true }
            if field.rules.isTrue(25) && allowsZero { leave(field.place, "required (when given as zero)") }
        }
        shape.content = .single(value)
        return shape
    }

    private mutating func expressions(_ field: RuledField) {
        for cel in field.rules.parts[23, default: []].map({ RuleBytes($0) }) {
            leave(field.place, cel.text(1) ?? cel.text(3) ?? "")
        }
        for text in field.rules.parts[29, default: []] { leave(field.place, String(decoding: text, as: UTF8.self)) }
    }

    /// The shape of a list or map, and the number of entries without which it is not valid.
    private mutating func many(_ field: RuledField) -> (FieldShape.Content, Int) {
        let isRequired = field.rules.isTrue(25)
        if let entry = index.message(field.source.typeName), entry.isMapEntry, entry.fields.count == 2 {
            let rules = field.isIgnored ? RuleBytes([]) : field.rules.rules(19) ?? RuleBytes([])
            let ordered = entry.fields.sorted { $0.number < $1.number }
            let key = element(ordered[0], rules.rules(4), field, "[key]")
            let value = element(ordered[1], rules.rules(5), field, "[]")
            let least = max(Int(clamping: rules.number(1) ?? 0), isRequired ? 1 : 0)
            return (
                .map(key: key, value: value, least: least, most: most(rules.number(2), field, caps.items)),
                field.skipsZero ? 0 : least
            )
        }
        let rules = field.isIgnored ? RuleBytes([]) : field.rules.rules(18) ?? RuleBytes([])
        let item = element(field.source, rules.rules(4), field, "[]")
        if rules.isTrue(3) { leave(field.place, "repeated.unique") }
        let least = max(Int(clamping: rules.number(1) ?? 0), isRequired ? 1 : 0)
        return (.list(item, least: least, most: most(rules.number(2), field, caps.items)), field.skipsZero ? 0 : least)
    }

    private mutating func most(_ bits: UInt64?, _ field: RuledField, _ cap: Int?) -> Int? {
        let limits = [bits.map { Int(clamping: $0) }, cap].compactMap { $0 }
        if limits.isEmpty { leaveOpen(field.place, .entries) }
        return limits.min()
    }

    private mutating func element(
        _ source: FieldDescriptor, _ rules: RuleBytes?, _ outer: RuledField, _ suffix: String
    ) -> ValueShape {
        var inner = RuledField(source, rules ?? RuleBytes([]), outer.place + suffix, isRuled: outer.isRuled)
        inner.features = outer.features
        expressions(inner)
        let value = self.value(inner).0
        guard inner.skipsZero, let zero = zero(inner) else { return value }
        return .either([zero, value])
    }

    /// A value's shape, and whether zero is one of its values.
    private mutating func value(_ field: RuledField) -> (ValueShape, Bool) {
        if field.source.kind == .message || field.source.kind == .group {
            return (messageValue(field), true)
        }
        guard let kind = FieldRuleKind(field.source.kind) else { return (.anyValue, true) }
        return scalar(field, field.isIgnored ? RuleBytes([]) : field.rules.rules(kind.number) ?? RuleBytes([]))
    }
}

/// A field whose values have no bound of their own.
struct OpenPlace: Hashable {
    enum Kind: String {
        case length = "has no greatest length"
        case entries = "has no greatest number of entries"
        case array = "any JSON array"
        case object = "any JSON object"
        case value = "any JSON"
        case content = "what an Any holds"
    }

    var place: String
    var kind: Kind
}

/// A field, or an entry of one, with its rules.
struct RuledField {
    let source: FieldDescriptor
    let rules: RuleBytes
    let place: String
    /// Whether the rules of the message count at all.
    let isRuled: Bool
    var features: Features?
    var isGrouped = false

    init(_ source: FieldDescriptor, _ rules: RuleBytes, _ place: String, isRuled: Bool) {
        self.source = source
        // Ignored rules are no rules.
        self.rules = rules.number(27) == 3 ? RuleBytes([]) : rules
        self.place = place
        self.isRuled = isRuled && rules.number(27) != 3
    }

    var isIgnored: Bool { !isRuled }
    var skipsZero: Bool { rules.number(27) == 1 || isGrouped && !hasPresence }
    var hasPresence: Bool {
        source.oneofIndex != nil || source.label == .required || source.kind == .message || source.kind == .group
            || features?.presence != .implicit
    }
}
