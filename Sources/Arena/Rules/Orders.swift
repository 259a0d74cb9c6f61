// SPDX-License-Identifier: Apache-2.0

/// Where a task is wanted.
public struct OrderZone: BitwiseCopyable, Hashable, Sendable {
    /// The cell in the middle, or `GameMap.none`.
    public var center: UInt16
    /// Greatest distance from it, in cells, without regard to obstacles.
    public var radius: UInt8

    /// Everywhere.
    public static let anywhere = OrderZone(center: GameMap.none, radius: 0)

    /// All cells within a distance of a cell.
    public init(center: UInt16, radius: UInt8) {
        self.center = center
        self.radius = radius
    }

    /// Whether it leaves nothing out.
    @inline(__always)
    public var isEverywhere: Bool { center == GameMap.none }
}

/// What new agents of a role are like: an `AgentSpec` without its prose.
public struct AgentDesign: BitwiseCopyable, Hashable, Sendable {
    /// What they are made of.
    public var make: AgentMake
    /// What they prefer.
    public var preference = AgentPreference.nothing
    /// Where they go first.
    public var deployment = OrderZone.anywhere

    /// A design without preference or place.
    public init(_ make: AgentMake) { self.make = make }
}

/// What a strategy means to the simulation: numbers only, part of the state, so that a copy of a state
/// goes on under the same orders. `Intent` makes them from the words of a strategy.
public struct Orders: BitwiseCopyable, Sendable {
    /// How much each `AgentTask` weighs, 0 to 4000; 1000 is the usual most.
    public var weights: InlineArray<6, Int16>
    /// Where each `AgentTask` is wanted.
    public var zones = InlineArray<6, OrderZone>(repeating: .anywhere)
    /// The shares of the roles that are wanted, in proportion.
    public var mix: InlineArray<4, Int16>
    /// How much each resource is wanted, in proportion; 333 each is even.
    public var shares: InlineArray<3, Int16> = [333, 333, 333]
    /// Time between spawns, in thousandths of the rules' time.
    public var spawnInterval: Int16 = 1000
    /// Health, in thousandths, at which an agent withdraws.
    public var retreatHealth: Int16 = 250
    /// An agent that is fit to fight turns on an opponent within this many cells whatever else it does.
    public var engagement: UInt8 = 2
    /// The team whose agents and cells are sought before those of others, or `MatchState.noTeam`.
    public var rival = MatchState.noTeam
    /// What new agents are like, by role.
    public var designs: InlineArray<4, AgentDesign> = [
        AgentDesign(AgentMake(speed: 400, health: 500, attack: 200, defense: 500, carry: 800)),
        AgentDesign(AgentMake(speed: 800, health: 400, attack: 400, defense: 300, carry: 300)),
        AgentDesign(AgentMake(speed: 300, health: 900, attack: 600, defense: 900, carry: 200)),
        AgentDesign(AgentMake(speed: 700, health: 600, attack: 900, defense: 500, carry: 100)),
    ]

    /// The weight of each task times the affinity of each role (rows) to it; `checked` works it out.
    private(set) var worths = InlineArray<24, Int16>(repeating: 0)
    /// Whether a zone leaves something out; `checked` finds out.
    private(set) var hasZones = false

    /// Orders from the weights of the four kinds of work, and from the mix of roles.
    ///
    /// - Parameters:
    ///   - collect, expand, attack, defend: weights, 0 to 1000. Defending is that of territory, with half
    ///     the weight for the base.
    ///   - mix: collectors, explorers, defenders, attackers, in proportion.
    public init(collect: Int16, expand: Int16, attack: Int16, defend: Int16, mix: InlineArray<4, Int16>) {
        weights = [collect, expand, attack, defend, defend / 2, 0]
        self.mix = mix
    }

    @inline(__always)
    func zone(_ task: AgentTask) -> OrderZone { zones[Int(task.rawValue)] }

    /// The same orders with every number in its range and every zone on the map, so that none can trap, and
    /// with what follows from them.
    func checked(on map: GameMap, _ rules: Rules) -> Orders {
        let cells = map.geometry.count
        var orders = self
        for index in 0..<6 {
            orders.weights[index] = min(max(weights[index], 0), 4000)
            if Int(zones[index].center) >= cells { orders.zones[index] = .anywhere }
        }
        for index in 0..<4 {
            orders.mix[index] = min(max(mix[index], 0), 1000)
            let make = designs[index].make
            orders.designs[index].make = AgentMake(
                speed: make.speed, health: make.health, attack: make.attack, defense: make.defense, carry: make.carry
            ).scaled(to: rules.greatestMakeSum)
            if Int(designs[index].deployment.center) >= cells { orders.designs[index].deployment = .anywhere }
        }
        for index in 0..<3 { orders.shares[index] = min(max(shares[index], 0), 1000) }
        orders.spawnInterval = min(max(spawnInterval, 100), 10_000)
        orders.retreatHealth = min(max(retreatHealth, 0), 1000)
        orders.engagement = min(engagement, 8)
        if Int(rival) >= map.teamCount { orders.rival = MatchState.noTeam }
        orders.hasZones = false
        for task in 0..<6 {
            if !orders.zones[task].isEverywhere { orders.hasZones = true }
            for role in 0..<4 {
                let affinity = rules.affinity[role * 6 + task]
                orders.worths[role * 6 + task] = Int16(Int32(orders.weights[task]) * affinity / 1000)
            }
        }
        return orders
    }
}
