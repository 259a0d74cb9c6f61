// SPDX-License-Identifier: Apache-2.0

import Planning
import StrategosAPI

extension Situation {
    /// A checked state, seen by one of its teams.
    init(_ state: GameState, seenBy team: String, observations: [OpponentObservation] = []) {
        let index = TeamIndex(state.teams)
        let isArena = state.rulesID.hasPrefix("arena/")
        self.init(me: index[team] ?? 0, teams: state.teams.map { TeamView($0, rulesAreKnown: isArena) })
        rulesAreKnown = isArena
        tick = state.tick.map { Int64($0) }
        lastTick = state.lastTick.map { Int64($0) }
        tickMilliseconds = Int(state.tickMs ?? 100)
        agentLimit = Int(state.agentLimit ?? 12)
        isFogged = state.visibility == .fog
        resourcesOnMap = state.resourcesOnMap?.vector
        map = state.map.map(MapSize.init)
        cells = state.hexes.map { hex in
            CellView(
                Cell(hex.q, hex.r), owner: Int32(index[hex.ownerTeam] ?? -1), control: Int32(hex.controlPerMille),
                isObstacle: hex.terrain == .obstacle)
        }
        deposits = state.deposits.compactMap { deposit in
            deposit.kind.planned.map { Deposit(deposit.position?.cell, $0, deposit.amount) }
        }
        bases = state.bases.compactMap { base in
            guard let team = index[base.teamID], let position = base.position else { return nil }
            return BaseView(team: team, position.cell)
        }
        events = state.recentEvents.compactMap { Event($0, index) }
        self.observations = observations.compactMap { Observation($0, index, now: tick) }
    }
}

/// Numbers for team ids; few teams, so that looking through them is fastest.
struct TeamIndex {
    private let ids: [String]

    init(_ teams: [Team]) { ids = teams.map(\.id) }

    /// The number of a team; nil for the empty id.
    subscript(id: String) -> Int? { id.isEmpty ? nil : ids.firstIndex(of: id) }
}

extension MapSize {
    init(_ map: GameMap) {
        self.init(columns: Int32(map.columns), rows: Int32(map.rows))
        firstColumn = map.firstColumn
        firstRow = map.firstRow
        passable = map.passableHexes.map { Int($0) }
    }
}

extension TeamView {
    init(_ team: Team, rulesAreKnown: Bool) {
        self.init()
        stock = team.stockpile?.vector
        income = team.incomePerSecond?.vector
        statedShare = team.territoryPerMille.map { Double($0) / 1000 }
        history = team.territoryHistory.map {
            ShareSample(tick: Int64($0.tick), share: Double($0.territoryPerMille) / 1000)
        }
        agents = team.agents.map { AgentView($0, rulesAreKnown: rulesAreKnown) }
    }
}

extension AgentView {
    init(_ agent: Agent, rulesAreKnown: Bool) {
        self.init(agent.role.planned, at: agent.position?.cell)
        target = agent.target?.cell
        task = agent.task.planned?.work
        attributes = agent.attributes?.planned
        carrying = agent.carrying?.vector.sum() ?? 0
        if let points = agent.hitPoints {
            if let full = agent.maxHitPoints, full > 0 {
                health = min(1, points / full)
            } else if rulesAreKnown {
                // Without the full health the points mean something only by known rules.
                hitPoints = points
            }
        }
    }
}

extension Event {
    /// Nil for kinds that say nothing to the planner.
    init?(_ event: GameEvent, _ index: TeamIndex) {
        let kind: Kind
        switch event.kind {
        case .agentSpawned(let spawned): kind = .spawned(spawned.role.planned)
        case .agentLost(let lost): kind = .lost(lost.role.planned)
        case .hexTaken(let taken): kind = .took(max(1, Int(taken.count)))
        case .resourcesDelivered(let delivered): kind = .delivered(delivered.amounts?.vector.sum() ?? 0)
        case .baseAttacked: kind = .baseAttacked
        case .combat: kind = .fought
        case nil: return nil
        }
        self.init(
            tick: Int64(event.tick), team: index[event.teamID], other: index[event.otherTeamID],
            at: event.position?.cell, kind)
    }
}

extension Observation {
    init?(_ observation: OpponentObservation, _ index: TeamIndex, now: Int64?) {
        guard let team = index[observation.teamID] else { return nil }
        self.init(team: team)
        task = observation.task.planned?.work
        agents = observation.agents?.vector
        archetype = observation.archetype.planned
        area = observation.zone?.area
        if let now, let tick = observation.tick { age = max(0, now - Int64(tick)) }
        weight = observation.weight ?? 1
    }
}
