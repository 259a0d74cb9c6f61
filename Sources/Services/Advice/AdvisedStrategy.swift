// SPDX-License-Identifier: Apache-2.0

import Arena
import Planning
import Protobuf
import RPCServer
import StrategosAPI
import Synchronization

extension Asked {
    /// The situation in measures.
    var analysis: GameAnalysis {
        let reasons = Reasons(situation: question.situation, measures: plan.measures, teams: state.teams)
        return GameAnalysis(plan.measures, team, reasons)
    }
}

/// A question for a strategy as advisors see it, and what the planners have found for it so far.
final class AdvisedStrategy<P: Planner>: AdvisedQuestion {
    /// What the planners have found, and how.
    struct Found {
        var trace: Trace
        /// Nothing yet: then the first tier's plan stands.
        var plan: Plan?
        var slots: AgentSlots?
        var valuation: Valuation?
    }

    let kind: AdvisedKind
    let request: any JSONMessage
    private let asked: Asked
    private let desk: StrategyDesk<P>
    private let content: Mutex<Found>

    /// - Parameter plan: what a search has found already, and where the agents are in it.
    init(
        _ kind: AdvisedKind, _ request: any JSONMessage, _ asked: Asked, _ desk: StrategyDesk<P>, _ trace: Trace,
        plan: (plan: Plan, slots: AgentSlots?)? = nil
    ) {
        self.kind = kind
        self.request = request
        self.asked = asked
        self.desk = desk
        content = Mutex(Found(trace: trace, plan: plan?.plan, slots: plan?.slots))
    }

    /// What there is now.
    var found: Found { content.withLock { $0 } }

    var analysis: GameAnalysis { asked.analysis }

    var history: [PastStrategy] { asked.session?.past ?? [] }

    func firstPlan() async -> PlannedAnswer { answer(asked.plan) }

    func plan(until deadline: Deadline) async -> PlannedAnswer {
        if let plan = found.plan { return answer(plan) }
        var trace = found.trace
        let (plan, slots) = await desk.decide(asked, &trace, until: deadline.instant)
        let ended = trace
        return content.withLock { found in
            if found.plan == nil { (found.trace, found.plan, found.slots) = (ended, plan, slots) }
            return answer(found.plan ?? plan)
        }
    }

    private func answer(_ plan: Plan) -> PlannedAnswer {
        PlannedAnswer(value: plan.simulation?.search.value ?? plan.candidates.first?.score ?? 0) { [self] in
            let answer = TeamStrategy(plan.strategy, team: asked.team, teams: asked.state.teams)
            return (.strategy(answer), plan.simulation?.search.scoredCandidates ?? plan.scoredCandidates)
        }
    }

    func value(_ proposals: [Proposal], until deadline: Deadline) async -> Valuation? {
        let strategies = proposals.compactMap { proposal -> (name: String, strategy: Strategy)? in
            guard case .strategy(let strategy) = proposal.content else { return nil }
            return (proposal.name, strategy.planned)
        }
        guard strategies.count == proposals.count else { return nil }
        let known = found
        let plan = known.plan ?? asked.plan
        let valuation: Valuation?
        if let search = desk.search, search.refusal(asked.state) == nil {
            valuation = await simulated(strategies, plan, known.slots, search, until: deadline)
        } else {
            valuation = scored(strategies, plan)
        }
        if let valuation { content.withLock { $0.valuation = valuation } }
        return valuation
    }

    /// Futures of all of them, on the same samples.
    private func simulated(
        _ proposals: [(name: String, strategy: Strategy)], _ plan: Plan, _ slots: AgentSlots?,
        _ search: StrategySearch, until deadline: Deadline
    ) async -> Valuation? {
        let (asked, now) = (asked, desk.clock.now())
        let running: RunningSearch<(comparison: RolloutComparison, names: [String])>? = search.begin(
            asked.state, slots: slots ?? asked.session?.memory.slots, interval: (now, max(now, deadline.instant))
        ) { playable, put in
            let (match, map) = (playable.match, playable.match.map)
            let planner =
                plan.simulation?.memory
                ?? search.planner.planner(
                    for: asked.question, PlayableMatch(match, memory: asked.session?.memory.planner), asked.plan)
            let own = plan.simulation?.search
            let proposed = proposals.map { Hypothesis(.proposal, saying: $0.strategy, on: map) }
            let strategies =
                own?.lineUp(proposed) ?? [Hypothesis(.reflex, saying: plan.strategy, on: map)] + proposed
            let names = strategies.enumerated().map { index, strategy in
                guard !proposals.indices.contains(index - 1) else { return proposals[index - 1].name }
                return own?.candidates.first { $0.strategy.isSame(as: strategy) }?.name ?? strategy.origin.name
            }
            if let comparison = planner.compare(strategies, in: match, budget: playable.budget) {
                put((comparison, names))
            }
        }
        guard let found = await running?.end().last else { return nil }
        let entries = zip(found.names, found.comparison.entries).map { name, entry in
            Valuation.Entry(name: name, value: entry.value, gain: entry.gain, error: entry.error)
        }
        return Valuation(entries: entries, proposals: proposals.count, playouts: found.comparison.samples)
    }

    /// Other candidates of the first tier whose scores are told too.
    private static var others: Int { 2 }

    /// The first tier's scores, where nothing can be played.
    private func scored(_ proposals: [(name: String, strategy: Strategy)], _ plan: Plan) -> Valuation? {
        guard let best = plan.candidates.first else { return nil }
        let scores = ReflexPlanner().scores(of: proposals.map(\.strategy), for: asked.question)
        let entries = zip(proposals, scores).map { proposal, score in
            Valuation.Entry(name: proposal.name, value: score, gain: score - best.score, error: 0)
        }
        let own = Valuation.Entry(name: best.name, value: best.score, gain: 0, error: 0)
        let others = plan.candidates.dropFirst().prefix(Self.others).map {
            Valuation.Entry(name: $0.name, value: $0.score, gain: $0.score - best.score, error: 0)
        }
        return Valuation(entries: [own] + entries + others, proposals: proposals.count, playouts: nil)
    }
}
