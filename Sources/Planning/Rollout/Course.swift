// SPDX-License-Identifier: Apache-2.0

/// Whether a team that is on a course should leave it: teams that change their minds all the time build what they
/// never use.
public enum Course: Sendable {
    /// Ticks that a course is kept at least, unless much is to be gained.
    public static let leastTicks: Int64 = 50
    /// What is gained by a change that cannot wait, of 1 for a won match.
    static let urgentGain = 0.15
    /// Danger to a base from which on a change cannot wait.
    static let urgentDanger = 0.5
    /// Part of the effort that must go elsewhere for a course to be another one, where nothing was simulated.
    static let leastShift = 0.1

    /// Leave it.
    case change
    /// Keep it, and why.
    case keep(Reason)

    /// Why a course is kept.
    public enum Reason: Hashable, Sendable {
        /// It is the best, or another one is not better by more than chance: its own worth and the next one's, in
        /// thousandths.
        case isBest(Int32, next: Int32)
        /// It was changed so many ticks ago.
        case isNew(Int64)
        /// What is planned now is hardly different.
        case isSame
    }

    /// Judges a plan.
    ///
    /// - Parameters:
    ///   - current: what the team follows.
    ///   - ticks: for how long; none: not known.
    public init(_ plan: Plan, from current: Strategy, followedFor ticks: Int64?) {
        func thousandths(_ value: Double) -> Int32 { Int32((value * 1000).rounded()) }
        let isNew = ticks.map { $0 < Self.leastTicks } ?? false
        if let search = plan.simulation?.search, let kept = search.candidates.first(where: \.isCurrent) {
            let next = search.candidates.filter { !$0.isCurrent && $0.visits > 0 }.map(\.value).max() ?? kept.value
            if kept.strategy.isSame(as: search.strategy) {
                self = .keep(.isBest(thousandths(kept.value), next: thousandths(next)))
            } else if isNew, search.value - kept.value < Self.urgentGain {
                self = .keep(.isNew(ticks ?? 0))
            } else {
                self = .change
            }
            return
        }
        let best = plan.candidates[0]
        if best.variation == .current {
            let next = plan.candidates.dropFirst().first?.score ?? best.score
            self = .keep(.isBest(thousandths(best.score), next: thousandths(next)))
            return
        }
        let shift = plan.strategy.work - current.work
        let moved = shift.replacing(with: 0, where: shift .< 0).sum()
        let isSameKind =
            plan.strategy.posture == current.posture && plan.strategy.focus == current.focus
            && plan.strategy.archetype == current.archetype
        if isSameKind, moved < Self.leastShift {
            self = .keep(.isSame)
        } else if isNew, plan.measures.danger < Self.urgentDanger {
            self = .keep(.isNew(ticks ?? 0))
        } else {
            self = .change
        }
    }
}
