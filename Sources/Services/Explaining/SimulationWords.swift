// SPDX-License-Identifier: Apache-2.0

import Arena
import Planning
import StrategosAPI

extension Hypothesis.Origin {
    /// Its name for people.
    var name: String {
        switch self {
        case .archetype(let archetype): "\(archetype)"
        case .posture(let posture, let focus): focus.map { "\(posture), for \($0)" } ?? "\(posture)"
        case .variation: "variation"
        case .reflex: "reflex planner's strategy"
        case .proposal: "proposal"
        case .followed: "current strategy"
        case .known: "known orders"
        case .design: "designed agents"
        }
    }
}

extension RolloutCandidate {
    /// Its name for people: what it is, and what it is like where that is not said.
    var name: String {
        switch strategy.origin {
        case .variation, .known, .design: "\(strategy.origin.name), closest to \(Words.name(strategy.nearest))"
        default: isCurrent && strategy.origin != .followed ? "\(strategy.origin.name), current" : strategy.origin.name
        }
    }
}

extension ScoredCandidate {
    init(_ candidate: RolloutCandidate, chosen: Bool) {
        self.init()
        name = candidate.name
        score = candidate.value
        playouts = UInt32(clamping: candidate.visits)
        self.chosen = chosen
    }
}

extension RolloutPlan {
    /// Beliefs below this are not told of.
    private static let leastLikelihood = 0.01

    /// The best candidates; the chosen one comes first.
    var scoredCandidates: [ScoredCandidate] {
        let played = candidates.filter { $0.visits > 0 }
        guard let chosen = played.firstIndex(where: { $0.strategy.isSame(as: strategy) }) else {
            return played.prefix(ScoredCandidate.greatestCount).map { ScoredCandidate($0, chosen: false) }
        }
        let others = played.indices.filter { $0 != chosen }.prefix(ScoredCandidate.greatestCount - 1)
        return [ScoredCandidate(played[chosen], chosen: true)]
            + others.map { ScoredCandidate(played[$0], chosen: false) }
    }

    /// The numbers of the search.
    func simulation(_ teams: [Team], budget: Int, statesSeen: Int) -> Simulation {
        var simulation = Simulation()
        simulation.value = max(0, min(1, value))
        simulation.playouts = UInt64(max(0, visits))
        simulation.ticks = UInt64(max(0, ticks))
        simulation.tickBudget = UInt64(max(0, budget))
        simulation.horizonTick = UInt64(max(0, horizon))
        simulation.statesSeen = UInt64(max(0, statesSeen))
        var opponent = StrategosAPI.OpponentBelief()
        opponent.teamID = teams.indices.contains(self.opponent) ? teams[self.opponent].id : ""
        opponent.plays = belief.prefix(ScoredCandidate.greatestCount).filter { $0.likelihood >= Self.leastLikelihood }
            .map { belief in
                var play = BelievedPlay()
                play.name = belief.strategy.origin.name
                play.likelihood = max(0, min(1, belief.likelihood))
                return play
            }
        simulation.opponents = [opponent]
        return simulation
    }
}

extension DesignSearch.Result {
    /// The best of the last generation.
    var scoredCandidates: [ScoredCandidate] {
        options.prefix(ScoredCandidate.greatestCount).enumerated().compactMap { index, option in
            option.agent.map { agent in
                var candidate = ScoredCandidate()
                let make = agent.make
                candidate.name =
                    "\(Words.name(Role(agent.role))) \(make.speed)/\(make.health)/\(make.attack)/\(make.defense)/\(make.carry)"
                candidate.score = option.value
                candidate.playouts = UInt32(clamping: option.visits)
                candidate.chosen = index == 0
                return candidate
            }
        }
    }
}
