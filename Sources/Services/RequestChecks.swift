// SPDX-License-Identifier: Apache-2.0

import Protobuf
import RPCServer
import StrategosAPI

/// The schema's rules for requests, by hand. The generated validators of issue #3 replace this file;
/// until then nothing else in the services checks anything.
struct RequestChecks {
    /// A rule that is broken, and where.
    struct Violation: Equatable {
        /// The field, as `game_state.teams[1].stockpile.energy`.
        var field: String
        /// What it must be.
        var rule: String
    }

    /// What was found, in the order of the fields.
    private(set) var violations: [Violation] = []

    /// Beyond this many nothing more is noted.
    private static let greatestCount = 16

    /// Refuses the request if anything was found.
    func finish() throws(RPCError) {
        if !violations.isEmpty { throw InvalidArgument.error(violations) }
    }

    // Paths are closures: they cost nothing while all is well.
    typealias Path = () -> String

    private mutating func fail(_ path: Path, _ rule: String) {
        if violations.count < Self.greatestCount { violations.append(Violation(field: path(), rule: rule)) }
    }
}

// MARK: - Requests

extension RequestChecks {
    /// The team that asks and its state, as all requests have them.
    mutating func question(_ team: String, _ state: GameState?) {
        id(team) { "team_id" }
        guard let state else { return fail({ "game_state" }, "must be there") }
        gameState(state)
        if !team.isEmpty, !state.teams.contains(where: { $0.id == team }) {
            fail({ "team_id" }, "must be one of game_state.teams")
        }
    }

    mutating func check(_ request: GenerateStrategyRequest) {
        question(request.teamID, request.gameState)
        strategy(request.currentStrategy) { "current_strategy" }
    }

    mutating func check(_ request: StreamStrategyRequest) {
        question(request.teamID, request.gameState)
        strategy(request.currentStrategy) { "current_strategy" }
    }

    mutating func check(_ request: AdaptStrategyRequest) {
        question(request.teamID, request.gameState)
        if request.currentStrategy == nil { fail({ "current_strategy" }, "must be there") }
        strategy(request.currentStrategy) { "current_strategy" }
        count(request.observations.count, 256) { "observations" }
        for (index, observation) in request.observations.enumerated() {
            self.observation(observation, request.gameState) { "observations[\(index)]" }
        }
    }

    mutating func check(_ request: CreateAgentRequest) {
        question(request.teamID, request.gameState)
        strategy(request.strategy) { "strategy" }
        defined(request.role) { "role" }
    }

    mutating func check(_ request: RecommendCompositionRequest) {
        question(request.teamID, request.gameState)
        strategy(request.strategy) { "strategy" }
        if let size = request.size { range(size, 1, 512) { "size" } }
    }

    mutating func check(_ request: AnalyzeGameStateRequest) {
        question(request.teamID, request.gameState)
    }

    private mutating func observation(_ value: OpponentObservation, _ state: GameState?, _ path: Path) {
        id(value.teamID) { "\(path()).team_id" }
        declared(value.teamID, state?.teams ?? []) { "\(path()).team_id" }
        tick(value.tick) { "\(path()).tick" }
        defined(value.task) { "\(path()).task" }
        roles(value.agents) { "\(path()).agents" }
        zone(value.zone) { "\(path()).zone" }
        if let weight = value.weight { number(weight, 0, 1000) { "\(path()).weight" } }
        defined(value.archetype) { "\(path()).archetype" }
    }
}

// MARK: - States

extension RequestChecks {
    private mutating func gameState(_ state: GameState) {
        if !state.matchID.isEmpty { id(state.matchID) { "game_state.match_id" } }
        if !state.rulesID.isEmpty { id(state.rulesID, slashes: true) { "game_state.rules_id" } }
        tick(state.tick) { "game_state.tick" }
        tick(state.lastTick) { "game_state.last_tick" }
        if let map = state.map { self.map(map) }
        defined(state.visibility) { "game_state.visibility" }
        amounts(state.resourcesOnMap) { "game_state.resources_on_map" }
        if let length = state.tickMs { range(length, 1, 60_000) { "game_state.tick_ms" } }
        if let limit = state.agentLimit { range(limit, 0, 512) { "game_state.agent_limit" } }
        count(state.hexes.count, 16_384) { "game_state.hexes" }
        count(state.deposits.count, 4096) { "game_state.deposits" }
        count(state.bases.count, 64) { "game_state.bases" }
        count(state.recentEvents.count, 256) { "game_state.recent_events" }
        teams(state.teams)
        for (index, hex) in state.hexes.enumerated() { self.hex(hex, state.teams, index) }
        for (index, deposit) in state.deposits.enumerated() { self.deposit(deposit, index) }
        for (index, base) in state.bases.enumerated() { self.base(base, state.teams, index) }
        for (index, event) in state.recentEvents.enumerated() { self.event(event, state.teams, index) }
    }

