// SPDX-License-Identifier: Apache-2.0

import Arena
import Planning
import Services
import StrategosAPI

/// A team that is planned for as a service does it by the workflow `team_strategy`: the planner decides, somebody
/// proposes something else, both play the same futures, and the proposal is followed where it does better by more than
/// a margin and the error of the comparison. What is proposed is drawn from proposals that were recorded, whatever
/// they were about, so that matches repeat.
struct AdvisedPlayer {
    /// What a workflow's `choose` demands beyond the error.
    private static let margin = 0.02
    /// Milliseconds of the planner's 100 that the comparison takes: as many ticks in all as where nobody advises it,
    /// though in a service each search has its own.
    private static let comparing = 10
    private static let planning = 100 - comparing

    private var planner: RolloutPlanner
    private var random: Randomness
    private let proposals: [TeamStrategy]

    /// - Parameters:
    ///   - proposals: at least one.
    ///   - random: what draws from them.
    init(_ proposals: [TeamStrategy], _ planner: RolloutPlanner, _ random: Randomness) {
        self.proposals = proposals
        self.planner = planner
        self.random = random
    }

    /// What the team is to do from now on.
    mutating func orders(_ match: Arena.Match) -> Orders {
        let plan = planner.decide(match, budget: .milliseconds(Self.planning))
        let proposed = proposals[Int(random.below(UInt32(proposals.count)))]
        let proposal = Hypothesis(
            .proposal, Intent(proposed, on: match.map, teams: match.state.teams.indices.map { "\($0)" }).orders)
        let comparison = planner.compare(
            plan.lineUp([proposal]), in: match, budget: .milliseconds(Self.comparing))
        guard let entry = comparison?.entries[1], entry.gain > Self.margin + entry.error else {
            return plan.strategy.orders
        }
        planner.follow(proposal)
        return proposal.orders
    }
}
