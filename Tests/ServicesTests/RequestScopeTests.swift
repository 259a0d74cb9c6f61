// SPDX-License-Identifier: Apache-2.0

import RPCServer
import Services
import StrategosAPI
import Testing

/// What access control is told of requests.
@Suite("Scopes of requests")
struct RequestScopeTests {
    private static let requests: [String: Any.Type] = [
        "GenerateStrategy": GenerateStrategyRequest.self, "StreamStrategy": StreamStrategyRequest.self,
        "AdaptStrategy": AdaptStrategyRequest.self, "Direct": DirectRequest.self,
        "CreateAgent": CreateAgentRequest.self,
        "CreateSquad": CreateSquadRequest.self, "RecommendComposition": RecommendCompositionRequest.self,
        "AnalyzeGameState": AnalyzeGameStateRequest.self, "ReportGameState": ReportGameStateRequest.self,
        "WatchMatch": WatchMatchRequest.self, "GetMatch": GetMatchRequest.self, "ListMatches": ListMatchesRequest.self,
    ]

    @Test(
        "The request of each method says what it is about",
        arguments: GameServices.all().flatMap(\.binding.methods).map(\.descriptor))
    func complete(method: MethodDescriptor) {
        #expect(Self.requests[method.name] is any ScopedRequest.Type, "\(method.path)")
    }

    @Test("It is about the team that asks, in the match of its state")
    func unary() {
        var request = GenerateStrategyRequest()
        request.teamID = "blue"
        #expect(request.accessScope(after: nil) == AccessScope(.steer, match: nil, team: "blue"))
        var state = GameState()
        state.matchID = "m1"
        request.gameState = state
        #expect(request.accessScope(after: nil) == AccessScope(.steer, match: "m1", team: "blue"))
        var analysis = AnalyzeGameStateRequest()
        analysis.teamID = "red"
        #expect(analysis.accessScope(after: nil) == AccessScope(.read, match: nil, team: "red"))
    }

    @Test("Without a team it is about all of them, without a match about all of those")
    func everything() {
        var watch = WatchMatchRequest()
        watch.matchID = "m1"
        #expect(watch.accessScope(after: nil) == AccessScope(.read, match: "m1", team: nil))
        #expect(ListMatchesRequest().accessScope(after: nil) == AccessScope(.read, match: nil, team: nil))
    }

    @Test("Later messages of a stream are about what the first one has named, unless they name something else")
    func streams() {
        var report = ReportGameStateRequest()
        report.matchID = "m1"
        report.teamID = "blue"
        let first = report.accessScope(after: nil)
        #expect(ReportGameStateRequest().accessScope(after: first) == first)
        report.teamID = "red"
        #expect(report.accessScope(after: first).team == "red")
        var direct = DirectRequest()
        direct.teamID = "blue"
        #expect(DirectRequest().accessScope(after: direct.accessScope(after: nil)).team == "blue")
    }
}
