// SPDX-License-Identifier: Apache-2.0

import Planning
import RPCServer
import StrategosAPI

/// `strategos.v1.GameStateService`: the analysis by a planner; matches are not kept yet.
public struct GameStateAnswers<P: Planner>: GameStateService {
    private let planner: P
    private let clock: MonotonicClock

    /// Answers by this planner; the clock only times.
    public init(planner: P, clock: MonotonicClock = .system) {
        self.planner = planner
        self.clock = clock
    }

    /// An analysis, at once.
    public func analyzeGameStateImmediately(
        _ request: AnalyzeGameStateRequest, context: CallContext
    ) throws -> AnalyzeGameStateResponse? {
        try answer(request, deadline: context.deadline)
    }

    /// Not served yet.
    public func reportGameState(
        _ requests: RequestStream<ReportGameStateRequest>, context: CallContext
    ) async throws -> ReportGameStateResponse {
        throw Unserved.error("ReportGameState", instead: "matches are not kept; send the state with each question")
    }

    /// Not served yet.
    public func watchMatch(
        _ request: WatchMatchRequest, responses: ResponseWriter<WatchMatchResponse>, context: CallContext
    ) async throws {
        throw Unserved.error("WatchMatch", instead: "matches are not kept")
    }

    /// Not served yet.
    public func getMatch(_ request: GetMatchRequest, context: CallContext) async throws -> GetMatchResponse {
        throw Unserved.error("GetMatch", instead: "matches are not kept")
    }

    /// Not served yet.
    public func listMatches(_ request: ListMatchesRequest, context: CallContext) async throws -> ListMatchesResponse {
        throw Unserved.error("ListMatches", instead: "matches are not kept")
    }
}

// MARK: - Without a call

extension GameStateAnswers {
    package func answer(_ request: AnalyzeGameStateRequest, deadline: Deadline?) throws(RPCError)
        -> AnalyzeGameStateResponse
    {
        var trace = Trace(deadline, clock: clock)
        try trace.check(request)
        let state = request.gameState ?? GameState()
        let situation = trace.step("read") { Situation(state, seenBy: request.teamID) }
        let budget = trace.planningBudget
        let plan = trace.step("plan") { planner.plan(Question(situation), budget: budget) }
        let reasons = Reasons(situation: situation, measures: plan.measures, teams: state.teams)
        var analysis = trace.step("explain") { GameAnalysis(plan.measures, request.teamID, reasons) }
        var provenance = trace.provenance(P.identifier, isCutShort: plan.isCutShort)
        provenance.candidates = plan.scoredCandidates
        provenance.measures = plan.scoreTerms
        provenance.missingInputs = reasons.missingInputs
        analysis.provenance = provenance
        var response = AnalyzeGameStateResponse()
        response.analysis = analysis
        return response
    }
}
