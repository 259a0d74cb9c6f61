// SPDX-License-Identifier: Apache-2.0

import RPCServer
import Synchronization

/// Sessions in memory: a bounded number of them, each forgotten when nobody has asked for a while. One holds a
/// copy of the match (27 KB) and its map (1.5 MB), which the teams of a match share.
public final class SessionMemory: SessionStore {
    /// How much is kept.
    public struct Limits: Sendable {
        /// Sessions; a further one takes the place of the one that was asked for longest ago.
        public var sessions = 256
        /// How long a session is kept after its last question.
        public var time = Duration.seconds(600)

        /// The usual.
        public init() {}
    }

    private struct Entry {
        var session: TeamSession
        var lastUse: UInt64
        /// The match has ended for the team, and somebody was told so.
        var hasEnded = false
    }

    private let limits: Limits
    private let counters: SearchCounters
    private let clock: MonotonicClock
    private let entries = Mutex<[SessionKey: Entry]>([:])

    /// An empty store; the clock says how long a session was not asked for.
    public init(limits: Limits = Limits(), counters: SearchCounters, clock: MonotonicClock = .system) {
        self.limits = limits
        self.counters = counters
        self.clock = clock
    }

    /// How many there are.
    public var count: Int { entries.withLock { $0.count } }

    /// The session of a team, if one is known.
    public func session(of key: SessionKey) -> TeamSession? {
        let now = clock.now()
        return entries.withLock { entries in
            guard let entry = entries[key], !isExpired(entry, now) else { return nil }
            entries[key]?.lastUse = now
            return entry.session
        }
    }

    /// Keeps what a session has become.
    public func keep(_ session: TeamSession, of key: SessionKey) {
        let now = clock.now()
        let counters = counters
        entries.withLock { entries in
            let before = entries[key]
            if before == nil || isExpired(before, now) {
                counters.count(.sessionsOpened)
                makeRoom(&entries, now)
            }
            // A match that begins anew can end again; one about which is asked on cannot.
            let hasEnded = before.map { $0.hasEnded && session.tick >= $0.session.tick } ?? false
            entries[key] = Entry(session: session, lastUse: now, hasEnded: hasEnded)
        }
    }

    /// Looks at all sessions, which is fast enough for what happens once for a match.
    public func end(_ match: String, team: String?) -> [(key: SessionKey, session: TeamSession)] {
        let now = clock.now()
        return entries.withLock { entries in
            let keys = entries.keys.filter { $0.match == match && (team == nil || $0.team == team) }
            return keys.sorted { $0.team < $1.team }.compactMap { key in
                guard let entry = entries[key], !entry.hasEnded, !isExpired(entry, now) else { return nil }
                entries[key]?.hasEnded = true
                return (key, entry.session)
            }
        }
    }

    private func makeRoom(_ entries: inout [SessionKey: Entry], _ now: UInt64) {
        for (key, entry) in entries where isExpired(entry, now) {
            entries[key] = nil
            counters.count(.sessionsExpired)
        }
        guard entries.count >= limits.sessions, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse })
        else { return }
        entries[oldest.key] = nil
        counters.count(.sessionsEvicted)
    }

    private func isExpired(_ entry: Entry?, _ now: UInt64) -> Bool {
        guard let entry else { return false }
        return now &- entry.lastUse > limits.time.clampedNanoseconds
    }
}
