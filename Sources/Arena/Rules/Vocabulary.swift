// SPDX-License-Identifier: Apache-2.0

/// What an agent is for. The raw values index columns of four.
public enum AgentRole: UInt8, CaseIterable, BitwiseCopyable, Sendable {
    /// Gathers resources.
    case collector
    /// Claims cells.
    case explorer
    /// Holds bases and territory.
    case defender
    /// Fights.
    case attacker
}

/// What an agent does. The raw values index columns of six.
public enum AgentTask: UInt8, CaseIterable, BitwiseCopyable, Sendable {
    /// Gather resources and deliver them.
    case collect
    /// Claim cells.
    case expand
    /// Seek the opponents' agents and cells.
    case attack
    /// Meet opponents on own cells.
    case defendTerritory
    /// Meet opponents near the own base.
    case defendBase
    /// Look at what has not been seen.
    case scout
}

/// What is gathered and spent. The raw values index columns of three.
public enum ResourceKind: UInt8, CaseIterable, BitwiseCopyable, Sendable {
    /// Energy.
    case energy
    /// Materials.
    case materials
    /// Data.
    case data
}

/// What an agent prefers when tasks are equal.
public enum AgentPreference: UInt8, CaseIterable, BitwiseCopyable, Sendable {
    /// Energy first.
    case energy
    /// Materials first.
    case materials
    /// Data first.
    case data
    /// Cells first.
    case territory
    /// No preference.
    case nothing
}

/// How a match ended.
public enum Ending: UInt8, CaseIterable, BitwiseCopyable, Sendable {
    /// It has not.
    case running
    /// One team held enough of the cells for long enough.
    case territory
    /// One team is left.
    case elimination
    /// One team has many times what the others have.
    case resources
    /// The time was up, and one team led.
    case time
    /// The time was up, and none did; or all went down together.
    case draw
}

/// What an agent is made of, each in thousandths of the greatest possible.
public struct AgentMake: BitwiseCopyable, Hashable, Sendable {
    /// How fast it moves and strikes, 0 to 1000.
    public var speed: Int16
    /// How much damage it survives, 0 to 1000.
    public var health: Int16
    /// How much damage it does, 0 to 1000.
    public var attack: Int16
    /// How much of each blow it wards off, 0 to 1000.
    public var defense: Int16
    /// How much it carries, 0 to 1000.
    public var carry: Int16

    /// A make. Values outside of 0 to 1000 are brought into the range.
    public init(speed: Int16, health: Int16, attack: Int16, defense: Int16, carry: Int16) {
        self.speed = min(max(speed, 0), 1000)
        self.health = min(max(health, 0), 1000)
        self.attack = min(max(attack, 0), 1000)
        self.defense = min(max(defense, 0), 1000)
        self.carry = min(max(carry, 0), 1000)
    }

    /// The five together, 0 to 5000; a legal make has at most `Rules.greatestMakeSum`.
    public var sum: Int32 { Int32(speed) + Int32(health) + Int32(attack) + Int32(defense) + Int32(carry) }

    /// The same proportions with a sum of at most `limit`.
    func scaled(to limit: Int32) -> AgentMake {
        let sum = sum
        guard sum > limit else { return self }
        func part(_ attribute: Int16) -> Int16 { Int16(Int32(attribute) * limit / sum) }
        return AgentMake(
            speed: part(speed), health: part(health), attack: part(attack), defense: part(defense), carry: part(carry))
    }
}
