// SPDX-License-Identifier: Apache-2.0

/// One check of a message: walks over it by its rules and collects what it breaks.
struct MessageCheck {
    let validator: Validator
    let now: CELTimestamp
    let stopsAtFirst: Bool
    var violations: [Violation] = []
    /// The way to the current value.
    private var path: [Step] = []

    /// A step of the way, made an element of a path only when a violation needs it.
    private struct Step {
        let field: FieldDescriptor
        var index: Int?
        var key: DynamicMapKey?

        var element: FieldPathElement {
            if let key { return FieldPathElement(field, key: key) }
            return index.map { FieldPathElement(field, index: $0) } ?? FieldPathElement(field)
        }
    }

    init(validator: Validator, now: CELTimestamp, stopsAtFirst: Bool) {
        self.validator = validator
        self.now = now
        self.stopsAtFirst = stopsAtFirst
    }

    /// The way to the current value as text.
    private var place: String { FieldPathElement.text(path.map(\.element)) }

    private var isDone: Bool { stopsAtFirst && !violations.isEmpty }

    mutating func check(_ message: DynamicMessage, by rules: MessageRules) throws(ValidationError) {
        for expression in rules.expressions where !isDone {
            try check(.message(message), expression, in: rules.descriptor.fullName, forKey: false)
        }
        for group in rules.groups where !isDone { check(message, group) }
        for oneof in rules.requiredOneofs where !isDone {
            if oneof.fields.contains(where: { message.contents[$0.number] != nil }) { continue }
            let field = path.map(\.element) + [FieldPathElement(oneof: oneof.name)]
            violations.append(
                Violation(field: field, ruleID: "required", message: "exactly one field is required in oneof"))
        }
        for field in rules.fields where !isDone { try check(message, field) }
    }

    private mutating func check(_ message: DynamicMessage, _ group: MessageRules.FieldGroup) {
        let count = group.fields.count { message.contents[$0.number] != nil }
        let names = group.fields.map(\.name).joined(separator: ", ")
        if count > 1 {
            report("message.oneof", "only one of \(names) can be set")
        } else if count == 0, group.isRequired {
            report("message.oneof", "one of \(names) must be set")
        }
    }

    private mutating func report(
        _ id: String, _ message: String, rule: [FieldPathElement] = [], forKey: Bool = false
    ) {
        violations.append(
            Violation(field: path.map(\.element), rule: rule, ruleID: id, message: message, isForKey: forKey))
    }

    // MARK: - Fields

    private mutating func check(_ message: DynamicMessage, _ rules: FieldRules) throws(ValidationError) {
        let field = rules.field
        path.append(Step(field: field))
        defer { path.removeLast() }
        guard let content = message.contents[field.number] else {
            if rules.isRequired {
                report("required", "value is required", rule: rules.requiredPath)
            } else if !rules.isSkippedUnset, let value = message.celField(field.name) {
                try check(value, rules.value, forKey: false)
            }
            return
        }
        switch content {
        case .single(let value): try check(value, rules.value, forKey: false)
        case .list(let values):
            try checkWhole(content, rules.value)
            for element in rules.value.elements where !element.isIgnored {
                try check(values, element)
            }
        case .map(let entries):
            try checkWhole(content, rules.value)
            try check(entries, rules.value)
        }
    }

    /// Rules of a list or map as one value.
    private mutating func checkWhole(
        _ content: DynamicMessage.Content, _ rules: ValueRules
    ) throws(ValidationError) {
        guard !rules.checks.isEmpty || !rules.expressions.isEmpty else { return }
        try check(content.cel, rules, forKey: false)
    }

    private mutating func check(_ values: [DynamicValue], _ rules: ValueRules) throws(ValidationError) {
        for (index, value) in values.enumerated() where !isDone {
            path[path.count - 1].index = index
            try check(value, rules, forKey: false)
        }
        path[path.count - 1].index = nil
    }

    private mutating func check(
        _ entries: [DynamicMapKey: DynamicValue], _ rules: ValueRules
    ) throws(ValidationError) {
        guard !rules.keys.isEmpty || !rules.elements.isEmpty else { return }
        for key in entries.keys.sorted() where !isDone {
            path[path.count - 1].key = key
            for keyRules in rules.keys { try check(key.value, keyRules, forKey: true) }
            for valueRules in rules.elements { try check(entries[key]!, valueRules, forKey: false) }
        }
        path[path.count - 1].key = nil
    }

    // MARK: - Values

    private mutating func check(
        _ value: DynamicValue, _ rules: ValueRules, forKey: Bool
    ) throws(ValidationError) {
        if rules.isIgnored || rules.isSkippedWhenZero && value.isZeroOrEmpty { return }
        if !rules.checks.isEmpty || !rules.expressions.isEmpty { try check(value.cel, rules, forKey: forKey) }
        guard !isDone, rules.message != nil, case .message(let message) = value else { return }
        try check(message, by: try validator.rules(of: message.descriptor))
    }

    private mutating func check(_ value: CELValue, _ rules: ValueRules, forKey: Bool) throws(ValidationError) {
        for rule in rules.checks where !isDone {
            do throws(CELError) {
                guard let finding = try rule.finding(value, now: now) else { continue }
                report(finding.id, finding.message, rule: rule.path, forKey: forKey)
            } catch {
                throw ValidationError(evaluating: place, error.message)
            }
        }
        for expression in rules.expressions where !isDone {
            try check(value, expression, in: nil, forKey: forKey)
        }
    }

    private mutating func check(
        _ value: CELValue, _ rule: ExpressionRule, in message: String?, forKey: Bool
    ) throws(ValidationError) {
        let names = ValidationNames(pool: validator.pool, this: value, now: now, rules: rule.rules, rule: rule.rule)
        let result: CELValue
        do throws(CELError) {
            result = try rule.program.evaluate(names)
        } catch {
            throw ValidationError(evaluating: message ?? place, "rule \(rule.id): \(error.message)")
        }
        switch result {
        case .bool(true), .string(""): break
        case .bool:
            let text = rule.message.isEmpty ? "\(rule.program.source.quoted) returned false" : rule.message
            report(rule.id, text, rule: rule.path, forKey: forKey)
        case .string(let text):
            report(rule.id, rule.message.isEmpty ? text : rule.message, rule: rule.path, forKey: forKey)
        default:
            throw ValidationError(
                evaluating: message ?? place, "rule \(rule.id) gives \(result.typeName), neither bool nor string")
        }
    }
}

extension DynamicValue {
    /// Whether `IGNORE_IF_ZERO_VALUE` skips the value; unlike on the wire, a negative zero counts.
    fileprivate var isZeroOrEmpty: Bool {
        switch self {
        case .float(let value): value == 0
        case .double(let value): value == 0
        default: isZero
        }
    }
}
