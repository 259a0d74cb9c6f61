// SPDX-License-Identifier: Apache-2.0

/// A match: a map, rules, and a state that advances tick by tick. A value: a copy goes its own way.
public struct Match: Sendable {
    /// What is played on.
    public let map: GameMap
    /// What is played by.
    public let rules: Rules
    /// Where it stands.
    public private(set) var state: MatchState

    /// A match at its beginning; every team has the orders of `Archetype.balanced`.
    ///
    /// - Parameter seed: decides where resources appear. Equal seeds and orders give equal matches.
    /// - Throws: `MatchError` where the rules cannot be played.
    public init(map: GameMap, rules: Rules = Rules(), seed: UInt64) throws(MatchError) {
        if let defect = rules.defect { throw .rules(defect) }
        self.map = map
        self.rules = rules
        state = MatchState(map, rules, seed: seed)
    }

    /// A match whose state was put together elsewhere.
    init(map: GameMap, rules: Rules, state: MatchState) {
        self.map = map
        self.rules = rules
        self.state = state
    }

    /// Gives a team new orders. Numbers out of their ranges are brought into them.
    public mutating func order(_ team: Int, _ orders: Orders) {
        guard team >= 0, team < map.teamCount else { return }
        state.orders[team] = orders.checked(on: map, rules)
    }

    /// Forgets which piles will appear: what comes from now on is decided by `seed`. A planner that plays
    /// futures must not know more of them than a player does.
    public mutating func forgetPiles(seed: UInt64) {
        state.waves = Randomness(seed: seed, stream: 2)
    }

    /// Plays one tick; nothing when the match has ended.
    public mutating func advance() {
        state.advance(map, rules)
    }

    /// Plays until a tick is reached or the match ends.
    public mutating func advance(to tick: Int32) {
        while state.tick < tick, state.ending == .running { state.advance(map, rules) }
    }

    /// The state's hash, see `MatchState.hash(on:)`.
    public var hash: UInt64 { state.hash(on: map) }
}

/// Why a match cannot begin.
public enum MatchError: Error, Sendable {
    /// The rules cannot be played, and why.
    case rules(StaticString)
}
