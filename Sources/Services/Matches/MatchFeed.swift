// SPDX-License-Identifier: Apache-2.0

import MatchStorage
import RPCServer
import StrategosAPI
import Synchronization

/// A record on its way to those who watch, decoded once for all of them.
package final class FeedEntry: Sendable {
    package let record: MatchRecord
    private let decoded = Mutex<WatchMatchResponse.Update?>(nil)

    init(_ record: MatchRecord) {
        self.record = record
    }

    /// The update that it is.
    ///
    /// - Throws: DATA_LOSS if the record cannot be read.
    func update() throws(RPCError) -> WatchMatchResponse.Update {
        if let update = decoded.withLock({ $0 }) { return update }
        let update = try WatchMatchResponse.Update(record)
        decoded.withLock { $0 = update }
        return update
    }
}

/// The newest records of one match, held once for all who watch it.
///
/// Everybody reads at their own pace from the same list, whose length is bounded: whoever needs a record that
/// has left it has fallen behind. Published to from the store's thread, read from anywhere.
package final class MatchFeed: Sendable {
    /// What comes to somebody who watches.
    package enum Arrival: Sendable {
        /// The next records.
        case entries([FeedEntry])
        /// Nothing, for as long as was said.
        case silence
        /// The next record is not held any more.
        case tooFarBehind
        /// Nothing will come, for this reason.
        case over(RPCError)
    }

    private struct Waiter {
        let sequence: UInt64
        /// In nanoseconds of the clock.
        let until: UInt64
        let continuation: CheckedContinuation<Arrival, Never>
    }

    private struct State {
        /// In the order of their sequences, without gaps.
        var entries: [FeedEntry] = []
        var bytes = 0
        var waiting: [Int: Waiter] = [:]
        var watchers: Set<Int> = []
        var end: RPCError?
    }

    private let state = Mutex(State())
    private let limits: MatchLimits
    private static let entriesAtOnce = 64

    package init(limits: MatchLimits) {
        self.limits = limits
    }

    // MARK: Coming and going

    /// Somebody comes.
    package func join(_ watcher: Int) {
        state.withLock { _ = $0.watchers.insert(watcher) }
    }

    /// Somebody goes. Gives whether nobody is left.
    package func leave(_ watcher: Int) -> Bool {
        state.withLock { state in
            state.watchers.remove(watcher)
            return state.watchers.isEmpty
        }
    }

    // MARK: Publishing

    /// A record has become durable.
    package func publish(_ record: MatchRecord) {
        let ready = state.withLock { state in
            if let last = state.entries.last, last.record.sequence + 1 != record.sequence {
                // Another match of the same name has begun.
                state.entries = []
                state.bytes = 0
            }
            state.entries.append(FeedEntry(record))
            state.bytes += record.payload.count
            var surplus = 0
            while state.entries.count - surplus > 1,
                state.entries.count - surplus > limits.watchRecords || state.bytes > limits.watchBytes
            {
                state.bytes -= state.entries[surplus].record.payload.count
                surplus += 1
            }
            state.entries.removeFirst(surplus)
            return Self.wake(&state) { $0.sequence < record.sequence }
        }
        for (waiter, arrival) in ready { waiter.continuation.resume(returning: arrival) }
    }

    /// Nothing comes any more.
    package func end(_ error: RPCError) {
        let ready = state.withLock { state in
            state.end = error
            return Self.wake(&state) { _ in true }
        }
        for (waiter, arrival) in ready { waiter.continuation.resume(returning: arrival) }
    }

    /// The time has come to this.
    package func tick(_ now: UInt64) {
        let ready = state.withLock { state in Self.wake(&state, arrival: .silence) { $0.until <= now } }
        for (waiter, arrival) in ready { waiter.continuation.resume(returning: arrival) }
    }

    private static func wake(
        _ state: inout State, arrival: Arrival? = nil, where isReady: (Waiter) -> Bool
    ) -> [(Waiter, Arrival)] {
        var ready: [(Waiter, Arrival)] = []
        for (watcher, waiter) in state.waiting where isReady(waiter) {
            guard let arrival = arrival ?? self.arrival(state, after: waiter.sequence) else { continue }
            state.waiting[watcher] = nil
            ready.append((waiter, arrival))
        }
        return ready
    }

    // MARK: Watching

    /// What is next behind a record, now or when it comes.
    ///
    /// - Parameters:
    ///   - sequence: in the match.
    ///   - until: when there must be something, in nanoseconds of the clock; ``Arrival/silence`` if there is not.
    package func next(after sequence: UInt64, until: UInt64, watcher: Int) async -> Arrival {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let arrival = state.withLock { state -> Arrival? in
                    if Task.isCancelled { return .over(Self.cancelled) }
                    if let arrival = Self.arrival(state, after: sequence) { return arrival }
                    state.waiting[watcher] = Waiter(sequence: sequence, until: until, continuation: continuation)
                    return nil
                }
                if let arrival { continuation.resume(returning: arrival) }
            }
        } onCancel: {
            let waiter = state.withLock { $0.waiting.removeValue(forKey: watcher) }
            waiter?.continuation.resume(returning: .over(Self.cancelled))
        }
    }

    private static let cancelled = RPCError(.cancelled, "the call was cancelled")

    private static func arrival(_ state: State, after sequence: UInt64) -> Arrival? {
        if let end = state.end { return .over(end) }
        guard let first = state.entries.first?.record.sequence, let last = state.entries.last?.record.sequence,
            last > sequence
        else { return nil }
        guard first <= sequence + 1 else { return .tooFarBehind }
        let start = Int(sequence + 1 - first)
        return .entries(Array(state.entries[start...].prefix(entriesAtOnce)))
    }
}
