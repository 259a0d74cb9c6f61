// SPDX-License-Identifier: Apache-2.0

import Arena
import StrategosAPI

/// Why no futures of a state can be played.
package struct Unplayable: Error {
    /// For people, with the field concerned.
    package let reason: String

    init(_ reason: String) { self.reason = reason }
}

/// Game states that the arena can play on: two teams on a map of its kind, by its standard rules, with
/// everything that decides the match.
package enum ArenaState {
    /// The standard rules' id in states.
    static let rulesID = "arena/1"

    /// Whether it is worth looking closer: nothing that can be seen at a glance is in the way.
    package static func obstacle(in state: GameState) -> Unplayable? {
        if state.rulesID != rulesID { return Unplayable("game_state.rules_id is not \(rulesID)") }
        if state.visibility == .fog { return Unplayable("game_state.visibility: fog hides what decides") }
        if state.teams.count != 2 { return Unplayable("game_state.teams: there are \(state.teams.count), not 2") }
        if state.tick == nil { return Unplayable("game_state.tick is missing") }
        if (state.tickMs ?? 100) != 100 { return Unplayable("game_state.tick_ms is not 100") }
        if state.map == nil { return Unplayable("game_state.map is missing") }
        if state.bases.count != 2 { return Unplayable("game_state.bases: there are \(state.bases.count), not 2") }
        return nil
    }

    /// The match of a state.
    ///
    /// - Parameters:
    ///   - maps: those seen before.
    ///   - slots: the place of each agent among its team's, by its id, where it is known from an earlier state;
    ///     takes up the others.
    /// - Throws: what is missing or does not fit.
    package static func match(
        _ state: GameState, maps: ArenaMaps, slots: inout AgentSlots
    ) throws(Unplayable) -> Arena.Match {
        if let obstacle = obstacle(in: state) { throw obstacle }
        var rules = Arena.Rules()
        if let last = state.lastTick { rules.matchTicks = Int32(clamping: last) }
        if let limit = state.agentLimit { rules.agentLimit = Int32(clamping: limit) }
        let map = try map(of: state, maps)
        var position = MatchPosition(tick: Int32(clamping: state.tick ?? 0), teams: 2)
        let index = TeamIndex(state.teams)
        for hex in state.hexes {
            guard let team = index[hex.ownerTeam], hex.controlPerMille > 0 else { continue }
            let cell = try cell(hex.q, hex.r, map, "game_state.hexes")
            position.holdings.append(.init(cell: cell, team: team, control: Int16(hex.controlPerMille)))
        }
        for deposit in state.deposits {
            guard let place = deposit.position, let kind = Arena.ResourceKind(deposit.kind) else {
                throw Unplayable("game_state.deposits: a position is missing")
            }
            let cell = try cell(place.q, place.r, map, "game_state.deposits")
            position.piles.append(.init(cell: cell, kind: kind, units: Int(min(deposit.amount, 255))))
        }
        for team in 0..<2 { position.teams[team] = try self.team(state, team, map, rules, &slots) }
        do {
            return try Arena.Match(map: map, rules: rules, at: position, seed: UInt64(position.tick))
        } catch {
            throw Unplayable(words(error))
        }
    }

    private static func team(
        _ state: GameState, _ number: Int, _ map: Arena.GameMap, _ rules: Arena.Rules, _ slots: inout AgentSlots
    ) throws(Unplayable) -> MatchPosition.Team {
        let team = state.teams[number]
        guard let stock = team.stockpile else {
            throw Unplayable("game_state.teams[\(number)].stockpile is missing")
        }
        var result = MatchPosition.Team()
        let now = state.tick ?? 0
        result.stock = SIMD4(
            Int32(min(stock.energy, 1e6)), Int32(min(stock.materials, 1e6)), Int32(min(stock.data, 1e6)), 0)
        // A game that does not say when is taken to spawn in the middle of the interval.
        result.spawnDelay = rules.spawnTicks / 2
        if let next = team.nextSpawnTick { result.spawnDelay = next > now ? Int32(clamping: next - now) : 0 }
        if let since = team.winningSinceTick, since <= now { result.heldTicks = Int32(clamping: now - since) }
        slots.forget(team: number, except: team.agents.map(\.id))
        for agent in team.agents {
            let field = "game_state.teams[\(number)].agents"
            guard let role = Arena.AgentRole(agent.role) else { throw Unplayable("\(field): a role is missing") }
            guard let place = agent.position else { throw Unplayable("\(field): a position is missing") }
            guard let slot = slots.slot(of: agent.id, team: number) else { throw Unplayable("\(field): too many") }
            var known = MatchPosition.Agent(role, at: try cell(place.q, place.r, map, field), slot: slot)
            known.make = agent.attributes.map(AgentMake.init)
            if let target = agent.target {
                known.target = map.geometry.cell(target).flatMap { map.isPassable[$0] ? $0 : nil }
            }
            known.task = Arena.AgentTask(agent.task)
            // The arena counts tenths of the schema's points.
            known.health = agent.hitPoints.map { Int16(min($0 * 10, 30_000)) }
            if let load = agent.carrying {
                known.load = SIMD4(
                    UInt8(min(load.energy, 255)), UInt8(min(load.materials, 255)), UInt8(min(load.data, 255)), 0)
            }
            result.agents.append(known)
        }
        return result
    }

    private static func map(of state: GameState, _ maps: ArenaMaps) throws(Unplayable) -> Arena.GameMap {
        guard let size = state.map, size.firstColumn == 0, size.firstRow == 0 else {
            throw Unplayable("game_state.map: the first column and row are not 0")
        }
        guard let geometry = HexGeometry(width: Int(size.columns), height: Int(size.rows)) else {
            throw Unplayable("game_state.map: \(size.columns) × \(size.rows) cells are no size of the arena")
        }
        let index = TeamIndex(state.teams)
        var bases: [Int?] = [nil, nil]
        for base in state.bases {
            guard let team = index[base.teamID], let place = base.position else { continue }
            bases[team] = geometry.cell(place)
        }
        guard let first = bases[0], let second = bases[1] else {
            throw Unplayable("game_state.bases: a position is missing or off the map")
        }
        guard second == geometry.count - 1 - first else {
            throw Unplayable("game_state.bases do not lie opposite to each other")
        }
        var obstacles: Set<Int> = []
        for hex in state.hexes where hex.terrain == .obstacle {
            if let cell = geometry.cell(column: Int(hex.q) + (Int(hex.r) - (Int(hex.r) & 1)) / 2, row: Int(hex.r)) {
                obstacles.insert(cell)
            }
        }
        let key = ArenaMaps.Key(geometry: geometry, obstacles: obstacles.sorted(), base: first)
        do {
            return try maps.map(key)
        } catch {
            throw Unplayable("game_state.hexes: the obstacles are not those of a map of the arena (\(error))")
        }
    }

    private static func cell(
        _ q: Int32, _ r: Int32, _ map: Arena.GameMap, _ field: String
    ) throws(Unplayable) -> Int {
        var place = HexCoordinate()
        (place.q, place.r) = (q, r)
        guard let cell = map.geometry.cell(place), map.isPassable[cell] else {
            throw Unplayable("\(field): (\(q), \(r)) is off the map or an obstacle")
        }
        return cell
    }

    private static func words(_ error: PositionError) -> String {
        switch error {
        case .rules(let defect): "game_state does not fit the rules: \(defect)"
        case .teams: "game_state.teams: not as many as bases"
        case .tick(let tick): "game_state.tick: the match is over at \(tick)"
        case .cell(let cell): "game_state: cell \(cell) cannot be entered"
        case .agents(let team): "game_state.teams[\(team)].agents: more than there may be"
        }
    }
}

