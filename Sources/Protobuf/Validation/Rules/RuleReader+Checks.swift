// SPDX-License-Identifier: Apache-2.0

/// Rules of a type of values: `StringRules`, `Int32Rules` and so on.
extension RuleReader {
    func readChecks(
        _ rules: DynamicMessage, type: String, of field: FieldDescriptor, _ role: Role, at path: [FieldPathElement],
        into result: inout ValueRules
    ) throws(ValidationError) {
        var range = RangeParts()
        for (rule, content) in rules.setFields {
            let value = content.cel
            if range.take(rule, value) { continue }
            let check: StandardRule.Check?
            do throws(RegularExpression.Failure) {
                check = rule.isExtension ? nil : try self.check(rule.name, value, rules, type: type, field, role)
            } catch {
                throw ValidationError(schema: field.fullName, "pattern: \(error.message)")
            }
            if let check {
                result.checks.append(StandardRule(path: path + [FieldPathElement(rule)], type: type, check: check))
            } else if !Self.modifiers.contains(rule.name) || rule.isExtension {
                result.expressions += try predefined(
                    rule, value: value, in: rules, of: thisType(field, role), at: path, element: field.fullName)
            }
        }
        if let (field, check) = range.check {
            result.checks.append(StandardRule(path: path + [FieldPathElement(field)], type: type, check: check))
        }
    }

    /// Fields of rules that ask nothing by themselves.
    private static let modifiers: Set<String> = ["strict", "example", "items", "keys", "values"]

    /// What a field of rules asks; nothing if it is not one of the standard ones, or is switched off.
    private func check(
        _ name: String, _ value: CELValue, _ rules: DynamicMessage, type: String, _ field: FieldDescriptor, _ role: Role
    ) throws(RegularExpression.Failure) -> StandardRule.Check? {
        switch (name, value) {
        case ("const", .message(let mask)):
            guard case .list(let paths) = mask.celField("paths") else { return .maskConst([]) }
            return .maskConst(CELValue.list(paths).strings)
        case ("const", _): return .const(value)
        case ("in", .list(let list)):
            return type == "any" ? .typeIn(value.strings) : type == "field_mask" ? .maskIn(value.strings) : .in(list)
        case ("not_in", .list(let list)):
            if type == "field_mask" { return .maskNotIn(value.strings) }
            return type == "any" ? .typeNotIn(value.strings) : .notIn(list)
        case ("pattern", .string(let text)): return .pattern(.init(text: text, expression: try RegularExpression(text)))
        case ("prefix", _), ("suffix", _), ("contains", _), ("not_contains", _):
            return StandardRule.Affix(rawValue: name).map { .affix($0, value) }
        case ("within", .duration(let distance)): return .withinNow(distance)
        case (_, .uint(let bound)): return Self.length(name, bound, type: type)
        case ("well_known_regex", .int(let number)):
            return Self.header(number, isStrict: rules["strict"] != .bool(false))
        case (_, .bool(true)): return Self.flag(name, field, role)
        default: return nil
        }
    }

    /// Rules that are on or off.
    private static func flag(_ name: String, _ field: FieldDescriptor, _ role: Role) -> StandardRule.Check? {
        switch name {
        case "finite": return .finite
        case "unique": return .unique
        case "lt_now": return .beforeNow
        case "gt_now": return .afterNow
        case "defined_only":
            let enumeration = role == .mapValue ? field.mapValue?.enumeration : field.enumeration
            return enumeration.map { .definedOnly($0) }
        default:
            guard !name.contains("well_known_regex") else { return nil }
            return StandardRule.Form(rawValue: name).map { .form($0) }
        }
    }

    private static func length(_ name: String, _ bound: UInt64, type: String) -> StandardRule.Check? {
        let length: StandardRule.Measure = type == "string" ? .characters : .bytes
        switch name {
        case "len": return .length(length, .exactly, bound)
        case "min_len": return .length(length, .atLeast, bound)
        case "max_len": return .length(length, .atMost, bound)
        case "len_bytes": return .length(.bytes, .exactly, bound)
        case "min_bytes": return .length(.bytes, .atLeast, bound)
        case "max_bytes": return .length(.bytes, .atMost, bound)
        case "min_items": return .length(.items, .atLeast, bound)
        case "max_items": return .length(.items, .atMost, bound)
        case "min_pairs": return .length(.pairs, .atLeast, bound)
        case "max_pairs": return .length(.pairs, .atMost, bound)
        default: return nil
        }
    }

    private static func header(_ number: Int64, isStrict: Bool) -> StandardRule.Check? {
        switch number {
        case 1: .form(isStrict ? .headerName : .headerNameLoose)
        case 2: .form(isStrict ? .headerValue : .headerValueLoose)
        default: nil
        }
    }
}

/// The bounds of a range, which are rules of their own only together.
private struct RangeParts {
    private var lower: (field: FieldDescriptor, bound: StandardRule.Bound)?
    private var upper: (field: FieldDescriptor, bound: StandardRule.Bound)?

    mutating func take(_ field: FieldDescriptor, _ value: CELValue) -> Bool {
        guard !field.isExtension else { return false }
        switch field.name {
        case "gt", "gte": lower = (field, .init(value: value, isInclusive: field.name == "gte"))
        case "lt", "lte": upper = (field, .init(value: value, isInclusive: field.name == "lte"))
        default: return false
        }
        return true
    }

    /// The rule stands at its lower bound, if it has one.
    var check: (FieldDescriptor, StandardRule.Check)? {
        guard let field = lower?.field ?? upper?.field else { return nil }
        return (field, .range(lower: lower?.bound, upper: upper?.bound))
    }
}

extension CELValue {
    /// The strings of a list.
    fileprivate var strings: [String] {
        guard case .list(let values) = self else { return [] }
        return values.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }
}
