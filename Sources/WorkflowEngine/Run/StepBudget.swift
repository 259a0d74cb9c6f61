// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import StrategosAPI

/// Carves the budget of a step out of that of its surroundings. Pure arithmetic on nanoseconds.
enum StepBudget {
    /// When a step must have ended.
    ///
    /// - Parameters:
    ///   - end: when its surroundings must have.
    ///   - now: the time.
    static func end(of budget: WorkflowBudget?, within end: UInt64, now: UInt64) -> UInt64 {
        guard let budget else { return end }
        let left = end > now ? end - now : 0
        var part = left
        if let share = budget.sharePerMille {
            // In two steps, since the product might not fit.
            part = min(part, left / 1000 * UInt64(share) + left % 1000 * UInt64(share) / 1000)
        }
        if let time = budget.time { part = min(part, time.duration.clampedNanoseconds) }
        return now + part
    }

    /// Refuses a step that has less time than it needs at least.
    static func demand(_ budget: WorkflowBudget?, left: UInt64) throws(StepFailure) {
        guard let least = budget?.leastTime?.duration.clampedNanoseconds, left < least else { return }
        throw StepFailure(
            .budgetTooSmall, "\(left / 1_000_000) ms are left, and it needs \(least / 1_000_000) ms")
    }

    /// How many tokens a step may take.
    static func tokens(of budget: WorkflowBudget?, left: Int) -> Int {
        min(left, budget?.tokens.map(Int.init) ?? left)
    }
}
