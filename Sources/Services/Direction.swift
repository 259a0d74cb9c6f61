// SPDX-License-Identifier: Apache-2.0

import Planning
import Protobuf
import RPCServer
import StrategosAPI

/// One call of `Direct`: a team that is directed through a match, state by state.
///
/// States are answered one after the other, each within the time of one search. A course is kept until leaving it
/// is worth it (`Course`). An advisor is asked beside that: what it proposes is tried in the futures of the state that
/// comes next.
package struct Direction<P: Planner> {
    /// Observations that are remembered, latest last; older ones are forgotten.
    static var greatestObservations: Int { 64 }

    private let desk: StrategyDesk<P>
    private var team = ""
    private var sequence: UInt64 = 0
    private var observations: [OpponentObservation] = []
    /// What the call itself remembers, also where the states name no match.
    private var session: TeamSession?
    private let advice = StandingAdvice()

    package init(_ desk: StrategyDesk<P>) { self.desk = desk }

    /// No further state comes.
    package func end() { advice.end() }

    /// The directive for a state; nothing for an observation, which counts for the next state.
    package mutating func answer(
        _ request: DirectRequest, deadline: Deadline?
    ) async throws(RPCError) -> DirectResponse? {
        if !request.teamID.isEmpty {
            guard team.isEmpty || team == request.teamID else {
                throw InvalidArgument.field("team_id", "this call directs \(team), not \(request.teamID)")
            }
            team = request.teamID
        }
        switch request.input {
        case .gameState(let state): return try await directive(state, request.sequence, deadline)
        case .observation(let observation):
            try Self.check { () throws(InvalidMessage) in try request.validate() }
            observations.append(observation)
            if observations.count > Self.greatestObservations { observations.removeFirst() }
            return nil
        case nil: throw InvalidArgument.field("input", "a game_state or an observation is missing")
        }
    }

    private mutating func directive(
        _ state: GameState, _ answered: UInt64, _ deadline: Deadline?
    ) async throws(RPCError) -> DirectResponse {
        var trace = Trace(time(within: deadline), clock: desk.clock)
        var question = GenerateStrategyRequest()
        (question.teamID, question.gameState) = (team, state)
        try trace.check(question)
        if session == nil { await desk.recall(state, team, &trace) }
        let known = observations.filter { seen in state.teams.contains { $0.id == seen.teamID } }
        var asked = desk.ask(
            state, team, current: session?.strategy, observations: known, opponentsWeight: 2, remembers: true, &trace)
        asked.session = asked.session ?? session
        let heard = advice.take()
        if case .strategy(let message)? = heard?.advice.proposal?.content { asked.proposals = [message.planned] }
        let (decided, slots) = await desk.decide(asked, &trace)
        seekAdvice(on: question, asked, (decided, slots), deadline)
        var plan = decided
        sequence += 1
        var response = DirectResponse()
        response.sequence = sequence
        response.answersSequence = answered
        let situation = asked.question.situation
        let reasons = Reasons(situation: situation, measures: plan.measures, teams: state.teams)
        if let current = asked.question.current,
            case .keep(let reason) = Course(plan, from: current, followedFor: asked.ticksOnCourse)
        {
            var keep = KeepStrategy()
            keep.reason = Words.bounded(reasons.describe(reason, plan), 500)
            keep.validUntilTick = plan.strategy.validUntil.map { UInt64(max(0, min(1_000_000_000_000, $0))) }
            response.directive = .keep(keep)
            desk.note(heard, isFollowed: false, &trace)
            plan = desk.keeping(current, plan)
            session = desk.remember(plan, slots: slots, asked)
            return response
        }
        if let current = asked.question.current {
            let adaptation = Adaptation(plan, from: current, in: situation)
            response.changes = adaptation.changes.prefix(64).map { reasons.describe($0, of: plan) }
        }
        var decision = Decision(plan: plan, slots: slots)
        if plan.simulation?.search.strategy.origin == .proposal { decision.proposed = heard?.proposed(plan.strategy) }
        desk.note(heard, isFollowed: decision.proposed != nil, &trace)
        response.directive = .strategy(desk.explained(decision, asked, &trace))
        session = desk.remember(decision, asked)
        return response
    }

    /// Asks the advisor about a state that has been answered.
    private func seekAdvice(
        on question: GenerateStrategyRequest, _ asked: Asked, _ planned: (plan: Plan, slots: AgentSlots?),
        _ deadline: Deadline?
    ) {
        guard let advising = desk.advising, let least = advising.advisor.leastTime(for: .strategy) else { return }
        let patience = Deadline.after(advising.patience, clock: desk.clock)
        let end = deadline.map { $0.instant < patience.instant ? $0 : patience } ?? patience
        guard end.remaining >= least else { return }
        advice.ask(advising.advisor, about: asked.state.tick ?? 0, until: end) {
            // What it says counts for another answer than this one, so it begins with a trace of its own.
            AdvisedStrategy(.strategy, question, asked, desk, Trace(end, clock: desk.clock), plan: planned)
        }
    }

    /// A state has the time of one search, whatever the time of the call.
    private func time(within deadline: Deadline?) -> Deadline {
        let usual = Deadline.after(desk.search?.settings.time ?? Trace.usualBudget, clock: desk.clock)
        guard let deadline, deadline.remaining < usual.remaining else { return usual }
        return deadline
    }

    private static func check(_ body: () throws(InvalidMessage) -> Void) throws(RPCError) {
        do {
            try body()
        } catch {
            let field = error.violations.first
            throw RPCError(
                .invalidArgument, field.map { "\($0.fieldPath): \($0.message)" } ?? "the request is not valid")
        }
    }
}

extension StandingAdvice.Heard {
    /// What was proposed, as it is followed.
    fileprivate func proposed(_ strategy: Strategy) -> Decision.Proposed? {
        guard let proposal = advice.proposal, case .strategy(let message) = proposal.content else { return nil }
        return Decision.Proposed(
            strategy: strategy, words: message.description, name: proposal.name, source: advice.source,
            model: advice.model)
    }
}
