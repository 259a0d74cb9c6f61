// SPDX-License-Identifier: Apache-2.0

/// Something that an opponent was seen doing, beyond what the situation shows.
public struct Observation: Hashable, Sendable {
    /// Index of the opponent.
    public var team: Int
    /// What its agents did.
    public var task: Work?
    /// With how many agents by role.
    public var agents: RoleVector?
    /// How the caller thinks that it plays.
    public var archetype: Archetype?
    /// Where.
    public var area: Area?
    /// Ticks since then; `nil`: now.
    public var age: Int64?
    /// How much it weighs against the others.
    public var weight: Double = 1

    /// An observation of a team.
    public init(team: Int) {
        self.team = team
    }
}