    private mutating func map(_ map: GameMap) {
        range(map.columns, 0, 1000) { "game_state.map.columns" }
        range(map.rows, 0, 1000) { "game_state.map.rows" }
        range(map.firstColumn, -10_000, 10_000) { "game_state.map.first_column" }
        range(map.firstRow, -10_000, 10_000) { "game_state.map.first_row" }
        if let passable = map.passableHexes { range(passable, 0, 1_000_000) { "game_state.map.passable_hexes" } }
    }

    private mutating func hex(_ hex: Hex, _ teams: [Team], _ index: Int) {
        let path = { "game_state.hexes[\(index)]" }
        range(hex.q, -10_000, 10_000) { "\(path()).q" }
        range(hex.r, -10_000, 10_000) { "\(path()).r" }
        range(hex.controlPerMille, 0, 1000) { "\(path()).control_per_mille" }
        if !hex.ownerTeam.isEmpty { declared(hex.ownerTeam, teams) { "\(path()).owner_team" } }
        defined(hex.terrain) { "\(path()).terrain" }
        tick(hex.lastSeenTick) { "\(path()).last_seen_tick" }
    }

    private mutating func deposit(_ deposit: ResourceDeposit, _ index: Int) {
        let path = { "game_state.deposits[\(index)]" }
        place(deposit.position) { "\(path()).position" }
        defined(deposit.kind, specified: true) { "\(path()).kind" }
        amount(deposit.amount) { "\(path()).amount" }
    }

    private mutating func base(_ base: Base, _ teams: [Team], _ index: Int) {
        let path = { "game_state.bases[\(index)]" }
        id(base.teamID) { "\(path()).team_id" }
        declared(base.teamID, teams) { "\(path()).team_id" }
        place(base.position) { "\(path()).position" }
        if let points = base.hitPoints { amount(points) { "\(path()).hit_points" } }
        if let points = base.maxHitPoints { amount(points) { "\(path()).max_hit_points" } }
    }

    private mutating func teams(_ teams: [Team]) {
        if teams.isEmpty { fail({ "game_state.teams" }, "must have at least one team") }
        count(teams.count, 16) { "game_state.teams" }
        for (index, team) in teams.enumerated() {
            let path = { "game_state.teams[\(index)]" }
            id(team.id) { "\(path()).id" }
            if teams[..<index].contains(where: { $0.id == team.id }) {
                fail({ "\(path()).id" }, "must differ from the other teams' ids")
            }
            amounts(team.stockpile) { "\(path()).stockpile" }
            amounts(team.incomePerSecond) { "\(path()).income_per_second" }
            if let share = team.territoryPerMille { range(share, 0, 1000) { "\(path()).territory_per_mille" } }
            tick(team.nextSpawnTick) { "\(path()).next_spawn_tick" }
            count(team.territoryHistory.count, 64) { "\(path()).territory_history" }
            for (sample, value) in team.territoryHistory.enumerated() {
                tick(value.tick) { "\(path()).territory_history[\(sample)].tick" }
                range(value.territoryPerMille, 0, 1000) { "\(path()).territory_history[\(sample)].territory_per_mille" }
            }
            agents(team.agents, index)
        }
    }

    private mutating func agents(_ agents: [Agent], _ team: Int) {
        count(agents.count, 512) { "game_state.teams[\(team)].agents" }
        var ids = Set<String>()
        for (index, agent) in agents.enumerated() {
            let path = { "game_state.teams[\(team)].agents[\(index)]" }
            id(agent.id) { "\(path()).id" }
            if !ids.insert(agent.id).inserted {
                fail({ "\(path()).id" }, "must differ from the team's other agents' ids")
            }
            defined(agent.role) { "\(path()).role" }
            place(agent.position) { "\(path()).position" }
            if let points = agent.hitPoints { amount(points) { "\(path()).hit_points" } }
            if let points = agent.maxHitPoints { amount(points) { "\(path()).max_hit_points" } }
            attributes(agent.attributes) { "\(path()).attributes" }
            amounts(agent.carrying) { "\(path()).carrying" }
            defined(agent.task) { "\(path()).task" }
            place(agent.target) { "\(path()).target" }
            defined(agent.priority) { "\(path()).priority" }
        }
    }

