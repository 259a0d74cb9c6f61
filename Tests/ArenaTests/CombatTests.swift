// SPDX-License-Identifier: Apache-2.0

import Arena
import Testing

/// Each tick of a match with many blows is compared with the one before.
@Suite("Wounds and losses")
struct CombatTests {
    private func start() throws -> Match {
        var match = try Match(map: .duel(seed: 4), seed: 4)
        match.order(0, Archetype.rush.orders)
        match.order(1, Archetype.boom.orders)
        return match
    }

    @Test("A wounded agent heals next to its own base, and nowhere else")
    func healing() throws {
        var match = try start()
        var (atHome, away) = (0, 0)
        while match.state.ending == .running {
            let before = match.state
            match.advance()
            for team in 0..<2 {
                // Whoever was struck in this tick is no witness.
                guard match.state.teams[1 - team].damage == before.teams[1 - team].damage else { continue }
                for agent in before.agents(of: team) where before.health[agent] < before.body[agent].fullHealth {
                    let steps = try #require(
                        match.map.steps(from: match.map.bases[team], to: Int(match.state.cell[agent])))
                    let healed = Int32(before.health[agent]) + (steps <= 1 ? match.rules.healing : 0)
                    try #require(
                        Int32(match.state.health[agent]) == min(healed, Int32(before.body[agent].fullHealth)),
                        "agent \(agent) at \(match.state.tick), \(steps) steps from its base")
                    (atHome, away) = (atHome + (steps <= 1 ? 1 : 0), away + (steps <= 1 ? 0 : 1))
                }
            }
        }
        #expect(atHome > 100 && away > 100)
    }

    @Test("A fallen agent leaves what it carried on the cell where it fell")
    func fallen() throws {
        var match = try start()
        var drops = 0
        while match.state.ending == .running {
            let before = match.state
            match.advance()
            for team in 0..<2 {
                let left = Array(match.state.agents(of: team))
                for agent in before.agents(of: team) where !left.contains(agent) && !before.load[agent].isEmpty {
                    let place = match.state.cell[agent]
                    // Whoever stands there may have picked it up in the same tick.
                    let isStoodOn = (0..<2).contains { team in
                        match.state.agents(of: team).contains { match.state.cell[$0] == place }
                    }
                    guard !isStoodOn else { continue }
                    let sum = before.deposit[Int(place)].wide &+ before.load[agent].wide
                    let units = match.state.deposit[Int(place)].units
                    for kind in 0..<3 { #expect(Int32(units[kind]) >= min(sum[kind], 255)) }
                    drops += 1
                }
            }
        }
        #expect(drops > 0)
    }
}
