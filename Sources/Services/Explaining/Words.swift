// SPDX-License-Identifier: Apache-2.0

import Planning
import StrategosAPI

/// English for people. Team ids are the only strings of callers in it; the schema keeps them to letters,
/// digits and a few signs.
enum Words {
    static func name(_ archetype: Planning.Archetype) -> String {
        switch archetype {
        case .balanced: "balanced"
        case .rush: "rush"
        case .turtle: "turtle"
        case .boom: "boom"
        case .expand: "expand"
        case .raid: "raid"
        }
    }

    static func name(_ posture: Planning.Posture) -> String {
        switch posture {
        case .aggressive: "aggressive"
        case .defensive: "defensive"
        case .balanced: "balanced"
        case .economic: "economic"
        }
    }

    static func name(_ focus: Planning.Focus) -> String {
        switch focus {
        case .territory: "territory"
        case .resources: "resources"
        case .combat: "combat"
        }
    }

    static func name(_ role: Role, plural: Bool = false) -> String {
        let name =
            switch role {
            case .collector: "collector"
            case .explorer: "explorer"
            case .defender: "defender"
            case .attacker: "attacker"
            }
        return plural ? name + "s" : name
    }

    /// One of a role, with its article.
    static func one(_ role: Role) -> String { (role == .explorer || role == .attacker ? "an " : "a ") + name(role) }

    static func name(_ resource: Planning.Resource) -> String {
        switch resource {
        case .energy: "energy"
        case .materials: "materials"
        case .data: "data"
        }
    }

    static func name(_ work: Work) -> String {
        switch work {
        case .collect: "collecting"
        case .expand: "expanding"
        case .attack: "attacking"
        case .defend: "defending"
        }
    }

    static func order(_ task: Planning.TaskKind) -> String {
        switch task {
        case .collect: "collect"
        case .expand: "expand"
        case .attack: "attack"
        case .defendTerritory: "hold the frontier"
        case .defendBase: "defend the base"
        case .scout: "scout"
        }
    }

    static func name(_ phase: Measures.Phase) -> String {
        switch phase {
        case .unknown: "unknown phase"
        case .opening: "opening"
        case .middle: "middle game"
        case .late: "late game"
        }
    }

    static func place(_ cell: Cell) -> String { "(\(cell.q), \(cell.r))" }

    static func place(_ area: Area?) -> String { area.map { " around \(place($0.center))" } ?? "" }

    static func percent(_ part: Double) -> String { "\(Int((part * 100).rounded())) %" }

    /// With one decimal.
    static func decimal(_ value: Double) -> String {
        let tenths = Int((max(-1e9, min(1e9, value)) * 10).rounded())
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    /// With two decimals.
    static func hundredths(_ value: Double) -> String {
        let hundredths = Int((max(-1e9, min(1e9, value)) * 100).rounded())
        let fraction = abs(hundredths) % 100
        return "\(hundredths < 0 ? "-" : "")\(abs(hundredths) / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }

    static func name(_ term: Candidate.Term) -> String {
        switch term {
        case .economy: "collecting"
        case .expansion: "expanding"
        case .attack: "attacking"
        case .defense: "defending"
        case .opponents: "what the opponents seem to play"
        case .change: "the roles that are there"
        case .cost: "what the stockpile pays for"
        case .continuity: "staying on course"
        }
    }

    static func amount(_ value: Double) -> String {
        let rounded = value.rounded()
        return rounded == value ? "\(Int(value))" : decimal(value)
    }

    static func cost(_ cost: ResourceVector) -> String {
        "\(amount(cost[.energy])) energy, \(amount(cost[.materials])) materials, \(amount(cost[.data])) data"
    }

    static func list(_ items: [String]) -> String {
        guard items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + items[items.count - 1]
    }

    static func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    static func counter(_ counter: CounterMove, team: String) -> String {
        "\(team) seems to play \(name(counter.observed)) (\(percent(Double(counter.likelihood) / 1000))): "
            + "\(order(counter.response))\(place(counter.area))."
    }

    /// Within the schema's limit of a description.
    static func bounded(_ text: String, _ greatest: Int = 1000) -> String {
        text.unicodeScalars.count <= greatest
            ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(greatest)))
    }
}
