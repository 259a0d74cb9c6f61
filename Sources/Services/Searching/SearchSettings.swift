// SPDX-License-Identifier: Apache-2.0

import Planning
import RPCServer

/// How long and how wide is searched.
public struct SearchSettings: Sendable {
    /// Threads and queue.
    public var pool = SearchPool.Limits()
    /// Most ticks simulated for one answer. The usual number stands for a tenth of a second of one core, at
    /// which the planner's strength was measured (docs/planner.md).
    public var ticks = 100 * Budget.ticksPerMillisecond
    /// Longest time for one answer, for callers that would wait longer or did not say.
    public var time = Duration.seconds(2)
    /// Maps that are kept.
    public var maps = 16
    /// What is remembered of teams between their questions.
    public var sessions = SessionMemory.Limits()
    /// What is taken for the best.
    public var solution = RolloutSolution.bestResponse

    /// The usual.
    public init() {}

    /// With less time than this left, nothing is simulated.
    package static let leastTime: UInt64 = 10_000_000

    /// When a search that may last from `start` to `end` stops, so that there is time to write the answer, and
    /// when whoever waits for it is answered with what there is.
    package func moments(start: UInt64, end: UInt64) -> (end: UInt64, last: UInt64) {
        // The time of an answer is what its caller sees, so that it counts with all that follows the search.
        let end = min(end, start &+ min(time.clampedNanoseconds, 1 << 60))
        let left = end > start ? end - start : 0
        // A sixth: with eight searches on two cores a thread may wait that long for its turn to stop.
        let reserve = 4_000_000 + min(left / 6, 16_000_000)
        let stop = end &- min(reserve, left)
        // Who has not stopped after a sixth of it is left: with as many searches, an answer waits for a processor too.
        return (stop, min(stop &+ reserve / 6, max(end, stop)))
    }
}
