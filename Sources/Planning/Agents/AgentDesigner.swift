// SPDX-License-Identifier: Apache-2.0

/// An agent to build, and how it was found.
public struct AgentDesign: Sendable {
    /// What the score of a role is the sum of.
    public enum Term: Int, CaseIterable, Sendable {
        /// How many of the role are missing.
        case shortage
        /// How much its work is needed.
        case need
        /// What the best make of it does here.
        case performance
        /// How long it must be waited for.
        case wait
    }

    /// A role that was considered.
    public struct Option: Sendable {
        /// The role.
        public var role: Role
        /// Its best make here.
        public var attributes: Attributes
        /// What that costs.
        public var cost: ResourceVector
        /// The score's terms, in the order of `Term`.
        public var terms: SIMD4<Double>
        /// Seconds until the stockpile pays for it; `nil`: not known, or never.
        public var wait: Double?

        /// The sum of its terms.
        public var score: Double { terms.sum() }
    }

    /// Options, best first: the first one is the answer.
    public var options: [Option]
    /// What it prefers; `nil`: cells.
    public var resource: Resource?
    /// Where it goes first.
    public var area: Area?
    /// What it should do first.
    public var task: TaskKind

    /// The answer.
    public var best: Option { options[0] }
}

/// Designs agents: for each role it climbs to the attributes that are worth most for their cost in this
/// situation, then compares the roles by what the team lacks.
public struct AgentDesigner {
    private let situation: Situation
    private let plan: Plan
    private let performance: Performance
    private let work: WorkVector
    private let wanted: RoleVector

    /// A designer for a team in a situation that follows a strategy, or what the planner found.
    public init(_ situation: Situation, _ plan: Plan, following strategy: Strategy? = nil) {
        self.situation = situation
        self.plan = plan
        performance = Performance(plan.measures)
        let followed = strategy ?? plan.strategy
        // What is followed counts most; what the situation needs bends it.
        work = (followed.work * 0.6 + plan.needs.normalized * 0.4).normalized
        wanted =
            (RoleVector(followed.composition).normalized * 0.7 + RoleVector(plan.strategy.composition).normalized * 0.3)
            .normalized
    }

    /// The agent that is worth most now; of one role if that is asked, and one that the stockpile pays
    /// for if that is asked and there is any.
    public func design(role: Role? = nil, affordableOnly: Bool = false) -> AgentDesign {
        var options = Role.allCases.filter { role == nil || $0 == role }
            .map { option($0, within: affordableOnly ? stock : nil) }
        if affordableOnly {
            let payable = options.filter { $0.wait == 0 }
            if !payable.isEmpty { options = payable }
        }
        options.sort { $0.score != $1.score ? $0.score > $1.score : $0.role.rawValue < $1.role.rawValue }
        let (task, area) = assignment(options[0].role)
        return AgentDesign(options: options, resource: preference(options[0].role), area: area, task: task)
    }

    /// An agent that was designed elsewhere, with what it is to do here.
    public func design(_ role: Role, made attributes: Attributes, cost: ResourceVector) -> AgentDesign {
        let option = AgentDesign.Option(
            role: role, attributes: attributes, cost: cost, terms: .zero, wait: wait(for: cost))
        let (task, area) = assignment(role)
        return AgentDesign(options: [option], resource: preference(role), area: area, task: task)
    }

    private var stock: ResourceVector? { plan.measures.economy.stock }

    private func option(_ role: Role, within stock: ResourceVector?) -> AgentDesign.Option {
        option(role, made: make(role, sum: sumPaid(role, by: stock)))
    }

    /// An agent that somebody else thinks of, with its score by the measure of its own.
    public func option(_ role: Role, made make: Attributes) -> AgentDesign.Option {
        let cost = Rules.cost(role, attributeSum: make.sum)
        let wait = wait(for: cost)
        let count = plan.measures.forces.own[role]
        let size = Double(min(situation.agentLimit, plan.measures.forces.ownCount + 1))
        let shortage = (wanted[role] * size - count) / max(1, size)
        let terms = SIMD4<Double>(
            1.2 * shortage,
            0.5 * plan.needs[role.work],
            0.15 * worth(make, role),
            -0.3 * (wait.map { $0 / ($0 + 30) } ?? (self.stock == nil ? 0.3 : 1)))
        return AgentDesign.Option(role: role, attributes: make, cost: cost, terms: terms, wait: wait)
    }

