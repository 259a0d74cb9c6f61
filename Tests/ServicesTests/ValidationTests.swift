// SPDX-License-Identifier: Apache-2.0

import Protobuf
import RPCServer
import Services
import StrategosAPI
import Testing

/// A valid question made invalid in one place, and the field that the refusal must name.
struct Breach: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let field: String
    let change: @Sendable (inout AdaptStrategyRequest) -> Void

    init(_ name: String, _ field: String, _ change: @escaping @Sendable (inout AdaptStrategyRequest) -> Void) {
        testDescription = name
        self.field = field
        self.change = change
    }

    init(state name: String, _ field: String, _ change: @escaping @Sendable (inout GameState) -> Void) {
        self.init(name, "game_state.\(field)") { change(&$0.gameState!) }
    }
}

extension Breach {
    static let requests = [
        Breach("no team", "team_id") { $0.teamID = "" },
        Breach("an unknown team", "team_id") { $0.teamID = "green" },
        Breach("a team id with a space", "team_id") { $0.teamID = "r e d" },
        Breach("a team id that is too long", "team_id") { $0.teamID = String(repeating: "r", count: 65) },
        Breach("no state", "game_state") { $0.gameState = nil },
        Breach("no strategy to adapt", "current_strategy") { $0.currentStrategy = nil },
        Breach("too many observations", "observations") {
            $0.observations = [OpponentObservation](repeating: observation("blue"), count: 257)
        },
        Breach("an observation of an unknown team", "observations[0].team_id") {
            $0.observations = [observation("green")]
        },
        Breach("an observation that weighs less than nothing", "observations[0].weight") {
            $0.observations[0].weight = -1
        },
        Breach("an observation of weight NaN", "observations[0].weight") { $0.observations[0].weight = .nan },
        Breach("an observation of an unknown task", "observations[0].task") {
            $0.observations[0].task = .init(rawValue: 99)
        },
        Breach("an observation at an impossible tick", "observations[0].tick") { $0.observations[0].tick = .max },
        Breach("an observation of too many agents", "observations[0].agents.attackers") {
            $0.observations[0].agents = RoleCounts()
            $0.observations[0].agents?.attackers = 513
        },
        Breach("an observed zone without centre", "observations[0].zone.center") { $0.observations[0].zone = Zone() },
    ]

