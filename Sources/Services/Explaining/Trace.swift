// SPDX-License-Identifier: Apache-2.0

import Planning
import Protobuf
import RPCServer
import StrategosAPI

/// Notes what is done for one answer, and for how long.
struct Trace {
    private let clock: MonotonicClock
    private let start: UInt64
    private let budget: UInt64
    private var steps: [ProvenanceStep] = []

    /// The time for a call without a deadline.
    static let usualBudget = Duration.seconds(2)

    init(_ deadline: Deadline?, clock: MonotonicClock) {
        self.clock = clock
        start = clock.now()
        let (seconds, attoseconds) = (deadline?.remaining ?? Self.usualBudget).components
        // A caller may be willing to wait for ages.
        budget =
            seconds > 1_000_000
            ? 1_000_000_000_000_000 : UInt64(max(0, seconds * 1_000_000_000 + attoseconds / 1_000_000_000))
    }

    /// Does a step and notes it.
    mutating func step<Result, Failure: Error>(
        _ name: String, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let began = clock.now()
        let result = try body()
        var step = ProvenanceStep()
        step.name = name
        step.startedAfter = Google_Protobuf_Duration(nanoseconds: began &- start)
        step.duration = Google_Protobuf_Duration(nanoseconds: clock.now() &- began)
        step.outcome = .ok
        steps.append(step)
        return result
    }

    /// Time since the question came.
    var elapsed: Google_Protobuf_Duration { Google_Protobuf_Duration(nanoseconds: clock.now() &- start) }

    /// What a planner may use: it is over when the call's time is.
    var planningBudget: Budget {
        let (clock, end) = (clock, start &+ budget)
        return Budget(isOver: { clock.now() >= end })
    }

    /// How an answer came about, up to now.
    func provenance(_ model: StaticString, isCutShort: Bool = false) -> Provenance {
        var provenance = Provenance()
        provenance.source = .planner
        provenance.model = "\(model)"
        provenance.steps = steps
        provenance.budget = Google_Protobuf_Duration(nanoseconds: budget)
        provenance.elapsed = elapsed
        if isCutShort {
            if let plan = steps.firstIndex(where: { $0.name == "plan" }) { provenance.steps[plan].outcome = .cutShort }
            var degradation = Degradation()
            degradation.reason = .budgetTooSmall
            degradation.step = "plan"
            degradation.detail = "The call's time was over before all candidates were scored."
            provenance.degraded = [degradation]
        }
        return provenance
    }
}
