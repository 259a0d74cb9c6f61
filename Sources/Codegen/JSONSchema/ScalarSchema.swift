// SPDX-License-Identifier: Apache-2.0

/// The rules of one type within `buf.validate.FieldRules`.
struct FieldRuleKind {
    /// Their field number.
    let number: UInt64
    /// How a bound is written, out of its bits; nothing for types whose bounds are not expressible.
    let bound: ((UInt64) -> String)?

    init?(_ kind: FieldDescriptor.Kind) {
        func signed(_ bits: UInt64) -> String { String(Int64(bitPattern: bits)) }
        func zigZag(_ bits: UInt64) -> String { String(Int64(bitPattern: bits >> 1) ^ -Int64(bits & 1)) }
        switch kind {
        case .float: (number, bound) = (1, { Self.number(Double(Float(bitPattern: UInt32(truncatingIfNeeded: $0)))) })
        case .double: (number, bound) = (2, { Self.number(Double(bitPattern: $0)) })
        case .int32: (number, bound) = (3, signed)
        case .int64: (number, bound) = (4, nil)
        case .uint32: (number, bound) = (5, { String($0) })
        case .uint64: (number, bound) = (6, nil)
        case .sint32: (number, bound) = (7, zigZag)
        case .sint64: (number, bound) = (8, nil)
        case .fixed32: (number, bound) = (9, { String($0) })
        case .fixed64: (number, bound) = (10, nil)
        case .sfixed32: (number, bound) = (11, { String(Int32(truncatingIfNeeded: $0)) })
        case .sfixed64: (number, bound) = (12, nil)
        case .bool: (number, bound) = (13, nil)
        case .string: (number, bound) = (14, nil)
        case .bytes: (number, bound) = (15, nil)
        case .enum: (number, bound) = (16, nil)
        case .message, .group: return nil
        }
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
    }
}

extension JSONSchema {
    mutating func scalar(_ field: FieldDescriptor, _ rules: RuleBytes, _ kind: FieldRuleKind, _ place: String)
        -> JSONText
    {
        switch field.kind {
        case .string: return text(rules, place)
        case .enum: return enumeration(field, rules, place)
        case .bool: return .object([("type", .text("boolean"))])
        case .bytes:
            if !rules.fields.isEmpty { leave(place, "rules on bytes") }
            return .object([("type", .text("string")), ("pattern", .text("^[A-Za-z0-9+/]*={0,2}$"))])
        case .int64, .sint64, .sfixed64, .uint64, .fixed64:
            if !rules.fields.isEmpty { leave(place, "bounds of a 64-bit number, which is a text in JSON") }
            let sign = field.kind == .uint64 || field.kind == .fixed64 ? "" : "-?"
            return .object([("type", .text("string")), ("pattern", .text("^\(sign)(0|[1-9][0-9]{0,19})$"))])
        default: return number(field, rules, kind, place)
        }
    }

    private mutating func number(
        _ field: FieldDescriptor, _ rules: RuleBytes, _ kind: FieldRuleKind, _ place: String
    ) -> JSONText {
        let isFraction = field.kind == .double || field.kind == .float
        var members: [(String, JSONText)] = [("type", .text(isFraction ? "number" : "integer"))]
        var rest = rules.fields.subtracting(isFraction ? [8, 9] : [8])
        let isOutside =
            (rules.number(2) ?? rules.number(3)) != nil && (rules.number(4) ?? rules.number(5)) != nil
            && isExclusive(rules, kind)
        if let bound = kind.bound, !isOutside {
            let names: [(UInt64, String)] = [
                (5, "minimum"), (4, "exclusiveMinimum"), (3, "maximum"), (2, "exclusiveMaximum"), (1, "const"),
            ]
            for (rule, name) in names {
                guard let bits = rules.number(rule) else { continue }
                members.append((name, .plain(bound(bits))))
                rest.remove(rule)
            }
        }
        if !isFraction && !members.contains(where: { $0.0 == "minimum" }) && isUnsigned(field.kind) {
            members.append(("minimum", .plain("0")))
        }
        if !rest.isEmpty { leave(place, "rules \(rest.sorted().map(String.init).joined(separator: ", ")) of its type") }
        let isFinite = !isFraction || rules.isTrue(8) || members.count > 1
        if isFinite { return .object(members) }
        let words = ["NaN", "Infinity", "-Infinity"].map { JSONText.text($0) }
        return .object([("anyOf", .array([.object(members), .object([("enum", .array(words))])]))])
    }

    /// A lower bound above the upper one means the outside of both.
    private func isExclusive(_ rules: RuleBytes, _ kind: FieldRuleKind) -> Bool {
        guard let bound = kind.bound, let low = (rules.number(5) ?? rules.number(4)).flatMap({ Double(bound($0)) }),
            let high = (rules.number(3) ?? rules.number(2)).flatMap({ Double(bound($0)) })
        else { return false }
        return low > high
    }

    private func isUnsigned(_ kind: FieldDescriptor.Kind) -> Bool { kind == .uint32 || kind == .fixed32 }

    private mutating func text(_ rules: RuleBytes, _ place: String) -> JSONText {
        var members: [(String, JSONText)] = [("type", .text("string"))]
        if let least = rules.number(19) ?? rules.number(2) { members.append(("minLength", .plain(String(least)))) }
        if let most = rules.number(19) ?? rules.number(3) {
            members.append(("maxLength", .plain(String(most))))
        } else if rules.text(6) == nil {
            leave(place, "the schema gives no greatest length")
        }
        if let pattern = rules.text(6) { members.append(("pattern", .text(pattern))) }
        let rest = rules.fields.subtracting([2, 3, 6, 19, 34])
        if !rest.isEmpty { leave(place, "rules \(rest.sorted().map(String.init).joined(separator: ", ")) of strings") }
        return .object(members)
    }

    private mutating func enumeration(_ field: FieldDescriptor, _ rules: RuleBytes, _ place: String) -> JSONText {
        guard case .enumeration(let enumeration)? = index.entries[field.typeName]?.content else { return .object([]) }
        func isAllowed(_ number: Int32) -> Bool {
            let bits = UInt64(bitPattern: Int64(number))
            let wanted = rules.list(3)
            return !rules.list(4).contains(bits) && (wanted.isEmpty || wanted.contains(bits))
                && (rules.number(1) ?? bits) == bits
        }
        let names = enumeration.values.filter { isAllowed($0.number) }.map { JSONText.text($0.name) }
        let known = JSONText.object([("type", .text("string")), ("enum", .array(names))])
        if rules.isTrue(2) || !rules.list(3).isEmpty || rules.number(1) != nil { return known }
        if !rules.list(4).isEmpty { leave(place, "numbers that are forbidden, given as numbers") }
        return .object([("anyOf", .array([known, .object([("type", .text("integer"))])]))])
    }
}
