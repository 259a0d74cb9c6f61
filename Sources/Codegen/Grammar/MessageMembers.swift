// SPDX-License-Identifier: Apache-2.0

/// The ways through the members of an object: which are there, and what that leaves to the rest.
///
/// Where each member is free of the others, the members stand one behind the other in one rule. Else there is
/// a rule for each member and what is known at it, which leads on to the next.
struct MessageMembers {
    struct Member {
        var name: String
        /// The name and the colon.
        var head: GrammarExpression
        /// Nothing where a sum decides.
        var content: GrammarExpression?
        var isRequired: Bool
    }

    /// What is known of the members that were passed.
    private struct State: Hashable {
        /// What is left of each sum.
        var rests: [Int]
        /// Of each group, whether it has its member.
        var used: [Bool]
    }

    private struct Node: Hashable {
        var position: Int
        var state: State
    }

    private let members: [Member]
    private let sums: [SumSteps]
    private let groups: [MessageShape.Group]
    private let rule: String
    private let comma: GrammarExpression
    private var known: [Node: GrammarExpression?] = [:]

    init(
        _ members: [Member], sums: [SumSteps], groups: [MessageShape.Group], rule: String, comma: GrammarExpression
    ) {
        self.members = members
        self.sums = sums
        self.groups = groups
        self.rule = rule
        self.comma = comma
    }

    private var areFree: Bool { sums.isEmpty && groups.isEmpty }

    /// The object in braces, which begins with `type` if that is there; nothing if the rules cannot be
    /// fulfilled.
    mutating func object(startingWith type: GrammarExpression?, _ builder: inout GrammarBuilder) -> GrammarExpression? {
        let start = State(rests: sums.map(\.start), used: groups.map { _ in false })
        var inner: GrammarExpression?
        if let type {
            inner = rest(0, start, &builder).map { .joined(type, $0) }
        } else if areFree, let first = members.firstIndex(where: \.isRequired) {
            inner = .block(
                members.indices.map { index in
                    let member = whole(index)
                    if index < first { return .optional(.joined(member, comma)) }
                    return index == first ? member : behindComma(index)
                })
        } else {
            inner = firsts(start, &builder)
        }
        return inner.map { .joined(.literal("{"), $0, .literal("}")) }
    }

    private func whole(_ index: Int) -> GrammarExpression {
        .joined(members[index].head, members[index].content ?? .empty)
    }

    private func behindComma(_ index: Int) -> GrammarExpression {
        let member = GrammarExpression.joined(comma, whole(index))
        return members[index].isRequired ? member : .optional(member)
    }

    /// Whichever member is the first, and what may follow it.
    private mutating func firsts(_ start: State, _ builder: inout GrammarBuilder) -> GrammarExpression? {
        var ways: [GrammarExpression] = []
        var state = start
        for index in members.indices {
            guard let settled = settled(index, state) else { return way(ways) }
            state = settled
            if let way = member(index, state, &builder) { ways.append(way) }
            if members[index].isRequired { return way(ways) }
        }
        if settled(members.count, state) != nil { ways.append(.empty) }
        return way(ways)
    }

    private func way(_ ways: [GrammarExpression]) -> GrammarExpression? {
        if ways.isEmpty { return nil }
        let some = ways.filter { $0 != .empty }
        if some.isEmpty { return .empty }
        return some.count < ways.count ? .optional(.oneOf(some)) : .oneOf(some)
    }

    /// What follows behind a member, from the one at `position` on.
    private mutating func rest(_ position: Int, _ state: State, _ builder: inout GrammarBuilder) -> GrammarExpression? {
        guard let state = settled(position, state) else { return nil }
        if position == members.count { return .empty }
        let node = Node(position: position, state: state)
        if let known = known[node] { return known }
        var ways: [GrammarExpression] = []
        if let way = member(position, state, &builder) { ways.append(.joined(comma, way)) }
        if !members[position].isRequired, let way = rest(position + 1, state, &builder) { ways.append(way) }
        let rests = state.rests.filter { $0 > 0 }.map { "-\($0)" }.joined()
        let name = "\(rule)-from-\(members[position].name)\(rests)"
        let content = simplified(ways, position)
        let result = content.map { $0 == .empty ? $0 : builder.grammar.rule(name, $0) }
        known[node] = .some(result)
        return result
    }

    /// With the member or without it, if what follows is the same.
    private func simplified(_ ways: [GrammarExpression], _ position: Int) -> GrammarExpression? {
        if ways.count == 2, case .sequence(let parts) = ways[0], parts.last == ways[1] {
            return .joined(.optional(.joined(Array(parts.dropLast()))), ways[1])
        }
        return way(ways)
    }

    /// A member, and what may follow it.
    private mutating func member(
        _ index: Int, _ state: State, _ builder: inout GrammarBuilder
    ) -> GrammarExpression? {
        var next = state
        for (position, group) in groups.enumerated() where group.fields.contains(members[index].name) {
            if next.used[position] { return nil }
            next.used[position] = true
        }
        if let content = members[index].content {
            return rest(index + 1, next, &builder).map { .joined(members[index].head, content, $0) }
        }
        var ways: [GrammarExpression] = []
        for (position, sum) in sums.enumerated() {
            guard let place = sum.names.firstIndex(of: members[index].name) else { continue }
            for choice in sum.choices(place, rest: state.rests[position]) {
                next.rests[position] = choice.rest
                let values = IntegerRanges([Int128(choice.values.lowerBound)...Int128(choice.values.upperBound)])
                if let way = rest(index + 1, next, &builder) { ways.append(.joined(builder.integer(values), way)) }
            }
        }
        return ways.isEmpty ? nil : .joined(members[index].head, .oneOf(ways))
    }

    /// The state without what does not matter from `position` on; nothing if a rule cannot be kept any more.
    private func settled(_ position: Int, _ state: State) -> State? {
        var result = state
        for (index, sum) in sums.enumerated() {
            let passed = sum.names.filter { name in members.prefix(position).contains { $0.name == name } }.count
            guard let rest = sum.settled(state.rests[index], before: passed) else { return nil }
            result.rests[index] = rest
        }
        for (index, group) in groups.enumerated() {
            if members.dropFirst(position).contains(where: { group.fields.contains($0.name) }) { continue }
            if group.isRequired && !state.used[index] { return nil }
            // The same for all ways that were right so far.
            result.used[index] = true
        }
        return result
    }
}
