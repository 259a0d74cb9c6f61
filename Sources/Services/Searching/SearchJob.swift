// SPDX-License-Identifier: Apache-2.0

import RPCServer
import Synchronization

/// One piece of work for a ``SearchPool``: done once, ended early by its time or its caller.
package final class SearchJob: Sendable {
    /// When its work should be over, and when whoever waits is answered in any case; nanoseconds.
    let end: UInt64
    let lastMoment: UInt64

    private let work: @Sendable (SearchJob) -> Void
    private let ended: @Sendable () -> Void
    private let stops = Atomic<Bool>(false)
    private let done = Atomic<Bool>(false)

    /// - Parameters:
    ///   - work: what to do, on a thread of the pool; it must return soon after ``isStopped``.
    ///   - ended: called once, from whatever thread, when the work has returned or its last moment has come.
    package init(
        end: UInt64, lastMoment: UInt64, work: @escaping @Sendable (SearchJob) -> Void,
        ended: @escaping @Sendable () -> Void
    ) {
        self.end = end
        self.lastMoment = lastMoment
        self.work = work
        self.ended = ended
    }

    /// Whether nobody waits any more.
    package var isOver: Bool { done.load(ordering: .relaxed) }

    /// Whether the work should stop: its time is over, or nobody waits for it.
    package func isStopped(_ clock: MonotonicClock) -> Bool {
        stops.load(ordering: .relaxed) || clock.now() >= end
    }

    package func run(_ clock: MonotonicClock) {
        guard !isOver else { return }
        if !isStopped(clock) { work(self) }
        finish()
    }

    /// Lets whoever waits go on, and the work stop as soon as it asks; false if it has ended before.
    ///
    /// - Parameter first: done before, if this is its end.
    @discardableResult
    package func giveUp(first: () -> Void = {}) -> Bool {
        stops.store(true, ordering: .relaxed)
        return finish(first)
    }

    @discardableResult
    private func finish(_ first: () -> Void = {}) -> Bool {
        guard !done.exchange(true, ordering: .acquiringAndReleasing) else { return false }
        first()
        ended()
        return true
    }
}
