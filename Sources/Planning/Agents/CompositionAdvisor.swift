// SPDX-License-Identifier: Apache-2.0

/// The roles that a team should consist of, and what to build next.
public struct CompositionAdvice: Sendable {
    /// Shares of the roles, in thousandths; together 1000.
    public var shares: SIMD4<Int32>
    /// The same in agents, for the size asked.
    public var wanted: SIMD4<Int32>
    /// What the team has.
    public var current: SIMD4<Int32>
    /// What to build next, in order.
    public var next: [Role]
    /// What is needed, by role: for the reasons.
    public var pressure: RoleVector

    /// What the team is missing.
    public var missing: SIMD4<Int32> {
        let gap = wanted &- current
        return gap.replacing(with: 0, where: gap .< 0)
    }
}

extension CompositionAdvice {
    /// Greatest number of agents that are recommended at once.
    private static let greatestQueue = 64

    /// Advises a team that follows a strategy, or what the planner found.
    public init(_ situation: Situation, _ plan: Plan, following strategy: Strategy? = nil, size: Int? = nil) {
        let forces = plan.measures.forces
        let base = RoleVector((strategy ?? plan.strategy).composition).normalized
        let answer = Candidate.answer(to: forces.opponents)
        let needs = plan.needs.normalized
        let pressure = RoleVector(
            needs[Role.collector.work], needs[Role.explorer.work], needs[Role.defender.work], needs[Role.attacker.work])
        // What is followed, bent to what is needed and to what the opponents have.
        let trust = 0.25 * forces.opponents.sum() / (forces.opponents.sum() + 3)
        let mix = (base * (0.7 - trust) + pressure * 0.3 + answer * trust).normalized
        self.init(situation, plan, shares: mix.thousandths, size: size)
    }

    /// Advises a team whose wanted shares of the roles are known.
    public init(_ situation: Situation, _ plan: Plan, shares: SIMD4<Int32>, size: Int? = nil) {
        let forces = plan.measures.forces
        let needs = plan.needs.normalized
        pressure = RoleVector(
            needs[Role.collector.work], needs[Role.explorer.work], needs[Role.defender.work], needs[Role.attacker.work])
        self.shares = shares
        let size = max(1, min(512, size ?? situation.agentLimit))
        wanted = Self.count(shares, size)
        current = SIMD4<Int32>(forces.own.clamped(lowerBound: .zero, upperBound: .init(repeating: 512)))
        next = []
        next = queue(plan.measures, room: max(0, size - forces.ownCount))
    }

    /// Whole agents by largest remainder.
    private static func count(_ shares: SIMD4<Int32>, _ size: Int) -> SIMD4<Int32> {
        let exact = shares &* Int32(size)
        var counts = exact / 1000
        var left = Int32(size) - counts.wrappedSum()
        let order = (0..<4).sorted {
            let (a, b) = (exact[$0] % 1000, exact[$1] % 1000)
            return a != b ? a > b : $0 < $1
        }
        for index in order where left > 0 {
            counts[index] += 1
            left -= 1
        }
        return counts
    }

    /// What the stockpile and a minute of income pay for, always the role that is missing most; at least
    /// one while there is room.
    private func queue(_ measures: Measures, room: Int) -> [Role] {
        guard room > 0 else { return [] }
        var purse = (measures.economy.stock ?? ResourceVector()) + (measures.economy.income ?? ResourceVector()) * 60
        var counts = RoleVector(current)
        let mix = RoleVector(shares) / 1000
        var roles: [Role] = []
        while roles.count < min(room, Self.greatestQueue) {
            let total = counts.sum() + 1
            let gaps = mix * total - counts
            let role = Role.allCases.max { gaps[$0] < gaps[$1] } ?? .collector
            let left = purse - Rules.typicalCost(role)
            if left.min() < 0, !roles.isEmpty { break }
            roles.append(role)
            counts[role] += 1
            purse = left
            if left.min() < 0 { break }
        }
        return roles
    }
}
