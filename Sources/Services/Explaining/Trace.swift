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
    /// What is less than it could have been.
    private(set) var degraded: [Degradation] = []

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
        note(name, since: began, .ok)
        return result
    }

    /// Notes a step that began at a time of the clock and ends now.
    mutating func note(_ name: String, since began: UInt64, _ outcome: StepOutcome, _ detail: String = "") {
        var step = ProvenanceStep()
        step.name = name
        step.startedAfter = Google_Protobuf_Duration(nanoseconds: began &- start)
        step.duration = Google_Protobuf_Duration(nanoseconds: clock.now() &- began)
        step.outcome = outcome
        step.detail = detail
        steps.append(step)
    }

    /// Notes that a step was left out, and why.
    mutating func skip(_ name: String, _ detail: String) { note(name, since: clock.now(), .skipped, detail) }

    /// Notes that the answer is less than it could have been.
    mutating func degrade(_ reason: DegradationReason, _ step: String, _ detail: String) {
        var degradation = Degradation()
        degradation.reason = reason
        degradation.step = step
        degradation.detail = detail
        degraded.append(degradation)
    }

    /// When the question came, and when its time is over, by the clock.
    var interval: (start: UInt64, end: UInt64) { (start, start &+ budget) }

    /// The same end as a deadline.
    var deadline: Deadline { Deadline(instant: start &+ budget, clock: clock) }

    /// Takes over what an advisor has noted since a moment, as far as an answer can hold it.
    mutating func add(_ advice: Advice, since began: UInt64) {
        for var step in advice.steps.prefix(max(0, Self.greatestSteps - steps.count)) {
            let after = step.startedAfter?.duration.clampedNanoseconds ?? 0
            step.startedAfter = Google_Protobuf_Duration(nanoseconds: (began &- start) &+ after)
            steps.append(step)
        }
        degraded += advice.degraded.prefix(max(0, Self.greatestDegraded - degraded.count))
    }

    /// Brings what an answer says of how it came about up to now.
    func renew(_ provenance: inout Provenance) {
        provenance.steps = steps
        provenance.degraded = degraded
        provenance.elapsed = elapsed
    }

    /// What the schema allows, less what follows an advisor.
    private static let greatestSteps = 62
    private static let greatestDegraded = 15

    /// Time since the question came.
    var elapsed: Google_Protobuf_Duration { Google_Protobuf_Duration(nanoseconds: clock.now() &- start) }

    /// What a planner may use: it is over when the call's time is.
    var planningBudget: Budget {
        let (clock, end) = (clock, start &+ budget)
        return Budget(isOver: { clock.now() >= end })
    }

    /// How an answer came about, up to now.
    mutating func provenance(_ model: StaticString, isCutShort: Bool = false) -> Provenance {
        if isCutShort {
            if let plan = steps.firstIndex(where: { $0.name == "plan" }) { steps[plan].outcome = .cutShort }
            degrade(
                .budgetTooSmall, "plan", "The call's time was over before all candidates were scored.")
        }
        var provenance = Provenance()
        provenance.source = .planner
        provenance.model = "\(model)"
        provenance.steps = steps
        provenance.degraded = degraded
        provenance.budget = Google_Protobuf_Duration(nanoseconds: budget)
        provenance.elapsed = elapsed
        return provenance
    }
}
