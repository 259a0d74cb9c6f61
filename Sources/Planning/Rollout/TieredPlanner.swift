// SPDX-License-Identifier: Apache-2.0

import Arena

/// The reflex planner's answer at once, and what playing futures makes of it while the budget lasts.
///
/// Where the question has no playable match, or the budget no ticks, the reflex planner's answer stands.
public struct TieredPlanner: Planner {
    /// Name and version of what decides where futures are played.
    public static var identifier: StaticString { RolloutPlanner.identifier }

    private let options: RolloutPlanner.Options

    /// A planner of both tiers.
    public init(options: RolloutPlanner.Options = RolloutPlanner.Options()) {
        var options = options
        options.saysWhatItPlays = true
        self.options = options
    }

    /// A planner for a question that has a playable match: what is remembered, or else what one look tells.
    ///
    /// - Parameter plan: the reflex planner's.
    public func planner(for question: Question, _ playable: PlayableMatch, _ plan: Plan) -> RolloutPlanner {
        if let memory = playable.memory { return memory }
        let match = playable.match
        var planner = RolloutPlanner(
            team: question.situation.me, teams: match.map.teamCount, seed: UInt64(match.state.tick), options: options,
            experience: question.experience)
        Self.expect(plan.measures.opponents, &planner)
        return planner
    }

    /// Finds a strategy. The first one that `improved` hears of is the reflex planner's.
    public func plan(_ question: Question, budget: Budget, improved: (Plan) -> Void) -> Plan {
        let reflex = ReflexPlanner().plan(question, budget: .unlimited)
        improved(reflex)
        guard let playable = question.playable else { return reflex }
        let match = playable.match
        let proposed = Hypothesis(.reflex, saying: reflex.strategy, on: match.map)
        var planner = planner(for: question, playable, reflex)
        if let current = question.current {
            planner.follow(Hypothesis(.followed, saying: current, on: match.map))
        } else if playable.memory == nil {
            planner.follow(proposed)
        }
        func answer(_ search: RolloutPlan, _ planner: RolloutPlanner) -> Plan {
            Self.plan(search, planner, question, reflex, match.map)
        }
        let before = planner
        let proposals = playable.proposals.map { Hypothesis(.proposal, saying: $0, on: match.map) }
        let search = planner.decide(match, budget: budget, proposals: proposals + [proposed]) { interim in
            // Who hears of no other one has the plan of a search that was not let come to its end.
            var interim = interim
            interim.isCutShort = true
            improved(answer(interim, before))
        }
        let result = answer(search, planner)
        improved(result)
        return result
    }

    /// What one look says of the opponents, as far as it is evidence.
    private static func expect(_ opponents: [OpponentBelief], _ planner: inout RolloutPlanner) {
        for opponent in opponents {
            let archetypes = Arena.Archetype.allCases.map { archetype in
                let same = Archetype(rawValue: Int(archetype.rawValue)) ?? .balanced
                return (archetype: archetype, likelihood: opponent[same] * opponent.evidence)
            }
            planner.expect(archetypes, of: opponent.team)
        }
    }

    /// What a search found, as a plan: all but strategy, confidence and search is the reflex planner's.
    private static func plan(
        _ search: RolloutPlan, _ planner: RolloutPlanner, _ question: Question, _ reflex: Plan, _ map: GameMap
    ) -> Plan {
        var plan = reflex
        plan.strategy = search.strategy.words ?? Strategy(search.strategy.orders, on: map)
        plan.strategy.validUntil = reflex.strategy.validUntil
        plan.confidence = confidence(search, reflex.measures)
        plan.isCutShort = search.visits == 0
        plan.simulation = PlannedSimulation(search, memory: planner)
        return plan
    }

    /// What was known, less where few futures were played and where another strategy is about as good.
    private static func confidence(_ search: RolloutPlan, _ measures: Measures) -> Double {
        guard search.visits > 0 else { return max(0.02, measures.knowledge.known * 0.78) }
        let played = Double(search.visits) / Double(search.visits + 8)
        let others = search.candidates.filter { $0.visits > 0 }.map(\.value)
        let mean = others.reduce(0, +) / Double(max(1, others.count))
        let margin = min(1, max(0, search.value - mean) / 0.2)
        return max(0.02, min(0.98, measures.knowledge.known * (0.7 + 0.15 * played + 0.13 * margin)))
    }
}
