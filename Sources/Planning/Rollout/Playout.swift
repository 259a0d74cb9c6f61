// SPDX-License-Identifier: Apache-2.0

import Arena

/// One future: a copy of the match, played on under fixed orders.
struct Playout {
    /// Ticks between looks at the clock.
    private static let stride: Int32 = 500
    /// Part of the payoff that is not the result but the margin: in won and lost positions it still says
    /// which way is better.
    static let marginPart = 0.1

    /// What it was worth to the team, 0 to 1.
    var payoff: Double
    /// Ticks simulated.
    var ticks: Int

    /// Plays to the end, or to `horizon`; nothing where time was up before.
    init?(
        _ match: Match, team: Int, orders: [(team: Int, orders: Orders)], piles: UInt64, horizon: Int32,
        isOver: () -> Bool
    ) {
        var match = match
        match.forgetPiles(seed: piles)
        for order in orders { match.order(order.team, order.orders) }
        let start = match.state.tick
        while match.state.ending == .running, match.state.tick < horizon {
            guard !isOver() else { return nil }
            match.advance(to: min(horizon, match.state.tick + Self.stride))
        }
        ticks = Int(match.state.tick - start)
        payoff = Self.payoff(match, team)
    }

    /// The result, mixed with the part of the cells: 1 for a win, a half for a draw. A match that was not
    /// played to its end counts by its cells alone.
    static func payoff(_ match: Match, _ team: Int) -> Double {
        let own = Double(match.state.teams[team].cells)
        var most = 0.0
        for other in 0..<match.map.teamCount where other != team {
            most = max(most, Double(match.state.teams[other].cells))
        }
        let margin = own + most > 0 ? own / (own + most) : 0.5
        guard match.state.ending != .running else { return margin }
        let winner = match.state.winner
        let result = winner == MatchState.noTeam ? 0.5 : Int(winner) == team ? 1.0 : 0.0
        return result * (1 - marginPart) + margin * marginPart
    }
}
