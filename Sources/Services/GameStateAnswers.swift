// SPDX-License-Identifier: Apache-2.0

import Planning
import RPCServer
import StrategosAPI

/// `strategos.v1.GameStateService`: the analysis by a planner, and the matches that a store keeps.
public struct GameStateAnswers<P: Planner>: GameStateService {
    private let planner: P
    private let clock: MonotonicClock
    private let matches: Matches?

    /// Answers by this planner; the clock only times.
    ///
    /// - Parameter matches: what is reported and watched; nil for a server that keeps no matches.
    public init(planner: P, clock: MonotonicClock = .system, matches: Matches? = nil) {
        self.planner = planner
        self.clock = clock
        self.matches = matches
    }

    /// An analysis, at once.
    public func analyzeGameStateImmediately(
        _ request: AnalyzeGameStateRequest, context: CallContext
    ) throws -> AnalyzeGameStateResponse? {
        try answer(request, deadline: context.deadline)
    }

    /// Keeps records, and answers when all of them survive a crash.
    public func reportGameState(
        _ requests: RequestStream<ReportGameStateRequest>, context: CallContext
    ) async throws -> ReportGameStateResponse {
        try await MatchReport(store: kept().store).run(requests)
    }

    /// Follows a match until it has a result, or the server ends.
    public func watchMatch(
        _ request: WatchMatchRequest, responses: ResponseWriter<WatchMatchResponse>, context: CallContext
    ) async throws {
        var watch = MatchWatch(request, responses, try kept())
        try await watch.run()
    }

    /// One match.
    public func getMatch(_ request: GetMatchRequest, context: CallContext) async throws -> GetMatchResponse {
        try await kept().get(request)
    }

    /// A page of matches.
    public func listMatches(_ request: ListMatchesRequest, context: CallContext) async throws -> ListMatchesResponse {
        try await kept().list(request)
    }

    private func kept() throws(RPCError) -> Matches {
        guard let matches else { throw RPCError(.unimplemented, "matches are not kept by this server") }
        return matches
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