    static let states = [
        Breach(state: "no teams", "teams") { $0.teams = [] },
        Breach(state: "too many teams", "teams") { state in
            state.teams += (0..<15).map { index in
                var team = Team()
                team.id = "t\(index)"
                return team
            }
        },
        Breach(state: "two teams of one id", "teams[1].id") { $0.teams[1].id = "red" },
        Breach(state: "a match id with a slash", "match_id") { $0.matchID = "a/b" },
        Breach(state: "a rules id with a space", "rules_id") { $0.rulesID = "a b" },
        Breach(state: "an impossible tick", "tick") { $0.tick = 1_000_000_000_001 },
        Breach(state: "an impossible last tick", "last_tick") { $0.lastTick = 1_000_000_000_001 },
        Breach(state: "a tick of no length", "tick_ms") { $0.tickMs = 0 },
        Breach(state: "a tick of more than a minute", "tick_ms") { $0.tickMs = 60_001 },
        Breach(state: "too high an agent limit", "agent_limit") { $0.agentLimit = 513 },
        Breach(state: "an unknown visibility", "visibility") { $0.visibility = .init(rawValue: 3) },
        Breach(state: "too wide a map", "map.columns") { $0.map?.columns = 1001 },
        Breach(state: "too high a map", "map.rows") { $0.map?.rows = 1001 },
        Breach(state: "a map that begins too far west", "map.first_column") { $0.map?.firstColumn = -10_001 },
        Breach(state: "a map that begins too far south", "map.first_row") { $0.map?.firstRow = 10_001 },
        Breach(state: "a map with too many cells", "map.passable_hexes") { $0.map?.passableHexes = 1_000_001 },
        Breach(state: "too many hexes", "hexes") { $0.hexes = [Hex](repeating: Hex(), count: 16_385) },
        Breach(state: "a hex too far east", "hexes[2].q") { $0.hexes[2].q = 10_001 },
        Breach(state: "a hex too far north", "hexes[2].r") { $0.hexes[2].r = -10_001 },
        Breach(state: "a hex of an undeclared team", "hexes[3].owner_team") { $0.hexes[3].ownerTeam = "green" },
        Breach(state: "a hex that is held too firmly", "hexes[1].control_per_mille") {
            $0.hexes[1].controlPerMille = 1001
        },
        Breach(state: "a hex of unknown terrain", "hexes[0].terrain") { $0.hexes[0].terrain = .init(rawValue: -1) },
        Breach(state: "a hex last seen at an impossible tick", "hexes[0].last_seen_tick") {
            $0.hexes[0].lastSeenTick = .max
        },
        Breach(state: "too many deposits", "deposits") {
            $0.deposits += [ResourceDeposit](repeating: $0.deposits[0], count: 4096)
        },
        Breach(state: "a deposit of nothing", "deposits[1].kind") { $0.deposits[1].kind = .unspecified },
        Breach(state: "a deposit of an unknown kind", "deposits[1].kind") { $0.deposits[1].kind = .init(rawValue: 4) },
        Breach(state: "an endless deposit", "deposits[1].amount") { $0.deposits[1].amount = .infinity },
        Breach(state: "a deposit too far away", "deposits[1].position.q") { $0.deposits[1].position?.q = 20_000 },
        Breach(state: "too many bases", "bases") { $0.bases = [Base](repeating: $0.bases[0], count: 65) },
        Breach(state: "a base of an undeclared team", "bases[1].team_id") { $0.bases[1].teamID = "green" },
        Breach(state: "a base with negative health", "bases[0].hit_points") { $0.bases[0].hitPoints = -1 },
        Breach(state: "a base of endless health", "bases[0].max_hit_points") { $0.bases[0].maxHitPoints = .infinity },
        Breach(state: "a sum that is no number", "resources_on_map.data") {
            $0.resourcesOnMap = Fixtures.amounts(1, 1, .nan)
        },
    ]

    static let teams = [
        Breach(state: "a negative stock", "teams[1].stockpile.energy") { $0.teams[1].stockpile?.energy = -0.5 },
        Breach(state: "a stock that is no number", "teams[1].stockpile.materials") {
            $0.teams[1].stockpile?.materials = .nan
        },
        Breach(state: "a stock above all bounds", "teams[1].stockpile.data") { $0.teams[1].stockpile?.data = 1e10 },
        Breach(state: "a negative income", "teams[0].income_per_second.data") {
            $0.teams[0].incomePerSecond?.data = -1
        },
        Breach(state: "more than all territory", "teams[0].territory_per_mille") {
            $0.teams[0].territoryPerMille = 1001
        },
        Breach(state: "a spawn at an impossible tick", "teams[0].next_spawn_tick") { $0.teams[0].nextSpawnTick = .max },
        Breach(state: "too long a history", "teams[0].territory_history") {
            $0.teams[0].territoryHistory = [TerritorySample](repeating: TerritorySample(), count: 65)
        },
        Breach(state: "a history of more than all", "teams[0].territory_history[0].territory_per_mille") {
            $0.teams[0].territoryHistory = [TerritorySample()]
            $0.teams[0].territoryHistory[0].territoryPerMille = 1001
        },
        Breach(state: "too many agents", "teams[0].agents") { state in
            state.teams[0].agents += (0..<510).map { Fixtures.agent("x\($0)", .collector, nil) }
        },
        Breach(state: "an agent without id", "teams[1].agents[2].id") { $0.teams[1].agents[2].id = "" },
        Breach(state: "two agents of one id", "teams[1].agents[2].id") { $0.teams[1].agents[2].id = "a1" },
        Breach(state: "an agent of an unknown role", "teams[0].agents[0].role") {
            $0.teams[0].agents[0].role = .init(rawValue: 5)
        },
        Breach(state: "an agent off all maps", "teams[0].agents[0].position.r") {
            $0.teams[0].agents[0].position?.r = 10_001
        },
        Breach(state: "an agent going nowhere known", "teams[0].agents[0].target.q") {
            $0.teams[0].agents[0].target = HexCoordinate()
            $0.teams[0].agents[0].target?.q = 10_001
        },
        Breach(state: "health that is no number", "teams[0].agents[0].hit_points") {
            $0.teams[0].agents[0].hitPoints = .nan
        },
        Breach(state: "negative full health", "teams[0].agents[0].max_hit_points") {
            $0.teams[0].agents[0].maxHitPoints = -1
        },
        Breach(state: "too much of an attribute", "teams[0].agents[0].attributes.speed_per_mille") {
            $0.teams[0].agents[0].attributes = AgentAttributes()
            $0.teams[0].agents[0].attributes?.speedPerMille = 1001
        },
        Breach(state: "too much of all attributes", "teams[0].agents[0].attributes") {
            var attributes = AgentAttributes()
            (attributes.speedPerMille, attributes.healthPerMille, attributes.attackPerMille) = (1000, 1000, 1000)
            attributes.defensePerMille = 1
            $0.teams[0].agents[0].attributes = attributes
        },
        Breach(state: "a negative load", "teams[0].agents[0].carrying.energy") {
            $0.teams[0].agents[0].carrying = Fixtures.amounts(-1, 0, 0)
        },
        Breach(state: "an agent of an unknown task", "teams[0].agents[0].task") {
            $0.teams[0].agents[0].task = .init(rawValue: 7)
        },
        Breach(state: "an agent of an unknown preference", "teams[0].agents[0].priority") {
            $0.teams[0].agents[0].priority = .init(rawValue: 5)
        },
    ]

