// SPDX-License-Identifier: Apache-2.0

import Protobuf
import StrategosAPI

/// Finds the value that breaks a rule about several values.
///
/// The schema's CEL rules over a message say that a reference is broken and not which one: a message's
/// rule has no way to name an element. Only what is invalid comes here.
enum BrokenReference {
    /// The way to the first such value; nothing for rules that are not about references.
    static func place(of violation: Violation, in request: some TeamQuestion) -> String? {
        let teams = request.gameState?.teams ?? []
        guard let place = place(violation, request, Set(teams.map(\.id))) else { return nil }
        return violation.field.isEmpty ? place : "\(violation.fieldPath).\(place)"
    }

    private static func place(
        _ violation: Violation, _ request: some TeamQuestion, _ declared: Set<String>
    ) -> String? {
        guard let state = request.gameState else { return nil }
        switch violation.ruleID {
        case "game_state.teams.unique":
            return repeated(state.teams.map(\.id)).map { "teams[\($0)].id" }
        case "team.agents.unique":
            guard case .index(let index)? = violation.field.last?.element, index < state.teams.count else { return nil }
            return repeated(state.teams[Int(index)].agents.map(\.id)).map { "agents[\($0)].id" }
        case "game_state.hexes.owner_team":
            let index = state.hexes.firstIndex { !$0.ownerTeam.isEmpty && !declared.contains($0.ownerTeam) }
            return index.map { "hexes[\($0)].owner_team" }
        case "game_state.bases.team_id":
            return state.bases.firstIndex { !declared.contains($0.teamID) }.map { "bases[\($0)].team_id" }
        case "game_state.recent_events.team_id":
            return event(state.recentEvents, declared)
        case "adapt_strategy.observations.team_id":
            let observations = (request as? AdaptStrategyRequest)?.observations ?? []
            return observations.firstIndex { !declared.contains($0.teamID) }.map { "observations[\($0)].team_id" }
        case let id where id.hasSuffix(".team_id") && violation.field.isEmpty:
            return "team_id"
        default: return nil
        }
    }

    private static func event(_ events: [GameEvent], _ declared: Set<String>) -> String? {
        for (index, event) in events.enumerated() {
            if !event.teamID.isEmpty, !declared.contains(event.teamID) { return "recent_events[\(index)].team_id" }
            if !event.otherTeamID.isEmpty, !declared.contains(event.otherTeamID) {
                return "recent_events[\(index)].other_team_id"
            }
        }
        return nil
    }

    /// The place of the first id that stands before it, too.
    private static func repeated(_ ids: [String]) -> Int? {
        var seen: Set<String> = []
        return ids.firstIndex { !seen.insert($0).inserted }
    }
}
