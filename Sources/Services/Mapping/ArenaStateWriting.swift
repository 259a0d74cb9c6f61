// SPDX-License-Identifier: Apache-2.0

import Arena
import StrategosAPI

extension GameState {
    /// A match of the arena as its game would report it: everything that players see under open rules.
    ///
    /// - Parameters:
    ///   - match: of two teams, by rules that differ from the standard ones in nothing but how long it takes.
    ///   - teams: the ids of the teams.
    public init(_ match: Arena.Match, teams ids: [String], matchID: String = "") {
        self.init()
        let (map, rules, state) = (match.map, match.rules, match.state)
        self.matchID = matchID
        rulesID = ArenaState.rulesID
        tick = UInt64(state.tick)
        lastTick = UInt64(rules.matchTicks)
        agentLimit = UInt32(rules.agentLimit)
        visibility = .full
        var size = StrategosAPI.GameMap()
        (size.columns, size.rows) = (UInt32(map.geometry.width), UInt32(map.geometry.height))
        size.passableHexes = UInt32(map.passableCount)
        self.map = size
        for cell in 0..<map.geometry.count { add(cell, match, ids) }
        bases = map.bases.enumerated().map { team, cell in
            var base = Base()
            base.teamID = ids[team]
            base.position = HexCoordinate(map, cell)
            return base
        }
        teams = ids.indices.map { Team(match, team: $0, id: ids[$0]) }
    }

    private mutating func add(_ cell: Int, _ match: Arena.Match, _ ids: [String]) {
        let (map, state) = (match.map, match.state)
        let place = HexCoordinate(map, cell)
        let owner = state.owner(of: cell, match.rules)
        if owner != MatchState.noTeam || !map.isPassable[cell] {
            var hex = Hex()
            (hex.q, hex.r) = (place.q, place.r)
            if !map.isPassable[cell] {
                hex.terrain = .obstacle
            } else {
                hex.ownerTeam = ids[Int(owner)]
                hex.controlPerMille = UInt32(state.control[cell])
            }
            hexes.append(hex)
        }
        let units = state.deposit[cell].units
        for kind in Arena.ResourceKind.allCases where units[Int(kind.rawValue)] > 0 {
            var deposit = ResourceDeposit()
            deposit.position = place
            deposit.kind = StrategosAPI.ResourceKind(rawValue: Int32(kind.rawValue) + 1)
            deposit.amount = Double(units[Int(kind.rawValue)])
            deposits.append(deposit)
        }
    }
}

extension HexCoordinate {
    fileprivate init(_ map: Arena.GameMap, _ cell: Int) {
        self.init()
        let (q, r) = map.geometry.axial(cell)
        (self.q, self.r) = (Int32(q), Int32(r))
    }
}

extension Team {
    fileprivate init(_ match: Arena.Match, team: Int, id: String) {
        self.init()
        let state = match.state
        let own = state.teams[team]
        self.id = id
        stockpile = ResourceAmounts(own.stock)
        territoryPerMille = UInt32(own.cells) * 1000 / UInt32(max(1, match.map.passableCount))
        nextSpawnTick = UInt64(state.tick + own.spawnDelay)
        if own.heldTicks > 0 { winningSinceTick = UInt64(max(0, state.tick - own.heldTicks)) }
        agents = state.agents(of: team).map { number in
            var agent = Agent()
            // The place among the team's, and when it came into the match is not known: a place that is taken
            // again is another agent for who looks at the role alone.
            agent.id = "\(id)-\(number % Capacity.agentsPerTeam)"
            let body = state.body[number]
            agent.role = StrategosAPI.AgentRole(rawValue: Int32(body.role.rawValue) + 1)
            agent.position = HexCoordinate(match.map, Int(state.cell[number]))
            agent.target = HexCoordinate(match.map, Int(state.target[number]))
            agent.task = StrategosAPI.TaskKind(rawValue: Int32(state.task[number].rawValue) + 1)
            agent.hitPoints = Double(state.health[number]) / 10
            agent.maxHitPoints = Double(body.fullHealth) / 10
            agent.carrying = ResourceAmounts(state.load[number].wide)
            return agent
        }
    }
}

extension ResourceAmounts {
    fileprivate init(_ units: SIMD4<Int32>) {
        self.init()
        (energy, materials, data) = (Double(max(0, units.x)), Double(max(0, units.y)), Double(max(0, units.z)))
    }
}
