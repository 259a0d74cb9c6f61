// SPDX-License-Identifier: Apache-2.0

import Planning
import StrategosAPI

/// A team of a match.
public struct SessionKey: Hashable, Sendable {
    /// The match's id.
    public var match: String
    /// The team's id.
    public var team: String

    /// Nothing for a state without a match's id: such questions stand alone.
    package init?(_ state: GameState, _ team: String) {
        guard !state.matchID.isEmpty else { return nil }
        match = state.matchID
        self.team = team
    }
}

/// What is remembered of a team between its questions about one match.
public struct TeamSession: Sendable {
    /// The tick of the last state.
    package var tick: UInt64
    /// The strategy that was answered last; nothing where the team was only watched.
    package var strategy: Strategy?
    /// The tick since which the team is on this course.
    package var changedAt: UInt64
    /// What its states have taught of the opponents.
    package var memory: MatchMemory
    /// What it was answered, latest last.
    package var past: [PastStrategy]

    /// All of it.
    package init(
        tick: UInt64, strategy: Strategy?, changedAt: UInt64, memory: MatchMemory, past: [PastStrategy] = []
    ) {
        self.tick = tick
        self.strategy = strategy
        self.changedAt = changedAt
        self.memory = memory
        self.past = past
    }
}

/// Where sessions are kept. Called from any thread, and never waited for: a store on a disk answers from its
/// cache.
public protocol SessionStore: Sendable {
    /// The session of a team, if one is known.
    func session(of key: SessionKey) -> TeamSession?

    /// Keeps what a session has become.
    func keep(_ session: TeamSession, of key: SessionKey)
}

/// What a team's earlier states of a match have taught; an object, since a planner's memory is large.
package final class MatchMemory: Sendable {
    let planner: RolloutPlanner?
    let slots: AgentSlots

    package init(planner: RolloutPlanner? = nil, slots: AgentSlots = AgentSlots()) {
        self.planner = planner
        self.slots = slots
    }
}
