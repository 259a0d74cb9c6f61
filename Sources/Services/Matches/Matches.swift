// SPDX-License-Identifier: Apache-2.0

import MatchStorage
import Protobuf
import RPCServer
import StrategosAPI

/// The matches that the services know: a store, and those who watch what comes into it.
public final class Matches: Sendable {
    /// Where records are kept.
    public let store: any MatchStore
    let feeds: MatchFeeds
    let limits: MatchLimits
    let clock: MonotonicClock
    /// Milliseconds since 1970.
    let wallClock: @Sendable () -> Int64

    /// Serves matches from a store, which is told of no other.
    ///
    /// - Parameters:
    ///   - clock: what silence is measured by.
    ///   - wallClock: milliseconds since 1970, the store's.
    public init(
        store: any MatchStore, limits: MatchLimits = MatchLimits(), clock: MonotonicClock = .system,
        wallClock: @escaping @Sendable () -> Int64 = SQLiteMatchStore.wallClock
    ) {
        self.store = store
        self.limits = limits
        self.clock = clock
        self.wallClock = wallClock
        let feeds = MatchFeeds(limits: limits, clock: clock)
        self.feeds = feeds
        store.observe { event in
            switch event {
            case .appended(let records): feeds.publish(records)
            case .dropped(let match): feeds.drop(match)
            case .writable, .failed: break
            }
        }
    }

    /// Ends all watches, because the server is about to end: callers are told to try elsewhere.
    public func stopWatches() {
        feeds.stop()
    }

    /// A team was given a strategy: those who watch the match and may see the team's view see it, and it is
    /// kept with the match. Does nothing where the match is not known. Never waits; on any thread.
    public func strategyGiven(_ strategy: TeamStrategy, to team: String, in match: String) {
        store.note(in: match) {
            NewRecord(match: match, team: team, number: nil, kind: .strategy, payload: strategy.serialized())
        }
    }

    var tokens: MatchTokens { MatchTokens(secret: store.secret) }
}
