// SPDX-License-Identifier: Apache-2.0

/// The macros over lists and maps.
extension CELInterpreter {
    typealias Comprehension = CELExpression.Comprehension

    mutating func evaluate(_ node: Comprehension) throws(CELError) -> CELValue {
        let items = try items(of: try evaluate(node.range), withIndex: node.second != nil)
        try charge(items.count / 4)
        switch node.macro {
        case .all: return .bool(try !absorbing(node, items, decisive: false))
        case .exists: return .bool(try absorbing(node, items, decisive: true))
        case .existsOne:
            var count = 0
            for item in items where try holds(node.body, node, item) { count += 1 }
            return .bool(count == 1)
        case .filter:
            var kept: [CELValue] = []
            for item in items where try holds(node.body, node, item) { kept.append(item.first) }
            return .list(kept)
        case .map:
            var made: [CELValue] = []
            for item in items where try isTaken(item, node) { made.append(try evaluate(node.body, node, item)) }
            return .list(made)
        case .transformMap:
            var map = CELMap()
            for item in items where try isTaken(item, node) {
                _ = try map.insert(item.first, try evaluate(node.body, node, item))
            }
            return .map(map)
        }
    }

    /// What the variables stand for in one round.
    private struct Item {
        let first: CELValue
        var second: CELValue?
    }

    private func items(of range: CELValue, withIndex: Bool) throws(CELError) -> [Item] {
        switch range {
        case .list(let list):
            guard withIndex else { return list.map { Item(first: $0) } }
            return list.enumerated().map { Item(first: .int(Int64($0.offset)), second: $0.element) }
        case .map(let map):
            return map.entries.map { Item(first: $0.key, second: withIndex ? $0.value : nil) }
        default: throw CELError("type '\(range.typeName)' has no elements to go over")
        }
    }

    private mutating func evaluate(
        _ expression: CELExpression, _ node: Comprehension, _ item: Item
    ) throws(CELError) -> CELValue {
        let depth = locals.count
        defer { locals.removeSubrange(depth...) }
        locals.append((node.variable, item.first))
        if let name = node.second, let value = item.second { locals.append((name, value)) }
        return try evaluate(expression)
    }

    private mutating func holds(
        _ expression: CELExpression, _ node: Comprehension, _ item: Item
    ) throws(CELError) -> Bool {
        guard case .bool(let value) = try evaluate(expression, node, item) else {
            throw CELError("no such overload: predicate of \(node.macro.rawValue) is not bool")
        }
        return value
    }

    private mutating func isTaken(_ item: Item, _ node: Comprehension) throws(CELError) -> Bool {
        guard let condition = node.condition else { return true }
        return try holds(condition, node, item)
    }

    /// Whether any element has the value that decides; errors count only if none has.
    private mutating func absorbing(
        _ node: Comprehension, _ items: [Item], decisive: Bool
    ) throws(CELError) -> Bool {
        var failure: CELError?
        for item in items {
            do throws(CELError) {
                if try holds(node.body, node, item) == decisive { return true }
            } catch {
                if error.isExhausted { throw error }
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return false
    }
}
