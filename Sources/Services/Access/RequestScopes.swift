// SPDX-License-Identifier: Apache-2.0

import RPCServer
import StrategosAPI

/// Says for each request of the services which match and team it is about. Every request of a method is one,
/// which `RequestScopeTests` holds: a new one that says nothing would be open to everybody who may call.

extension GenerateStrategyRequest: ScopedRequest {
    /// Steers the team that asks.
    public func accessScope(after earlier: AccessScope?) -> AccessScope { steering(teamID, in: gameState) }
}

extension StreamStrategyRequest: ScopedRequest {
    /// Steers the team that asks.
    public func accessScope(after earlier: AccessScope?) -> AccessScope { steering(teamID, in: gameState) }
}

extension AdaptStrategyRequest: ScopedRequest {
    /// Steers the team that asks.
    public func accessScope(after earlier: AccessScope?) -> AccessScope { steering(teamID, in: gameState) }
}

extension DirectRequest: ScopedRequest {
    /// Steers the team that is directed, which only the first message names.
    public func accessScope(after earlier: AccessScope?) -> AccessScope {
        var scope = AccessScope(.steer, match: earlier?.match, team: named(teamID) ?? earlier?.team)
        if case .gameState(let state)? = input { scope.match = named(state.matchID) ?? earlier?.match }
        return scope
    }
}

extension CreateAgentRequest: ScopedRequest {
    /// Steers the team that the agent is for.
    public func accessScope(after earlier: AccessScope?) -> AccessScope { steering(teamID, in: gameState) }
}

extension CreateSquadRequest: ScopedRequest {
    /// Steers the team that the agents are for.
    public func accessScope(after earlier: AccessScope?) -> AccessScope { steering(teamID, in: gameState) }
}

extension RecommendCompositionRequest: ScopedRequest {
    /// Steers the team that asks.
    public func accessScope(after earlier: AccessScope?) -> AccessScope { steering(teamID, in: gameState) }
}

extension AnalyzeGameStateRequest: ScopedRequest {
    /// Looks at the match with the team's eyes.
    public func accessScope(after earlier: AccessScope?) -> AccessScope {
        AccessScope(.read, match: named(gameState?.matchID ?? ""), team: named(teamID))
    }
}

extension ReportGameStateRequest: ScopedRequest {
    /// Changes what is known of the match; of all teams if none reports.
    public func accessScope(after earlier: AccessScope?) -> AccessScope {
        AccessScope(.steer, match: named(matchID) ?? earlier?.match, team: named(teamID) ?? earlier?.team)
    }
}

extension WatchMatchRequest: ScopedRequest {
    /// Looks at a team's view, or at the whole match.
    public func accessScope(after earlier: AccessScope?) -> AccessScope {
        AccessScope(.read, match: named(matchID), team: named(teamID))
    }
}

extension GetMatchRequest: ScopedRequest {
    /// Looks at a team's view, or at the whole match.
    public func accessScope(after earlier: AccessScope?) -> AccessScope {
        AccessScope(.read, match: named(matchID), team: named(teamID))
    }
}

extension ListMatchesRequest: ScopedRequest {
    /// Looks at all matches.
    public func accessScope(after earlier: AccessScope?) -> AccessScope { AccessScope(.read, match: nil, team: nil) }
}

extension ListBackendsRequest: ScopedRequest {
    /// Looks at what serves all matches.
    public func accessScope(after earlier: AccessScope?) -> AccessScope { AccessScope(.read, match: nil, team: nil) }
}

/// A name that was left out is none.
private func named(_ name: String) -> String? { name.isEmpty ? nil : name }

private func steering(_ team: String, in state: GameState?) -> AccessScope {
    AccessScope(.steer, match: named(state?.matchID ?? ""), team: named(team))
}
