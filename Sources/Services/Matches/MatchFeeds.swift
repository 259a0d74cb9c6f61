// SPDX-License-Identifier: Apache-2.0

import Dispatch
import MatchStorage
import RPCServer
import Synchronization

/// The feeds of the matches that somebody watches. A match that nobody watches has none.
final class MatchFeeds: Sendable {
    /// What was counted of watches.
    struct Numbers: Sendable {
        var watchers = 0
        var started: UInt64 = 0
        var refused: UInt64 = 0
        var updates: UInt64 = 0
        var heartbeats: UInt64 = 0
        var tooSlow: UInt64 = 0
    }

    private struct State {
        var feeds: [String: MatchFeed] = [:]
        var nextWatcher = 0
        var isTicking = false
        var isStopped = false
        var numbers = Numbers()
    }

    private let state = Mutex(State())
    private let limits: MatchLimits
    private let clock: MonotonicClock
    /// How exact heartbeats are.
    private static let tickMilliseconds = 100

    init(limits: MatchLimits, clock: MonotonicClock) {
        self.limits = limits
        self.clock = clock
    }

    /// Somebody who watches a match, until it is told to leave.
    struct Watcher: Sendable {
        fileprivate let id: Int
        fileprivate let match: String
        fileprivate let feed: MatchFeed

        func next(after sequence: UInt64, until: UInt64) async -> MatchFeed.Arrival {
            await feed.next(after: sequence, until: until, watcher: id)
        }
    }

    private static let stopping = RPCError(.unavailable, "the server is shutting down; resume elsewhere")

    /// Begins to hold what comes into a match, whether it is known or not.
    func join(_ match: String) throws(RPCError) -> Watcher {
        let result = state.withLock { state -> Result<(Watcher, Bool), RPCError> in
            if state.isStopped { return .failure(Self.stopping) }
            guard state.numbers.watchers < limits.watchers else {
                state.numbers.refused += 1
                return .failure(MatchErrors.limit("watchers", "as many watch matches as may"))
            }
            state.numbers.watchers += 1
            state.numbers.started += 1
            state.nextWatcher += 1
            let feed = state.feeds[match] ?? MatchFeed(limits: limits)
            state.feeds[match] = feed
            feed.join(state.nextWatcher)
            let isFirst = !state.isTicking
            state.isTicking = true
            return .success((Watcher(id: state.nextWatcher, match: match, feed: feed), isFirst))
        }
        let (watcher, isFirst) = try result.get()
        if isFirst { tickLater() }
        return watcher
    }

    func leave(_ watcher: Watcher) {
        state.withLock { state in
            state.numbers.watchers -= 1
            if watcher.feed.leave(watcher.id), state.feeds[watcher.match] === watcher.feed {
                state.feeds[watcher.match] = nil
            }
        }
    }

    /// Records are durable.
    func publish(_ records: [MatchRecord]) {
        let feeds = state.withLock { $0.feeds }
        guard !feeds.isEmpty else { return }
        for record in records { feeds[record.match]?.publish(record) }
    }

    /// A match is kept no longer.
    func drop(_ match: String) {
        let feed = state.withLock { $0.feeds.removeValue(forKey: match) }
        feed?.end(MatchErrors.error(.outOfRange, "MATCH_DROPPED", "the match is not kept any more"))
    }

    /// The server is about to end.
    func stop() {
        let feeds = state.withLock { state in
            state.isStopped = true
            return state.feeds
        }
        for feed in feeds.values { feed.end(Self.stopping) }
    }

    /// Wakes whoever has waited long enough.
    func tick() {
        let now = clock.now()
        for feed in state.withLock({ $0.feeds }).values { feed.tick(now) }
    }

    func count(_ body: (inout Numbers) -> Void) {
        state.withLock { body(&$0.numbers) }
    }

    var numbers: Numbers { state.withLock { $0.numbers } }

    /// Ticks as long as there is somebody to wake: one alarm for all, since heartbeats need not be exact.
    private func tickLater() {
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(Self.tickMilliseconds)) { [weak self] in
            guard let self else { return }
            tick()
            let goesOn = state.withLock { state in
                state.isTicking = !state.feeds.isEmpty
                return state.isTicking
            }
            if goesOn { tickLater() }
        }
    }
}
