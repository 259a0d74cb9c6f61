// SPDX-License-Identifier: Apache-2.0

import Planning
import Protobuf
import RPCServer
import StrategosAPI

/// `strategos.v1.StrategyService`: the planner's answer at once, on the loop; where a search may find a better
/// one, the call waits for that on a task.
public struct StrategyAnswers<P: Planner>: StrategyService {
    package let desk: StrategyDesk<P>
    let clock: MonotonicClock

    /// Answers by this planner and, where futures can be played, by this search; the clock only times.
    ///
    /// - Parameters:
    ///   - advising: what may find better answers where there is time.
    ///   - matches: where sessions that were lost can be learnt again.
    public init(
        planner: P, search: StrategySearch? = nil, clock: MonotonicClock = .system,
        advising: Advising? = nil, matches: Matches? = nil
    ) {
        desk = StrategyDesk(planner: planner, search: search, clock: clock, advising: advising, matches: matches)
        self.clock = clock
    }

    package var search: StrategySearch? { desk.search }

    /// Whether an answer that takes time may be better than the one at once.
    private func isWorthWaiting(_ kind: AdvisedKind, _ state: GameState?, _ deadline: Deadline?) -> Bool {
        search?.isWorthTrying(state, deadline) == true || desk.isAdvised(kind, deadline)
    }

    /// A strategy at once, unless a search may find a better one.
    public func generateStrategyImmediately(
        _ request: GenerateStrategyRequest, context: CallContext
    ) throws -> GenerateStrategyResponse? {
        if isWorthWaiting(.strategy, request.gameState, context.deadline) { return nil }
        return try answer(request, deadline: context.deadline)
    }

    /// A strategy by a search.
    public func generateStrategy(
        _ request: GenerateStrategyRequest, context: CallContext
    ) async throws -> GenerateStrategyResponse {
        try await searched(request, deadline: context.deadline)
    }

    /// An adapted strategy at once, unless a search may find a better one.
    public func adaptStrategyImmediately(
        _ request: AdaptStrategyRequest, context: CallContext
    ) throws -> AdaptStrategyResponse? {
        if isWorthWaiting(.adaptation, request.gameState, context.deadline) { return nil }
        return try answer(request, deadline: context.deadline)
    }

    /// An adapted strategy by a search.
    public func adaptStrategy(
        _ request: AdaptStrategyRequest, context: CallContext
    ) async throws -> AdaptStrategyResponse {
        try await searched(request, deadline: context.deadline)
    }

    /// The planner's strategy, each improvement by a search, then the end.
    public func streamStrategy(
        _ request: StreamStrategyRequest, responses: ResponseWriter<StreamStrategyResponse>, context: CallContext
    ) async throws {
        try await stream(request, deadline: context.deadline) { try await responses.write($0) }
    }

    /// A directive for each state of a match.
    public func direct(
        _ requests: RequestStream<DirectRequest>, responses: ResponseWriter<DirectResponse>, context: CallContext
    ) async throws {
        var direction = Direction(desk)
        let begun = direction
        defer { begun.end() }
        while let request = try await requests.next() {
            if let response = try await direction.answer(request, deadline: context.deadline) {
                try await responses.write(response)
            }
        }
    }
}

// MARK: - Without a call

extension StrategyAnswers {
    package func answer(_ request: GenerateStrategyRequest, deadline: Deadline?) throws(RPCError)
        -> GenerateStrategyResponse
    {
        var trace = Trace(deadline, clock: clock)
        try trace.check(request)
        let asked = desk.ask(
            request.gameState ?? GameState(), request.teamID, current: request.currentStrategy?.planned,
            remembers: false, &trace)
        desk.noteUnsearched(asked, &trace)
        desk.noteUnadvised(.strategy, &trace)
        var response = GenerateStrategyResponse()
        response.strategy = desk.explained(asked.plan, asked, &trace)
        return response
    }

