// SPDX-License-Identifier: Apache-2.0

/// Where a match stands, as far as a game tells: what is needed to play it on. Details that nobody reports,
/// such as how far an agent is on the way to the next cell, begin anew.
public struct MatchPosition: Sendable {
    /// Control of a cell.
    public struct Holding: Sendable {
        /// The cell.
        public var cell: Int
        /// The team that has control.
        public var team: Int
        /// How much, 0 to 1000.
        public var control: Int16

        /// A team's control of a cell.
        public init(cell: Int, team: Int, control: Int16) {
            self.cell = cell
            self.team = team
            self.control = control
        }
    }

    /// Something that lies on a cell.
    public struct Pile: Sendable {
        /// The cell.
        public var cell: Int
        /// What.
        public var kind: ResourceKind
        /// How much; what a cell has no room for is lost.
        public var units: Int

        /// Units of a resource on a cell.
        public init(cell: Int, kind: ResourceKind, units: Int) {
            self.cell = cell
            self.kind = kind
            self.units = units
        }
    }

    /// An agent.
    public struct Agent: Sendable {
        /// What it is for.
        public var role: AgentRole
        /// Where it is.
        public var cell: Int
        /// Its place among its team's agents, 0 up to `Capacity.agentsPerTeam`; new agents take the lowest free one.
        public var slot: Int
        /// What it is made of; none: as its team's orders have it for the role.
        public var make: AgentMake?
        /// Where it goes.
        public var target: Int?
        /// What it does.
        public var task: AgentTask?
        /// Health left in tenths of a hit point; none: unhurt.
        public var health: Int16?
        /// What it carries: energy, materials, data.
        public var load = SIMD4<UInt8>()

        /// An agent that is unhurt, carries nothing, and is about to choose what it does.
        public init(_ role: AgentRole, at cell: Int, slot: Int) {
            self.role = role
            self.cell = cell
            self.slot = slot
        }
    }

    /// What a team has.
    public struct Team: Sendable {
        /// Energy, materials, data.
        public var stock = SIMD4<Int32>()
        /// Ticks until it may spawn.
        public var spawnDelay: Int32 = 0
        /// Ticks for which it has held the share of the cells that wins.
        public var heldTicks: Int32 = 0
        /// Its agents.
        public var agents: [Agent] = []

        /// A team without anything.
        public init() {}
    }

    /// Ticks played.
    public var tick: Int32
    /// Cells that somebody controls; all others are nobody's.
    public var holdings: [Holding] = []
    /// What lies about.
    public var piles: [Pile] = []
    /// The teams, as many as the map has bases.
    public var teams: [Team]

    /// A match of which nothing has been told but the tick.
    public init(tick: Int32, teams: Int) {
        self.tick = tick
        self.teams = (0..<teams).map { _ in Team() }
    }
}

/// What of a position cannot be.
public enum PositionError: Error, Sendable {
    /// The rules cannot be played, and why.
    case rules(StaticString)
    /// There are not as many teams as bases.
    case teams(Int)
    /// The match is over by then.
    case tick(Int32)
    /// The cell lies outside of the map or is an obstacle.
    case cell(Int)
    /// The team has more agents than it may, or two in one slot.
    case agents(team: Int)
}

extension Match {
    /// A match in the middle; every team has the orders of `Archetype.balanced`.
    ///
    /// - Parameter seed: decides where resources appear from now on.
    public init(map: GameMap, rules: Rules = Rules(), at position: MatchPosition, seed: UInt64)
        throws(PositionError)
    {
        if let defect = rules.defect { throw .rules(defect) }
        guard position.teams.count == map.teamCount else { throw .teams(position.teams.count) }
        guard position.tick >= 0, position.tick < rules.matchTicks else { throw .tick(position.tick) }
        var state = MatchState(
            teamCount: map.teamCount, waves: Randomness(seed: seed, stream: 2),
            orders: Archetype.balanced.orders.checked(on: map, rules))
        state.tick = position.tick
        try state.take(position, map, rules)
        self.init(map: map, rules: rules, state: state)
    }
}

