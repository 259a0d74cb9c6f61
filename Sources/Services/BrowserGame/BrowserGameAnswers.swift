// SPDX-License-Identifier: Apache-2.0

import Protobuf
import StrategosAPI

/// Answers in the browser game's words.
enum BrowserGameAnswers {
    /// The answer to `POST /api/team-strategy`.
    static func strategy(_ strategy: TeamStrategy) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        write(strategy, to: &writer)
        writer.key("description")
        writer.string(description(strategy.description))
        writer.endObject()
        return writer.bytes
    }

    /// The answer to `POST /api/agent-specification`.
    static func agent(_ agent: AgentSpec) -> [UInt8] {
        let attributes = agent.attributes ?? AgentAttributes()
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("role")
        writer.string(role(agent.role))
        writer.key("attributes")
        writer.beginObject()
        let values = [
            ("speed", attributes.speedPerMille), ("health", attributes.healthPerMille),
            ("attack", attributes.attackPerMille), ("defense", attributes.defensePerMille),
            ("carryCapacity", attributes.carryCapacityPerMille),
        ]
        for (name, value) in values {
            writer.key(name)
            writer.double(Double(value) / 1000)
        }
        writer.endObject()
        writer.key("priority")
        writer.string(priority(agent.priority))
        writer.key("description")
        writer.string(description(agent.description))
        writer.endObject()
        return writer.bytes
    }

    /// What a WebSocket says to one team.
    static func directive(_ strategy: TeamStrategy, team: String, wanted: RoleCounts) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("type")
        writer.string("directive")
        writer.key("team")
        writer.string(team)
        writer.key("data")
        writer.beginObject()
        write(strategy, to: &writer)
        writer.key("agentRecommendations")
        writer.beginArray()
        let counts = [
            ("collector", wanted.collectors), ("explorer", wanted.explorers), ("defender", wanted.defenders),
            ("attacker", wanted.attackers),
        ]
        for (type, count) in counts where count > 0 {
            writer.element()
            writer.beginObject()
            writer.key("type")
            writer.string(type)
            writer.key("count")
            writer.uint32(count)
            writer.endObject()
        }
        writer.endArray()
        if let focus = strategy.priorities.first(where: { $0.zone?.center != nil }), let zone = focus.zone,
            let center = zone.center
        {
            let place = BrowserGameMap.place(of: center)
            writer.key("territoryFocus")
            writer.beginObject()
            writer.key("x")
            writer.double(place.x.rounded())
            writer.key("y")
            writer.double(place.y.rounded())
            writer.key("radius")
            writer.double(BrowserGameMap.length(of: zone.radius).rounded())
            writer.key("priority")
            writer.double(Double(focus.weightPerMille) / 1000)
            writer.endObject()
        }
        writer.endObject()
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    // MARK: Words

    private static func write(_ strategy: TeamStrategy, to writer: inout JSONWriter) {
        writer.key("strategy")
        writer.string(posture(strategy.posture))
        writer.key("focus")
        writer.string(focus(strategy.focus))
        writer.key("priorities")
        writer.beginArray()
        var written: Set<String> = []
        for priority in strategy.priorities {
            let word = task(priority.task, priority.resource, of: strategy)
            guard written.insert(word).inserted else { continue }
            writer.element()
            writer.string(word)
        }
        writer.endArray()
    }

    private static func posture(_ posture: Posture) -> String {
        switch posture {
        case .aggressive: "aggressive"
        case .defensive: "defensive"
        case .economic: "economic"
        default: "balanced"
        }
    }

    private static func focus(_ focus: Focus) -> String {
        switch focus {
        case .resources: "resources"
        case .combat: "combat"
        default: "territory"
        }
    }

    private static func task(_ task: TaskKind, _ resource: ResourceKind, of strategy: TeamStrategy) -> String {
        switch task {
        case .attackEnemies: return "attack_enemies"
        case .defendTerritory: return "defend_territory"
        case .defendBase: return "defend_base"
        case .collect:
            switch resource == .unspecified ? scarcest(strategy.resourceShares) : resource {
            case .materials: return "collect_materials"
            case .data: return "collect_data"
            default: return "collect_energy"
            }
        // That game has no word for scouting, which is done by going where nobody was.
        default: return "expand_territory"
        }
    }

    /// The resource that the strategy wants most of.
    private static func scarcest(_ shares: ResourceShares?) -> ResourceKind {
        guard let shares else { return .energy }
        let most = max(shares.energyPerMille, shares.materialsPerMille, shares.dataPerMille)
        return most == shares.energyPerMille ? .energy : most == shares.materialsPerMille ? .materials : .data
    }

    private static func role(_ role: AgentRole) -> String {
        switch role {
        case .explorer: "explorer"
        case .defender: "defender"
        case .attacker: "attacker"
        default: "collector"
        }
    }

    private static func priority(_ priority: AgentPriority) -> String {
        switch priority {
        case .energy: "energy"
        case .materials: "materials"
        case .data: "data"
        default: "territory"
        }
    }

    /// That game takes descriptions of 5 to 200 characters.
    private static func description(_ text: String) -> String {
        guard text.count > 200 else { return text.count < 5 ? "By the planner." : text }
        return text.prefix(199) + "…"
    }
}
