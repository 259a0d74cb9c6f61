// SPDX-License-Identifier: Apache-2.0

import Arena
import Testing

/// Each word of a strategy changes what happens. Both teams start alike; the first one gets the orders.
@Suite("Every part of a strategy matters")
struct OrderTests {
    /// The mean over a few seeds of what `measure` makes of the first team after `ticks`.
    private func mean(_ orders: Orders, ticks: Int32 = 1500, _ measure: (Match) -> Double) throws -> Double {
        var sum = 0.0
        for seed in 1...3 {
            var match = try Match(map: .duel(seed: UInt64(seed)), seed: UInt64(seed))
            match.order(0, orders)
            match.advance(to: ticks)
            sum += measure(match)
        }
        return sum / 3
    }

    private func intent(_ change: (inout Intent) -> Void) -> Orders {
        var intent = Intent()
        change(&intent)
        return intent.orders
    }

    /// Agents' steps from the own base, added up over a match.
    private func reach(_ orders: Orders, ticks: Int32 = 1500) throws -> Double {
        var sum = 0.0
        var match = try Match(map: .duel(seed: 1), seed: 1)
        match.order(0, orders)
        var samples = 0.0
        while match.state.tick < ticks, match.state.ending == .running {
            match.advance(to: match.state.tick + 20)
            for agent in match.state.agents(of: 0) {
                sum += Double(match.map.steps(from: match.map.bases[0], to: Int(match.state.cell[agent])) ?? 0)
                samples += 1
            }
        }
        return sum / samples
    }

    /// The part of their time that the first team's agents spend on a task.
    private func time(on task: AgentTask, _ orders: Orders) throws -> Double {
        var (spent, all) = (0.0, 0.0)
        for seed in UInt64(1)...3 {
            var match = try Match(map: .duel(seed: seed), seed: seed)
            match.order(0, orders)
            while match.state.tick < 1200, match.state.ending == .running {
                match.advance(to: match.state.tick + 20)
                for agent in match.state.agents(of: 0) {
                    spent += match.state.task[agent] == task ? 1 : 0
                    all += 1
                }
            }
        }
        return spent / all
    }

    @Test("Postures: the aggressive one goes further and does more damage than the defensive one")
    func posture() throws {
        #expect(try reach(Intent(.aggressive).orders) > reach(Intent(.defensive).orders) + 2)
        let damage = { (match: Match) in Double(match.state.teams[0].damage) }
        #expect(try mean(Intent(.aggressive).orders, damage) > mean(Intent(.economic).orders, damage) * 1.5)
        let delivered = { (match: Match) in Double(match.state.teams[0].delivered.wrappedSum()) }
        #expect(try mean(Intent(.economic).orders, delivered) > mean(Intent(.aggressive).orders, delivered) * 1.2)
    }

    @Test("Focus: each one raises what it is for")
    func focus() throws {
        let territory = intent { $0.focus = .territory }
        let resources = intent { $0.focus = .resources }
        let combat = intent { $0.focus = .combat }
        #expect(try time(on: .expand, territory) > time(on: .expand, resources))
        #expect(try time(on: .collect, resources) > time(on: .collect, territory))
        #expect(try time(on: .attack, combat) > time(on: .attack, resources))
    }

