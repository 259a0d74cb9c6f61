// SPDX-License-Identifier: Apache-2.0

extension Budget {
    /// Ticks that a core of the measuring machine simulates in a millisecond (docs/planner.md says how that
    /// was measured). Tournaments count ticks by it instead of looking at the clock, so that they repeat.
    public static let ticksPerMillisecond = 700

    /// The nodes that stand for a time on a core of the measuring machine.
    public static func milliseconds(_ milliseconds: Int) -> Budget {
        Budget(nodes: milliseconds * ticksPerMillisecond)
    }
}
