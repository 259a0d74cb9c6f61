// SPDX-License-Identifier: Apache-2.0
import Protobuf

extension ShapeBuilder {
    // MARK: - Strings

    mutating func text(_ field: RuledField, _ rules: RuleBytes) -> (ValueShape, Bool) {
        let place = field.place
        var wanted = rules.parts[10, default: []].map { String(decoding: $0, as: UTF8.self) }
        if let only = rules.text(1) { wanted = wanted.isEmpty || wanted.contains(only) ? [only] : [] }
        if rules.fields.contains(1) || rules.fields.contains(10) {
            if rules.fields.subtracting([1, 10, 34]) != [] { leave(place, "string (rules beside a list)") }
            return (.choices(wanted.map { .text($0) }), wanted.contains(""))
        }
        var shape = TextShape()
        // A character has one to four bytes, so bounds of bytes bound the characters.
        let bytes = (rules.number(20) ?? rules.number(4) ?? 0, rules.number(20) ?? rules.number(5))
        let least = max(rules.number(19) ?? rules.number(2) ?? 0, (bytes.0 + 3) / 4)
        shape.least = Int(clamping: least)
        let mosts = [rules.number(19) ?? rules.number(3), bytes.1].compactMap { $0 }.map { Int(clamping: $0) }
        shape.lengthRules = ([2, 3, 19] as [UInt64]).filter { rules.fields.contains($0) }.map {
            "string.\(FieldRuleKind.textRules[$0] ?? "")"
        }
        shape.most = (mosts + (caps.textLength.map { [$0] } ?? [])).min()
        for number in [4, 5, 20] as [UInt64] where rules.fields.contains(number) {
            leave(place, "string.\(FieldRuleKind.textRules[number] ?? "") (characters are bounded, not bytes)")
        }
        var done: Set<UInt64> = [2, 3, 4, 5, 19, 20, 34, 25]
        var isEmptyAllowed = least == 0
        pattern(rules, place, &shape, &done)
        if shape.pattern?.matchesEmpty == false { isEmptyAllowed = false }
        if shape.most == nil && shape.pattern?.length.most == nil { leaveOpen(place, .length) }
        if rules.parts[11, default: []].contains([]) { isEmptyAllowed = false }
        // The one form that an empty text has is a reference (18).
        if rules.fields.contains(where: { Self.isForm($0) && $0 != 18 && rules.isTrue($0) }) { isEmptyAllowed = false }
        if !(rules.text(9) ?? "").isEmpty || !(rules.text(7) ?? "").isEmpty || !(rules.text(8) ?? "").isEmpty {
            isEmptyAllowed = false
        }
        rest(
            field, rules, done.union(rules.fields.filter { !rules.isTrue($0) && Self.isForm($0) }),
            FieldRuleKind.textRules)
        if (field.rules.isTrue(25) || !isEmptyAllowed) && !field.hasPresence { shape.least = max(1, shape.least) }
        return (.text(shape), isEmptyAllowed)
    }

    private static func isForm(_ number: UInt64) -> Bool {
        (12...18).contains(number) || number == 21 || number == 22 || (26...33).contains(number)
            || number > 34 && number < 40
    }

    /// The one pattern of a text; further rules of that kind stay unchecked.
    private mutating func pattern(
        _ rules: RuleBytes, _ place: String, _ shape: inout TextShape, _ done: inout Set<UInt64>
    ) {
        if let source = rules.text(6), let parsed = PatternParser.parse(source) {
            shape.pattern = parsed
            done.insert(6)
        }
        for (number, pattern) in TextForms.patterns where rules.isTrue(number) && shape.pattern == nil {
            shape.pattern = pattern
            if TextForms.exact.contains(number) { done.insert(number) }
        }
        if let form = rules.number(24), shape.pattern == nil {
            shape.pattern = TextForms.header(form, isStrict: rules.number(25) != 0)
            done.insert(24)
        }
        if rules.number(24) == 0 { done.insert(24) }
        guard shape.pattern == nil else { return }
        let parts: [(UInt64, (String) -> [Pattern])] = [
            (7, { [.text($0), .anything] }), (8, { [.anything, .text($0)] }),
            (9, { [.anything, .text($0), .anything] }),
        ]
        for (number, make) in parts {
            guard let text = rules.text(number), !text.isEmpty else {
                if rules.fields.contains(number) { done.insert(number) }
                continue
            }
            if shape.pattern != nil { continue }
            shape.pattern = .sequence(make(text))
            done.insert(number)
        }
    }

