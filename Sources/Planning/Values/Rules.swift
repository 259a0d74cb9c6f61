// SPDX-License-Identifier: Apache-2.0

/// Costs, speeds and strengths of the reference game. For a game of unknown rules they are the best
/// guess, and the answer says so.
public enum Rules {
    /// Width of a cell in pixels: speeds are given in pixels a second.
    static let cellWidth = 52.0
    /// Milliseconds between spawns.
    static let spawnInterval = 15_000.0

    /// Cost multipliers of a role: energy, materials, data.
    public static func costFactors(_ role: Role) -> ResourceVector {
        switch role {
        case .collector: [0.8, 1.0, 1.2]
        case .explorer: [1.0, 0.8, 1.0]
        case .defender: [1.2, 1.5, 0.8]
        case .attacker: [1.5, 1.2, 1.0]
        }
    }

    /// What an agent costs: 10 × factor × (0.8 + sum / 5) of each resource, rounded.
    public static func cost(_ role: Role, attributeSum: Int32) -> ResourceVector {
        let size = 0.8 + Double(attributeSum) / 5000
        return (costFactors(role) * (10 * size)).rounded(.toNearestOrAwayFromZero)
    }

    /// What a typical agent of the role costs.
    public static func typicalCost(_ role: Role) -> ResourceVector {
        cost(role, attributeSum: typical(role).sum)
    }

    /// What an agent of the role is usually made of.
    public static func typical(_ role: Role) -> Attributes {
        switch role {
        case .collector: Attributes(speed: 400, health: 500, attack: 200, defense: 500, carry: 800)
        case .explorer: Attributes(speed: 800, health: 400, attack: 400, defense: 300, carry: 300)
        case .defender: Attributes(speed: 300, health: 900, attack: 600, defense: 900, carry: 200)
        case .attacker: Attributes(speed: 700, health: 600, attack: 900, defense: 500, carry: 100)
        }
    }

    /// Cells that an agent crosses in a second.
    static func cellsPerSecond(_ attributes: Attributes) -> Double {
        (60 + 0.1 * Double(attributes.speed)) / cellWidth
    }

    /// Cells that an agent sees around itself.
    static func visionCells(_ attributes: Attributes) -> Double {
        (100 + 0.1 * Double(attributes.speed)) / cellWidth
    }

    /// Units that an agent carries at once.
    static func capacity(_ attributes: Attributes) -> Double { 2 + 0.008 * Double(attributes.carry) }

    /// Health of an unhurt agent in the game's units.
    static func hitPoints(_ attributes: Attributes) -> Double { 50 + 0.1 * Double(attributes.health) }

    /// Attack and defence of a middling agent, in the game's units.
    static let middling = (attack: 15.0, defense: 9.5)

    /// Damage of one blow before it is warded off.
    static func blow(_ attributes: Attributes) -> Double { 5 + 0.02 * Double(attributes.attack) }

    /// What wards blows off.
    static func guardValue(_ attributes: Attributes) -> Double { 2 + 0.015 * Double(attributes.defense) }

    /// Damage a second against a defence.
    static func damagePerSecond(_ attributes: Attributes, against defense: Double = middling.defense) -> Double {
        max(1, blow(attributes) - defense / 5) / (1.5 - 0.0007 * Double(attributes.speed))
    }

    /// Damage that must be dealt before it dies, by an opponent of that attack.
    static func staying(_ attributes: Attributes, against attack: Double = middling.attack) -> Double {
        hitPoints(attributes) * attack / max(1, attack - guardValue(attributes) / 5)
    }

    /// Fighting strength of one agent: an unhurt typical attacker has 1. Strengths add up to the
    /// side's; by Lanchester's square law a side's worth grows with the square of its sum.
    static func strength(_ attributes: Attributes, health: Double) -> Double {
        let typicalAttacker = 51.3
        return (damagePerSecond(attributes) * staying(attributes) * health).squareRoot() / typicalAttacker
    }
}
