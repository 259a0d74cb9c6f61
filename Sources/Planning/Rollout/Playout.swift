// SPDX-License-Identifier: Apache-2.0

import Arena

/// One future: a copy of the match, played on under fixed orders.
struct Playout {
    /// Ticks between looks at the clock: less than a tenth of a millisecond where a tick takes 1.5 µs.
    static let stride: Int32 = 50
    /// Part of the payoff that is not the result but the margin: in won and lost positions it still says
    /// which way is better.
    static let marginPart = 0.1

    /// What it was worth to the team, 0 to 1.
    var payoff: Double
    /// Ticks simulated.
    var ticks: Int

    /// Plays to the end, or to `horizon`; nothing where time was up before.
    init?(
        _ match: Match, team: Int, strategy: Hypothesis, opponents: [(team: Int, orders: Orders)], piles: UInt64,
        horizon: Int32, isOver: () -> Bool
    ) {
        var match = match
        match.forgetPiles(seed: piles)
        for order in opponents { match.order(order.team, order.orders) }
        let start = match.state.tick
        if let opening = strategy.opening {
            match.order(team, opening)
            guard match.advanceToNextAgent(of: team, within: horizon, isOver: isOver) else { return nil }
        }
        match.order(team, strategy.orders)
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

extension Match {
    /// Ticks that are waited for an agent at most.
    private static var longestWait: Int32 { 600 }

    /// Plays on until a team that follows orders has one more agent of a role, if that takes not too long.
    public mutating func build(_ role: AgentRole, _ orders: Orders, for team: Int, isOver: () -> Bool) {
        var opening = orders
        for other in 0..<4 { opening.mix[other] = other == Int(role.rawValue) ? 1000 : 0 }
        order(team, opening)
        _ = advanceToNextAgent(of: team, isOver: isOver)
        order(team, orders)
    }

    /// Plays until a team has its next agent, if that takes not too long; false if time was up before.
    mutating func advanceToNextAgent(of team: Int, within horizon: Int32 = .max, isOver: () -> Bool) -> Bool {
        let spawned = state.teams[team].spawned
        let last = min(horizon, state.tick + Self.longestWait)
        while state.ending == .running, state.tick < last, state.teams[team].spawned == spawned {
            guard !isOver() else { return false }
            advance(to: min(last, state.tick + 10))
        }
        return true
    }
}