    // MARK: - Bytes

    mutating func bytes(_ field: RuledField, _ rules: RuleBytes) -> (ValueShape, Bool) {
        var wanted = rules.parts[8, default: []]
        if let only = rules.bytes(1) { wanted = wanted.isEmpty || wanted.contains(only) ? [only] : [] }
        if rules.fields.contains(1) || rules.fields.contains(8) {
            if rules.fields.subtracting([1, 8, 14]) != [] { leave(field.place, "bytes (rules beside a list)") }
            return (.choices(wanted.map { .text(Base64.encode($0)) }), wanted.contains([]))
        }
        let least = rules.number(13) ?? rules.number(2) ?? 0
        let caps = [rules.number(13) ?? rules.number(3), caps.textLength.map { UInt64($0) }].compactMap { $0 }
        let most = caps.min()
        if most == nil { leaveOpen(field.place, .length) }
        var forbidsEmpty = least > 0 || rules.parts[9, default: []].contains([])
        for number in [5, 6, 7] as [UInt64] where !(rules.bytes(number) ?? []).isEmpty { forbidsEmpty = true }
        for number in [10, 11, 12, 15] as [UInt64] where rules.isTrue(number) { forbidsEmpty = true }
        if let pattern = rules.text(4).flatMap({ PatternParser.parse($0) }), !pattern.matchesEmpty {
            forbidsEmpty = true
        }
        rest(field, rules, [2, 3, 13, 14], FieldRuleKind.bytesRules)
        let needsSome = forbidsEmpty || (field.rules.isTrue(25) && !field.hasPresence)
        let shape = TextShape(
            pattern: BytesForm.pattern(Int(clamping: max(least, needsSome ? 1 : 0)), most.map { Int(clamping: $0) }))
        return (.text(shape), !forbidsEmpty)
    }

    // MARK: - Enums

    mutating func enumeration(_ field: RuledField, _ rules: RuleBytes) -> (ValueShape, Bool) {
        guard let entry = index.entries[field.source.typeName], case .enumeration(let source) = entry.content else {
            return (.anyValue, true)
        }
        if field.source.typeName == ".google.protobuf.NullValue" { return (.null, true) }
        func number(_ bits: UInt64) -> Int128 { Int128(Int32(truncatingIfNeeded: bits)) }
        let wanted = rules.list(3).map(number) + (rules.number(1).map { [number($0)] } ?? [])
        let unwanted = rules.list(4).map(number)
        func isAllowed(_ value: Int128) -> Bool {
            !unwanted.contains(value) && (rules.number(1).map { number($0) == value } ?? true)
                && (rules.list(3).isEmpty || rules.list(3).map(number).contains(value))
        }
        var names = source.values.filter { isAllowed(Int128($0.number)) }
        let known = Set(source.values.map { Int128($0.number) })
        let isClosed = entry.features.applying(source.features).enumType == .closed
        var numbers = IntegerRanges([])
        if !rules.isTrue(2) && !isClosed {
            let (least, most, _) = Self.bounds(.int32)
            numbers = IntegerRanges([least...most])
            if !wanted.isEmpty {
                numbers = IntegerRanges(points: wanted.filter { isAllowed($0) && !known.contains($0) })
            }
            // The names' own numbers too: a name says more.
            for value in known.union(unwanted) { numbers = numbers.removing(value) }
        }
        rest(field, rules, [1, 2, 3, 4, 5], [:])
        let allowsZero = isAllowed(0) && (known.contains(0) || !rules.isTrue(2))
        if field.rules.isTrue(25) && !field.hasPresence { names.removeAll { $0.number == 0 } }
        return (.names(names.map(\.name), numbers, type: field.source.typeName), allowsZero)
    }
}
