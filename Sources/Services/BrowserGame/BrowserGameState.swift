// SPDX-License-Identifier: Apache-2.0

import Planning
import StrategosAPI

/// What the browser game says of its world, as a state of the schema.
///
/// It sends percentages instead of cells, and positions in pixels that may be null; numbers may be
/// fractional and lists empty. What is absent stays absent, and lowers the confidence of the answer.
struct BrowserGameState {
    private(set) var state = GameState()
    /// The team that asks, by the name that it has in the state.
    private(set) var team: String?
    /// The name that the caller gave it.
    private(set) var givenTeam: String?

    /// Names that mean the same two teams.
    private static let names = ["team1": "red", "1": "red", "red": "red", "team2": "blue", "2": "blue", "blue": "blue"]

    /// The name of a team in the state.
    static func team(_ name: String) -> String? { names[name.lowercased()] }

    /// The body of `POST /api/team-strategy`.
    ///
    /// - Parameter needsTeam: whether the caller has to say who asks.
    init(_ fields: BrowserGameFields, needsTeam: Bool = true) throws(BrowserGameError) {
        let given = needsTeam ? try fields.text("team_id") : try fields.optionalText("team_id")
        if let given {
            team = try Self.team(given, "team_id", in: fields)
            givenTeam = given
        }
        var teams: [String: Team] = [:]
        for name in ["red", "blue"] {
            var team = Team()
            team.id = name
            teams[name] = team
        }
        try Self.readTerritory(fields.object("territory_control"), into: &teams)
        let resources = try fields.object("resources")
        for name in resources.names {
            let id = try Self.team(name, name, in: resources)
            teams[id]?.stockpile = try Self.amounts(resources.object(name))
        }
        let agents = try fields.object("agents")
        for name in agents.names {
            let id = try Self.team(name, name, in: agents)
            teams[id]?.agents = try Self.agents(agents.objects(name), of: id)
        }
        if let onMap = try fields.optionalObject("resource_distribution") {
            state.resourcesOnMap = try Self.amounts(onMap)
        }
        state.teams = ["red", "blue"].compactMap { teams[$0] }
    }

    /// The body of `POST /api/agent-specification`: one team's stock and how many agents of each type it has.
    init(agentRequest fields: BrowserGameFields) throws(BrowserGameError) {
        let given = try fields.text("team_id")
        let id = try Self.team(given, "team_id", in: fields)
        team = id
        givenTeam = given
        var own = Team()
        own.id = id
        own.stockpile = try Self.amounts(fields.object("resources"))
        for entry in try fields.objects("current_agents") {
            let role = try Self.role(entry)
            let count = try entry.number("count") ?? 0
            guard count >= 0, count <= 512, own.agents.count + Int(count) <= 512 else {
                throw entry.error("count", "Input should be between 0 and 512, all together", "less_than_equal")
            }
            for _ in 0..<Int(count) {
                var agent = Agent()
                agent.id = "\(id)-\(own.agents.count)"
                agent.role = role
                own.agents.append(agent)
            }
        }
        var other = Team()
        other.id = id == "red" ? "blue" : "red"
        state.teams = [own, other]
    }

    // MARK: Parts

    private static func team(
        _ name: String, _ field: String, in fields: BrowserGameFields
    ) throws(BrowserGameError) -> String {
        guard let id = team(name) else {
            throw fields.error(field, "Input should be team1, 1, red, team2, 2 or blue", "enum")
        }
        return id
    }

    /// Shares of the map: per cents, as that game counts, unless they look like shares of one.
    private static func readTerritory(
        _ control: BrowserGameFields, into teams: inout [String: Team]
    ) throws(BrowserGameError) {
        var shares: [(team: String, share: Double)] = []
        for name in control.names {
            let id = try team(name, name, in: control)
            guard let share = try control.number(name) else { continue }
            guard share >= 0, share <= 100 else {
                throw control.error(name, "Input should be between 0 and 100", "less_than_equal")
            }
            shares.append((id, share))
        }
        // 1 and 0 alone may be per cents of a match that has just begun.
        let areParts = shares.allSatisfy { $0.share <= 1 } && shares.contains { $0.share != $0.share.rounded() }
        for (id, share) in shares {
            teams[id]?.territoryPerMille = UInt32((share * (areParts ? 1000 : 10)).rounded())
        }
    }

    private static func amounts(_ fields: BrowserGameFields) throws(BrowserGameError) -> ResourceAmounts {
        var amounts = ResourceAmounts()
        func amount(_ name: String) throws(BrowserGameError) -> Double {
            let amount = try fields.number(name) ?? 0
            guard amount >= 0, amount <= 1_000_000_000 else {
                throw fields.error(name, "Input should be between 0 and 1000000000", "less_than_equal")
            }
            return amount
        }
        amounts.energy = try amount("energy")
        amounts.materials = try amount("materials")
        amounts.data = try amount("data")
        return amounts
    }

    private static func agents(_ entries: [BrowserGameFields], of team: String) throws(BrowserGameError) -> [Agent] {
        var agents: [Agent] = []
        guard entries.count <= 512 else {
            throw entries[512].error("id", "A team has at most 512 agents", "too_long")
        }
        for (index, entry) in entries.enumerated() {
            var agent = Agent()
            // That game's own ids may repeat or be anything: they are not needed for an answer.
            agent.id = "\(team)-\(index)"
            agent.role = try role(entry)
            if let health = try entry.number("health"), health >= 0, health <= 1_000_000_000 {
                agent.hitPoints = health
            }
            if let x = try entry.number("x"), let y = try entry.number("y") {
                agent.position = BrowserGameMap.cell(x: x, y: y)
            }
            agents.append(agent)
        }
        return agents
    }

    private static func role(_ entry: BrowserGameFields) throws(BrowserGameError) -> AgentRole {
        switch try entry.text("type").lowercased() {
        case "collector": return .collector
        case "explorer": return .explorer
        case "defender": return .defender
        case "attacker": return .attacker
        default: throw entry.error("type", "Input should be collector, explorer, defender or attacker", "enum")
        }
    }
}

/// That game's map: pointy-top hexagons with sides of 30 pixels, odd rows shifted to the right.
enum BrowserGameMap {
    private static let columnWidth = 51.96
    private static let rowHeight = 45.0

    /// The cell of a place; nil far outside of any map.
    static func cell(x: Double, y: Double) -> HexCoordinate? {
        guard x.magnitude < 100_000, y.magnitude < 100_000 else { return nil }
        let row = (y / rowHeight).rounded()
        let isOdd = Int(row) & 1 != 0
        let column = ((x - (isOdd ? columnWidth / 2 : 0)) / columnWidth).rounded()
        let cell = Cell(column: Int32(column), row: Int32(row))
        var coordinate = HexCoordinate()
        coordinate.q = cell.q
        coordinate.r = cell.r
        return coordinate
    }

    /// The middle of a cell, in pixels.
    static func place(of cell: HexCoordinate) -> (x: Double, y: Double) {
        let row = cell.r
        let column = cell.q + (row - (row & 1)) / 2
        return (Double(column) * columnWidth + (row & 1 != 0 ? columnWidth / 2 : 0), Double(row) * rowHeight)
    }

    /// A zone's radius in pixels.
    static func length(of radius: UInt32) -> Double { (Double(radius) + 0.5) * columnWidth }
}
