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
    /// The rules of the match, as its states say them.
    package var rules = ""
    /// The teams of the match, in the order of its states.
    package var teams: [String] = []
    /// Ticks for which each archetype was the one nearest to what the team followed, up to the last state.
    package var followed = SIMD8<Double>()

    /// All that has to be said.
    package init(
        tick: UInt64, strategy: Strategy?, changedAt: UInt64, memory: MatchMemory, past: [PastStrategy] = []
    ) {
        self.tick = tick
        self.strategy = strategy
        self.changedAt = changedAt
        self.memory = memory
        self.past = past
    }

    /// What a session becomes with a further state.
    ///
    /// - Parameter before: what it was; nil: this state is the first one.
    init(
        after before: TeamSession?, _ state: GameState, strategy: Strategy?, changedAt: UInt64, memory: MatchMemory,
        past: [PastStrategy]
    ) {
        let tick = state.tick ?? 0
        self.init(tick: tick, strategy: strategy, changedAt: changedAt, memory: memory, past: past)
        rules = state.rulesID
        teams = state.teams.map(\.id)
        if let before { followed = before.followed(until: tick) }
    }

    /// Ticks as ``followed``, up to a later tick.
    package func followed(until tick: UInt64) -> SIMD8<Double> {
        guard let strategy else { return followed }
        var ticks = followed
        ticks[strategy.archetype.rawValue] += Double(tick > self.tick ? tick - self.tick : 0)
        return ticks
    }

    /// The archetype that was nearest to what the team followed for the longest time, up to a later tick; nothing if it
    /// was never told anything.
    package func mostFollowed(until tick: UInt64) -> Planning.Archetype? {
        guard let strategy else { return nil }
        let ticks = followed(until: tick)
        // What is followed now, if nothing was for longer.
        return Planning.Archetype.allCases.reduce(strategy.archetype) { most, archetype in
            ticks[archetype.rawValue] > ticks[most.rawValue] ? archetype : most
        }
    }
}

/// Where sessions are kept. Called from any thread, and never waited for: a store on a disk answers from its
/// cache.
public protocol SessionStore: Sendable {
    /// The session of a team, if one is known.
    func session(of key: SessionKey) -> TeamSession?

    /// Keeps what a session has become.
    func keep(_ session: TeamSession, of key: SessionKey)

    /// A match has ended: gives the sessions of its teams, each of them once for each match, however often and by how
    /// many threads it is said. They are kept all the same, since teams may ask on.
    ///
    /// - Parameter team: the only team for which it has ended; nil: all of them.
    func end(_ match: String, team: String?) -> [(key: SessionKey, session: TeamSession)]
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
