// SPDX-License-Identifier: Apache-2.0

/// The numbers of the game. Whole numbers only: a match has to come out the same on every machine.
///
/// Lengths are thousandths of a cell, time is ticks of a tenth of a second, health and damage are tenths
/// of a hit point, shares are thousandths.
public struct Rules: BitwiseCopyable, Sendable {
    // MARK: The match

    /// Ticks after which the match is decided by territory.
    public var matchTicks: Int32 = 6000
    /// Share of the passable cells that wins when held for `territoryTicks`.
    public var territoryShare: Int32 = 618
    /// Ticks for which the share must be held.
    public var territoryTicks: Int32 = 199
    /// A team wins by resources with this many times what every other team has ...
    public var resourceFactor: Int32 = 9
    /// ... and more than this in all.
    public var resourceFloor: Int32 = 100
    /// At the limit a lead of less than this share of the cells is a draw.
    public var drawMargin: Int32 = 20

    // MARK: Agents

    /// Most living agents of a team; at most `Capacity.agentsPerTeam`.
    public var agentLimit: Int32 = 12
    /// The five attributes of an agent have at most this sum; `Match.order` scales down those that have more.
    public var greatestMakeSum: Int32 = 3000
    /// Way in a tick of an agent with speed 0.
    public var paceBase: Int32 = 115
    /// Way in a tick that speed 1000 adds.
    public var paceGain: Int32 = 192
    /// Health of an agent with health 0.
    public var healthBase: Int32 = 500
    /// Health that health 1000 adds.
    public var healthGain: Int32 = 1000
    /// Strength of an agent with attack 0.
    public var attackBase: Int32 = 81
    /// Strength that attack 1000 adds.
    public var attackGain: Int32 = 226
    /// Armour of an agent with defense 0.
    public var armorBase: Int32 = 20
    /// Armour that defense 1000 adds.
    public var armorGain: Int32 = 150
    /// Share of the armour that is taken off each blow.
    public var armorShare: Int32 = 368
    /// Units carried with carry 0.
    public var carryBase: Int32 = 2
    /// Units that carry 1000 adds.
    public var carryGain: Int32 = 8
    /// Ticks between blows at speed 0.
    public var cooldownBase: Int32 = 15
    /// Ticks that speed 1000 takes off.
    public var cooldownGain: Int32 = 7
    /// Health given back in a tick next to the own base.
    public var healing: Int32 = 2
    /// Share of a blow's damage that is done to an agent on its own team's cell.
    public var homeDamage: Int32 = 615
    /// Share of a blow's damage by role of who strikes (row) and of who is struck.
    public var counterDamage: InlineArray<16, Int32> = [
        1096, 1023, 1471, 712,
        2021, 1011, 421, 816,
        858, 876, 428, 1246,
        400, 1515, 1037, 2500,
    ]

    // MARK: Territory

    /// What an agent adds to its team's control of its cell in a tick, by role.
    public var claim: InlineArray<4, Int32> = [17, 23, 4, 6]
    /// Beyond this a cell belongs to the team that controls it.
    public var ownedBeyond: Int32 = 200
    /// Ticks between payments for territory.
    public var incomeTicks: Int32 = 50
    /// Cells that pay one unit of each resource; 0: territory pays nothing.
    public var incomeCells: Int32 = 107

    // MARK: Resources

    /// Units of each resource at the start.
    public var startStock: Int32 = 44
    /// Piles for each team at the start.
    public var startPiles: Int32 = 10
    /// Ticks between new piles, one for each team.
    public var waveTicks: Int32 = 8
    /// Most units of a new pile; the least is one.
    public var waveAmount: Int32 = 5
    /// Cells with resources beyond which no new ones appear.
    public var pileLimit: Int32 = 100

    // MARK: Spawning

    /// Ticks between spawns.
    public var spawnTicks: Int32 = 60
    /// Stock of every resource above which spawning takes 0.8 of the time.
    public var richStock: Int32 = 100
    /// Stock of any resource below which spawning takes 1.5 of the time.
    public var poorStock: Int32 = 30
    /// Cost multipliers by role (rows) and resource, in thousandths.
    public var costs: InlineArray<12, Int32> = [
        452, 565, 678,
        1000, 800, 1000,
        2135, 2668, 1423,
        1397, 1117, 931,
    ]
    /// How well each role does each kind of work, by role (rows) and `AgentTask`, in thousandths.
    public var affinity: InlineArray<24, Int32> = [
        1000, 300, 100, 100, 100, 300,
        300, 1000, 200, 200, 100, 1000,
        100, 300, 400, 1000, 1000, 200,
        100, 300, 1000, 500, 400, 300,
    ]

    // MARK: Choosing

    /// Ticks after which an agent chooses its target again.
    public var choiceTicks: Int32 = 12
    /// The same for an agent that has an opponent near.
    public var fightChoiceTicks: Int32 = 4
    /// Distance, in cells, that counts besides the way to a target.
    public var choiceDistance: Int32 = 3
    /// Opponents this near to the base, in cells, are the concern of those who defend it.
    public var baseZone: Int32 = 3

    // MARK: Sight

    /// Whether a team knows only what its agents see or have seen.
    public var isFogged = false
    /// Cells that an agent sees around itself, in thousandths, at speed 0.
    public var visionBase: Int32 = 1923
    /// What speed 1000 adds to that.
    public var visionGain: Int32 = 1923

    /// Rules with the values of their declarations.
    public init() {}
}

extension Rules {
    /// What an agent costs, for each resource.
    public func cost(of role: AgentRole, _ make: AgentMake) -> SIMD4<Int32> {
        // 10 · multiplier · (0.8 + sum / 5), rounded; all three factors are in thousandths.
        let base = 800 + make.sum / 5
        var cost = SIMD4<Int32>()
        for kind in 0..<3 {
            cost[kind] = (costs[Int(role.rawValue) * 3 + kind] * base * 10 + 500_000) / 1_000_000
        }
        return cost
    }

    /// A gain scaled by an attribute.
    @inline(__always)
    static func scaled(_ base: Int32, _ gain: Int32, _ attribute: Int16) -> Int32 {
        base + gain * Int32(attribute) / 1000
    }
}
