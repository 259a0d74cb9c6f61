// SPDX-License-Identifier: Apache-2.0

import Arena
import Testing

/// What an agent is made of decides what it does and what it costs.
@Suite("Agents are what their designs say")
struct DesignTests {
    /// The reference game's numbers, where balance changed them.
    private var reference: Rules {
        var rules = Rules()
        (rules.attackBase, rules.attackGain, rules.armorShare) = (50, 200, 200)
        rules.costs = [800, 1000, 1200, 1000, 800, 1000, 1200, 1500, 800, 1500, 1200, 1000]
        return rules
    }

    private func body(_ make: AgentMake) -> AgentBody { AgentBody(.collector, AgentDesign(make), reference) }

    @Test("Each attribute has its effect, in the reference game's units")
    func attributes() {
        let none = body(AgentMake(speed: 0, health: 0, attack: 0, defense: 0, carry: 0))
        #expect(none.pace == 115 && none.cooldown == 15 && none.vision == 2)
        #expect(none.fullHealth == 500 && none.strength == 50 && none.ward == 4 && none.capacity == 2)
        let full = body(AgentMake(speed: 1000, health: 1000, attack: 1000, defense: 1000, carry: 1000))
        #expect(full.pace == 307 && full.cooldown == 8 && full.vision == 4)
        #expect(full.fullHealth == 1500 && full.strength == 250 && full.ward == 34 && full.capacity == 10)
    }

    @Test(
        "With the reference game's multipliers costs are that game's",
        arguments: [
            (AgentRole.collector, [10, 13, 15]), (.explorer, [12, 10, 12]), (.defender, [17, 21, 11]),
            (.attacker, [20, 16, 14]),
        ] as [(AgentRole, [Int32])])
    func costs(role: AgentRole, expected: [Int32]) {
        let make = Archetype.balanced.orders.designs[Int(role.rawValue)].make
        let cost = reference.cost(of: role, make)
        #expect([cost.x, cost.y, cost.z] == expected)
    }

    @Test("A make with a greater sum than the rules allow is scaled down, that of the first agents too")
    func greatestSum() throws {
        let greedy = AgentMake(speed: 1000, health: 1000, attack: 1000, defense: 1000, carry: 1000)
        var orders = Archetype.balanced.orders
        for role in 0..<4 { orders.designs[role].make = greedy }
        var match = try Match(map: .duel(seed: 1), seed: 1)
        match.order(0, orders)
        let part = AgentMake(speed: 600, health: 600, attack: 600, defense: 600, carry: 600)
        for role in 0..<4 { #expect(match.state.orders[0].designs[role].make == part) }
        var rules = Rules()
        rules.greatestMakeSum = 0
        let bare = try Match(map: .duel(seed: 1), rules: rules, seed: 1)
        #expect(bare.state.body[0].fullHealth == 500)
    }

    @Test("A deployment is gone to first")
    func deployment() throws {
        let map = try GameMap.duel(seed: 1)
        let center = try #require(map.geometry.cell(column: 12, row: 6))
        var orders = Archetype.boom.orders
        for role in 0..<4 { orders.designs[role].deployment = OrderZone(center: UInt16(center), radius: 1) }
        var match = try Match(map: map, seed: 1)
        match.order(0, orders)
        while match.state.teams[0].spawned == 3 { match.advance() }
        let agent = try #require(match.state.agents(of: 0).first { $0 == 3 })
        #expect(match.state.mood[agent].contains(.deploying))
        var nearest = Int.max
        for _ in 0..<150 {
            match.advance()
            nearest = min(nearest, map.geometry.distance(center, Int(match.state.cell[agent])))
        }
        #expect(nearest <= 1)
    }

    @Test("A preference decides what is gathered", arguments: ResourceKind.allCases)
    func preference(kind: ResourceKind) throws {
        var shares = 0.0
        for seed in UInt64(1)...3 {
            var orders = Archetype.boom.orders
            let preference = try #require(AgentPreference(rawValue: kind.rawValue))
            for role in 0..<4 { orders.designs[role].preference = preference }
            var match = try Match(map: .duel(seed: seed), seed: seed)
            match.order(0, orders)
            match.advance(to: 2000)
            let delivered = match.state.teams[0].delivered
            shares += Double(delivered[Int(kind.rawValue)]) / Double(delivered.wrappedSum()) / 3
        }
        #expect(shares > 0.34)
    }
}