    /// Greatest attribute sum that the stock pays for; the greatest there is when it pays for none.
    private func sumPaid(_ role: Role, by stock: ResourceVector?) -> Int32 {
        guard let stock else { return Attributes.greatestSum }
        var sum = Attributes.greatestSum
        while sum > 500 {
            if (stock - Rules.cost(role, attributeSum: sum)).min() >= 0 { return sum }
            sum -= 50
        }
        return Attributes.greatestSum
    }

    /// What an agent of this make does for the team in this role.
    private func worth(_ make: Attributes, _ role: Role) -> Double {
        let weights = role.affinity * (work + 0.15)
        return (performance(make) * weights).sum() / weights.sum()
    }

    /// Climbs from a modest make by steps of 50 per mille, each where it pays most, until no step is
    /// worth its cost or the sum is reached.
    private func make(_ role: Role, sum greatestSum: Int32) -> Attributes {
        let step: Int32 = 50
        var make = Attributes(speed: 100, health: 100, attack: 50, defense: 50, carry: 50)
        // Costs count in full when the stock is empty, hardly when it overflows.
        let poverty = stock.map { 30 / (30 + max(0, $0.min())) } ?? 0.5
        // The formulas are near to linear and would go to the corners; how the rest of the game uses an
        // attribute is not in them. So distance from what has proved itself costs a little.
        let proved = Rules.typical(role)
        func value(_ make: Attributes) -> Double {
            let cost = 0.8 + Double(make.sum) / 5000
            var strangeness = 0.0
            for field in 0..<5 {
                let gap = Double(make[field] - proved[field]) / 1000
                strangeness += gap * gap
            }
            return worth(make, role) * (1 - 0.35 * strangeness) / (1 + poverty * (cost - 0.8))
        }
        var best = value(make)
        while make.sum + step <= greatestSum {
            var improved: (make: Attributes, value: Double)?
            for field in 0..<5 where make[field] + step <= Attributes.greatest {
                var next = make
                next[field] += step
                let value = value(next)
                if value > (improved?.value ?? best) { improved = (next, value) }
            }
            guard let improved else { break }
            (make, best) = improved
        }
        return make
    }

    /// Seconds until the stockpile pays for a cost at the present income.
    private func wait(for cost: ResourceVector) -> Double? {
        guard let stock else { return nil }
        var longest = 0.0
        for resource in Resource.allCases where cost[resource] > stock[resource] {
            guard let income = plan.measures.economy.income?[resource], income > 0 else { return nil }
            longest = max(longest, (cost[resource] - stock[resource]) / income)
        }
        return longest
    }

    private func preference(_ role: Role) -> Resource? {
        guard role == .collector || (role == .explorer && work[.collect] > work[.expand] * 1.5) else { return nil }
        let shares = plan.strategy.resourceShares
        return Resource.allCases.max { shares[$0.rawValue] < shares[$1.rawValue] }
    }

    private func assignment(_ role: Role) -> (TaskKind, Area?) {
        let measures = plan.measures
        let home = measures.home.map { Area($0, radius: 4) }
        switch role {
        case .collector:
            let wanted = preference(role)
            let site =
                measures.sites.first { $0.kind == .resources && $0.resource == wanted } ?? measures.best(.resources)
            return (.collect, site?.area ?? home)
        case .explorer:
            let unseen = situation.isFogged && measures.best(.openTerritory) == nil
            return (unseen ? .scout : .expand, measures.best(.openTerritory)?.area ?? home)
        case .defender:
            if let threat = measures.threats.first, threat.urgency > 0.2 {
                return (.defendBase, Area(threat.base, radius: 3))
            }
            if let weak = measures.best(.weakFrontier) { return (.defendTerritory, weak.area) }
            return (.defendBase, home)
        case .attacker:
            if let threat = measures.threats.first, threat.urgency > 0.4 { return (.attack, threat.area) }
            let site = measures.best(.prey) ?? measures.best(.opponentWeakFrontier)
            return (.attack, site?.area ?? measures.opponentHome.map { Area($0, radius: 4) } ?? home)
        }
    }
}
