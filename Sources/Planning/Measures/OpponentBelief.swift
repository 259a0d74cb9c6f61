// SPDX-License-Identifier: Apache-2.0

/// How an opponent seems to play: a likelihood for each archetype, from one moment's evidence.
public struct OpponentBelief: Sendable {
    /// Index of the opponent.
    public var team: Int
    /// Likelihoods in the order of `Archetype`; together 1.
    public var likelihoods: SIMD8<Double>
    /// How much evidence there was, 0 to 1.
    public var evidence: Double
    /// Its agents that are known, by role.
    public var agents = RoleVector()

    /// Likelihood of one archetype.
    public subscript(archetype: Archetype) -> Double { likelihoods[archetype.rawValue] }

    /// The most likely archetype.
    public var likeliest: Archetype {
        Archetype.allCases.max { self[$0] < self[$1] } ?? .balanced
    }

    /// What is expected of playing `own` against it, −1 to 1.
    ///
    /// - Parameter experience: what earlier matches have taught; nil: the measured table alone counts.
    public func prospects(of own: Archetype, experience: ArchetypeExperience? = nil) -> Double {
        var sum = 0.0
        for archetype in Archetype.allCases {
            let payoff = experience?.payoff(of: own, against: archetype) ?? own.prior(against: archetype)
            sum += self[archetype] * payoff
        }
        return sum * evidence
    }

    static func all(in situation: Situation, homes: Homes, territory: Territory) -> [OpponentBelief] {
        situation.teams.indices.filter { $0 != situation.me }.map { team in
            var evidence = Evidence()
            evidence.addAgents(of: team, situation, homes)
            evidence.addEvents(of: team, situation)
            evidence.addObservations(of: team, situation)
            evidence.addGrowth(of: team, situation, territory)
            return evidence.belief(team)
        }
    }
}

/// What speaks for each archetype of one opponent.
private struct Evidence {
    private var odds = SIMD8<Double>(1.2, 1, 1, 1, 1, 1, 0, 0)
    private var mix = RoleVector()
    private var seen = RoleVector()
    private var amount = 0.0

    mutating func addAgents(of team: Int, _ situation: Situation, _ homes: Homes) {
        var (forward, back) = (0.0, 0.0)
        for agent in situation.teams[team].agents {
            if let role = agent.role { seen[role] += 1 }
            guard let cell = agent.cell, agent.role != .collector,
                let toUs = homes.distance(from: cell, to: situation.me),
                let toThem = homes.distance(from: cell, to: team)
            else { continue }
            if toUs < toThem { forward += agent.strength } else if toThem <= 6 { back += agent.strength }
        }
        mix += seen
        let placed = forward + back
        guard placed > 0 else { return }
        let part = forward / placed
        let weight = placed / (placed + 1)
        amount += weight
        // Where its fighters stand: forward speaks for rush and raid, back for turtle and boom.
        multiply([1, 1 + part, 2 - part, 1.6 - 0.6 * part, 1.1, 1 + 0.8 * part, 0, 0], weight)
    }

    mutating func addEvents(of team: Int, _ situation: Situation) {
        var (attacks, cells) = (0.0, 0.0)
        var delivered = 0.0
        for event in situation.events {
            switch event.kind {
            case .spawned(let role?) where event.team == team: mix[role] += 0.5
            case .baseAttacked where event.other == team: attacks += 1
            case .fought where event.team == team || event.other == team: attacks += 0.3
            case .took(let count) where event.team == team: cells += Double(count)
            case .delivered(let sum) where event.team == team: delivered += sum
            default: break
            }
        }
        let (a, c, d) = (attacks / (attacks + 2), cells / (cells + 8), delivered / (delivered + 20))
        amount += a + c + d
        multiply([1, 1 + 2 * a, 1, 1, 1, 1 + 1.5 * a, 0, 0], 1)
        multiply([1, 1, 1, 1, 1 + c, 1, 0, 0], 1)
        multiply([1, 1, 1.1, 1 + d, 1, 1, 0, 0], 1)
    }

    mutating func addObservations(of team: Int, _ situation: Situation) {
        for observation in situation.observations where observation.team == team && observation.weight > 0 {
            // Half of the weight after a minute.
            let age = Double(max(0, observation.age ?? 0)) / situation.ticksPerSecond
            let weight = observation.weight / (observation.weight + 1) * 2 * 60 / (60 + age)
            amount += weight
            if let archetype = observation.archetype {
                var factors = SIMD8<Double>(repeating: 1)
                factors[archetype.rawValue] = 1 + 4 * weight
                multiply(factors, 1)
            }
            if let agents = observation.agents { mix += agents * weight }
            if let task = observation.task {
                // Likely when the archetype gives that work more than a quarter.
                var factors = SIMD8<Double>(repeating: 1)
                for archetype in Archetype.allCases {
                    factors[archetype.rawValue] = 1 + weight * (archetype.work[task] * 4 - 1)
                }
                multiply(factors.clamped(lowerBound: .init(repeating: 0.1), upperBound: .init(repeating: 8)), 1)
            }
        }
    }

    mutating func addGrowth(of team: Int, _ situation: Situation, _ territory: Territory) {
        if let share = territory.shares[team], let own = territory.share, share + own > 0 {
            let part = share / (share + own)
            amount += 0.3
            multiply([1, 1, 1, 1, 0.5 + part, 1, 0, 0], 1)
        }
        if let stock = situation.teams[team].stock?.sum() {
            let wealth = stock / (stock + 90)
            amount += 0.3
            multiply([1, 1.1 - 0.3 * wealth, 1, 0.7 + 0.8 * wealth, 1, 1, 0, 0], 1)
        }
    }

    private mutating func multiply(_ factors: SIMD8<Double>, _ weight: Double) {
        odds *= 1 + (factors - 1) * weight
    }

    func belief(_ team: Int) -> OpponentBelief {
        var odds = odds
        var amount = amount
        let count = mix.sum()
        if count > 0 {
            // A mix of roles far from the archetype's speaks against it, the more agents are known.
            let trust = count / (count + 3)
            amount += 2 * trust
            for archetype in Archetype.allCases {
                let gap = mix / count - archetype.mix
                let distance = (gap * gap).sum()
                odds[archetype.rawValue] *= 1 / (1 + trust * 12 * distance)
            }
        }
        odds[6] = 0
        odds[7] = 0
        return OpponentBelief(
            team: team, likelihoods: odds / max(odds.sum(), 1e-9), evidence: amount / (amount + 1.5), agents: seen)
    }
}