extension HexGeometry {
    /// The cell of axial coordinates; nothing outside of the grid.
    func cell(_ place: HexCoordinate) -> Int? {
        let r = Int(place.r)
        return cell(column: Int(place.q) + (r - (r & 1)) / 2, row: r)
    }
}

// The vocabularies are the same, in different numbers: the schema's 0 is "not known".

extension Arena.AgentRole {
    package init?(_ role: StrategosAPI.AgentRole) {
        guard (1...4).contains(role.rawValue) else { return nil }
        self.init(rawValue: UInt8(role.rawValue - 1))
    }
}

extension Arena.AgentTask {
    init?(_ task: StrategosAPI.TaskKind) {
        guard (1...6).contains(task.rawValue) else { return nil }
        self.init(rawValue: UInt8(task.rawValue - 1))
    }
}

extension Arena.ResourceKind {
    init?(_ kind: StrategosAPI.ResourceKind) {
        guard (1...3).contains(kind.rawValue) else { return nil }
        self.init(rawValue: UInt8(kind.rawValue - 1))
    }
}

extension AgentMake {
    package init(_ attributes: AgentAttributes) {
        func part(_ value: UInt32) -> Int16 { Int16(min(value, 1000)) }
        self.init(
            speed: part(attributes.speedPerMille), health: part(attributes.healthPerMille),
            attack: part(attributes.attackPerMille), defense: part(attributes.defensePerMille),
            carry: part(attributes.carryCapacityPerMille))
    }
}
