// SPDX-License-Identifier: Apache-2.0

import Planning
import RPCServer
import StrategosAPI

/// A question for a strategy, and the first tier's answer to it.
struct Asked {
    var state: GameState
    var team: String
    var question: Question
    /// What the first tier answers.
    var plan: Plan
    /// Where the team's session is kept; none: the question stands alone.
    var key: SessionKey?
    /// What is remembered of the team, if its last state was not a later one.
    var session: TeamSession?
    /// What an advisor has thought of since the last state: the search tries it too.
    var proposals: [Strategy] = []
}

/// What all answers about strategies have in common: the first tier answers at once, the search may find a better
/// strategy, and both leave their trace.
package struct StrategyDesk<P: Planner>: Sendable {
    let planner: P
    let search: StrategySearch?
    let clock: MonotonicClock
    /// What may find better answers; none: nobody.
    var advising: Advising?
    /// What is known of matches beyond sessions; none: nothing.
    var matches: Matches?

    /// Asks the first tier.
    ///
    /// - Parameters:
    ///   - current: what the team follows; none: what its session says, if it has one.
    ///   - remembers: whether the team's session counts. Nothing that is answered on the loop looks at it.
    func ask(
        _ state: GameState, _ team: String, current: Strategy?, observations: [OpponentObservation] = [],
        opponentsWeight: Double = 1, remembers: Bool, _ trace: inout Trace
    ) -> Asked {
        search?.outcomes?.saw(state)
        let key = remembers ? SessionKey(state, team) : nil
        var session = key.flatMap { search?.sessions.session(of: $0) }
        // A match that begins anew, or a state that comes late: what was learnt since does not fit it.
        if let known = session, known.tick > state.tick ?? 0 { session = nil }
        var question = trace.step("read") {
            Question(
                Situation(state, seenBy: team, observations: observations), current: current ?? session?.strategy)
        }
        question.opponentsWeight = opponentsWeight
        question.experience = search?.experience[state.rulesID]
        let (asked, budget) = (question, trace.planningBudget)
        let plan = trace.step("plan") { planner.plan(asked, budget: budget) }
        return Asked(state: state, team: team, question: question, plan: plan, key: key, session: session)
    }

    /// Notes why there is no search, for who answers without trying.
    func noteUnsearched(_ asked: Asked, _ trace: inout Trace) {
        guard let search else { return }
        if let refusal = search.refusal(asked.state) { trace.skip("simulate", refusal.reason) } else { tooLate(&trace) }
    }

    /// Begins a search for a strategy; notes why there is none.
    ///
    /// - Parameter end: when its time is over, if that is before the call's.
    func begin(_ asked: Asked, _ trace: inout Trace, until end: UInt64 = .max) -> RunningSearch<FoundPlan>? {
        guard let planner = search?.planner else { return nil }
        let (question, memory, proposals) = (asked.question, asked.session?.memory.planner, asked.proposals)
        return begin(asked, &trace, until: end) { playable, put in
            var question = question
            question.playable = PlayableMatch(playable.match, memory: memory, proposals: proposals)
            // What the first tier says is known already.
            func tell(_ plan: Plan) { if plan.simulation != nil { put(FoundPlan(plan: plan, slots: playable.slots)) } }
            _ = planner.plan(question, budget: playable.budget) { tell($0) }
        }
    }

    /// Begins a search for anything; notes why there is none.
    func begin<Found: Sendable>(
        _ asked: Asked, _ trace: inout Trace, until end: UInt64 = .max,
        _ work: @escaping @Sendable (StrategySearch.Playable, (Found) -> Void) -> Void
    ) -> RunningSearch<Found>? {
        guard let search else { return nil }
        if let refusal = search.refusal(asked.state) {
            trace.skip("simulate", refusal.reason)
            return nil
        }
        let interval = (start: trace.interval.start, end: min(trace.interval.end, end))
        guard interval.end >= clock.now() &+ SearchSettings.leastTime else {
            tooLate(&trace)
            return nil
        }
        let running = search.begin(
            asked.state, slots: asked.session?.memory.slots, interval: interval, work)
        if running == nil {
            let detail = "Too many searches are waiting; the reflex planner answers."
            trace.skip("simulate", detail)
            trace.degrade(.overloaded, "simulate", detail)
        }
        return running
    }

    private func tooLate(_ trace: inout Trace) {
        let detail = "Less than 10 ms were left; the reflex planner answers."
        trace.skip("simulate", detail)
        trace.degrade(.budgetTooSmall, "simulate", detail)
    }

    /// The plan to answer with after a search; notes how it went.
    func conclude(
        _ found: FoundPlan?, _ unplayable: Unplayable?, since began: UInt64, _ asked: Asked, _ trace: inout Trace
    ) -> Plan {
        guard let plan = found?.plan, let search = plan.simulation?.search, search.visits > 0 else {
            noteNothing(unplayable, since: began, &trace)
            return asked.plan
        }
        trace.note("simulate", since: began, search.isCutShort ? .cutShort : .ok)
        return plan
    }

    /// Notes that a search has found nothing, and why.
    func noteNothing(_ unplayable: Unplayable?, since began: UInt64, _ trace: inout Trace) {
        if let unplayable {
            trace.note("simulate", since: began, .skipped, unplayable.reason)
        } else {
            let detail = "No future was played to its end in time; the reflex planner answers."
            trace.note("simulate", since: began, .failed, detail)
            trace.degrade(.budgetTooSmall, "simulate", detail)
        }
    }

    /// Waits for a search, where one is possible.
    func decide(
        _ asked: Asked, _ trace: inout Trace, until end: UInt64 = .max
    ) async -> (plan: Plan, slots: AgentSlots?) {
        guard let running = begin(asked, &trace, until: end) else { return (asked.plan, nil) }
        let began = clock.now()
        let (found, unplayable) = await running.end()
        return (conclude(found, unplayable, since: began, asked, &trace), found?.slots)
    }

    /// Remembers what a team was answered.
    ///
    /// - Returns: its session from now on.
    @discardableResult
    func remember(
        _ plan: Plan, slots: AgentSlots?, _ asked: Asked, isByModel: Bool = false
    ) -> TeamSession {
        let tick = asked.state.tick ?? 0
        let before = asked.session
        let changed = asked.question.current.map { !plan.strategy.isSameCourse(as: $0) } ?? true
        let session = TeamSession(
            after: before, asked.state, strategy: plan.strategy, changedAt: changed ? tick : before?.changedAt ?? tick,
            memory: MatchMemory(
                planner: plan.simulation?.memory ?? before?.memory.planner,
                slots: slots ?? before?.memory.slots ?? AgentSlots()),
            past: PastStrategy.list(before?.past ?? [], adding: plan, at: tick, isByModel: isByModel))
        if let key = asked.key { search?.sessions.keep(session, of: key) }
        return session
    }

    /// The plan with the course that the team is on, until when the new one would hold.
    func keeping(_ current: Strategy, _ plan: Plan) -> Plan {
        var plan = plan
        let validUntil = plan.strategy.validUntil
        plan.strategy = current
        plan.strategy.validUntil = validUntil
        return plan
    }

    /// A plan as the schema has it, with its reasons and how it came about.
    func explained(_ plan: Plan, _ asked: Asked, _ trace: inout Trace) -> TeamStrategy {
        let reasons = Reasons(
            situation: asked.question.situation, measures: plan.measures, teams: asked.state.teams)
        var strategy = trace.step("explain") {
            var strategy = TeamStrategy(plan.strategy, team: asked.team, teams: reasons.teams)
            strategy.confidence = plan.confidence
            strategy.description = reasons.describe(plan)
            return strategy
        }
        var provenance: Provenance
        if let simulation = plan.simulation, let search {
            provenance = trace.provenance(TieredPlanner.identifier)
            provenance.candidates = simulation.search.scoredCandidates
            provenance.simulation = simulation.search.simulation(
                reasons.teams, budget: search.settings.ticks, statesSeen: simulation.memory.decisions)
        } else {
            provenance = trace.provenance(P.identifier, isCutShort: plan.isCutShort)
            provenance.candidates = plan.scoredCandidates
        }
        provenance.measures = plan.scoreTerms
        provenance.missingInputs = reasons.missingInputs
        strategy.provenance = provenance
        return strategy
    }
}

extension StrategySearch {
    /// Whether a call should wait for a search: its state looks playable, and there is time.
    package func isWorthTrying(_ state: GameState?, _ deadline: Deadline?) -> Bool {
        guard let state, refusal(state) == nil else { return false }
        return deadline.map { $0.remaining >= .nanoseconds(Int64(SearchSettings.leastTime)) } ?? true
    }
}
