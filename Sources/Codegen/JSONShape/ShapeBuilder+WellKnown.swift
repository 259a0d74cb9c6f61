// SPDX-License-Identifier: Apache-2.0

extension ShapeBuilder {
    /// The value of a field of a message type.
    mutating func messageValue(_ field: RuledField) -> ValueShape {
        let rules = field.isIgnored ? RuleBytes([]) : field.rules
        if let inner = wrapped(field), let kind = FieldRuleKind(inner.source.kind) {
            return scalar(inner, rules.rules(kind.number) ?? RuleBytes([])).0
        }
        switch field.source.typeName {
        case ".google.protobuf.Duration":
            let own = rules.rules(21) ?? RuleBytes([])
            for number in own.fields.subtracting([9]).sorted() {
                leave(field.place, "duration.\(FieldRuleKind.durationRules[number] ?? "extension \(number)")")
            }
        case ".google.protobuf.Timestamp":
            let own = rules.rules(22) ?? RuleBytes([])
            for number in own.fields.subtracting([10]).sorted() {
                leave(field.place, "timestamp.\(FieldRuleKind.timestampRules[number] ?? "extension \(number)")")
            }
        case ".google.protobuf.FieldMask":
            if rules.fields.contains(28) { leave(field.place, "field_mask") }
        case ".google.protobuf.Any":
            let own = rules.rules(20) ?? RuleBytes([])
            if own.fields.contains(3) { leave(field.place, "any.not_in") }
            leaveOpen(field.place, .content)
            return .typed(own.parts[2, default: []].map { String(decoding: $0, as: UTF8.self) })
        default: break
        }
        return value(of: field.source.typeName, isRuled: field.isRuled, field.place)
    }

    /// The scalar in a wrapper of google.protobuf, with the wrapper's rules.
    func wrapped(_ field: RuledField) -> RuledField? {
        guard field.source.typeName.hasPrefix(".google.protobuf."), field.source.typeName.hasSuffix("Value"),
            let message = index.message(field.source.typeName), message.fields.count == 1, message.oneofs.isEmpty,
            message.fields[0].label == .optional
        else { return nil }
        var source = message.fields[0]
        // What is there has presence.
        source.oneofIndex = 0
        return RuledField(source, field.rules, field.place, isRuled: field.isRuled)
    }

    /// The shape of a type whose JSON is not an object of its fields.
    mutating func wellKnown(_ name: String, _ place: String) -> ValueShape? {
        let package = ".google.protobuf."
        guard name.hasPrefix(package) else { return nil }
        switch name.dropFirst(package.count) {
        case "Timestamp": return .text(TextShape(pattern: TimeForms.timestamp, definition: "timestamp"))
        case "Duration": return .text(TextShape(pattern: TimeForms.duration, definition: "duration"))
        case "FieldMask":
            leaveOpen(place, .length)
            return .text(TextShape(pattern: .times(.set(CodePoints("_").inverted), 0, nil)))
        case "ListValue":
            leaveOpen(place, .array)
            return .anyArray
        case "Struct":
            leaveOpen(place, .object)
            return .anyObject
        case "Value":
            leaveOpen(place, .value)
            return .anyValue
        case "Any":
            leaveOpen(place, .content)
            return .typed([])
        case "StringValue", "BytesValue", "Int64Value", "UInt64Value", "Int32Value", "UInt32Value", "BoolValue",
            "DoubleValue", "FloatValue":
            guard let field = index.message(name)?.fields.first else { return nil }
            return scalar(RuledField(field, RuleBytes([]), place, isRuled: false), RuleBytes([])).0
        default: return nil
        }
    }
}

/// Patterns of times and durations that exist.
enum TimeForms {
    static let timestamp = Pattern.sequence([
        .either([
            .sequence([year, .text("-"), longMonths, .text("-"), day(31)]),
            .sequence([year, .text("-"), shortMonths, .text("-"), day(30)]),
            .sequence([year, .text("-02-"), day(28)]),
            .sequence([leapYear, .text("-02-29")]),
        ]),
        .text("T"), Decimals.digits(Array("00".utf8), Array("23".utf8)), .text(":"), minute, .text(":"), minute,
        fraction, .text("Z"),
    ])
    /// At most 10000 years.
    static let duration = Pattern.sequence([
        .optional(.text("-")), Decimals.natural(0...315_576_000_000), fraction, .text("s"),
    ])

    private static let fraction = Pattern.optional(.sequence([.text("."), .times(.digit, 1, 9)]))
    private static let minute = Decimals.digits(Array("00".utf8), Array("59".utf8))
    private static let year = Decimals.digits(Array("0001".utf8), Array("9999".utf8))
    private static let longMonths = Pattern.either([
        .sequence([.text("0"), .set("13578")]), .sequence([.text("1"), .set("02")]),
    ])
    private static let shortMonths = Pattern.either([.sequence([.text("0"), .set("469")]), .text("11")])
    private static let fourths = Pattern.either([
        .sequence([.text("0"), .set("48")]), .sequence([.set("2468"), .set("048")]),
        .sequence([.set("13579"), .set("26")]),
    ])
    private static let leapYear = Pattern.either([
        .sequence([.digit, .digit, fourths]), .sequence([fourths, .text("00")]),
    ])

    private static func day(_ last: Int) -> Pattern {
        Decimals.digits(Array("01".utf8), Array("\(last)".utf8))
    }
}
