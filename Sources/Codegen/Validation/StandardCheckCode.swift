// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// A value as validators see it: a Swift expression, and what kind of value it has.
struct Subject {
    var code: String
    var kind: FieldKind
    /// The message's or the enumeration's full name.
    var typeName: String?
    /// An expression for the value as it is lent by the message, if it can be.
    var lent: String?

    /// The same value without its wrapper.
    static func unwrapped(_ place: Place, of field: SchemaField) -> Subject {
        if let message = field.message, message.isWrapper, let inner = message.fields.first {
            let lent = place.lent.map { "\($0).lent(\\.value)" }
            return Subject(code: place.code + ".value", kind: inner.kind, lent: lent)
        }
        let type = field.message?.fullName ?? field.enumeration?.fullName
        return Subject(code: place.code, kind: field.kind, typeName: type, lent: place.lent)
    }

    /// The text, lent if it can be.
    var text: String { lent ?? code }

    /// Whether rules in CEL are handed the value as it is lent: a copy would retain what it holds.
    var isLent: Bool { lent != nil && kind.isRetained }

    /// The expression of a comparable value.
    var comparable: String {
        switch typeName {
        case "google.protobuf.Duration": "CELDuration(\(code))"
        case "google.protobuf.Timestamp": "CELTimestamp(\(code))"
        default: kind == .enumeration ? "\(code).rawValue" : code
        }
    }

    /// Whether the value is not zero, as a Swift condition; unlike on the wire, a negative zero is zero.
    var isNotZero: String {
        switch kind {
        case .bool: code
        case .string, .bytes: "!\(code).isEmpty"
        case .enumeration: "\(code).rawValue != 0"
        case .message, .group: "true"
        default: "\(code) != 0"
        }
    }
}

/// Where a value stands: an expression for the value itself, and one for it as the message lends it.
struct Place {
    var code: String
    var lent: String?

    /// A value that is lent by that name.
    static func lent(_ name: String) -> Place { Place(code: "\(name).value", lent: name) }
}

/// The Swift condition under which a value keeps a standard rule.
struct StandardCheckCode {
    let constants: ValidationConstants

    /// Nothing where the check has a form of its own.
    func condition(_ check: StandardRule.Check, _ subject: Subject) -> String? {
        let value = subject.comparable
        let text = subject.kind == .string ? subject.text : value
        switch check {
        case .const(let wanted): return equal(wanted, subject)
        case .range(let lower, let upper): return range(lower, upper, value)
        case .in(let list): return membership(list, subject)
        case .notIn(let list): return "!(\(membership(list, subject)))"
        case .finite: return "\(value).isFinite"
        case .definedOnly(let type): return defined(type, value)
        case .length(let measure, let comparison, let bound): return length(measure, comparison, bound, subject)
        case .pattern(let pattern):
            return "report.checks.isFound(\(self.pattern(pattern.text, subject)), in: \(text))"
        case .affix(let affix, let part):
            let code = literal(part)
            switch affix {
            case .prefix: return "report.checks.hasPrefix(\(text), \(code))"
            case .suffix: return "report.checks.hasSuffix(\(text), \(code))"
            case .contains: return "report.checks.contains(\(text), \(code))"
            case .notContains: return "!report.checks.contains(\(text), \(code))"
            }
        case .form: return nil
        case .unique: return "report.checks.isUnique(\(subject.text))"
        case .typeIn(let types): return "report.checks.isOne(\(value).typeURL, of: \(texts(types)))"
        case .typeNotIn(let types): return "!report.checks.isOne(\(value).typeURL, of: \(texts(types)))"
        case .maskConst(let paths): return "report.checks.equal(\(value).paths, \(texts(paths)))"
        case .maskIn(let paths): return "report.checks.areAll(\(value).paths, under: \(texts(paths)))"
        case .maskNotIn(let paths): return "!report.checks.isAny(\(value).paths, under: \(texts(paths)))"
        case .beforeNow: return "\(value) <= report.now"
        case .afterNow: return "\(value) >= report.now"
        case .withinNow(let distance):
            return "report.checks.isWithin(\(value), \(literal(.duration(distance))), of: report.now)"
        }
    }

    /// Whether evaluating the check can fail.
    func canFail(_ check: StandardRule.Check, _ subject: Subject) -> Bool {
        if case .pattern = check { subject.kind == .bytes } else { false }
    }

    // MARK: - Values

    /// A Swift expression for a rule's value; texts and numbers as literals.
    func literal(_ value: CELValue) -> String {
        switch value {
        case .bool(let value): "\(value)"
        case .int(let value): "\(value)"
        case .uint(let value): "\(value)"
        case .double(let value): SwiftLiteral.number(value)
        case .string(let value): SourceWriter.literal(value)
        case .bytes(let value): constants.value("bytes", "\(SwiftLiteral.bytes(value)) as [UInt8]")
        case .duration(let value): "CELDuration(seconds: \(value.seconds), nanos: \(value.nanos))"
        case .timestamp(let value): "CELTimestamp(seconds: \(value.seconds), nanos: \(value.nanos))"
        default: "nil"
        }
    }

