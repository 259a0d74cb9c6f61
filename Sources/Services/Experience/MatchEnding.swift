// SPDX-License-Identifier: Apache-2.0

import Arena
import StrategosAPI

/// How a match has ended, as far as it is known.
package struct MatchEnding: Hashable, Sendable {
    /// Who has won; nil: nobody.
    package var winner: String?
    /// When, in ticks.
    package var tick: UInt64

    /// By what a game has reported.
    package init(_ result: MatchResult) {
        winner = result.winnerTeam.isEmpty ? nil : result.winnerTeam
        tick = result.tick
    }

    /// By a state; nothing where the match goes on, or the state does not tell who has won.
    ///
    /// A state says that a match is over by its tick, `last_tick`, and by the rules of the arena by how long a team has
    /// held the share that wins. That nobody is left, or that one has far more resources, is for reports to say.
    package init?(_ state: GameState) {
        guard let tick = state.tick, state.teams.count > 1 else { return nil }
        self.tick = tick
        let rules = state.rulesID == ArenaState.rulesID ? Arena.Rules() : nil
        if let rules {
            let holders = state.teams.filter { team in
                team.winningSinceTick.map { $0 <= tick && tick - $0 > UInt64(rules.territoryTicks) } ?? false
            }
            if holders.count == 1 {
                winner = holders[0].id
                return
            }
        }
        guard let last = state.lastTick, tick >= last, let shares = Self.sharesPerMille(state) else { return nil }
        let ranked = state.teams.indices.sorted { shares[$0] > shares[$1] }
        let lead = shares[ranked[0]] - shares[ranked[1]]
        winner = lead > Double(rules?.drawMargin ?? 0) ? state.teams[ranked[0]].id : nil
    }

    /// The teams' shares of the map in thousandths; nothing where they are not known.
    private static func sharesPerMille(_ state: GameState) -> [Double]? {
        let said = state.teams.compactMap(\.territoryPerMille)
        if said.count == state.teams.count { return said.map(Double.init) }
        guard state.visibility != .fog, let map = state.map, !state.hexes.isEmpty else { return nil }
        let obstacles = state.hexes.count { $0.terrain == .obstacle }
        let cells = map.passableHexes.map(Int.init) ?? Int(map.columns) * Int(map.rows) - obstacles
        guard cells > 0 else { return nil }
        return state.teams.map { team in
            Double(state.hexes.count { $0.ownerTeam == team.id }) * 1000 / Double(cells)
        }
    }
}
