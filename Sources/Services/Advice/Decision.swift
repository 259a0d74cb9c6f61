// SPDX-License-Identifier: Apache-2.0

import Planning
import Protobuf
import RPCServer
import StrategosAPI

/// What is answered to a question for a strategy: the planners' plan, or what an advisor has proposed.
struct Decision {
    /// The planners' plan.
    var plan: Plan
    var slots: AgentSlots?
    /// What is better; nil if the plan stands.
    var proposed: Proposed?
    /// What answers were worth beside each other, if that was asked.
    var valuation: Valuation?

    /// A proposal that is answered.
    struct Proposed {
        /// What it means: this was valued, and is answered.
        var strategy: Strategy
        /// The model's own words.
        var words: String
        var name: String
        var source: Source
        var model: String
    }

    /// What the team is to follow.
    var strategy: Strategy { proposed?.strategy ?? plan.strategy }
}

extension StrategyDesk {
    /// The step of provenance that stands for all of an advisor's.
    private static var adviceStep: String { "model" }

    /// Whether there is an advisor, and time for it.
    func isAdvised(_ kind: AdvisedKind, _ deadline: Deadline?) -> Bool {
        guard let least = advising?.advisor.leastTime(for: kind) else { return false }
        return (deadline?.remaining ?? Trace.usualBudget) >= least
    }

    /// Notes that there was no time for the advisor.
    func noteUnadvised(_ kind: AdvisedKind, _ trace: inout Trace) {
        guard let advising, let least = advising.advisor.leastTime(for: kind) else { return }
        let milliseconds = least.clampedNanoseconds / 1_000_000
        let detail = "Less than \(milliseconds) ms were left; no model was asked."
        trace.skip(Self.adviceStep, detail)
        trace.degrade(.budgetTooSmall, Self.adviceStep, detail)
        advising.count(kind, .unasked, [.budgetTooSmall])
    }

    /// The best answer in time: by the planners, and by the advisor if there is one and time for it.
    ///
    /// - Parameters:
    ///   - planned: what a search has found already.
    ///   - isHeard: whether somebody wants to know of the progress.
    ///   - progress: told of what the advisor does.
    func decide<Failure: Error>(
        _ kind: AdvisedKind, _ request: any JSONMessage, _ asked: Asked, _ trace: inout Trace,
        planned: (plan: Plan, slots: AgentSlots?)? = nil, isHeard: Bool = true,
        progress: (StrategyProgress) async throws(Failure) -> Void
    ) async throws(Failure) -> Decision {
        guard let advising, isAdvised(kind, trace.deadline) else {
            noteUnadvised(kind, &trace)
            let (plan, slots) =
                if let planned { planned } else { await decide(asked, &trace) }
            return Decision(plan: plan, slots: slots)
        }
        let question = AdvisedStrategy(kind, request, asked, self, trace, plan: planned)
        let began = clock.now()
        let advice = try await Self.advice(
            on: question, advising, trace, isHeard: isHeard, progress: progress)
        let found = question.found
        trace = found.trace
        var decision = Decision(
            plan: found.plan ?? asked.plan, slots: found.slots, valuation: found.valuation)
        decision.proposed = advice?.proposal.flatMap { Self.proposed($0, advice ?? Advice(), decision.plan) }
        note(advice, on: kind, since: began, isFollowed: decision.proposed != nil, &trace)
        return decision
    }

    /// The same, where nobody wants to know of the progress.
    func decide(
        _ kind: AdvisedKind, _ request: any JSONMessage, _ asked: Asked, _ trace: inout Trace
    ) async -> Decision {
        await decide(kind, request, asked, &trace, isHeard: false) { _ in }
    }

    /// Asks the advisor, until the caller's time is nearly over.
    ///
    /// - Parameters:
    ///   - isHeard: whether somebody wants to know of the progress.
    ///   - progress: told of what it does.
    /// - Returns: nothing if it had nothing to say by then.
    static func advice<Failure: Error>(
        on question: any AdvisedQuestion, _ advising: Advising, _ trace: Trace, isHeard: Bool,
        progress: (StrategyProgress) async throws(Failure) -> Void
    ) async throws(Failure) -> Advice? {
        let deadline = trace.deadline
        if !isHeard, advising.advisor.isBrief(for: question.kind) {
            return await advising.advisor.advise(on: question, until: deadline, progress: nil)
        }
        var advice: Advice?
        for await news in RunningAdvice(advising.advisor, question, until: deadline).news {
            switch news {
            case .progress(let news): try await progress(news)
            case .advice(let given): advice = given
            }
        }
        return advice
    }