extension MatchState {
    fileprivate mutating func take(
        _ position: MatchPosition, _ map: GameMap, _ rules: Rules
    ) throws(PositionError) {
        func check(_ cell: Int) throws(PositionError) {
            guard cell >= 0, cell < map.geometry.count, map.isPassable[cell] else { throw .cell(cell) }
        }
        for holding in position.holdings {
            try check(holding.cell)
            guard holding.team >= 0, holding.team < map.teamCount, holder[holding.cell] == Self.noTeam else { continue }
            control[holding.cell] = min(max(holding.control, 0), 1000)
            holder[holding.cell] = UInt8(holding.team)
            guard Int32(control[holding.cell]) > rules.ownedBeyond else { continue }
            owned.insert(map.places[holding.cell], in: holding.team)
            teams[holding.team].cells += 1
        }
        for pile in position.piles {
            try check(pile.cell)
            lay(pile, map)
        }
        for (team, position) in position.teams.enumerated() {
            teams[team].stock = position.stock.clamped(
                lowerBound: SIMD4(repeating: 0), upperBound: SIMD4(repeating: 1_000_000))
            teams[team].stock.w = 0
            teams[team].spawnDelay = min(max(position.spawnDelay, 0), 100_000)
            teams[team].heldTicks = min(max(position.heldTicks, 0), rules.territoryTicks)
            guard position.agents.count <= Int(rules.agentLimit) else { throw .agents(team: team) }
            for agent in position.agents {
                try check(agent.cell)
                if let target = agent.target { try check(target) }
                guard agent.slot >= 0, agent.slot < Capacity.agentsPerTeam,
                    alive[team] & 1 << UInt32(agent.slot) == 0
                else { throw .agents(team: team) }
                place(agent, team, map, rules)
            }
        }
        countOccupied(map)
        look(map, rules)
        for team in 0..<map.teamCount { countFrontier(of: team, map) }
    }

    private mutating func lay(_ pile: MatchPosition.Pile, _ map: GameMap) {
        let kind = Int(pile.kind.rawValue)
        let units = min(Int(deposit[pile.cell].units[kind]) + max(pile.units, 0), Capacity.unitsOnCell)
        guard units > 0 else { return }
        if deposit[pile.cell].isEmpty { depositCount += 1 }
        deposit[pile.cell].units[kind] = UInt8(units)
        deposits.insert(map.places[pile.cell], in: kind)
    }

    private mutating func place(_ agent: MatchPosition.Agent, _ team: Int, _ map: GameMap, _ rules: Rules) {
        let number = Self.agent(team, agent.slot)
        var design = orders[team].designs[Int(agent.role.rawValue)]
        if let make = agent.make { design.make = make.scaled(to: rules.greatestMakeSum) }
        alive[team] |= 1 << UInt32(agent.slot)
        body[number] = AgentBody(agent.role, design, rules)
        cell[number] = UInt16(agent.cell)
        health[number] = min(max(agent.health ?? body[number].fullHealth, 1), body[number].fullHealth)
        for kind in 0..<3 {
            let room = Int32(body[number].capacity) - load[number].total
            load[number].units[kind] = UInt8(min(max(room, 0), Int32(agent.load[kind])))
        }
        target[number] = UInt16(agent.target ?? agent.cell)
        task[number] = agent.task ?? .collect
        // Who has a target goes on to it, the others choose at once.
        guard let goal = agent.target else { return }
        patience[number] = UInt8(Int32(agent.slot) % rules.choiceTicks)
        if goal == map.bases[team], !load[number].isEmpty {
            mood[number] = .delivering
        } else if agent.task == .collect || agent.task == .expand {
            mood[number] = .choosing
            chosen.insert(map.places[goal], in: team)
        }
    }
}
