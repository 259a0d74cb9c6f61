// SPDX-License-Identifier: Apache-2.0

import Planning

/// Situations on the reference map of 36 × 24 cells, for tests: two teams, their bases in opposite
/// corners, each with a disc of cells.
enum Scene {
    static let myBase = Cell(column: 2, row: 2)
    static let theirBase = Cell(column: 33, row: 21)

    /// A fair start: rings of cells, two collectors and an explorer each, resources all over the map.
    static func opening() -> Situation {
        var situation = empty()
        situation.tick = 50
        fill(&situation) { cell in
            if cell.distance(to: myBase) <= 2 { return (0, 800) }
            if cell.distance(to: theirBase) <= 2 { return (1, 800) }
            return nil
        }
        for team in 0...1 {
            let base = team == 0 ? myBase : theirBase
            situation.teams[team].agents = [
                AgentView(.collector, at: base), AgentView(.collector, at: base), AgentView(.explorer, at: base),
            ]
        }
        scatterResources(&situation)
        return situation
    }

    /// The map split along its middle, the sides equal in everything.
    static func middle() -> Situation {
        var situation = empty()
        situation.tick = 2500
        fill(&situation) { cell in
            let (mine, theirs) = (cell.distance(to: myBase), cell.distance(to: theirBase))
            return mine == theirs ? nil : (mine < theirs ? 0 : 1, 700)
        }
        for team in 0...1 {
            let base = team == 0 ? myBase : theirBase
            let toward: Int32 = team == 0 ? 1 : -1
            let roles: [Role] = [.collector, .collector, .collector, .explorer, .defender, .attacker, .attacker]
            situation.teams[team].agents = roles.enumerated().map { index, role in
                AgentView(role, at: Cell(base.q + toward * Int32(index), base.r + toward * Int32(index)))
            }
        }
        scatterResources(&situation)
        return situation
    }

    /// A map that is known, with bases, stock and income, and nothing else.
    static func empty() -> Situation {
        var team = TeamView()
        team.stock = [20, 20, 20]
        team.income = [0.2, 0.2, 0.2]
        var situation = Situation(me: 0, teams: [team, team])
        situation.map = MapSize(columns: 36, rows: 24)
        situation.bases = [BaseView(team: 0, myBase), BaseView(team: 1, theirBase)]
        situation.rulesAreKnown = true
        return situation
    }

    /// Gives each cell an owner and a control, or neither.
    static func fill(_ situation: inout Situation, _ holder: (Cell) -> (owner: Int32, control: Int32)?) {
        situation.cells = []
        for row in 0..<Int32(24) {
            for column in 0..<Int32(36) {
                let cell = Cell(column: column, row: row)
                let held = holder(cell)
                situation.cells.append(CellView(cell, owner: held?.owner ?? -1, control: held?.control ?? 0))
            }
        }
    }

    /// A deposit every fifth cell.
    static func scatterResources(_ situation: inout Situation) {
        situation.deposits = []
        for (index, view) in situation.cells.enumerated() where index % 23 == 0 {
            situation.deposits.append(Deposit(view.cell, Resource(rawValue: index % 3)!, Double(1 + index % 5)))
        }
    }

    /// The same match with the seats exchanged: the other team asks.
    static func seenByOther(_ situation: Situation) -> Situation {
        var other = situation
        other.me = 1 - situation.me
        return other
    }

    /// The planner's answer.
    static func plan(_ situation: Situation, current: Strategy? = nil) -> Plan {
        ReflexPlanner().plan(Question(situation, current: current))
    }
}

extension Strategy {
    /// Weight of all tasks of a kind.
    func weight(_ task: TaskKind) -> Int32 { priorities.filter { $0.task == task }.reduce(0) { $0 + $1.weight } }
    /// The first task of a kind.
    func first(_ task: TaskKind) -> Priority? { priorities.first { $0.task == task } }
}
