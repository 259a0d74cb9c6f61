// SPDX-License-Identifier: Apache-2.0

import Arena
import Testing

/// No seat is better than another: what happens to one team happens to the next one when all orders are
/// passed on by one seat and everything is turned.
@Suite("Turning a match turns its result")
struct RotationTests {
    @Test("Orders passed on to the next seat give the turned match, tick by tick", arguments: [false, true])
    func rotation(isFogged: Bool) throws {
        var random = Seed.random(isFogged ? 1 : 2)
        var rules = Rules()
        rules.isFogged = isFogged
        for map in try Maps.all(seed: random.next()) {
            let seed = random.next()
            var match = try Match(map: map, rules: rules, seed: seed)
            var turned = try Match(map: map, rules: rules, seed: seed)
            for _ in 0..<4 where match.state.ending == .running {
                for team in 0..<map.teamCount {
                    let orders = random.orders(on: map)
                    match.order(team, orders)
                    turned.order((team + 1) % map.teamCount, orders.turned(on: map))
                }
                for _ in 0..<150 {
                    match.advance()
                    turned.advance()
                    let difference = difference(match.state, turned.state, on: map)
                    try #require(
                        difference == nil,
                        "\(difference ?? "") at \(match.state.tick), \(map.teamCount) teams, STRATEGOS_SEED=\(Seed.value)"
                    )
                }
            }
        }
    }

    @Test("Equal orders for all end in a draw, or in nothing", arguments: Archetype.allCases)
    func mirrored(archetype: Archetype) throws {
        for map in [try GameMap.duel(seed: 3), try GameMap.hexagon(seed: 3, teams: 6)] {
            var rules = Rules()
            rules.matchTicks = 600
            var match = try Match(map: map, rules: rules, seed: 5)
            for team in 0..<map.teamCount { match.order(team, archetype.orders) }
            match.advance(to: 600)
            #expect(match.state.ending == .draw)
            #expect(match.state.winner == MatchState.noTeam)
            for team in 1..<map.teamCount { #expect(match.state.teams[team] == match.state.teams[0]) }
        }
    }

    /// What of `turned` is not what turning makes of `state`.
    private func difference(_ state: MatchState, _ turned: MatchState, on map: GameMap) -> String? {
        let count = Int(state.teamCount)
        func next(_ team: UInt8) -> UInt8 { team == MatchState.noTeam ? team : UInt8((Int(team) + 1) % count) }
        if state.ending != turned.ending || next(state.winner) != turned.winner { return "the verdict differs" }
        for cell in 0..<map.geometry.count where map.isPassable[cell] {
            let other = Int(map.turned[cell])
            if state.control[cell] != turned.control[other] { return "control of \(cell) differs" }
            if next(state.holder[cell]) != turned.holder[other] { return "the holder of \(cell) differs" }
            if state.deposit[cell] != turned.deposit[other] { return "the deposit on \(cell) differs" }
        }
        for team in 0..<count {
            let other = (team + 1) % count
            if state.teams[team] != turned.teams[other] { return "team \(team) differs" }
            if state.alive[team] != turned.alive[other] { return "the living of \(team) differ" }
            for agent in state.agents(of: team) {
                let twin = other * Capacity.agentsPerTeam + agent % Capacity.agentsPerTeam
                let place = map.turned[Int(state.cell[agent])]
                let target = map.turned[Int(state.target[agent])]
                if place != turned.cell[twin] || target != turned.target[twin] { return "agent \(agent) differs" }
                if state.health[agent] != turned.health[twin] || state.load[agent] != turned.load[twin] {
                    return "what agent \(agent) has differs"
                }
            }
        }
        return nil
    }
}
