// SPDX-License-Identifier: Apache-2.0

extension ShapeBuilder {
    /// The shape of a scalar, and whether zero is one of its values.
    mutating func scalar(_ field: RuledField, _ rules: RuleBytes) -> (ValueShape, Bool) {
        switch field.source.kind {
        case .string: return text(field, rules)
        case .bytes: return bytes(field, rules)
        case .bool: return bool(field, rules)
        case .enum: return enumeration(field, rules)
        case .float, .double: return fraction(field, rules)
        default: return integer(field, rules)
        }
    }

    /// Zero, as it is written; a message has none.
    func zero(_ field: RuledField) -> ValueShape? {
        switch field.source.kind {
        case .string, .bytes: return .choices([.text("")])
        case .bool: return .choices([.plain("false")])
        case .int64, .uint64, .sint64, .fixed64, .sfixed64: return .choices([.text("0")])
        case .enum:
            guard case .enumeration(let source)? = index.entries[field.source.typeName]?.content else { return .null }
            return .names(
                source.values.filter { $0.number == 0 }.map(\.name), IntegerRanges(points: []),
                type: field.source.typeName)
        case .message, .group:
            return wrapped(field).flatMap { zero($0) }
        default: return .choices([.plain("0")])
        }
    }

    private mutating func bool(_ field: RuledField, _ rules: RuleBytes) -> (ValueShape, Bool) {
        rest(field, rules, [1], [:])
        guard let wanted = rules.number(1) else { return (.bool, true) }
        return (.choices([.plain(wanted == 1 ? "true" : "false")]), wanted == 0)
    }

    /// Says which rules were not looked at: those of extensions, and forms that have no shape.
    mutating func rest(_ field: RuledField, _ rules: RuleBytes, _ done: Set<UInt64>, _ names: [UInt64: String]) {
        let kind = FieldRuleKind(field.source.kind)?.name ?? ""
        for number in rules.fields.subtracting(done).sorted() {
            leave(field.place, names[number].map { "\(kind).\($0)" } ?? "\(kind): a rule of extension \(number)")
        }
    }

    // MARK: - Whole numbers

    private mutating func integer(_ field: RuledField, _ rules: RuleBytes) -> (ValueShape, Bool) {
        let kind = field.source.kind
        func value(_ bits: UInt64) -> Int128 { Self.integer(bits, kind) }
        let (least, most, isLong) = Self.bounds(kind)
        var allowed = IntegerRanges([least...most])
        let low = rules.number(5).map(value) ?? rules.number(4).map { value($0) + 1 }
        let high = rules.number(3).map(value) ?? rules.number(2).map { value($0) - 1 }
        // A lower bound above the upper one means the outside of both. Of two equal ones that are not
        // bounds themselves nothing is inside.
        let bounds = [rules.number(5) ?? rules.number(4), rules.number(3) ?? rules.number(2)].compactMap { $0 }.map(
            value)
        if bounds.count == 2, bounds[0] > bounds[1], let low, let high {
            allowed = IntegerRanges([(low, most), (least, high)].filter { $0.0 <= $0.1 }.map { $0.0...$0.1 })
        } else {
            let (from, to) = (max(low ?? least, least), min(high ?? most, most))
            allowed = IntegerRanges(from <= to ? [from...to] : [])
        }
        if let only = rules.number(1) { allowed = allowed.intersection(.init(points: [value(only)])) }
        let wanted = Self.list(6, rules, kind)
        if !wanted.isEmpty { allowed = allowed.intersection(.init(points: wanted)) }
        for number in Self.list(7, rules, kind) { allowed = allowed.removing(number) }
        let allowsZero = allowed.contains(0)
        if field.rules.isTrue(25) && !field.hasPresence { allowed = allowed.removing(0) }
        rest(field, rules, Set(1...8), [:])
        // What nothing fulfils is left to the validator; so are sets of many pieces.
        if allowed.isEmpty || allowed.ranges.count > 8 {
            leave(field.place, "\(kind) (all its rules)")
            allowed = IntegerRanges([least...most])
        }
        if !isLong { return (.integer(allowed), allowsZero) }
        if let points = allowed.points { return (.choices(points.map { .text("\($0)") }), allowsZero) }
        let isWhole = allowed.ranges == [least...most]
        let shape = TextShape(
            most: nil, pattern: Decimals.pattern(allowed), definition: isWhole ? (least < 0 ? "int64" : "uint64") : nil)
        return (.text(shape), allowsZero)
    }

    static func bounds(_ kind: FieldDescriptor.Kind) -> (Int128, Int128, isLong: Bool) {
        switch kind {
        case .uint32, .fixed32: (0, Int128(UInt32.max), false)
        case .int64, .sint64, .sfixed64: (Int128(Int64.min), Int128(Int64.max), true)
        case .uint64, .fixed64: (0, Int128(UInt64.max), true)
        default: (Int128(Int32.min), Int128(Int32.max), false)
        }
    }

