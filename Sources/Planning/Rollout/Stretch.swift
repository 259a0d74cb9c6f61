// SPDX-License-Identifier: Apache-2.0

import Arena

/// A stretch of a match that was seen: how it began, with the orders that all other teams had since then, and how
/// it ended.
struct Stretch: Sendable {
    let before: Match
    let now: Match

    /// Its length.
    var ticks: Int { Int(now.state.tick - before.state.tick) }

    /// The roles of a team's agents as a mix; nothing where there are too few to tell.
    func roles(_ team: Int) -> InlineArray<4, Int16>? {
        guard now.state.agentCount(of: team) > 3 else { return nil }
        var roles: InlineArray<4, Int16> = [0, 0, 0, 0]
        for agent in now.state.agents(of: team) { roles[Int(now.state.body[agent].role.rawValue)] += 80 }
        return roles
    }

    /// How far what a team does by these orders is from what it did, 0 to 1; nothing if time is over.
    func error(of orders: Orders, team: Int, _ isOver: () -> Bool) -> Double? {
        var forecast = before
        forecast.order(team, orders)
        while forecast.state.tick < now.state.tick, forecast.state.ending == .running {
            guard !isOver() else { return nil }
            forecast.advance(to: min(now.state.tick, forecast.state.tick + Playout.stride))
        }
        return ForecastError.of(forecast, now, team: team)
    }
}