    private mutating func attributes(_ value: AgentAttributes?, _ path: Path) {
        guard let value else { return }
        range(value.speedPerMille, 0, 1000) { "\(path()).speed_per_mille" }
        range(value.healthPerMille, 0, 1000) { "\(path()).health_per_mille" }
        range(value.attackPerMille, 0, 1000) { "\(path()).attack_per_mille" }
        range(value.defensePerMille, 0, 1000) { "\(path()).defense_per_mille" }
        range(value.carryCapacityPerMille, 0, 1000) { "\(path()).carry_capacity_per_mille" }
        let parts = [
            value.speedPerMille, value.healthPerMille, value.attackPerMille, value.defensePerMille,
            value.carryCapacityPerMille,
        ]
        if parts.reduce(UInt64(0), { $0 + UInt64($1) }) > 3000 { fail(path, "must be at most 3000 per mille together") }
    }

    private mutating func event(_ event: GameEvent, _ teams: [Team], _ index: Int) {
        let path = { "game_state.recent_events[\(index)]" }
        tick(event.tick) { "\(path()).tick" }
        if !event.teamID.isEmpty { declared(event.teamID, teams) { "\(path()).team_id" } }
        if !event.otherTeamID.isEmpty { declared(event.otherTeamID, teams) { "\(path()).other_team_id" } }
        place(event.position) { "\(path()).position" }
        switch event.kind {
        case .agentSpawned(let spawned):
            text(spawned.agentID, 64) { "\(path()).agent_spawned.agent_id" }
            defined(spawned.role) { "\(path()).agent_spawned.role" }
        case .agentLost(let lost):
            text(lost.agentID, 64) { "\(path()).agent_lost.agent_id" }
            defined(lost.role) { "\(path()).agent_lost.role" }
        case .hexTaken(let taken): range(taken.count, 0, 16_384) { "\(path()).hex_taken.count" }
        case .resourcesDelivered(let delivered): amounts(delivered.amounts) { "\(path()).resources_delivered.amounts" }
        case .baseAttacked(let attack):
            if let damage = attack.damage { amount(damage) { "\(path()).base_attacked.damage" } }
        case .combat(let combat):
            if let damage = combat.damageToTeam { amount(damage) { "\(path()).combat.damage_to_team" } }
            if let damage = combat.damageToOtherTeam { amount(damage) { "\(path()).combat.damage_to_other_team" } }
        case nil: break
        }
    }
}

// MARK: - Strategies

extension RequestChecks {
    /// A strategy that comes back: its provenance says nothing to us and is only kept from being huge.
    private mutating func strategy(_ value: TeamStrategy?, _ path: Path) {
        guard let value else { return }
        text(value.strategyID, 64) { "\(path()).strategy_id" }
        text(value.teamID, 64) { "\(path()).team_id" }
        defined(value.posture) { "\(path()).posture" }
        defined(value.focus) { "\(path()).focus" }
        count(value.priorities.count, 16) { "\(path()).priorities" }
        for (index, priority) in value.priorities.enumerated() {
            self.priority(priority) { "\(path()).priorities[\(index)]" }
        }
        if let roles = value.composition {
            shares(
                [
                    ("collector", roles.collectorPerMille), ("explorer", roles.explorerPerMille),
                    ("defender", roles.defenderPerMille), ("attacker", roles.attackerPerMille),
                ]
            ) { "\(path()).composition" }
        }
        if let parts = value.resourceShares {
            shares([
                ("energy", parts.energyPerMille), ("materials", parts.materialsPerMille), ("data", parts.dataPerMille),
            ]) {
                "\(path()).resource_shares"
            }
        }
        count(value.counters.count, 16) { "\(path()).counters" }
        for (index, counter) in value.counters.enumerated() { self.counter(counter) { "\(path()).counters[\(index)]" } }
        tick(value.validUntilTick) { "\(path()).valid_until_tick" }
        number(value.confidence, 0, 1) { "\(path()).confidence" }
        text(value.description, 1000) { "\(path()).description" }
        defined(value.archetype) { "\(path()).archetype" }
        if let interval = value.spawnIntervalPerMille {
            range(interval, 100, 10_000) { "\(path()).spawn_interval_per_mille" }
        }
        if let health = value.retreatHealthPerMille { range(health, 0, 1000) { "\(path()).retreat_health_per_mille" } }
        count(value.provenance?.steps.count ?? 0, 64) { "\(path()).provenance.steps" }
        count(value.provenance?.candidates.count ?? 0, 64) { "\(path()).provenance.candidates" }
    }

