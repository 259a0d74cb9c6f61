// SPDX-License-Identifier: Apache-2.0

import Arena

/// The map as each team sees it: turned so that its own base lies where the first team's does, the others following
/// in their order. A planner that is asked in this view treats all seats alike, whatever it does with ties and
/// with the order of sums.
struct TeamSight {
    private let map: GameMap
    private let team: Int

    init(_ map: GameMap, of team: Int) {
        self.map = map
        self.team = team
    }

    /// The number that a team has for this one.
    func seen(_ other: Int) -> Int { (other - team + map.teamCount) % map.teamCount }

    /// The team that has this number for this one; a number that no team has stays what it is.
    func real(_ other: Int) -> Int { other < map.teamCount ? (other + team) % map.teamCount : other }

    /// Where a cell lies for the team.
    func seen(cell: Int) -> Int { turned(cell, times: (map.teamCount - team) % map.teamCount) }

    /// The cell that lies there for the team.
    func real(cell: Int) -> Int { turned(cell, times: team) }

    /// Cells that turning brings nowhere, those around a hexagonal map, stay where they are.
    private func turned(_ cell: Int, times: Int) -> Int {
        (0..<times).reduce(cell) { cell, _ in
            map.turned[cell] == GameMap.none ? cell : Int(map.turned[cell])
        }
    }
}

extension Situation {
    /// A match of the arena as a team sees it under open rules: everything but what others are told to do. It is
    /// team 0 here, and places are those that they would be for the first team (`Intent(_:on:for:)` turns a
    /// strategy back), so that a turned match is the same situation.
    ///
    /// - Parameter me: the team.
    public init(_ match: Match, me: Int) {
        let (map, rules, state) = (match.map, match.rules, match.state)
        let sight = TeamSight(map, of: me)
        self.init(me: 0, teams: (0..<map.teamCount).map { TeamView(match, team: sight.real($0), sight) })
        cells.reserveCapacity(map.geometry.count)
        for place in 0..<map.geometry.count {
            let cell = sight.real(cell: place)
            let owner = state.owner(of: cell, rules)
            let isOwned = owner != MatchState.noTeam
            let view = CellView(
                Cell(map, place), owner: isOwned ? Int32(sight.seen(Int(owner))) : -1,
                control: isOwned ? Int32(state.control[cell]) : 0, isObstacle: !map.isPassable[cell])
            cells.append(view)
            let units = state.deposit[cell]
            guard !units.isEmpty else { continue }
            for resource in Resource.allCases where units.units[resource.rawValue] > 0 {
                deposits.append(Deposit(view.cell, resource, Double(units.units[resource.rawValue])))
            }
        }
        bases = teams.indices.map { BaseView(team: $0, Cell(map, map.bases[$0])) }
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
    fileprivate init(_ match: Match, team: Int, _ sight: TeamSight) {
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
            let place = Cell(map, sight.seen(cell: Int(state.cell[agent])))
            var view = AgentView(Role(rawValue: Int(body.role.rawValue)), at: place)
            view.target = Cell(map, sight.seen(cell: Int(state.target[agent])))
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
