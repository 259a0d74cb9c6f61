// SPDX-License-Identifier: Apache-2.0

/// How a team behaves on the whole.
public enum Posture: UInt8, CaseIterable, BitwiseCopyable, Sendable {
    /// Seek the fight.
    case aggressive
    /// Hold what is there.
    case defensive
    /// A bit of each.
    case balanced
    /// Grow first.
    case economic
}

/// What a team's effort is for.
public enum Focus: UInt8, CaseIterable, BitwiseCopyable, Sendable {
    /// Cells.
    case territory
    /// Stockpiles.
    case resources
    /// The opponents' agents.
    case combat
}

/// One of a team's tasks, as a strategy lists them.
public struct IntentPriority: Hashable, Sendable {
    /// What to do.
    public var task: AgentTask
    /// How much it weighs against the others, 0 to 1000.
    public var weight: Int16
    /// Where.
    public var zone = OrderZone.anywhere
    /// For collecting: which resource; `nil`: any.
    public var resource: ResourceKind?

    /// A task that is wanted anywhere.
    public init(_ task: AgentTask, weight: Int16, zone: OrderZone = .anywhere, resource: ResourceKind? = nil) {
        self.task = task
        self.weight = weight
        self.zone = zone
        self.resource = resource
    }
}

/// What is done about the way an opponent plays.
public struct IntentCounter: Hashable, Sendable {
    /// The opponent.
    public var team: UInt8
    /// How likely it is that it plays so, in thousandths.
    public var likelihood: Int16
    /// What answers it.
    public var response: AgentTask
    /// Where.
    public var zone = OrderZone.anywhere

    /// An answer to an opponent.
    public init(team: UInt8, likelihood: Int16, response: AgentTask, zone: OrderZone = .anywhere) {
        self.team = team
        self.likelihood = likelihood
        self.response = response
        self.zone = zone
    }
}

/// A strategy in the words of the schema's `TeamStrategy`, to be made into `Orders`. What is absent is
/// filled in from the posture.
public struct Intent: Hashable, Sendable {
    /// How the team behaves on the whole.
    public var posture = Posture.balanced
    /// What its effort is for.
    public var focus: Focus?
    /// What to do. Of several with the same task the weights add up, and the first zone counts.
    public var priorities: [IntentPriority] = []
    /// Shares of the roles in thousandths: collectors, explorers, defenders, attackers.
    public var composition: SIMD4<Int16>?
    /// Shares of energy, materials and data in thousandths; the fourth is not looked at.
    public var shares: SIMD4<Int16>?
    /// What is done about the opponents.
    public var counters: [IntentCounter] = []
    /// Time between spawns, in thousandths of the rules' time; `nil`: as the posture has it.
    public var spawnInterval: Int16?
    /// Health, in thousandths, at which agents withdraw; `nil`: as the posture has it.
    public var retreatHealth: Int16?

    /// A strategy that leaves everything to the posture.
    public init(_ posture: Posture = .balanced) { self.posture = posture }

    /// What it means to the simulation.
    public var orders: Orders {
        var orders = posture.orders
        if !priorities.isEmpty { follow(priorities, &orders) }
        switch focus {
        case .territory: orders.raise(.expand, by: 1500)
        case .resources: orders.raise(.collect, by: 1500)
        case .combat: orders.raise(.attack, by: 1500)
        case nil: break
        }
        if let composition { for role in 0..<4 { orders.mix[role] = composition[role] } }
        if let shares { for kind in 0..<3 { orders.shares[kind] = shares[kind] } }
        for counter in counters { follow(counter, &orders) }
        orders.spawnInterval = spawnInterval ?? orders.spawnInterval
        orders.retreatHealth = retreatHealth ?? orders.retreatHealth
        return orders
    }

    private func follow(_ priorities: [IntentPriority], _ orders: inout Orders) {
        let preset = orders.weights
        orders.weights = InlineArray(repeating: 0)
        for priority in priorities {
            let task = Int(priority.task.rawValue)
            // The posture leans the listed weights by a half at most.
            let weight = Int32(priority.weight) * (1000 + Int32(preset[task])) / 2000
            orders.weights[task] = Int16(min(Int32(orders.weights[task]) + max(weight, 0), 4000))
            if orders.zones[task].isEverywhere { orders.zones[task] = priority.zone }
            if let kind = priority.resource {
                let share = Int32(orders.shares[Int(kind.rawValue)]) + Int32(priority.weight)
                orders.shares[Int(kind.rawValue)] = Int16(min(max(share, 0), 1000))
            }
        }
    }

    private func follow(_ counter: IntentCounter, _ orders: inout Orders) {
        let task = Int(counter.response.rawValue)
        let likelihood = min(max(counter.likelihood, 0), 1000)
        orders.weights[task] = min(orders.weights[task] + likelihood / 2, 4000)
        guard likelihood >= 500 else { return }
        orders.rival = counter.team
        if !counter.zone.isEverywhere { orders.zones[task] = counter.zone }
    }
}

extension Posture {
    /// What the posture alone means.
    var orders: Orders {
        var orders =
            switch self {
            case .aggressive: Orders(collect: 400, expand: 300, attack: 1000, defend: 200, mix: [300, 150, 100, 450])
            case .defensive: Orders(collect: 450, expand: 450, attack: 100, defend: 1000, mix: [350, 200, 400, 50])
            case .balanced: Orders(collect: 600, expand: 500, attack: 300, defend: 300, mix: [400, 300, 150, 150])
            case .economic: Orders(collect: 1000, expand: 350, attack: 50, defend: 200, mix: [600, 250, 100, 50])
            }
        switch self {
        case .aggressive: (orders.spawnInterval, orders.retreatHealth, orders.engagement) = (700, 150, 3)
        case .defensive: (orders.spawnInterval, orders.retreatHealth, orders.engagement) = (1200, 350, 2)
        case .balanced: (orders.spawnInterval, orders.retreatHealth, orders.engagement) = (1000, 250, 2)
        case .economic: (orders.spawnInterval, orders.retreatHealth, orders.engagement) = (1500, 500, 1)
        }
        return orders
    }
}

extension Orders {
    fileprivate mutating func raise(_ task: AgentTask, by factor: Int32) {
        let index = Int(task.rawValue)
        weights[index] = Int16(min(Int32(weights[index]) * factor / 1000, 4000))
    }
}
