// SPDX-License-Identifier: Apache-2.0

extension GrammarBuilder {
    /// The object of a message; nothing if its rules cannot be fulfilled. `type` is the member that an Any
    /// begins with.
    mutating func messageContent(
        _ shape: MessageShape, _ place: Place, type: GrammarExpression?
    ) -> GrammarExpression? {
        let sums = sums(of: shape)
        var members: [MessageMembers.Member] = []
        for field in shape.fields.sorted(by: { $0.number < $1.number }) {
            let isRequired = field.isRequired || limits.isComplete && isPlain(field, shape)
            let isSummed = sums.contains { $0.names.contains(field.name) }
            let content = isSummed ? nil : self.content(of: field, place)
            if content == nil && !isSummed {
                if field.isRequired { return nil }
                continue
            }
            members.append(
                .init(
                    name: field.name, head: .joined(.literal("\"\(field.name)\""), colon), content: content,
                    isRequired: isRequired))
        }
        let groups = groups(of: shape)
        var path = MessageMembers(members, sums: sums, groups: groups, rule: place.rule, comma: comma)
        return path.object(startingWith: type, &self).map { grammar.rule(place.rule, $0) }
    }

    /// Whether it has a value in every message.
    private func isPlain(_ field: FieldShape, _ message: MessageShape) -> Bool {
        guard case .single = field.content, !field.hasPresence else { return false }
        return !message.groups.contains { $0.fields.contains(field.name) }
    }

    private mutating func content(of field: FieldShape, _ outer: Place) -> GrammarExpression? {
        let place = Place(field.place, "\(outer.rule)-\(field.name)", levels: outer.levels)
        switch field.content {
        case .single(let shape): return value(shape, place)
        case .list(let shape, let least, let most):
            let entry = Place(field.place + "[]", place.rule, levels: place.levels)
            return list(value(shape, entry), least, self.most(least, most, field), place.rule, "[", "]")
        case .map(let key, let shape, let least, let most):
            let entry = Place(field.place + "[]", place.rule, levels: place.levels)
            let keyPlace = Place(field.place + "[key]", place.rule + "-key", levels: place.levels)
            guard let name = self.key(key, keyPlace), let content = value(shape, entry) else {
                return least == 0 ? .literal("{}") : nil
            }
            let limit = self.most(least, most, field)
            if limit > 1 { leave(field.place, "keys may be there twice") }
            return list(.joined(name, colon, content), least, limit, place.rule, "{", "}")
        }
    }

    private mutating func most(_ least: Int, _ most: Int?, _ field: FieldShape) -> Int {
        guard let most else { return max(least, limits.items) }
        let greatest = GrammarLimits.mostRepetitions
        if most > greatest { omit(field.place, "more than \(greatest) entries") }
        return min(most, greatest)
    }

    /// A map's key: always a string.
    private mutating func key(_ shape: ValueShape, _ place: Place) -> GrammarExpression? {
        switch shape {
        case .text: return value(shape, place)
        case .choices(let values):
            return .oneOf(
                values.map { value in
                    if case .plain(let word) = value { return .literal("\"\(word)\"") }
                    return self.value(.choices([value]), place) ?? .empty
                })
        case .either(let shapes):
            let parts = shapes.compactMap { key($0, place) }
            return parts.isEmpty ? nil : .oneOf(parts)
        default: return value(shape, place).map { quoted($0) }
        }
    }

    // MARK: - Rules over several fields

    /// Sums that can be followed: they share no field and do not lie within each other.
    private mutating func sums(of shape: MessageShape) -> [SumSteps] {
        var result: [SumSteps] = []
        var taken: [ClosedRange<UInt32>] = []
        for sum in shape.sums {
            let fields = shape.fields.filter { sum.fields.contains($0.name) }.sorted { $0.number < $1.number }
            guard let first = fields.first, let last = fields.last,
                !taken.contains(where: { $0.overlaps(first.number...last.number) }),
                let steps = SumSteps(sum, fields, steps: limits.sumSteps)
            else {
                leave(shape.name, sum.id)
                continue
            }
            taken.append(first.number...last.number)
            result.append(steps)
            if let what = steps.omission { omit(shape.name, "\(sum.id): \(what)") }
        }
        return result
    }

    private mutating func groups(of shape: MessageShape) -> [MessageShape.Group] {
        for group in shape.groups where group.isRequired && group.rule == "message.oneof" {
            leave(group.place, "\(group.rule) (when given as zero)")
        }
        // Each one doubles the ways through a message.
        for group in shape.groups.dropFirst(8) {
            leave(group.place, group.rule)
            if group.isRequired { leave(group.place, "required") }
        }
        return Array(shape.groups.prefix(8))
    }
}
