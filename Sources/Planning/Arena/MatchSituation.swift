// SPDX-License-Identifier: Apache-2.0

import Arena

extension Situation {
    /// A match of the arena as a team sees it under open rules: everything but what others are told to do.
    ///
    /// - Parameter me: the team.
    public init(_ match: Match, me: Int) {
        let (map, rules, state) = (match.map, match.rules, match.state)
        self.init(me: me, teams: (0..<map.teamCount).map { TeamView(match, team: $0) })
        cells.reserveCapacity(map.geometry.count)
        for cell in 0..<map.geometry.count {
            let owner = state.owner(of: cell, rules)
            let isOwned = owner != MatchState.noTeam
            let view = CellView(
                Cell(map, cell), owner: isOwned ? Int32(owner) : -1, control: isOwned ? Int32(state.control[cell]) : 0,
                isObstacle: !map.isPassable[cell])
            cells.append(view)
            let units = state.deposit[cell]
            guard !units.isEmpty else { continue }
            for resource in Resource.allCases where units.units[resource.rawValue] > 0 {
                deposits.append(Deposit(view.cell, resource, Double(units.units[resource.rawValue])))
            }
        }
        bases = map.bases.enumerated().map { BaseView(team: $0.offset, Cell(map, $0.element)) }
        self.map = MapSize(columns: Int32(map.geometry.width), rows: Int32(map.geometry.height))
        self.map?.passable = map.passableCount
        tick = Int64(state.tick)
        lastTick = Int64(rules.matchTicks)
        agentLimit = Int(rules.agentLimit)
        isFogged = rules.isFogged
        rulesAreKnown = true
    }
}

extension TeamView {
    fileprivate init(_ match: Match, team: Int) {
        self.init()
        let (map, rules, state) = (match.map, match.rules, match.state)
        let own = state.teams[team]
        stock = ResourceVector(Double(own.stock.x), Double(own.stock.y), Double(own.stock.z))
        // Payments for territory, for each second.
        let units = rules.incomeCells > 0 ? Double(own.cells / rules.incomeCells) : 0
        income = ResourceVector(repeating: units * 10 / Double(max(1, rules.incomeTicks)))
        statedShare = Double(own.cells) / Double(max(1, map.passableCount))
        agents = state.agents(of: team).map { agent in
            let body = state.body[agent]
            var view = AgentView(Role(rawValue: Int(body.role.rawValue)), at: Cell(map, Int(state.cell[agent])))
            view.target = Cell(map, Int(state.target[agent]))
            view.task = TaskKind(rawValue: Int(state.task[agent].rawValue))?.work
            view.health = Double(state.health[agent]) / Double(max(1, body.fullHealth))
            view.carrying = Double(state.load[agent].total)
            return view
        }
    }
}

extension Cell {
    /// A cell of a map of the arena.
    init(_ map: GameMap, _ index: Int) {
        let (q, r) = map.geometry.axial(index)
        self.init(Int32(q), Int32(r))
    }

    /// Its index on a map of the arena; nothing outside of it.
    func index(on map: GameMap) -> Int? { map.geometry.cell(column: Int(column), row: Int(r)) }
}