    @Test("Priorities: agents do what is listed, and nothing else", arguments: [AgentTask.collect, .expand, .scout])
    func priorities(task: AgentTask) throws {
        let orders = intent { $0.priorities = [IntentPriority(task, weight: 1000)] }
        var match = try Match(map: .duel(seed: 1), seed: 1)
        match.order(0, orders)
        match.advance(to: 250)
        for agent in match.state.agents(of: 0) { #expect(match.state.task[agent] == task) }
        #expect(match.state.agentCount(of: 0) >= 3)
    }

    @Test("Zones: claims are made inside of the zone")
    func zones() throws {
        let map = try GameMap.duel(seed: 1)
        let center = try #require(map.geometry.cell(column: 14, row: 4))
        let zone = OrderZone(center: UInt16(center), radius: 4)
        let orders = intent { $0.priorities = [IntentPriority(.expand, weight: 1000, zone: zone)] }
        var match = try Match(map: map, seed: 1)
        match.order(0, orders)
        match.advance(to: 900)
        let claimed = (0..<map.geometry.count).filter {
            match.state.owner(of: $0, match.rules) == 0 && (map.steps(from: map.bases[0], to: $0) ?? 99) > 2
        }
        let inside = claimed.filter { map.geometry.distance(center, $0) <= 4 }
        #expect(inside.count > 20)
        // Control that walking through leaves behind adds up to a few more.
        #expect(inside.count > 5 * (claimed.count - inside.count))
    }

    @Test("Composition: the team becomes what was ordered", arguments: AgentRole.allCases)
    func composition(role: AgentRole) throws {
        let orders = intent {
            $0.composition = SIMD4<Int16>()
            $0.composition?[Int(role.rawValue)] = 1000
        }
        var match = try Match(map: .duel(seed: 1), seed: 1)
        match.order(0, orders)
        match.advance(to: 1500)
        let counts = match.state.roleCounts(of: 0)
        let start: SIMD4<Int32> = [2, 1, 0, 0]
        #expect(counts[Int(role.rawValue)] > start[Int(role.rawValue)])
        for other in 0..<4 where other != Int(role.rawValue) { #expect(counts[other] <= start[other]) }
    }

    @Test("Shares: what is wanted most is delivered most", arguments: ResourceKind.allCases)
    func shares(kind: ResourceKind) throws {
        let orders = intent {
            $0.priorities = [IntentPriority(.collect, weight: 1000)]
            $0.shares = [50, 50, 50, 0]
            $0.shares?[Int(kind.rawValue)] = 900
        }
        let share = try mean(orders) { match in
            let delivered = match.state.teams[0].delivered
            return Double(delivered[Int(kind.rawValue)]) / Double(max(1, delivered.wrappedSum()))
        }
        #expect(share > 0.4)
        // A resource named by a priority raises its share.
        let named = intent { $0.priorities = [IntentPriority(.collect, weight: 600, resource: kind)] }
        for other in 0..<3 { #expect(named.shares[other] == (other == Int(kind.rawValue) ? 933 : 333)) }
    }

    @Test("Counters: the answer is given, and the opponent that it is for is sought first")
    func counters() throws {
        let map = try GameMap.hexagon(seed: 1, teams: 3)
        for rival in [UInt8(1), 2] {
            var intent = Intent(.aggressive)
            intent.counters = [IntentCounter(team: rival, likelihood: 900, response: .attack)]
            var match = try Match(map: map, seed: 1)
            match.order(0, intent.orders)
            var steps = SIMD2<Int>()
            while match.state.tick < 1500, match.state.ending == .running {
                match.advance(to: match.state.tick + 20)
                for agent in match.state.agents(of: 0) where match.state.body[agent].role == .attacker {
                    steps.x += map.steps(from: Int(match.state.cell[agent]), to: map.bases[Int(rival)]) ?? 0
                    steps.y += map.steps(from: Int(match.state.cell[agent]), to: map.bases[3 - Int(rival)]) ?? 0
                }
            }
            #expect(steps.x < steps.y)
        }
        let counter = IntentCounter(team: 1, likelihood: 1000, response: .defendBase)
        let plain = Intent().orders.weights[Int(AgentTask.defendBase.rawValue)]
        #expect(intent { $0.counters = [counter] }.weights[Int(AgentTask.defendBase.rawValue)] == plain + 500)
        let zone = OrderZone(center: 100, radius: 3)
        for likelihood in [Int16(499), 500] {
            let answer = IntentCounter(team: 1, likelihood: likelihood, response: .attack, zone: zone)
            let orders = intent { $0.counters = [answer] }
            #expect(orders.zones[Int(AgentTask.attack.rawValue)] == (likelihood < 500 ? .anywhere : zone))
            #expect(orders.rival == (likelihood < 500 ? MatchState.noTeam : 1))
        }
    }

    @Test("Spawn tempo: a shorter interval spawns more, a longer one less")
    func tempo() throws {
        let spawned = { (match: Match) in Double(match.state.teams[0].spawned) }
        let fast = try mean(intent { $0.spawnInterval = 300 }, ticks: 900, spawned)
        let slow = try mean(intent { $0.spawnInterval = 4000 }, ticks: 900, spawned)
        #expect(fast > slow)
    }

    @Test("Retreat: agents that withdraw early are lost less often")
    func retreat() throws {
        func lost(_ retreat: Int16) throws -> Double {
            var intent = Intent(.aggressive)
            intent.retreatHealth = retreat
            return try mean(intent.orders, ticks: 2500) { match in
                Double(match.state.teams[0].lost) / Double(match.state.teams[0].spawned)
            }
        }
        #expect(try lost(600) < lost(0))
    }
}
