// SPDX-License-Identifier: Apache-2.0

import Planning
import RPCServer
import Services
import StrategosAPI

/// Questions and the services that answer them, for tests.
enum Fixtures {
    static let strategies = StrategyAnswers(planner: ReflexPlanner())
    static let agents = AgentAnswers(planner: ReflexPlanner())
    static let states = GameStateAnswers(planner: ReflexPlanner())

    /// Two teams and nothing else.
    static func bare() -> GameState {
        var state = GameState()
        state.teams = ["red", "blue"].map { id in
            var team = Team()
            team.id = id
            return team
        }
        return state
    }

    /// Two teams on a map of 36 × 24, of which each holds a disc around its base.
    static func full() -> GameState {
        var state = bare()
        state.matchID = "m-1"
        state.rulesID = "arena/1"
        state.tick = 1200
        state.lastTick = 6000
        var map = GameMap()
        map.columns = 36
        map.rows = 24
        state.map = map
        let homes = [Cell(column: 2, row: 2), Cell(column: 33, row: 21)]
        for row in Int32(0)..<24 {
            for column in Int32(0)..<36 {
                let cell = Cell(column: column, row: row)
                guard let team = homes.firstIndex(where: { $0.distance(to: cell) <= 8 }) else { continue }
                state.hexes.append(hex(cell, state.teams[team].id, 700))
            }
        }
        state.bases = homes.enumerated().map { base($1, state.teams[$0].id) }
        let roles: [AgentRole] = [.collector, .collector, .explorer, .defender, .attacker]
        for team in 0...1 {
            state.teams[team].stockpile = amounts(30.5, 25, 20)
            state.teams[team].incomePerSecond = amounts(0.4, 0.3, 0.2)
            for (index, role) in roles.enumerated() {
                let home = homes[team]
                state.teams[team].agents.append(agent("a\(index)", role, Cell(home.q + Int32(index) - 2, home.r)))
            }
        }
        for index in Int32(0)..<12 { state.deposits.append(deposit(Cell(column: 3 * index, row: 2 * index), index)) }
        return state
    }

    static func hex(_ cell: Cell, _ owner: String, _ control: UInt32) -> Hex {
        var hex = Hex()
        (hex.q, hex.r) = (cell.q, cell.r)
        hex.ownerTeam = owner
        hex.controlPerMille = control
        return hex
    }

    static func place(_ cell: Cell) -> HexCoordinate {
        var place = HexCoordinate()
        (place.q, place.r) = (cell.q, cell.r)
        return place
    }

    static func base(_ cell: Cell, _ team: String) -> Base {
        var base = Base()
        base.teamID = team
        base.position = place(cell)
        return base
    }

    static func agent(_ id: String, _ role: AgentRole, _ cell: Cell?) -> Agent {
        var agent = Agent()
        agent.id = id
        agent.role = role
        agent.position = cell.map(place)
        return agent
    }

    static func amounts(_ energy: Double, _ materials: Double, _ data: Double) -> ResourceAmounts {
        var amounts = ResourceAmounts()
        (amounts.energy, amounts.materials, amounts.data) = (energy, materials, data)
        return amounts
    }

    static func deposit(_ cell: Cell, _ index: Int32) -> ResourceDeposit {
        var deposit = ResourceDeposit()
        deposit.position = place(cell)
        deposit.kind = ResourceKind(rawValue: index % 3 + 1)
        deposit.amount = Double(index) / 2 + 0.5
        return deposit
    }

    static func generate(_ state: GameState, _ team: String = "red") -> GenerateStrategyRequest {
        var request = GenerateStrategyRequest()
        request.teamID = team
        request.gameState = state
        return request
    }

    /// The strategy for a state.
    static func strategy(_ state: GameState, _ team: String = "red") throws -> TeamStrategy {
        try strategies.answer(generate(state, team), deadline: nil).strategy ?? TeamStrategy()
    }
}
