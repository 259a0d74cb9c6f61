// SPDX-License-Identifier: Apache-2.0

import Arena
import Testing

@Suite("How matches end")
struct EndingTests {
    /// A match against a team that does nothing with what it builds.
    private func start(_ orders: Orders, _ rules: Rules = Rules()) throws -> Match {
        var match = try Match(map: .duel(seed: 2), rules: rules, seed: 2)
        match.order(0, orders)
        match.order(1, Orders(collect: 0, expand: 0, attack: 0, defend: 0, mix: [0, 0, 0, 0]))
        return match
    }

    @Test("Territory: the share must be held for its time")
    func territory() throws {
        var rules = Rules()
        rules.resourceFloor = 1_000_000
        (rules.territoryShare, rules.territoryTicks) = (600, 150)
        var match = try start(Archetype.expand.orders, rules)
        let share = Int32(match.map.passableCount) * match.rules.territoryShare / 1000
        var reached: Int32?
        while match.state.ending == .running {
            match.advance()
            if reached == nil, match.state.teams[0].cells >= share { reached = match.state.tick }
        }
        #expect(match.state.ending == .territory)
        #expect(match.state.winner == 0)
        #expect(match.state.tick >= (try #require(reached)) + match.rules.territoryTicks)
    }

    @Test("Elimination: nobody is left and none can be paid")
    func elimination() throws {
        var rules = Rules()
        rules.startStock = 30
        rules.homeDamage = 1000
        rules.territoryShare = 1000
        rules.incomeCells = 0
        rules.resourceFloor = 1_000_000
        var orders = Archetype.rush.orders
        orders.weights = [300, 0, 1000, 0, 0, 0]
        var match = try start(orders, rules)
        match.order(1, Orders(collect: 0, expand: 0, attack: 1000, defend: 0, mix: [1, 0, 0, 0]))
        match.advance(to: 6000)
        try #require(match.state.ending == .elimination)
        #expect(match.state.agentCount(of: Int(1 - match.state.winner)) == 0)
    }

    @Test("Resources: many times what the opponent has, and more than the floor")
    func resources() throws {
        var rules = Rules()
        rules.territoryShare = 1000
        rules.startStock = 5
        rules.incomeCells = 0
        var orders = Archetype.boom.orders
        orders.weights = [1000, 0, 0, 0, 0, 0]
        orders.mix = [0, 0, 0, 1]
        orders.spawnInterval = 10_000
        var match = try start(orders, rules)
        match.advance(to: 6000)
        #expect(match.state.ending == .resources)
        #expect(match.state.winner == 0)
        #expect(match.state.teams[0].stock.wrappedSum() > rules.resourceFloor)
    }

    @Test("Time: the larger territory wins if the lead is clear, else nobody does", arguments: [20, 1000])
    func time(margin: Int32) throws {
        var rules = Rules()
        rules.matchTicks = 203
        rules.drawMargin = margin
        var match = try start(Archetype.expand.orders, rules)
        match.advance(to: 6000)
        #expect(match.state.tick == 203)
        #expect(match.state.ending == (margin == 20 ? .time : .draw))
        #expect(match.state.winner == (margin == 20 ? 0 : MatchState.noTeam))
        let hash = match.hash
        match.advance()
        #expect(match.hash == hash)
    }

    @Test("The last tick counts for as many ticks as have passed since the last count")
    func lastTick() throws {
        var rules = Rules()
        rules.matchTicks = 203
        rules.incomeCells = 1
        rules.territoryShare = 0
        rules.territoryTicks = 1000
        var match = try start(Archetype.expand.orders, rules)
        match.advance(to: 200)
        let before = match.state.teams[0]
        #expect(before.income.x > 0 && before.heldTicks == 200)
        match.advance(to: 203)
        let after = match.state.teams[0]
        #expect(after.income == before.income)
        #expect(after.heldTicks == 203)
        #expect(after.cellTicks == before.cellTicks + 3 * Int64(after.cells))
    }

    @Test("The largest stocks and factors that the rules allow are compared without a trap")
    func greatestStocks() throws {
        var rules = Rules()
        (rules.startStock, rules.resourceFloor) = (1_000_000, 0)
        (rules.resourceFactor, rules.richStock, rules.poorStock) = (1000, .max, .max)
        var match = try start(Archetype.expand.orders, rules)
        match.advance(to: 400)
        #expect(match.state.tick == 400)
        #expect(match.state.teams[0].spawned > 3)
    }

    @Test("Rules that cannot be played are refused with a reason")
    func refused() throws {
        let map = try GameMap.duel(seed: 1)
        let wrong: [(String, (inout Rules) -> Void)] = [
            ("agentLimit", { $0.agentLimit = 17 }), ("matchTicks", { $0.matchTicks = 0 }),
            ("pace", { $0.paceBase = 2000 }), ("health", { $0.healthBase = 40_000 }),
            ("cooldown", { $0.cooldownGain = 15 }), ("wave", { $0.waveTicks = 0 }),
            ("shares", { $0.homeDamage = 1001 }),
            ("claim", { $0.claim[2] = -1 }), ("affinity", { $0.affinity[23] = 1001 }),
            ("vision", { $0.visionBase = 99_999 }),
            ("Overflow", { $0.attackBase = .max }), ("make", { $0.greatestMakeSum = 5001 }),
            ("factor", { $0.resourceFactor = 1 }), ("income", { $0.incomeTicks = 4 }),
        ]
        for (name, change) in wrong {
            var rules = Rules()
            change(&rules)
            #expect(throws: MatchError.self, "\(name)") { try Match(map: map, rules: rules, seed: 1) }
        }
    }
}