    static let events = [
        Breach(state: "too many events", "recent_events") {
            $0.recentEvents = [GameEvent](repeating: GameEvent(), count: 257)
        },
        Breach(state: "an event of an undeclared team", "recent_events[0].team_id") {
            $0.recentEvents = [event { $0.teamID = "green" }]
        },
        Breach(state: "an event with an undeclared team", "recent_events[0].other_team_id") {
            $0.recentEvents = [event { $0.otherTeamID = "green" }]
        },
        Breach(state: "an event at an impossible tick", "recent_events[0].tick") {
            $0.recentEvents = [event { $0.tick = .max }]
        },
        Breach(state: "an event off all maps", "recent_events[0].position.q") {
            $0.recentEvents = [
                event {
                    $0.position = HexCoordinate()
                    $0.position?.q = -10_001
                }
            ]
        },
        Breach(state: "a spawn of an unknown role", "recent_events[0].agent_spawned.role") {
            var spawned = AgentSpawned()
            spawned.role = .init(rawValue: 9)
            $0.recentEvents = [event { $0.kind = .agentSpawned(spawned) }]
        },
        Breach(state: "a loss with too long an id", "recent_events[0].agent_lost.agent_id") {
            var lost = AgentLost()
            lost.agentID = String(repeating: "é", count: 65)
            $0.recentEvents = [event { $0.kind = .agentLost(lost) }]
        },
        Breach(state: "too many cells taken", "recent_events[0].hex_taken.count") {
            var taken = HexTaken()
            taken.count = 16_385
            $0.recentEvents = [event { $0.kind = .hexTaken(taken) }]
        },
        Breach(state: "a negative delivery", "recent_events[0].resources_delivered.amounts.data") {
            var delivered = ResourcesDelivered()
            delivered.amounts = Fixtures.amounts(0, 0, -1)
            $0.recentEvents = [event { $0.kind = .resourcesDelivered(delivered) }]
        },
        Breach(state: "damage that is no number", "recent_events[0].base_attacked.damage") {
            var attack = BaseAttacked()
            attack.damage = .nan
            $0.recentEvents = [event { $0.kind = .baseAttacked(attack) }]
        },
        Breach(state: "negative damage in combat", "recent_events[0].combat.damage_to_other_team") {
            var combat = Combat()
            combat.damageToOtherTeam = -1
            $0.recentEvents = [event { $0.kind = .combat(combat) }]
        },
    ]

    static func observation(_ team: String) -> OpponentObservation {
        var observation = OpponentObservation()
        observation.teamID = team
        return observation
    }

    private static func event(_ change: (inout GameEvent) -> Void) -> GameEvent {
        var event = GameEvent()
        change(&event)
        return event
    }
}