    private mutating func priority(_ value: StrategosAPI.Priority, _ path: Path) {
        defined(value.task, specified: true) { "\(path()).task" }
        range(value.weightPerMille, 0, 1000) { "\(path()).weight_per_mille" }
        zone(value.zone) { "\(path()).zone" }
        defined(value.resource) { "\(path()).resource" }
    }

    private mutating func counter(_ value: Counter, _ path: Path) {
        text(value.opponentTeam, 64) { "\(path()).opponent_team" }
        defined(value.observed) { "\(path()).observed" }
        range(value.likelihoodPerMille, 0, 1000) { "\(path()).likelihood_per_mille" }
        defined(value.response) { "\(path()).response" }
        zone(value.zone) { "\(path()).zone" }
        text(value.description, 500) { "\(path()).description" }
    }

    private mutating func shares(_ parts: [(name: String, value: UInt32)], _ path: Path) {
        for part in parts { range(part.value, 0, 1000) { "\(path()).\(part.name)_per_mille" } }
        if parts.reduce(UInt64(0), { $0 + UInt64($1.value) }) != 1000 { fail(path, "must be 1000 per mille together") }
    }

    private mutating func roles(_ value: RoleCounts?, _ path: Path) {
        guard let value else { return }
        range(value.collectors, 0, 512) { "\(path()).collectors" }
        range(value.explorers, 0, 512) { "\(path()).explorers" }
        range(value.defenders, 0, 512) { "\(path()).defenders" }
        range(value.attackers, 0, 512) { "\(path()).attackers" }
        range(value.unknown, 0, 512) { "\(path()).unknown" }
    }
}

// MARK: - Values

extension RequestChecks {
    private mutating func range<Value: Comparable & Sendable>(_ value: Value, _ low: Value, _ high: Value, _ path: Path)
    {
        if value < low || value > high { fail(path, "must be \(low) to \(high)") }
    }

    private mutating func tick(_ value: UInt64?, _ path: Path) {
        if let value, value > 1_000_000_000_000 { fail(path, "must be 0 to 1000000000000") }
    }

    private mutating func number(_ value: Double, _ low: Double, _ high: Double, _ path: Path) {
        if !(value.isFinite && value >= low && value <= high) {
            fail(path, "must be a finite number from \(low) to \(high)")
        }
    }

    private mutating func amount(_ value: Double, _ path: Path) { number(value, 0, 1_000_000_000, path) }

    private mutating func amounts(_ value: ResourceAmounts?, _ path: Path) {
        guard let value else { return }
        amount(value.energy) { "\(path()).energy" }
        amount(value.materials) { "\(path()).materials" }
        amount(value.data) { "\(path()).data" }
    }

    private mutating func count(_ value: Int, _ greatest: Int, _ path: Path) {
        if value > greatest { fail(path, "must have at most \(greatest) items") }
    }

    private mutating func text(_ value: String, _ greatest: Int, _ path: Path) {
        guard value.utf8.count > greatest else { return }
        if value.unicodeScalars.count > greatest { fail(path, "must have at most \(greatest) characters") }
    }

    private mutating func id(_ value: String, slashes: Bool = false, _ path: Path) {
        let isGood =
            (1...64).contains(value.utf8.count)
            && value.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"),
                    UInt8(ascii: "-"):
                    true
                case UInt8(ascii: "/"): slashes
                default: false
                }
            }
        if !isGood { fail(path, "must be 1 to 64 of letters, digits, '_', '.', ':', '-'\(slashes ? ", '/'" : "")") }
    }

    private mutating func declared(_ id: String, _ teams: [Team], _ path: Path) {
        if !teams.contains(where: { $0.id == id }) { fail(path, "must be one of game_state.teams") }
    }

    private mutating func defined<Value: ProtobufEnum>(_ value: Value, specified: Bool = false, _ path: Path) {
        if value.rawValue < 0 || Int(value.rawValue) >= Value.values.count {
            fail(path, "must be a value that the schema names")
        } else if specified, value.rawValue == 0 {
            fail(path, "must be specified")
        }
    }

    private mutating func place(_ value: HexCoordinate?, _ path: Path) {
        guard let value else { return }
        range(value.q, -10_000, 10_000) { "\(path()).q" }
        range(value.r, -10_000, 10_000) { "\(path()).r" }
    }

    private mutating func zone(_ value: StrategosAPI.Zone?, _ path: Path) {
        guard let value else { return }
        if value.center == nil { fail({ "\(path()).center" }, "must be there") }
        place(value.center) { "\(path()).center" }
        range(value.radius, 0, 1000) { "\(path()).radius" }
    }
}
