// SPDX-License-Identifier: Apache-2.0

extension Strategy {
    /// The whole strategy of a candidate: its weights become tasks with places, its roles whole
    /// thousandths, its tempo and risk follow from its posture and the danger.
    init(_ candidate: Candidate, _ situation: Situation, _ measures: Measures, _ needs: WorkVector) {
        self.init(candidate.nearest)
        posture = Self.posture(candidate.work)
        focus = Self.focus(candidate.work)
        composition = candidate.mix.thousandths
        resourceShares = Self.shares(candidate.mix, measures)
        priorities = Self.tasks(candidate.work, resourceShares, situation, measures)
        counters = Self.counters(measures, needs)
        validUntil = situation.tick.map { $0 + Self.validity(situation, measures) }
        spawnInterval = Self.spawnInterval(posture, measures)
        retreatHealth = Self.retreatHealth(posture, measures)
    }

    private static func posture(_ work: WorkVector) -> Posture {
        if work[.attack] > 0.35, work[.attack] >= work[.defend] { return .aggressive }
        if work[.defend] > 0.33 { return .defensive }
        return work[.collect] > 0.48 ? .economic : .balanced
    }

    private static func focus(_ work: WorkVector) -> Focus {
        let territory = work[.expand] + 0.6 * work[.defend]
        let combat = work[.attack] + 0.4 * work[.defend]
        if work[.collect] > territory, work[.collect] > combat { return .resources }
        return combat > territory ? .combat : .territory
    }

    /// What collecting should bring: what the wanted roles cost, less what is there, as far as it lies
    /// around.
    private static func shares(_ mix: RoleVector, _ measures: Measures) -> SIMD3<Int32> {
        var cost = ResourceVector()
        for role in Role.allCases { cost += Rules.typicalCost(role) * mix[role] }
        let stock = measures.economy.stock ?? ResourceVector()
        let income = measures.economy.income ?? ResourceVector()
        let economy = measures.economy
        let lying = economy.inReach + economy.contested * 0.5 + economy.unplaced * 0.3
        var wanted = ResourceVector()
        for resource in Resource.allCases {
            let missing = 3 * cost[resource] - stock[resource] - 30 * income[resource]
            let available = 0.3 + lying[resource] / (lying[resource] + 10)
            wanted[resource] = max(0.15 * cost[resource], missing) * available
        }
        return wanted.thousandths
    }

    private static func validity(_ situation: Situation, _ measures: Measures) -> Int64 {
        // Half a minute when all is calm, five seconds when a base burns.
        let seconds = 5 + 25 * (1 - measures.danger)
        return Int64((seconds * situation.ticksPerSecond).rounded())
    }

    private static func spawnInterval(_ posture: Posture, _ measures: Measures) -> Int32 {
        let usual: Double =
            switch posture {
            case .aggressive: 700
            case .balanced: 1000
            case .defensive: 1200
            case .economic: 1500
            }
        let wealth = measures.economy.stock.map { $0.min() / ($0.min() + 40) } ?? 0.3
        return Int32((usual * (1.15 - 0.4 * wealth) * (1 - 0.3 * measures.danger)).rounded())
    }

    private static func retreatHealth(_ posture: Posture, _ measures: Measures) -> Int32 {
        let usual: Double =
            switch posture {
            case .aggressive: 200
            case .balanced: 300
            case .defensive: 330
            case .economic: 430
            }
        // Who is stronger risks more; at the burning base nobody runs.
        let part = measures.forces.frontierPart ?? measures.forces.part ?? 0.5
        return Int32((usual + 200 * (0.5 - part) - 120 * measures.danger).rounded().clamped(50, 800))
    }

    private static func counters(_ measures: Measures, _ needs: WorkVector) -> [CounterMove] {
        measures.opponents.filter { $0.evidence > 0.3 }.prefix(16).map { belief in
            let observed = belief.likeliest
            var counter = CounterMove(
                opponent: belief.team, observed: observed,
                likelihood: Int32((belief[observed] * 1000).rounded()), response: .expand, area: nil)
            let weak = measures.sites.first { $0.kind == .opponentWeakFrontier && $0.opponent == belief.team }
            switch observed {
            case .rush:
                counter.response = .defendBase
                counter.area = measures.home.map { Area($0, radius: 4) }
            case .raid:
                counter.response = .defendTerritory
                counter.area = measures.best(.weakFrontier)?.area ?? measures.home.map { Area($0, radius: 6) }
            case .boom:
                counter.response = .attack
                counter.area = weak?.area ?? measures.opponentHome.map { Area($0, radius: 5) }
            case .expand:
                counter.response = .attack
                counter.area = weak?.area
            case .turtle:
                counter.response = needs[.collect] > needs[.expand] ? .collect : .expand
                counter.area = measures.best(counter.response == .collect ? .resources : .openTerritory)?.area
            case .balanced:
                counter.response = needs[.collect] > needs[.expand] ? .collect : .expand
            }
            return counter
        }
    }
}

extension Double {
    /// The nearest value within bounds.
    func clamped(_ low: Double, _ high: Double) -> Double { Swift.max(low, Swift.min(high, self)) }
}