    private func texts(_ texts: [String]) -> String {
        constants.value("texts", "\(SwiftLiteral.texts(texts)) as [String]")
    }

    private func pattern(_ text: String, _ subject: Subject) -> String {
        if subject.kind == .string { return constants.pattern(text) }
        return constants.value("pattern", "TextPattern(\(SourceWriter.literal(text)))")
    }

    // MARK: - Conditions

    private func equal(_ wanted: CELValue, _ subject: Subject) -> String {
        subject.kind == .string
            ? "report.checks.equal(\(subject.text), \(literal(wanted)))" : "\(subject.comparable) == \(literal(wanted))"
    }

    private func membership(_ list: [CELValue], _ subject: Subject) -> String {
        if subject.kind == .string {
            let texts = list.compactMap { value in
                if case .string(let text) = value { text } else { nil }
            }
            return "report.checks.isOne(\(subject.text), of: \(self.texts(texts)))"
        }
        if list.isEmpty { return "false" }
        // A longer list would take the compiler long as one condition.
        if list.count <= 4 { return list.map { equal($0, subject) }.joined(separator: " || ") }
        let type =
            switch subject.kind {
            case .message, .group: subject.typeName == "google.protobuf.Duration" ? "CELDuration" : "CELTimestamp"
            case .bytes: "[UInt8]"
            default: Self.swiftType(subject.kind)
            }
        let values = list.map(literal).joined(separator: ", ")
        return "\(constants.value("values", "[\(values)] as [\(type)]")).contains(\(subject.comparable))"
    }

    static func swiftType(_ kind: FieldKind) -> String {
        switch kind {
        case .double: "Double"
        case .float: "Float"
        case .int64, .sint64, .sfixed64: "Int64"
        case .uint64, .fixed64: "UInt64"
        case .int32, .sint32, .sfixed32, .enumeration: "Int32"
        case .uint32, .fixed32: "UInt32"
        case .bool: "Bool"
        case .string: "String"
        case .bytes: "[UInt8]"
        case .message, .group: "Never"
        }
    }

    private func range(_ lower: StandardRule.Bound?, _ upper: StandardRule.Bound?, _ value: String) -> String {
        let above = lower.map { "\(value) \($0.isInclusive ? ">=" : ">") \(literal($0.value))" }
        let below = upper.map { "\(value) \($0.isInclusive ? "<=" : "<") \(literal($0.value))" }
        guard let above, let below, let lower, let upper else { return above ?? below ?? "true" }
        let isOutside = upper.value.isBelow(lower.value)
        return "\(above) \(isOutside ? "||" : "&&") \(below)"
    }

    private func defined(_ type: Protobuf.EnumDescriptor, _ value: String) -> String {
        var runs: [ClosedRange<Int32>] = []
        for number in Set(type.proto.value.map { $0.number ?? 0 }).sorted() {
            if let last = runs.last, last.upperBound == number - 1 {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        if runs.count > 4 {
            let numbers = Set(type.proto.value.map { $0.number ?? 0 }).sorted().map(String.init)
            let set = constants.value("numbers", "[\(numbers.joined(separator: ", "))] as Set<Int32>")
            return "\(set).contains(\(value))"
        }
        return runs.map { run in
            run.count == 1
                ? "\(value) == \(run.lowerBound)"
                : "\(value) >= \(run.lowerBound) && \(value) <= \(run.upperBound)"
        }.joined(separator: " || ")
    }

    private func length(
        _ measure: StandardRule.Measure, _ comparison: StandardRule.Comparison, _ bound: UInt64, _ subject: Subject
    ) -> String {
        guard let bound = Int(exactly: bound) else { return comparison == .atMost ? "true" : "false" }
        let value = subject.code
        if measure == .characters, subject.kind == .string {
            let least = "report.checks.hasCharacters(\(subject.text), atLeast: \(bound))"
            let most = "report.checks.hasCharacters(\(subject.text), atMost: \(bound))"
            return switch comparison {
            case .exactly: "\(least) && \(most)"
            case .atLeast: least
            case .atMost: most
            }
        }
        let count = subject.kind == .string ? "\(value).utf8.count" : "\(value).count"
        switch comparison {
        case .exactly: return "\(count) == \(bound)"
        case .atLeast: return "\(count) >= \(bound)"
        case .atMost: return "\(count) <= \(bound)"
        }
    }
}

extension StandardRule.Check {
    /// Whether the check is that a number lies between two finite ones.
    var isBounded: Bool {
        guard case .range(let lower?, let upper?) = self, case .double(let least) = lower.value,
            case .double(let greatest) = upper.value
        else { return false }
        return least.isFinite && greatest.isFinite && least <= greatest
    }
}
