// SPDX-License-Identifier: Apache-2.0

extension StandardRule {
    /// What a value that breaks the rule is told.
    package struct Finding {
        package let id: String
        package let message: String
    }

    /// Why the value breaks the rule; nothing if it does not.
    func finding(_ value: CELValue, now: CELTimestamp) throws(CELError) -> Finding? {
        switch check {
        case .range(let lower, let upper): return try rangeFinding(value, lower, upper)
        case .form(let form): return formFinding(value, form)
        case .length(let measure, let comparison, let bound):
            let length = UInt64(measure.length(of: value))
            let holds =
                switch comparison {
                case .exactly: length == bound
                case .atLeast: length >= bound
                case .atMost: length <= bound
                }
            return holds ? nil : Finding(id: id, message: lengthMessage(measure, comparison, bound))
        default: return try holds(value, now) ? nil : Finding(id: id, message: try message)
        }
    }

    /// The id, from the name of the rule's field.
    private var id: String { "\(type).\(path.last?.name ?? "")" }

    private func holds(_ value: CELValue, _ now: CELTimestamp) throws(CELError) -> Bool {
        switch check {
        case .const(let wanted): return value.isEqual(to: wanted)
        case .in(let list): return list.contains { $0.isEqual(to: value) }
        case .notIn(let list): return !list.contains { $0.isEqual(to: value) }
        case .finite:
            guard case .double(let number) = value else { return true }
            return number.isFinite
        case .definedOnly(let type):
            guard case .int(let number) = value else { return true }
            return Int32(exactly: number).flatMap { type.name(of: $0) } != nil
        case .pattern(let pattern): return try holds(pattern, value)
        case .affix(let affix, let part): return affix.holds(value, part)
        case .unique:
            guard case .list(let list) = value else { return true }
            return try CELValidationFunctions.isUnique(list)
        case .typeIn(let types): return types.contains { value.isAny(of: $0) }
        case .typeNotIn(let types): return !types.contains { value.isAny(of: $0) }
        case .maskConst(let paths): return value.maskPaths.elementsEqual(paths) { $0.hasSameCodePoints(as: $1) }
        case .maskIn(let roots): return value.maskPaths.allSatisfy { path in roots.contains { path.isPath(under: $0) } }
        case .maskNotIn(let roots):
            return !value.maskPaths.contains { path in roots.contains { path.isPath(under: $0) } }
        case .beforeNow, .afterNow, .withinNow: return holdsInTime(value, now)
        case .range, .form, .length: return true
        }
    }

    private func holds(_ pattern: Pattern, _ value: CELValue) throws(CELError) -> Bool {
        switch value {
        case .string(let text): return pattern.expression.isFound(in: text)
        case .bytes(let bytes):
            guard String(validating: bytes, as: UTF8.self) != nil else {
                throw CELError("value must be valid UTF-8 to apply regexp")
            }
            return pattern.expression.isFound(in: bytes.span)
        default: return true
        }
    }

    private func holdsInTime(_ value: CELValue, _ now: CELTimestamp) -> Bool {
        guard case .timestamp(let moment) = value else { return true }
        switch check {
        case .beforeNow: return moment <= now
        case .afterNow: return moment >= now
        case .withinNow(let distance):
            let difference = moment.nanoseconds - now.nanoseconds
            return difference <= distance.nanoseconds && difference >= -distance.nanoseconds
        default: return true
        }
    }

    // MARK: - Ranges

    /// Both bounds together are one rule; with the lower above the upper one the value must lie outside.
    private func rangeFinding(
        _ value: CELValue, _ lower: Bound?, _ upper: Bound?
    ) throws(CELError) -> Finding? {
        let isAbove = lower.map { bound in bound.isBelow(value) } ?? true
        let isBelow = upper.map { bound in bound.isAbove(value) } ?? true
        guard let lower, let upper else {
            return isAbove && isBelow ? nil : try rangeFinding(lower, upper)
        }
        let order = upper.value.compare(to: lower.value)
        let isOutside = order == .less
        // NaN lies neither inside nor outside.
        let isNumber = !(value.compare(to: value) == CELValue.Order.none)
        let holds = isOutside ? isNumber && (isAbove || isBelow) : isAbove && isBelow
        return holds ? nil : try rangeFinding(lower, upper)
    }