    private static func integer(_ bits: UInt64, _ kind: FieldDescriptor.Kind) -> Int128 {
        switch kind {
        case .uint32, .uint64, .fixed32, .fixed64: Int128(bits)
        case .sint32, .sint64: Int128(Int64(bitPattern: bits >> 1) ^ -Int64(bits & 1))
        case .sfixed32: Int128(Int32(truncatingIfNeeded: bits))
        default: Int128(Int64(bitPattern: bits))
        }
    }

    private static func list(_ field: UInt64, _ rules: RuleBytes, _ kind: FieldDescriptor.Kind) -> [Int128] {
        let width =
            switch kind {
            case .fixed32, .sfixed32, .float: 4
            case .fixed64, .sfixed64, .double: 8
            default: 0
            }
        return rules.list(field, width: width).map { integer($0, kind) }
    }

    // MARK: - Fractions

    private mutating func fraction(_ field: RuledField, _ rules: RuleBytes) -> (ValueShape, Bool) {
        let isFloat = field.source.kind == .float
        func number(_ bits: UInt64) -> Double {
            isFloat ? Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))) : Double(bitPattern: bits)
        }
        func bound(_ value: Double, _ step: Double, isExclusive: Bool) -> FractionShape.Bound {
            // JSON's number is rounded to a float, so the nearest float that is allowed is the bound.
            if isFloat {
                let value = Float(value)
                let nearest = isExclusive ? (step > 0 ? value.nextUp : value.nextDown) : value
                return .init(text: Self.written(nearest), value: Double(nearest), isExclusive: false)
            }
            return .init(text: Self.written(value), value: value, isExclusive: isExclusive)
        }
        rest(field, rules, Set(1...9), [:])
        let wanted = (rules.list(6, width: isFloat ? 4 : 8) + (rules.number(1).map { [$0] } ?? [])).map(number)
        if !wanted.isEmpty {
            if rules.fields.subtracting([1, 6]) != [] {
                leave(field.place, "\(field.source.kind) (rules beside a list)")
            }
            let texts = wanted.filter(\.isFinite).map { isFloat ? Self.written(Float($0)) : Self.written($0) }
            return (.fractions(texts), wanted.contains(0))
        }
        if rules.fields.contains(7) { leave(field.place, "\(field.source.kind).not_in") }
        // A JSON number beyond a double is none; one beyond a float would not decode.
        let most = Double(Float.greatestFiniteMagnitude)
        // Written in full: in short form it is beyond the greatest float for some readers.
        let whole = FractionShape.Range(
            low: isFloat ? .init(text: "\(-most)", value: -most, isExclusive: false) : nil,
            high: isFloat ? .init(text: "\(most)", value: most, isExclusive: false) : nil)
        let low =
            rules.number(5).map { bound(number($0), 1, isExclusive: false) }
            ?? rules.number(4).map { bound(number($0), 1, isExclusive: true) }
        let high =
            rules.number(3).map { bound(number($0), -1, isExclusive: false) }
            ?? rules.number(2).map { bound(number($0), -1, isExclusive: true) }
        let bounds = [rules.number(5) ?? rules.number(4), rules.number(3) ?? rules.number(2)].compactMap { $0 }.map(
            number)
        let isOutside = bounds.count == 2 && bounds[0] > bounds[1]
        if !isOutside, let low, let high,
            low.value > high.value || low.value == high.value && (low.isExclusive || high.isExclusive)
        {
            leave(field.place, "\(field.source.kind) (all its rules)")
            return (.fraction(FractionShape(ranges: [whole])), false)
        }
        var shape = FractionShape(
            ranges: isOutside
                ? [.init(low: low, high: whole.high), .init(low: whole.low, high: high)]
                : [.init(low: low ?? whole.low, high: high ?? whole.high)])
        if !rules.isTrue(8) {
            if bounds.isEmpty { shape.words.append("NaN") }
            if high == nil || isOutside { shape.words.append("Infinity") }
            if low == nil || isOutside { shape.words.append("-Infinity") }
        }
        let forbidsZero = rules.list(7, width: isFloat ? 4 : 8).map(number).contains(0)
        return (.fraction(shape), shape.contains(0) && !forbidsZero)
    }

    private static func written(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
    }

    private static func written(_ value: Float) -> String {
        value == value.rounded() && abs(value) < 1e7 ? String(Int64(value)) : "\(value)"
    }
}

extension FractionShape {
    func contains(_ value: Double) -> Bool {
        ranges.contains { range in
            let isAbove = range.low.map { $0.isExclusive ? value > $0.value : value >= $0.value } ?? true
            let isBelow = range.high.map { $0.isExclusive ? value < $0.value : value <= $0.value } ?? true
            return isAbove && isBelow
        }
    }
}
