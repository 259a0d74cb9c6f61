// SPDX-License-Identifier: Apache-2.0

import Planning
import RPCServer
import StrategosAPI

/// `strategos.v1.AgentService` by a planner, at once.
public struct AgentAnswers<P: Planner>: AgentService {
    private let planner: P
    private let clock: MonotonicClock

    /// Answers by this planner; the clock only times.
    public init(planner: P, clock: MonotonicClock = .system) {
        self.planner = planner
        self.clock = clock
    }

    /// An agent, at once.
    public func createAgentImmediately(
        _ request: CreateAgentRequest, context: CallContext
    ) throws -> CreateAgentResponse? {
        try answer(request, deadline: context.deadline)
    }

    /// A composition, at once.
    public func recommendCompositionImmediately(
        _ request: RecommendCompositionRequest, context: CallContext
    ) throws -> RecommendCompositionResponse? {
        try answer(request, deadline: context.deadline)
    }

    /// Not served yet.
    public func createSquad(
        _ request: CreateSquadRequest, responses: ResponseWriter<CreateSquadResponse>, context: CallContext
    ) async throws {
        throw Unserved.error("CreateSquad", instead: "call RecommendComposition, then CreateAgent for each role")
    }
}

// MARK: - Without a call

extension AgentAnswers {
    package func answer(_ request: CreateAgentRequest, deadline: Deadline?) throws(RPCError) -> CreateAgentResponse {
        var trace = Trace(deadline, clock: clock)
        try trace.check(request)
        let state = request.gameState ?? GameState()
        let (situation, plan) = plan(state, request.teamID, &trace)
        let design = trace.step("design") {
            AgentDesigner(situation, plan, following: request.strategy?.planned)
                .design(role: request.role.planned, affordableOnly: request.affordableOnly)
        }
        let reasons = Reasons(situation: situation, measures: plan.measures, teams: state.teams)
        var agent = trace.step("explain") { AgentSpec(design, plan, situation, reasons) }
        var provenance = trace.provenance(P.identifier, isCutShort: plan.isCutShort)
        provenance.candidates = design.options.enumerated().map { ScoredCandidate($1, chosen: $0 == 0) }
        provenance.measures = plan.scoreTerms
        provenance.missingInputs = reasons.missingInputs
        agent.provenance = provenance
        var response = CreateAgentResponse()
        response.agent = agent
        return response
    }

    package func answer(
        _ request: RecommendCompositionRequest, deadline: Deadline?
    ) throws(RPCError) -> RecommendCompositionResponse {
        var trace = Trace(deadline, clock: clock)
        try trace.check(request)
        let state = request.gameState ?? GameState()
        let (situation, plan) = plan(state, request.teamID, &trace)
        let advice = trace.step("compose") {
            CompositionAdvice(situation, plan, following: request.strategy?.planned, size: request.size.map { Int($0) })
        }
        let reasons = Reasons(situation: situation, measures: plan.measures, teams: state.teams)
        var response = RecommendCompositionResponse()
        response.composition = Composition(advice.shares)
        response.wanted = RoleCounts(advice.wanted)
        response.current = RoleCounts(advice.current, unknown: plan.measures.forces.ownUnknown)
        response.missing = RoleCounts(advice.missing)
        response.buildNext = advice.next.map { AgentRole($0) }
        response.confidence = plan.confidence
        response.description = trace.step("explain") { reasons.describe(advice) }
        var provenance = trace.provenance(P.identifier, isCutShort: plan.isCutShort)
        provenance.candidates = plan.scoredCandidates
        provenance.measures = plan.scoreTerms
        provenance.missingInputs = reasons.missingInputs
        response.provenance = provenance
        return response
    }

    private func plan(_ state: GameState, _ team: String, _ trace: inout Trace) -> (Situation, Plan) {
        let situation = trace.step("read") { Situation(state, seenBy: team) }
        let budget = trace.planningBudget
        return (situation, trace.step("plan") { planner.plan(Question(situation), budget: budget) })
    }
}

extension AgentSpec {
    init(_ design: AgentDesign, _ plan: Plan, _ situation: Situation, _ reasons: Reasons) {
        self.init()
        let best = design.best
        role = AgentRole(best.role)
        attributes = AgentAttributes(best.attributes)
        priority = AgentPriority(design.resource)
        deployment = design.area.map(StrategosAPI.Zone.init)
        cost = ResourceAmounts(best.cost)
        // Beyond what a tick can be, it is never.
        ticksUntilAffordable = best.wait.flatMap { seconds in
            let ticks = (seconds * 1000 / Double(situation.tickMilliseconds)).rounded(.up)
            return ticks <= 1e12 ? UInt64(ticks) : nil
        }
        task = StrategosAPI.TaskKind(design.task)
        confidence = plan.confidence
        description = reasons.describe(design, plan)
    }
}
