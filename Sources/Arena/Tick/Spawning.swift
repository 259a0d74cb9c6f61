// SPDX-License-Identifier: Apache-2.0

/// New agents against costs.
extension MatchState {
    mutating func spawn(_ map: GameMap, _ rules: Rules) {
        for team in 0..<Int(teamCount) {
            if teams[team].spawnDelay > 0 { teams[team].spawnDelay -= 1 }
            guard teams[team].spawnDelay == 0, !teams[team].isOut, agentCount(of: team) < Int(rules.agentLimit),
                holdsBase(team, map, rules)
            else { continue }
            let role = wantedRole(of: team)
            let cost = rules.cost(of: role, orders[team].designs[Int(role.rawValue)].make)
            guard all(cost .<= teams[team].stock) else { continue }
            teams[team].stock &-= cost
            teams[team].spent &+= cost
            addAgent(role, to: team, map, rules)
            teams[team].spawnDelay = spawnDelay(of: team, rules)
        }
    }

    /// Whether no other team owns the base.
    mutating func holdsBase(_ team: Int, _ map: GameMap, _ rules: Rules) -> Bool {
        let base = map.bases[team]
        return Int32(control[base]) <= rules.ownedBeyond || Int(holder[base]) == team
    }

    /// Whether the stock pays for an agent of any role.
    mutating func affordsAgent(_ team: Int, _ rules: Rules) -> Bool {
        for role in AgentRole.allCases {
            let cost = rules.cost(of: role, orders[team].designs[Int(role.rawValue)].make)
            if all(cost .<= teams[team].stock) { return true }
        }
        return false
    }

    /// The role of which most is missing after one more agent.
    private mutating func wantedRole(of team: Int) -> AgentRole {
        let counts = countRoles(of: team)
        let mix = orders[team].mix
        let sum = Int32(mix[0]) + Int32(mix[1]) + Int32(mix[2]) + Int32(mix[3])
        let size = counts.wrappedSum() + 1
        var best = AgentRole.collector
        var greatest = Int32.min
        for role in AgentRole.allCases {
            let index = Int(role.rawValue)
            let missing = Int32(mix[index]) * size - counts[index] * sum
            if missing > greatest { (best, greatest) = (role, missing) }
        }
        return best
    }

    private mutating func spawnDelay(of team: Int, _ rules: Rules) -> Int32 {
        let stock = teams[team].stock
        let least = min(stock.x, stock.y, stock.z)
        let pace: Int32 = least > rules.richStock ? 800 : least < rules.poorStock ? 1500 : 1000
        return max(1, rules.spawnTicks * Int32(orders[team].spawnInterval) / 1000 * pace / 1000)
    }
}