    /// What is said of every value that breaks the rule. Forms say it themselves, of empty values other
    /// things than of wrong ones.
    package var finding: Finding {
        get throws(CELError) {
            switch check {
            case .range(let lower, let upper): try rangeFinding(lower, upper)
            case .length(let measure, let comparison, let bound):
                Finding(id: id, message: lengthMessage(measure, comparison, bound))
            default: Finding(id: id, message: try message)
            }
        }
    }

    private func rangeFinding(_ lower: Bound?, _ upper: Bound?) throws(CELError) -> Finding {
        guard let lower, let upper else {
            let text = if let lower { try lower.text(isLower: true) } else { try upper?.text(isLower: false) ?? "" }
            return Finding(id: id, message: "must be " + text)
        }
        let isOutside = upper.value.compare(to: lower.value) == .less
        let names = (lower.isInclusive ? "gte" : "gt") + (upper.isInclusive ? "_lte" : "_lt")
        let text = try lower.text(isLower: true) + (isOutside ? " or " : " and ") + upper.text(isLower: false)
        return Finding(id: "\(type).\(names)\(isOutside ? "_exclusive" : "")", message: "must be " + text)
    }

    // MARK: - Forms

    private func formFinding(_ value: CELValue, _ form: Form) -> Finding? {
        let isEmpty: Bool
        let matches: Bool
        switch value {
        case .string(let text):
            isEmpty = text.isEmpty
            matches = form.matches(text.utf8.span)
        case .bytes(let bytes):
            isEmpty = bytes.isEmpty
            matches = form.matches(length: bytes.count)
        default: return nil
        }
        if isEmpty, form.refusesEmpty {
            return Finding(id: "\(type).\(form.id)_empty", message: "value is empty, which is not a valid \(form.noun)")
        }
        return matches ? nil : Finding(id: "\(type).\(form.id)", message: form.message)
    }
}

extension StandardRule.Bound {
    fileprivate func isBelow(_ value: CELValue) -> Bool {
        value.compare(to: self.value)?.satisfies(isInclusive ? .greaterOrEqual : .greater) ?? false
    }

    fileprivate func isAbove(_ value: CELValue) -> Bool {
        value.compare(to: self.value)?.satisfies(isInclusive ? .lessOrEqual : .less) ?? false
    }

    fileprivate func text(isLower: Bool) throws(CELError) -> String {
        (isLower ? "greater than " : "less than ") + (isInclusive ? "or equal to " : "") + (try CELFormat.text(value))
    }
}

extension StandardRule.Measure {
    fileprivate func length(of value: CELValue) -> Int {
        switch (self, value) {
        case (.characters, .string(let text)): text.unicodeScalars.count
        case (_, .string(let text)): text.utf8.count
        case (_, .map(let map)): map.count
        default: value.length
        }
    }
}

extension StandardRule.Affix {
    fileprivate func holds(_ value: CELValue, _ part: CELValue) -> Bool {
        switch (value, part) {
        case (.string(let text), .string(let part)): holds(Array(text.utf8), Array(part.utf8))
        case (.bytes(let bytes), .bytes(let part)): holds(bytes, part)
        default: true
        }
    }

    private func holds(_ whole: [UInt8], _ part: [UInt8]) -> Bool {
        switch self {
        case .prefix: whole.starts(with: part)
        case .suffix: whole.reversed().starts(with: part.reversed())
        case .contains: CELTextFunctions.find(part, in: whole[...]) != nil
        case .notContains: CELTextFunctions.find(part, in: whole[...]) == nil
        }
    }
}

extension CELValue {
    fileprivate func isAny(of type: String) -> Bool {
        guard case .message(let message) = self, case .string(let url) = message.celField("type_url") else {
            return false
        }
        return url.hasSameCodePoints(as: type)
    }

    fileprivate var maskPaths: [String] {
        guard case .message(let message) = self, case .list(let paths) = message.celField("paths") else { return [] }
        return paths.map { path in
            if case .string(let text) = path { text } else { "" }
        }
    }
}

extension String {
    /// Whether this path is that one or lies under it.
    fileprivate func isPath(under root: String) -> Bool {
        hasSameCodePoints(as: root) || utf8.starts(with: (root + ".").utf8)
    }
}
