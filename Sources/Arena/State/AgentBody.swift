// SPDX-License-Identifier: Apache-2.0

/// What follows from an agent's role and design, worked out when it appears.
public struct AgentBody: BitwiseCopyable, Hashable, Sendable {
    /// What it is for.
    public var role = AgentRole.collector
    /// What it prefers.
    public var preference = AgentPreference.nothing
    /// Way in a tick, in thousandths of a cell.
    public var pace: Int16 = 0
    /// Full health.
    public var fullHealth: Int16 = 0
    /// Damage before armour.
    public var strength: Int16 = 0
    /// Damage that is taken off each blow.
    public var ward: Int16 = 0
    /// Ticks between blows.
    public var cooldown: UInt8 = 0
    /// Units that it can carry.
    public var capacity: UInt8 = 0
    /// Cells that it sees around itself.
    public var vision: UInt8 = 0

    /// Nobody.
    init() {}

    /// An agent of a role and a design under the rules.
    public init(_ role: AgentRole, _ design: AgentDesign, _ rules: Rules) {
        let make = design.make
        self.role = role
        preference = design.preference
        pace = Int16(Rules.scaled(rules.paceBase, rules.paceGain, make.speed))
        fullHealth = Int16(Rules.scaled(rules.healthBase, rules.healthGain, make.health))
        strength = Int16(Rules.scaled(rules.attackBase, rules.attackGain, make.attack))
        ward = Int16(Rules.scaled(rules.armorBase, rules.armorGain, make.defense) * rules.armorShare / 1000)
        cooldown = UInt8(Rules.scaled(rules.cooldownBase, -rules.cooldownGain, make.speed))
        capacity = UInt8(Rules.scaled(rules.carryBase, rules.carryGain, make.carry))
        vision = UInt8((Rules.scaled(rules.visionBase, rules.visionGain, make.speed) + 500) / 1000)
    }
}

/// What an agent does besides its task.
public struct AgentMood: OptionSet, BitwiseCopyable, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8

    /// Moods from bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// It withdraws until it is healed.
    public static let retreating = AgentMood(rawValue: 1)
    /// It goes to the place that it was deployed to.
    public static let deploying = AgentMood(rawValue: 2)
    /// It goes to the base to deliver.
    public static let delivering = AgentMood(rawValue: 4)
    /// Its target is in its team's `MatchState.chosen`.
    public static let choosing = AgentMood(rawValue: 8)
}