    package func searched(
        _ request: GenerateStrategyRequest, deadline: Deadline?
    ) async throws(RPCError) -> GenerateStrategyResponse {
        var trace = Trace(deadline, clock: clock)
        try trace.check(request)
        await desk.recall(request.gameState ?? GameState(), request.teamID, &trace)
        let asked = desk.ask(
            request.gameState ?? GameState(), request.teamID, current: request.currentStrategy?.planned,
            remembers: true, &trace)
        let decision = await desk.decide(.strategy, request, asked, &trace)
        desk.remember(decision, asked)
        var response = GenerateStrategyResponse()
        response.strategy = desk.explained(decision, asked, &trace)
        return response
    }

    /// The question as an advisor is asked it; for who has one without a server.
    package func question(
        _ request: GenerateStrategyRequest, deadline: Deadline?
    ) throws(RPCError) -> any AdvisedQuestion {
        var trace = Trace(deadline, clock: clock)
        try trace.check(request)
        let asked = desk.ask(
            request.gameState ?? GameState(), request.teamID, current: request.currentStrategy?.planned,
            remembers: true, &trace)
        return AdvisedStrategy(.strategy, request, asked, desk, trace)
    }

    package func question(
        _ request: AdaptStrategyRequest, deadline: Deadline?
    ) throws(RPCError) -> any AdvisedQuestion {
        var trace = Trace(deadline, clock: clock)
        try trace.check(request)
        let asked = askToAdapt(request, remembers: true, &trace)
        return AdvisedStrategy(.adaptation, request, asked, desk, trace)
    }

    package func answer(_ request: AdaptStrategyRequest, deadline: Deadline?) throws(RPCError) -> AdaptStrategyResponse
    {
        var trace = Trace(deadline, clock: clock)
        try trace.check(request)
        let asked = askToAdapt(request, remembers: false, &trace)
        desk.noteUnsearched(asked, &trace)
        desk.noteUnadvised(.adaptation, &trace)
        return adapted(Decision(plan: asked.plan), asked, &trace)
    }

    package func searched(
        _ request: AdaptStrategyRequest, deadline: Deadline?
    ) async throws(RPCError) -> AdaptStrategyResponse {
        var trace = Trace(deadline, clock: clock)
        try trace.check(request)
        await desk.recall(request.gameState ?? GameState(), request.teamID, &trace)
        let asked = askToAdapt(request, remembers: true, &trace)
        var decision = await desk.decide(.adaptation, request, asked, &trace)
        let plan = decision.plan
        let current = asked.question.current ?? plan.strategy
        if case .keep(let reason) = Course(plan, from: current, followedFor: asked.ticksOnCourse) {
            decision.plan = desk.keeping(current, plan)
            // What is too new to be left for the planner's own strategy is not left for a model's either.
            if case .isNew = reason { decision.proposed = nil }
        }
        desk.remember(decision, asked)
        return adapted(decision, asked, &trace)
    }

    /// What opponents were seen doing counts double where it is what is asked about.
    private func askToAdapt(
        _ request: AdaptStrategyRequest, remembers: Bool, _ trace: inout Trace
    ) -> Asked {
        desk.ask(
            request.gameState ?? GameState(), request.teamID, current: request.currentStrategy?.planned,
            observations: request.observations, opponentsWeight: 2, remembers: remembers, &trace)
    }

    private func adapted(_ decision: Decision, _ asked: Asked, _ trace: inout Trace) -> AdaptStrategyResponse {
        let situation = asked.question.situation
        var plan = decision.plan
        plan.strategy = decision.strategy
        let adaptation = Adaptation(plan, from: asked.question.current ?? plan.strategy, in: situation)
        let reasons = Reasons(situation: situation, measures: plan.measures, teams: asked.state.teams)
        var response = AdaptStrategyResponse()
        response.strategy = desk.explained(decision, asked, &trace)
        response.changes = adaptation.changes.prefix(64).map { reasons.describe($0, of: plan) }
        response.changed = !response.changes.isEmpty
        return response
    }
}

extension Asked {
    /// How long the team has been on its course; nothing where that is not known.
    var ticksOnCourse: Int64? {
        session.map { Int64(clamping: state.tick ?? 0) - Int64(clamping: $0.changedAt) }
    }
}
