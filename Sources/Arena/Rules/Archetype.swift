// SPDX-License-Identifier: Apache-2.0

/// The named ways to play, as the schema has them.
public enum Archetype: UInt8, CaseIterable, BitwiseCopyable, Sendable {
    /// A bit of everything.
    case balanced
    /// Attackers early, everything at the opponent.
    case rush
    /// Defenders, close to the base.
    case turtle
    /// Collectors, stockpile first.
    case boom
    /// Explorers, cells first.
    case expand
    /// Strike where the opponent is weak and withdraw.
    case raid

    /// What it means to the simulation.
    public var orders: Orders {
        var orders =
            switch self {
            case .balanced: Orders(collect: 600, expand: 500, attack: 250, defend: 250, mix: [400, 300, 150, 150])
            case .rush: Orders(collect: 300, expand: 200, attack: 1000, defend: 100, mix: [250, 0, 50, 700])
            case .turtle: Orders(collect: 400, expand: 450, attack: 50, defend: 1000, mix: [350, 150, 500, 0])
            case .boom: Orders(collect: 1000, expand: 200, attack: 50, defend: 200, mix: [750, 100, 100, 50])
            case .expand: Orders(collect: 300, expand: 1000, attack: 50, defend: 100, mix: [250, 700, 0, 50])
            case .raid: Orders(collect: 400, expand: 400, attack: 700, defend: 300, mix: [300, 200, 150, 350])
            }
        switch self {
        case .rush: (orders.spawnInterval, orders.retreatHealth, orders.engagement) = (700, 100, 3)
        case .raid: (orders.spawnInterval, orders.retreatHealth, orders.engagement) = (700, 400, 2)
        case .turtle: (orders.spawnInterval, orders.retreatHealth, orders.engagement) = (1200, 300, 2)
        case .boom: (orders.spawnInterval, orders.retreatHealth, orders.engagement) = (1000, 500, 1)
        case .balanced, .expand: break
        }
        return orders
    }
}