    /// Notes and counts what became of an advice; none: there was none in time.
    func note(_ advice: Advice?, on kind: AdvisedKind, since began: UInt64, isFollowed: Bool, _ trace: inout Trace) {
        guard let advice else {
            let detail = "The time was over; the planner answers."
            trace.note(Self.adviceStep, since: began, .cutShort, detail)
            trace.degrade(.timeout, Self.adviceStep, detail)
            advising?.count(kind, .overdue, [.timeout])
            return
        }
        trace.add(advice, since: began)
        advising?.count(kind, isFollowed ? .proposal : .planner, advice.degraded.map(\.reason))
    }

    /// Notes and counts what became of advice that nobody waited for.
    func note(_ heard: StandingAdvice.Heard?, isFollowed: Bool, _ trace: inout Trace) {
        guard let heard else { return }
        let name = heard.advice.proposal.map { $0.name } ?? "nothing better"
        trace.note(Self.adviceStep, since: clock.now(), .ok, "asked at tick \(heard.tick): \(name)")
        for reason in heard.advice.degraded { trace.degrade(reason.reason, Self.adviceStep, reason.detail) }
        advising?.count(.strategy, isFollowed ? .proposal : .planner, heard.advice.degraded.map(\.reason))
    }

    private static func proposed(_ proposal: Proposal, _ advice: Advice, _ plan: Plan) -> Decision.Proposed? {
        guard case .strategy(let message) = proposal.content else { return nil }
        var strategy = message.planned
        strategy.validUntil = plan.strategy.validUntil
        return Decision.Proposed(
            strategy: strategy, words: message.description, name: proposal.name, source: advice.source,
            model: advice.model)
    }

    /// Remembers what a team was answered.
    @discardableResult
    func remember(_ decision: Decision, _ asked: Asked) -> TeamSession {
        var plan = decision.plan
        plan.strategy = decision.strategy
        return remember(plan, slots: decision.slots, asked, isByModel: decision.proposed != nil)
    }

    /// A decision as the schema has it, with its reasons and how it came about.
    func explained(_ decision: Decision, _ asked: Asked, _ trace: inout Trace) -> TeamStrategy {
        var answer = explained(decision.plan, asked, &trace)
        if let valuation = decision.valuation {
            answer.provenance?.candidates = valuation.scoredCandidates(chosen: decision.proposed?.name)
        }
        guard let proposed = decision.proposed else { return answer }
        let planned = answer
        answer = TeamStrategy(proposed.strategy, team: asked.team, teams: asked.state.teams)
        answer.confidence = planned.confidence
        answer.description = Words.bounded(
            decision.valuation.describe(proposed.name, by: proposed.model, saying: proposed.words))
        answer.provenance = planned.provenance
        answer.provenance?.source = proposed.source
        answer.provenance?.model = Words.bounded(proposed.model, 128)
        return answer
    }
}

extension Valuation? {
    /// What a model proposes, in its words, and what it is worth in ours.
    func describe(_ name: String, by model: String, saying words: String) -> String {
        let words = words.unicodeScalars.filter { $0.properties.generalCategory != .control }
        let said = words.isEmpty ? "" : " It says: \(String(String.UnicodeScalarView(words.prefix(400))))"
        var text = "Proposed by the model \(model.isEmpty ? "(without a name)" : Words.bounded(model, 128))."
        if let valuation = self, let entry = valuation.entries.first(where: { $0.name == name }) {
            let own = Words.hundredths(entry.value - entry.gain)
            text +=
                valuation.playouts.map {
                    " In \($0) futures it was worth \(Words.hundredths(entry.value)), the planner's own \(own)."
                } ?? " It scores \(Words.hundredths(entry.value)), the planner's own \(own)."
        }
        return text + said
    }
}

extension Valuation {
    /// What was compared, best first.
    ///
    /// - Parameter chosen: the proposal that is answered; nil: the planners' own.
    func scoredCandidates(chosen: String?) -> [ScoredCandidate] {
        let candidates = entries.enumerated().map { index, entry in
            var candidate = ScoredCandidate()
            candidate.name = Words.bounded(entry.name, 64)
            candidate.score = entry.value.isFinite ? entry.value : 0
            candidate.playouts = playouts.map { UInt32(clamping: $0) }
            let isProposal = index > 0 && index <= proposals
            candidate.chosen = chosen.map { isProposal && entry.name == $0 } ?? (index == 0)
            if isProposal { candidate.terms = [ScoreTerm("gain", entry.gain), ScoreTerm("gain_error", entry.error)] }
            return candidate
        }
        return candidates.sorted { $0.score > $1.score }
    }
}
