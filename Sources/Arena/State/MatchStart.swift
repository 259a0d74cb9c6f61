// SPDX-License-Identifier: Apache-2.0

extension MatchState {
    /// The state in which a match begins: each team has its base with two rings of cells around it, a
    /// stock, two collectors and an explorer; resources lie about.
    init(_ map: GameMap, _ rules: Rules, seed: UInt64) {
        self.init(
            teamCount: map.teamCount, waves: Randomness(seed: seed, stream: 2),
            orders: Archetype.balanced.orders.checked(on: map, rules))
        for team in 0..<map.teamCount {
            claimHome(of: team, map, rules)
            let stock = SIMD4(rules.startStock, rules.startStock, rules.startStock, 0)
            teams[team].stock = stock
            created &+= stock
            teams[team].spawnDelay = rules.spawnTicks
            for role in [AgentRole.collector, .collector, .explorer].prefix(Int(rules.agentLimit)) {
                addAgent(role, to: team, map, rules)
            }
        }
        for _ in 0..<rules.startPiles { addPiles(map, rules) }
        countOccupied(map)
        look(map, rules)
        for team in 0..<map.teamCount { countFrontier(of: team, map) }
    }

    private mutating func claimHome(of team: Int, _ map: GameMap, _ rules: Rules) {
        for cell in 0..<map.geometry.count where map.isPassable[cell] {
            let steps = map.distance(map.bases[team], cell)
            guard steps <= 2 else { continue }
            control[cell] = steps == 0 ? 1000 : steps == 1 ? 800 : 600
            holder[cell] = UInt8(team)
            guard Int32(control[cell]) > rules.ownedBeyond else { continue }
            owned.insert(map.places[cell], in: team)
            teams[team].cells += 1
        }
    }

    /// Puts a new agent on its team's base. The team must have a free slot.
    mutating func addAgent(_ role: AgentRole, to team: Int, _ map: GameMap, _ rules: Rules) {
        let slot = (~alive[team]).trailingZeroBitCount
        let agent = Self.agent(team, slot)
        let design = orders[team].designs[Int(role.rawValue)]
        alive[team] |= 1 << UInt32(slot)
        body[agent] = AgentBody(role, design, rules)
        cell[agent] = UInt16(map.bases[team])
        target[agent] = cell[agent]
        progress[agent] = 0
        health[agent] = body[agent].fullHealth
        cooldown[agent] = 0
        // Spread, so that not all agents choose in the same tick.
        patience[agent] = UInt8(Int32(slot) % rules.choiceTicks)
        task[agent] = .collect
        mood[agent] = design.deployment.isEverywhere ? [] : .deploying
        load[agent] = ResourceUnits()
        teams[team].spawned += 1
        occupy(map.places[map.bases[team]], team)
    }
}
