// SPDX-License-Identifier: Apache-2.0

import RPCServer
import StrategosAPI
import Synchronization

/// An advisor, and what became of what it was asked.
public final class Advising: Sendable {
    /// How a question ended that there could have been advice on.
    public enum Outcome: String, Sendable, CaseIterable {
        /// The advisor's proposal was answered.
        case proposal
        /// The planners' answer was as good or better, or there was no proposal.
        case planner
        /// The advisor had nothing to say when the time was over.
        case overdue
        /// There was too little time to ask it.
        case unasked
    }

    private struct Counts {
        var outcomes: [AdvisedKind: [Outcome: Int]] = [:]
        var degradations: [DegradationReason: Int] = [:]
    }

    /// All that there are, so that no series appears late.
    private static let reasons: [(reason: DegradationReason, name: String)] = [
        (.budgetTooSmall, "budget_too_small"), (.timeout, "timeout"), (.backendDown, "backend_down"),
        (.invalidOutput, "invalid_output"), (.breakerOpen, "breaker_open"), (.rateLimited, "rate_limited"),
        (.overloaded, "overloaded"), (.rulesUnknown, "rules_unknown"),
    ]

    let advisor: any StrategyAdvisor
    /// How long advice may take that nobody waits for: what `Direct` asks for beside its answers.
    let patience: Duration
    private let counts = Mutex(Counts())

    /// Longest time for advice that nobody waits for, where nothing else is said.
    public static let usualPatience = Duration.seconds(20)

    /// Nothing was asked yet.
    ///
    /// - Parameter patience: how long advice may take that nobody waits for.
    public init(_ advisor: any StrategyAdvisor, patience: Duration = Advising.usualPatience) {
        self.advisor = advisor
        self.patience = patience
    }

    func count(_ kind: AdvisedKind, _ outcome: Outcome, _ degraded: [DegradationReason]) {
        counts.withLock { counts in
            counts.outcomes[kind, default: [:]][outcome, default: 0] += 1
            for reason in degraded { counts.degradations[reason, default: 0] += 1 }
        }
    }

    /// How often questions of a kind ended so.
    public func count(of kind: AdvisedKind, _ outcome: Outcome) -> Int {
        counts.withLock { $0.outcomes[kind]?[outcome] ?? 0 }
    }

    /// Every counter in Prometheus' text format.
    public var prometheusText: String {
        let counts = counts.withLock { $0 }
        var text = PrometheusText.head(
            "strategos_advice_total", "counter", "Questions that there could have been advice on, by how they ended.")
        for kind in AdvisedKind.allCases where advisor.leastTime(for: kind) != nil {
            for outcome in Outcome.allCases {
                let count = counts.outcomes[kind]?[outcome] ?? 0
                text += "strategos_advice_total{kind=\"\(kind)\",outcome=\"\(outcome)\"} \(count)\n"
            }
        }
        text += PrometheusText.head(
            "strategos_advice_degraded_total", "counter", "What advice was less than it could have been, by reason.")
        for (reason, name) in Self.reasons {
            text += "strategos_advice_degraded_total{reason=\"\(name)\"} \(counts.degradations[reason] ?? 0)\n"
        }
        return text
    }
}
