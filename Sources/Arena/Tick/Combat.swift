// SPDX-License-Identifier: Apache-2.0

/// Blows between agents on the same cell or on neighbouring ones.
extension MatchState {
    mutating func fight(_ map: GameMap, _ rules: Rules) {
        var damage = InlineArray<96, Int32>(repeating: 0)
        var (isFought, hasFallen) = (false, false)
        for team in 0..<Int(teamCount) {
            let isNear = isNearOpponents(team)
            _ = AgentCountdown.countDown(&cooldown, of: team)
            guard isNear else { continue }
            for agent in agents(of: team) where cooldown[agent] == 0 {
                guard hasOpponentNear(map.places[Int(cell[agent])], team), let victim = victim(of: agent, team, map)
                else { continue }
                let done = blow(from: agent, of: team, to: victim, map, rules)
                damage[victim] += done
                teams[team].damage += Int64(done)
                cooldown[agent] = body[agent].cooldown
                isFought = true
            }
        }
        guard isFought else { return }
        for team in 0..<Int(teamCount) {
            for agent in agents(of: team) where damage[agent] > 0 {
                health[agent] = Int16(max(0, Int32(health[agent]) - damage[agent]))
                guard health[agent] == 0 else { continue }
                bury(agent, of: team, map)
                hasFallen = true
            }
        }
        if hasFallen { countOccupied(map) }
    }

    /// Whether one of the team's agents stands on an opponent's cell or next to one.
    private mutating func isNearOpponents(_ team: Int) -> Bool {
        for other in 0..<Int(teamCount) where other != team {
            let theirs = occupiedRows[other]
            var rows = occupiedRows[team] & (theirs | theirs << 1 | theirs >> 1)
            while rows != 0 {
                let row = rows.trailingZeroBitCount
                rows &= rows &- 1
                if near(row, of: other) & occupied[team, row] != 0 { return true }
            }
        }
        return false
    }

    @inline(__always)
    private mutating func hasOpponentNear(_ place: CellPlace, _ team: Int) -> Bool {
        let row = Int(place.row)
        for other in 0..<Int(teamCount) where other != team {
            if near(row, of: other) & place.bit != 0 { return true }
        }
        return false
    }

    /// The cells of a row that are a team's agents' or next to one.
    @inline(__always)
    private mutating func near(_ row: Int, of team: Int) -> UInt64 {
        CellSet.grown(
            row: row, above: occupied[team, row - 1], here: occupied[team, row], below: occupied[team, row + 1])
    }

    /// The weakest opponent in reach; of several the first one in the team's order.
    private mutating func victim(of agent: Int, _ team: Int, _ map: GameMap) -> Int? {
        let here = Int(cell[agent])
        var victim: Int?
        var least = Int16.max
        for offset in 1..<Int(teamCount) {
            for opponent in agents(of: (team + offset) % Int(teamCount))
            where map.distance(here, Int(cell[opponent])) <= 1 && health[opponent] < least {
                least = health[opponent]
                victim = opponent
            }
        }
        return victim
    }

    /// Damage in tenths of a hit point, at least one hit point before the shares are taken off.
    private mutating func blow(from agent: Int, of team: Int, to victim: Int, _ map: GameMap, _ rules: Rules) -> Int32 {
        let roles = Int(body[agent].role.rawValue) * 4 + Int(body[victim].role.rawValue)
        let bare = max(10, Int32(body[agent].strength) - Int32(body[victim].ward))
        let damage = bare * rules.counterDamage[roles] / 1000
        let home = victim / Capacity.agentsPerTeam
        guard owned.contains(map.places[Int(cell[victim])], in: home) else { return damage }
        return damage * rules.homeDamage / 1000
    }

    /// Takes a dead agent off the map; what it carried stays where it fell.
    private mutating func bury(_ agent: Int, of team: Int, _ map: GameMap) {
        let place = Int(cell[agent])
        alive[team] &= ~(1 << UInt32(agent - Self.agent(team, 0)))
        teams[team].lost += 1
        if mood[agent].contains(.choosing) { chosen.remove(map.places[Int(target[agent])], in: team) }
        guard !load[agent].isEmpty else { return }
        if deposit[place].isEmpty { depositCount += 1 }
        for kind in 0..<3 where load[agent].units[kind] > 0 {
            let sum = Int(deposit[place].units[kind]) + Int(load[agent].units[kind])
            deposit[place].units[kind] = UInt8(min(sum, Capacity.unitsOnCell))
            wasted[kind] += Int32(max(0, sum - Capacity.unitsOnCell))
            deposits.insert(map.places[place], in: kind)
        }
        load[agent] = ResourceUnits()
    }
}
