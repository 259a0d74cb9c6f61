// SPDX-License-Identifier: Apache-2.0

import Arena

/// A match that can be played on, and what is remembered of it.
public final class PlayableMatch: PlannerNotes, @unchecked Sendable {
    /// The match as it is now.
    public let match: Match
    /// What was learnt from its earlier states; none: nothing was.
    public let memory: RolloutPlanner?
    /// What somebody else proposes: candidates beside the planner's own.
    public let proposals: [Strategy]

    /// A match with what is remembered of it.
    public init(_ match: Match, memory: RolloutPlanner? = nil, proposals: [Strategy] = []) {
        self.match = match
        self.memory = memory
        self.proposals = proposals
        super.init()
    }
}

/// What came of simulating, and what is worth remembering of it.
public final class PlannedSimulation: PlannerNotes, @unchecked Sendable {
    /// The search and its numbers.
    public let search: RolloutPlan
    /// What the planner of the next state of this match should know.
    public let memory: RolloutPlanner

    init(_ search: RolloutPlan, memory: RolloutPlanner) {
        self.search = search
        self.memory = memory
        super.init()
    }
}

extension Question {
    /// The same match as the arena plays it, where that is known: without it nothing can be simulated.
    public var playable: PlayableMatch? {
        get { notes as? PlayableMatch }
        set { notes = newValue }
    }
}

extension Plan {
    /// The futures that were played; none where nothing was simulated.
    public var simulation: PlannedSimulation? {
        get { notes as? PlannedSimulation }
        set { notes = newValue }
    }
}
