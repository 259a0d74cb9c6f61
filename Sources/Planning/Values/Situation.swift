// SPDX-License-Identifier: Apache-2.0

/// A match as one team sees it. Teams are numbers here: indices into `teams`. What is not known is
/// `nil` or missing from its list.
public struct Situation: Hashable, Sendable {
    /// Index of the team that asks.
    public var me: Int
    /// All teams.
    public var teams: [TeamView]
    /// Cells that are known, each at most once as far as it matters: of doubles the last one counts.
    public var cells: [CellView] = []
    /// Resources that lie on the map.
    public var deposits: [Deposit] = []
    /// Bases with a known position.
    public var bases: [BaseView] = []
    /// What happened lately.
    public var events: [Event] = []
    /// What opponents were seen doing, beyond that.
    public var observations: [Observation] = []
    /// The map's size.
    public var map: MapSize?
    /// Now, in ticks.
    public var tick: Int64?
    /// When the match ends at the latest.
    public var lastTick: Int64?
    /// Length of a tick in milliseconds of game time.
    public var tickMilliseconds: Int = 100
    /// Greatest number of agents of a team.
    public var agentLimit: Int = 12
    /// What is missing may exist all the same.
    public var isFogged = false
    /// The costs and speeds of `Rules` are the game's own.
    public var rulesAreKnown = false
    /// Sum of what lies on the map, where the places are not known.
    public var resourcesOnMap: ResourceVector?

    /// A match of which nothing is known but its teams.
    public init(me: Int, teams: [TeamView]) {
        precondition(teams.indices.contains(me), "the asking team must be one of the teams")
        self.me = me
        self.teams = teams
    }
}

/// The map's size in columns and rows.
public struct MapSize: Hashable, Sendable {
    /// Number of columns.
    public var columns: Int32
    /// Number of rows.
    public var rows: Int32
    /// Column of the westernmost cells.
    public var firstColumn: Int32 = 0
    /// Row of the northernmost cells.
    public var firstRow: Int32 = 0
    /// How many cells can be owned; `nil`: all but the known obstacles.
    public var passable: Int?

    /// A map of `columns` × `rows` cells.
    public init(columns: Int32, rows: Int32) {
        self.columns = columns
        self.rows = rows
    }

    /// Whether the map has that cell.
    public func contains(_ cell: Cell) -> Bool {
        let column = cell.column - firstColumn
        let row = cell.r - firstRow
        return column >= 0 && column < columns && row >= 0 && row < rows
    }
}

/// A cell as it is known.
public struct CellView: Hashable, Sendable {
    /// Where.
    public var cell: Cell
    /// Index of the team that holds it; −1: nobody.
    public var owner: Int32
    /// How firmly, 0 to 1000.
    public var control: Int32
    /// Nobody passes.
    public var isObstacle: Bool

    /// A cell as it is known.
    public init(_ cell: Cell, owner: Int32 = -1, control: Int32 = 0, isObstacle: Bool = false) {
        self.cell = cell
        self.owner = owner
        self.control = control
        self.isObstacle = isObstacle
    }
}

/// Resources that lie on the map.
public struct Deposit: Hashable, Sendable {
    /// Where; `nil` when not known.
    public var cell: Cell?
    /// What.
    public var resource: Resource
    /// How much.
    public var amount: Double

    /// Resources on a cell.
    public init(_ cell: Cell?, _ resource: Resource, _ amount: Double) {
        self.cell = cell
        self.resource = resource
        self.amount = amount
    }
}

/// A base with a known position.
public struct BaseView: Hashable, Sendable {
    /// Index of the team.
    public var team: Int
    /// Where.
    public var cell: Cell
    /// Health left, 0 to 1; `nil` where that is not known or means nothing.
    public var health: Double?

    /// A team's base.
    public init(team: Int, _ cell: Cell, health: Double? = nil) {
        self.team = team
        self.cell = cell
        self.health = health
    }
}

/// A team as it is known.
public struct TeamView: Hashable, Sendable {
    /// What it has in store.
    public var stock: ResourceVector?
    /// What it earns a second.
    public var income: ResourceVector?
    /// Its agents that are known.
    public var agents: [AgentView] = []
    /// Its share of the ownable cells, 0 to 1, where the game says it.
    public var statedShare: Double?
    /// The same at earlier ticks.
    public var history: [ShareSample] = []

    /// A team of which nothing is known.
    public init() {}
}

/// A team's share of the map at one tick.
public struct ShareSample: Hashable, Sendable {
    /// When.
    public var tick: Int64
    /// Share of the ownable cells, 0 to 1.
    public var share: Double

    /// The share at a tick.
    public init(tick: Int64, share: Double) {
        self.tick = tick
        self.share = share
    }
}

/// An agent as it is known.
public struct AgentView: Hashable, Sendable {
    /// Its role.
    public var role: Role?
    /// Where it stands.
    public var cell: Cell?
    /// Where it goes.
    public var target: Cell?
    /// What it does.
    public var task: Work?
    /// Health left, 0 to 1; `nil`: taken as unhurt.
    public var health: Double?
    /// Health left in the game's units, where the full health is not known.
    public var hitPoints: Double?
    /// What it is made of; `nil`: as usual for its role.
    public var attributes: Attributes?
    /// How much it carries, all resources together.
    public var carrying: Double = 0

    /// An agent of which only the role and the place may be known.
    public init(_ role: Role?, at cell: Cell? = nil) {
        self.role = role
        self.cell = cell
    }
}

/// Something that happened.
public struct Event: Hashable, Sendable {
    /// What happened.
    public enum Kind: Hashable, Sendable {
        /// The team got an agent.
        case spawned(Role?)
        /// The team lost an agent.
        case lost(Role?)
        /// The team took cells.
        case took(Int)
        /// The team brought resources home.
        case delivered(Double)
        /// The team was attacked at its base.
        case baseAttacked
        /// Both teams fought.
        case fought
    }

    /// When.
    public var tick: Int64
    /// Index of the team; `nil` when not known.
    public var team: Int?
    /// Index of the other team.
    public var other: Int?
    /// Where.
    public var cell: Cell?
    /// What.
    public var kind: Kind

    /// Something that happened to a team, or that it did.
    public init(tick: Int64, team: Int?, other: Int? = nil, at cell: Cell? = nil, _ kind: Kind) {
        self.tick = tick
        self.team = team
        self.other = other
        self.cell = cell
        self.kind = kind
    }
}
