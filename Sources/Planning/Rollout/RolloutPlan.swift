// SPDX-License-Identifier: Apache-2.0

import Arena

/// A strategy that was played out, and what came of it.
public struct RolloutCandidate: Sendable {
    /// What was played.
    public var strategy: Hypothesis
    /// The mean payoff, 0 to 1.
    public var value: Double
    /// Playouts.
    public var visits: Int
    /// It is what the team follows already.
    public var isCurrent: Bool
}

/// What a search found, and how.
public struct RolloutPlan: Sendable {
    /// What the team should do.
    public var strategy: Hypothesis
    /// What is expected of it, 0 lost to 1 won.
    public var value: Double
    /// What was played out, best first.
    public var candidates: [RolloutCandidate]
    /// The opponent with most cells.
    public var opponent: Int
    /// How it seems to play, likeliest first.
    public var belief: [(strategy: Hypothesis, likelihood: Double)]
    /// Playouts in all.
    public var visits: Int
    /// The tick to which futures were played: the end of the match, unless the options said less.
    public var horizon: Int32
    /// Ticks simulated, those of the belief included.
    public var ticks: Int
    /// The clock ended the search before its nodes were used up.
    public var isCutShort: Bool

    /// Candidates of a plan that proposals are compared with, beside the one that was chosen.
    private static let rivals = 2

    /// What proposals are to be compared with, for ``RolloutPlanner/compare(_:in:budget:)``: what the plan says comes
    /// first, then the proposals, then what nearly won and is worth a second look.
    public func lineUp(_ proposals: [Hypothesis]) -> [Hypothesis] {
        let others = candidates.lazy.filter { $0.visits > 0 && !$0.strategy.isSame(as: strategy) }
        return [strategy] + proposals + others.prefix(Self.rivals).map(\.strategy)
    }
}
