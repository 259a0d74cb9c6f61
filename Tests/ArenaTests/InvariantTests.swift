// SPDX-License-Identifier: Apache-2.0

import Arena
import Testing

@Suite("What holds in every state")
struct InvariantTests {
    @Test("Resources are conserved, and every number stays in its bounds", arguments: [false, true])
    func invariants(isFogged: Bool) throws {
        var random = Seed.random(isFogged ? 11 : 12)
        var rules = Rules()
        rules.isFogged = isFogged
        for map in try Maps.all(seed: random.next()) {
            var match = try Match(map: map, rules: rules, seed: random.next())
            for _ in 0..<6 where match.state.ending == .running {
                for team in 0..<map.teamCount { match.order(team, random.orders(on: map)) }
                for _ in 0..<20 {
                    match.advance(to: match.state.tick + 10)
                    let fault = fault(match)
                    try #require(fault == nil, "\(fault ?? "") at \(match.state.tick), STRATEGOS_SEED=\(Seed.value)")
                }
            }
        }
    }

    @Test("Orders with numbers and zones from anywhere do not trap")
    func wildOrders() throws {
        var random = Seed.random(13)
        let map = try GameMap.duel(seed: 1)
        var match = try Match(map: map, seed: 1)
        var applied = 0
        for _ in 0..<40 {
            var orders = random.orders(on: map)
            for task in 0..<6 {
                orders.weights[task] = Int16(truncatingIfNeeded: random.next())
                orders.zones[task] = OrderZone(
                    center: UInt16(truncatingIfNeeded: random.next()), radius: UInt8(truncatingIfNeeded: random.next()))
            }
            for role in 0..<4 {
                orders.mix[role] = Int16(truncatingIfNeeded: random.next())
                orders.designs[role].make.speed = Int16(truncatingIfNeeded: random.next())
                orders.designs[role].make.carry = Int16(truncatingIfNeeded: random.next())
                orders.designs[role].deployment.center = UInt16(truncatingIfNeeded: random.next())
            }
            for kind in 0..<3 { orders.shares[kind] = Int16(truncatingIfNeeded: random.next()) }
            orders.spawnInterval = Int16(truncatingIfNeeded: random.next())
            orders.retreatHealth = Int16(truncatingIfNeeded: random.next())
            orders.engagement = UInt8(truncatingIfNeeded: random.next())
            orders.rival = UInt8(truncatingIfNeeded: random.next())
            match.order(random.below(4) - 1, orders)
            match.advance(to: match.state.tick + 25)
            applied += 1
            let fault = fault(match)
            try #require(fault == nil, "\(fault ?? ""), STRATEGOS_SEED=\(Seed.value)")
        }
        #expect(applied == 40)
    }

    /// What does not hold, or nothing.
    private func fault(_ match: Match) -> String? {
        let (state, map, rules) = (match.state, match.map, match.rules)
        var found = state.wasted
        var depositCount: Int32 = 0
        for cell in 0..<map.geometry.count {
            found &+= state.deposit[cell].wide
            depositCount += state.deposit[cell].isEmpty ? 0 : 1
            if state.control[cell] < 0 || state.control[cell] > 1000 { return "control of \(cell) out of bounds" }
            if !map.isPassable[cell], state.control[cell] != 0 || !state.deposit[cell].isEmpty {
                return "obstacle \(cell) is held"
            }
        }
        if depositCount != state.depositCount { return "deposits are miscounted" }
        for team in 0..<map.teamCount {
            for role in 0..<4 where state.orders[team].designs[role].make.sum > rules.greatestMakeSum {
                return "a make of team \(team) has too great a sum"
            }
            found &+= state.teams[team].stock &+ state.teams[team].spent
            if any(state.teams[team].stock .< 0) { return "stock of \(team) is negative" }
            let owned = (0..<map.geometry.count).filter { state.owner(of: $0, rules) == UInt8(team) }
            if Int32(owned.count) != state.teams[team].cells { return "cells of \(team) are miscounted" }
            if state.agentCount(of: team) > Int(rules.agentLimit) { return "too many agents in \(team)" }
            for agent in state.agents(of: team) {
                found &+= state.load[agent].wide
                if let fault = fault(agent, match) { return fault }
            }
        }
        return found == state.created ? nil : "\(found) of \(state.created) resources are left"
    }

    private func fault(_ agent: Int, _ match: Match) -> String? {
        let state = match.state
        if !match.map.isPassable[Int(state.cell[agent])] { return "agent \(agent) is on an obstacle" }
        if state.health[agent] < 1 || state.health[agent] > state.body[agent].fullHealth {
            return "health of agent \(agent) is out of bounds"
        }
        if state.load[agent].total > Int32(state.body[agent].capacity) { return "agent \(agent) carries too much" }
        if state.progress[agent] < 0 || state.progress[agent] > 999 { return "progress of agent \(agent)" }
        return nil
    }
}
