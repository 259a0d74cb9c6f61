// SPDX-License-Identifier: Apache-2.0

/// A match as a store knows it.
public struct KnownMatch: Sendable {
    /// A number that no other match of the store has, has had, or will have. Later matches have greater ones.
    public var identity: Int64
    /// What it is called.
    public var name: String
    /// The rules that it is played by; empty when not known.
    public var rules: String
    /// Its teams, as far as records have named them.
    public var teams: [String]
    /// Sequence of its last record.
    public var lastSequence: UInt64
    /// Records up to this sequence were dropped.
    public var dropped: UInt64
    /// When its first record came, in milliseconds since 1970.
    public var created: Int64
    /// When its last record came, in milliseconds since 1970.
    public var updated: Int64
    /// The views that have records, by team; that of the game itself under the empty name.
    public var views: [String: KnownView]

    /// A part of the match that one reporter tells of.
    public struct KnownView: Sendable {
        /// Its number in the store.
        public var identity: Int64
        /// The last number that its reporter has used.
        public var reported: UInt64 = 0
        /// The place of its last record.
        public var lastPlace: UInt64 = 0
        /// Places up to this one were dropped.
        public var dropped: UInt64 = 0
        /// Sequence in the match of its latest state; 0 if there is none.
        public var stateSequence: UInt64 = 0
        /// Sequence in the match of its result; 0 if there is none.
        public var resultSequence: UInt64 = 0
        /// When its first record came, in milliseconds since 1970.
        public var created: Int64
        /// When its last record came, in milliseconds since 1970.
        public var updated: Int64
        /// Its latest state; only where ``MatchStore/match(_:)`` gives the match.
        public var state: [UInt8]?
        /// Its result; only where ``MatchStore/match(_:)`` gives the match, and in lists.
        public var result: [UInt8]?
    }

    /// The view whose result ends the match as a whole: the game's own; where the game reports nothing, that
    /// of the team that was last to say how it ended, once all have.
    public var endingView: KnownView? {
        if let game = views[""] { return game.resultSequence > 0 ? game : nil }
        guard views.values.allSatisfy({ $0.resultSequence > 0 }) else { return nil }
        return views.values.max { $0.resultSequence < $1.resultSequence }
    }

    /// The result that a team's view ends with: its own, or the game's, whichever came first.
    public func endingView(of team: String) -> KnownView? {
        if team.isEmpty { return endingView }
        let ends = [views[team], views[""]].compactMap { $0 }.filter { $0.resultSequence > 0 }
        return ends.min { $0.resultSequence < $1.resultSequence }
    }

    /// The place of the last record in a team's view; the game's result, which ends every view, has one there.
    public func lastPlace(of team: String) -> UInt64 {
        if team.isEmpty { return lastSequence }
        let own = views[team]
        let isEndedByGame = (own?.resultSequence ?? 0) == 0 && (views[""]?.resultSequence ?? 0) > 0
        return (own?.lastPlace ?? 0) + (isEndedByGame ? 1 : 0)
    }
}

/// Whether a match goes on.
public enum KnownStatus: Sendable {
    /// It goes on.
    case running
    /// It has a result.
    case finished
    /// Nothing was heard of it for long.
    case abandoned
}

/// Which matches are wanted.
public struct MatchQuery: Sendable {
    /// Only those with a lower ``KnownMatch/identity``; nil: from the latest one on.
    public var before: Int64?
    /// How many at most.
    public var limit: Int
    /// Only those of this status.
    public var status: KnownStatus?
    /// Only those by these rules; empty: all.
    public var rules: String
    /// What was silent since before this moment, in milliseconds since 1970, is abandoned.
    public var abandonedBefore: Int64

    /// A question for matches.
    public init(
        before: Int64? = nil, limit: Int, status: KnownStatus? = nil, rules: String = "", abandonedBefore: Int64
    ) {
        self.before = before
        self.limit = limit
        self.status = status
        self.rules = rules
        self.abandonedBefore = abandonedBefore
    }
}
