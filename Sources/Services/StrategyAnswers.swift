// SPDX-License-Identifier: Apache-2.0

import Planning
import Protobuf
import RPCServer
import StrategosAPI

/// `strategos.v1.StrategyService` by a planner. The planner is fast enough to answer on the loop.
public struct StrategyAnswers<P: Planner>: StrategyService {
    private let planner: P
    private let clock: MonotonicClock

    /// Answers by this planner; the clock only times.
    public init(planner: P, clock: MonotonicClock = .system) {
        self.planner = planner
        self.clock = clock
    }

    /// A strategy, at once.
    public func generateStrategyImmediately(
        _ request: GenerateStrategyRequest, context: CallContext
    ) throws -> GenerateStrategyResponse? {
        try answer(request, deadline: context.deadline)
    }

    /// An adapted strategy, at once.
    public func adaptStrategyImmediately(
        _ request: AdaptStrategyRequest, context: CallContext
    ) throws -> AdaptStrategyResponse? {
        try answer(request, deadline: context.deadline)
    }

    /// The planner's strategy, then the end.
    public func streamStrategy(
        _ request: StreamStrategyRequest, responses: ResponseWriter<StreamStrategyResponse>, context: CallContext
    ) async throws {
        for response in try answer(request, deadline: context.deadline) { try await responses.write(response) }
    }

    /// Not served yet.
    public func direct(
        _ requests: RequestStream<DirectRequest>, responses: ResponseWriter<DirectResponse>, context: CallContext
    ) async throws {
        throw Unserved.error("Direct", instead: "call GenerateStrategy for each state")
    }
}

// MARK: - Without a call

extension StrategyAnswers {
    package func answer(_ request: GenerateStrategyRequest, deadline: Deadline?) throws(RPCError)
        -> GenerateStrategyResponse
    {
        var trace = Trace(deadline, clock: clock)
        try trace.check(request)
        var response = GenerateStrategyResponse()
        response.strategy = strategy(request.gameState ?? GameState(), request.teamID, request.currentStrategy, &trace)
        return response
    }

    package func answer(_ request: StreamStrategyRequest, deadline: Deadline?) throws(RPCError)
        -> [StreamStrategyResponse]
    {
        var trace = Trace(deadline, clock: clock)
        try trace.check(request)
        let strategy = strategy(request.gameState ?? GameState(), request.teamID, request.currentStrategy, &trace)
        var first = StreamStrategyResponse()
        first.sequence = 1
        first.update = .strategy(strategy)
        var done = StrategyDone()
        done.strategies = 1
        done.elapsed = trace.elapsed
        done.degraded = strategy.provenance?.degraded ?? []
        var last = StreamStrategyResponse()
        last.sequence = 2
        last.update = .done(done)
        return [first, last]
    }

    package func answer(_ request: AdaptStrategyRequest, deadline: Deadline?) throws(RPCError) -> AdaptStrategyResponse
    {
        var trace = Trace(deadline, clock: clock)
        try trace.check(request)
        let state = request.gameState ?? GameState()
        let question = trace.step("read") {
            Question(
                Situation(state, seenBy: request.teamID, observations: request.observations),
                current: request.currentStrategy?.planned)
        }
        let budget = trace.planningBudget
        let adaptation = trace.step("plan") { Adaptation(question, by: planner, budget: budget) }
        let reasons = Reasons(situation: question.situation, measures: adaptation.plan.measures, teams: state.teams)
        var response = AdaptStrategyResponse()
        response.strategy = explained(adaptation.plan, request.teamID, reasons, &trace)
        response.changes = adaptation.changes.prefix(64).map(reasons.describe)
        response.changed = !response.changes.isEmpty
        return response
    }

    private func strategy(
        _ state: GameState, _ team: String, _ current: TeamStrategy?, _ trace: inout Trace
    ) -> TeamStrategy {
        let question = trace.step("read") { Question(Situation(state, seenBy: team), current: current?.planned) }
        let budget = trace.planningBudget
        let plan = trace.step("plan") { planner.plan(question, budget: budget) }
        let reasons = Reasons(situation: question.situation, measures: plan.measures, teams: state.teams)
        return explained(plan, team, reasons, &trace)
    }

    private func explained(_ plan: Plan, _ team: String, _ reasons: Reasons, _ trace: inout Trace) -> TeamStrategy {
        var strategy = trace.step("explain") {
            var strategy = TeamStrategy(plan.strategy, team: team, teams: reasons.teams)
            strategy.confidence = plan.confidence
            strategy.description = reasons.describe(plan)
            return strategy
        }
        var provenance = trace.provenance(P.identifier, isCutShort: plan.isCutShort)
        provenance.candidates = plan.scoredCandidates
        provenance.measures = plan.scoreTerms
        provenance.missingInputs = reasons.missingInputs
        strategy.provenance = provenance
        return strategy
    }
}

/// Methods that the schema has and this server does not serve yet.
enum Unserved {
    static func error(_ method: String, instead: String) -> RPCError {
        RPCError(.unimplemented, "\(method) is not served yet; \(instead)")
    }
}
