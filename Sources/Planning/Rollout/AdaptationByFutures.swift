// SPDX-License-Identifier: Apache-2.0

extension Adaptation {
    /// Compares a plan with what the team followed before. Where futures were played, what they said explains the
    /// differences.
    public init(_ plan: Plan, from current: Strategy, in situation: Situation) {
        var explanation: Reason?
        if let search = plan.simulation?.search, let before = search.candidates.first(where: { $0.isCurrent }) {
            func thousandths(_ value: Double) -> Int32 { Int32((value * 1000).rounded()) }
            explanation = .futures(thousandths(before.value), thousandths(search.value))
        }
        self.init(
            plan: plan, changes: Self.changes(from: current, to: plan, in: situation, because: explanation))
    }
}
