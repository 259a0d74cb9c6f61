// SPDX-License-Identifier: Apache-2.0

/// Where a match stands: one block of memory without pointers, laid out as columns.
///
/// Agents are numbered `team * Capacity.agentsPerTeam + slot`; `alive` says which slots are taken.
public struct MatchState: BitwiseCopyable, Sendable {
    // MARK: The match

    /// Ticks played.
    public var tick: Int32 = 0
    /// How it ended, or that it has not.
    public var ending = Ending.running
    /// Who won; `noTeam` while it runs and after a draw.
    public var winner = Self.noTeam
    /// Teams that play.
    public let teamCount: UInt8
    /// Where new piles appear.
    public var waves: Randomness

    // MARK: Cells

    /// Control of the cell by `holder`, 0 to 1000.
    public var control = InlineArray<1024, Int16>(repeating: 0)
    /// The team that has control over the cell, or `noTeam`.
    public var holder = InlineArray<1024, UInt8>(repeating: Self.noTeam)
    /// What lies on the cell.
    public var deposit = InlineArray<1024, ResourceUnits>(repeating: ResourceUnits())
    /// Cells on which something lies, by resource.
    public var deposits = CellSets<96>()
    /// How many cells have a deposit.
    public var depositCount: Int32 = 0

    // MARK: Teams

    /// Each team's possessions and counts.
    public var teams = InlineArray<6, TeamState>(repeating: TeamState())
    /// What each team is to do.
    public var orders: InlineArray<6, Orders>

    // MARK: Each team's sets of cells

    /// Cells that belong to it.
    public var owned = TeamCells()
    /// Own cells next to a cell that is not, as last counted.
    public var frontier = TeamCells()
    /// Cells on which it has agents.
    public var occupied = TeamCells()
    /// The rows of `occupied` in which there is one, as bits.
    var occupiedRows = InlineArray<6, UInt32>(repeating: 0)
    /// Cells that one of its agents has chosen, so that no other one need go there.
    public var chosen = TeamCells()
    /// Cells that its agents see, as last counted.
    public var visible = TeamCells()
    /// Cells that they have ever seen.
    public var explored = TeamCells()
    /// Under fog, where other teams' cells were when they were last seen.
    public var knownForeign = TeamCells()
    /// Under fog, where resources lay when they were last seen; the set is three times the team plus the
    /// resource.
    public var knownDeposits = CellSets<576>()

    // MARK: Agents

    /// Slots of each team that are taken, as bits.
    public var alive = InlineArray<6, UInt32>(repeating: 0)
    /// Where the agent is.
    public var cell = InlineArray<96, UInt16>(repeating: 0)
    /// How far it is on the way to the next cell, in thousandths.
    public var progress = InlineArray<96, Int16>(repeating: 0)
    /// Health left, in tenths of a hit point.
    public var health = InlineArray<96, Int16>(repeating: 0)
    /// Ticks until it may strike again.
    public var cooldown = InlineArray<96, UInt8>(repeating: 0)
    /// Ticks until it chooses a target again.
    public var patience = InlineArray<96, UInt8>(repeating: 0)
    /// The cell that it wants to be on.
    public var target = InlineArray<96, UInt16>(repeating: 0)
    /// What it does.
    public var task = InlineArray<96, AgentTask>(repeating: .collect)
    /// What it does besides that.
    public var mood = InlineArray<96, AgentMood>(repeating: [])
    /// What it carries.
    public var load = InlineArray<96, ResourceUnits>(repeating: ResourceUnits())
    /// What follows from its role and design.
    public var body = InlineArray<96, AgentBody>(repeating: AgentBody())

    // MARK: Accounts

    /// Units that ever came into the match, by resource: at the start, in waves, as income.
    public var created = SIMD4<Int32>()
    /// Units that were lost because a cell was full.
    public var wasted = SIMD4<Int32>()

    /// A team that is none.
    public static let noTeam = UInt8.max

    init(teamCount: Int, waves: Randomness, orders: Orders) {
        self.teamCount = UInt8(teamCount)
        self.waves = waves
        self.orders = InlineArray(repeating: orders)
    }
}

extension MatchState {
    @inline(__always)
    static func agent(_ team: Int, _ slot: Int) -> Int { team * Capacity.agentsPerTeam + slot }

    /// The numbers of a team's living agents, lowest first.
    @inline(__always)
    public func agents(of team: Int) -> AgentNumbers { AgentNumbers(slots: alive[team], first: Self.agent(team, 0)) }

    /// Living agents of a team.
    @inline(__always)
    public func agentCount(of team: Int) -> Int { alive[team].nonzeroBitCount }

    /// Living agents of a team by role.
    @inline(__always)
    public func roleCounts(of team: Int) -> SIMD4<Int32> {
        var counts = SIMD4<Int32>()
        for agent in agents(of: team) { counts[Int(body[agent].role.rawValue)] += 1 }
        return counts
    }

    /// The same for the tick: `mutating`, so that the column is not copied to be read.
    mutating func countRoles(of team: Int) -> SIMD4<Int32> {
        var counts = SIMD4<Int32>()
        for agent in agents(of: team) { counts[Int(body[agent].role.rawValue)] += 1 }
        return counts
    }

    /// The team that the cell belongs to, or `noTeam`.
    @inline(__always)
    public func owner(of cell: Int, _ rules: Rules) -> UInt8 {
        Int32(control[cell]) > rules.ownedBeyond ? holder[cell] : Self.noTeam
    }
}

/// Numbers of agents, one after the other.
public struct AgentNumbers: Sequence, IteratorProtocol, BitwiseCopyable, Sendable {
    var slots: UInt32
    let first: Int

    /// The next one.
    @inline(__always)
    public mutating func next() -> Int? {
        guard slots != 0 else { return nil }
        defer { slots &= slots &- 1 }
        return first &+ slots.trailingZeroBitCount
    }
}
