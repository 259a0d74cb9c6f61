// SPDX-License-Identifier: Apache-2.0

import Arena
import Planning
import Testing

/// No seat is better than another for the reflex planner either: what it finds for a team is what it finds for the
/// next one where everything is turned.
@Suite("Turning a match turns what the reflex planner finds")
struct SymmetryTests {
    private func maps(seed: UInt64) throws -> [GameMap] {
        [
            try .duel(seed: seed), try .hexagon(seed: seed, teams: 2), try .hexagon(seed: seed, teams: 3),
            try .hexagon(seed: seed, teams: 6),
        ]
    }

    @Test("Plans passed on to the next seat play the turned match, to the end")
    func turned() throws {
        for map in try maps(seed: 21) {
            let count = map.teamCount
            var rules = Arena.Rules()
            rules.matchTicks = 1500
            var match = try Match(map: map, rules: rules, seed: 4)
            var turned = try Match(map: map, rules: rules, seed: 4)
            // Only the first team plans: equal plans for all would be equal by a mirrored mistake, too.
            for team in 1..<count {
                let orders = Arena.Archetype.allCases[team % Arena.Archetype.allCases.count].orders
                match.order(team, orders)
                turned.order((team + 1) % count, orders)
            }
            var zones = 0
            while match.state.ending == .running {
                let plan = ReflexPlanner().plan(Question(Situation(match, me: 0)))
                #expect(Situation(match, me: 0) == Situation(turned, me: 1))
                let (first, next) = (Intent(plan.strategy, on: map), Intent(plan.strategy, on: map, for: 1))
                for (one, other) in zip(first.priorities, next.priorities) where !one.zone.isEverywhere {
                    zones += 1
                    #expect(other.zone.center == map.turned[Int(one.zone.center)])
                    #expect(other.zone.radius == one.zone.radius)
                }
                for (one, other) in zip(first.counters, next.counters) {
                    #expect(Int(other.team) == (Int(one.team) + 1) % count)
                }
                match.order(0, first.orders)
                turned.order(1, next.orders)
                match.advance(to: match.state.tick + 100)
                turned.advance(to: turned.state.tick + 100)
            }
            #expect(zones > 0)
            #expect(turned.state.ending == match.state.ending && turned.state.tick == match.state.tick)
            for team in 0..<count { #expect(turned.state.teams[(team + 1) % count] == match.state.teams[team]) }
        }
    }

    @Test("Each team sees itself as the first one, at the first one's base", arguments: [2, 3, 6])
    func sight(teams: Int) throws {
        let map = try GameMap.hexagon(seed: 5, teams: teams)
        var match = try Match(map: map, seed: 5)
        match.advance(to: 300)
        for me in 0..<teams {
            let situation = Situation(match, me: me)
            #expect(situation.me == 0 && situation.bases[0] == Situation(match, me: 0).bases[0])
            for other in 0..<teams {
                let team = (me + other) % teams
                #expect(situation.teams[other].agents.count == match.state.agentCount(of: team))
                let cells = situation.cells.filter { $0.owner == Int32(other) }.count
                #expect(cells == Int(match.state.teams[team].cells))
            }
        }
    }
}
