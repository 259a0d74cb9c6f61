// SPDX-License-Identifier: Apache-2.0

import Arena

#if canImport(Glibc)
    import Glibc
#endif

/// Random numbers of the property tests. They print their seed when they fail; STRATEGOS_SEED repeats it.
enum Seed {
    static let value: UInt64 = {
        if let text = unsafe getenv("STRATEGOS_SEED"), let seed = UInt64(unsafe String(cString: text)) { return seed }
        return UInt64.random(in: .min ... .max)
    }()

    static func random(_ stream: UInt64) -> Randomness { Randomness(seed: value, stream: stream) }
}

/// The maps that properties are tried on.
enum Maps {
    static func all(seed: UInt64) throws -> [GameMap] {
        [
            try .duel(seed: seed), try .hexagon(seed: seed, teams: 2), try .hexagon(seed: seed, teams: 3),
            try .hexagon(seed: seed, teams: 6),
        ]
    }
}

extension Randomness {
    mutating func below(_ bound: Int) -> Int { Int(below(UInt32(bound))) }

    /// Orders as wild as a valid strategy can make them.
    mutating func orders(on map: GameMap) -> Orders {
        var intent = Intent(Posture.allCases[below(4)])
        intent.focus = below(2) == 0 ? nil : Focus.allCases[below(3)]
        for task in AgentTask.allCases where below(2) == 0 {
            intent.priorities.append(IntentPriority(task, weight: Int16(below(1001)), zone: zone(on: map)))
        }
        intent.composition = SIMD4(Int16(below(500)), Int16(below(500)), Int16(below(500)), Int16(below(500)))
        intent.shares = SIMD4(Int16(below(1000)), Int16(below(1000)), Int16(below(1000)), 0)
        var orders = intent.orders
        for role in 0..<4 {
            orders.designs[role].make = AgentMake(
                speed: Int16(below(1001)), health: Int16(below(1001)), attack: Int16(below(1001)),
                defense: Int16(below(1001)), carry: Int16(below(1001)))
            orders.designs[role].preference = AgentPreference.allCases[below(5)]
            orders.designs[role].deployment = zone(on: map)
        }
        return orders
    }

    /// Mostly everywhere, now and then somewhere that can be entered.
    mutating func zone(on map: GameMap) -> OrderZone {
        guard below(4) == 0 else { return .anywhere }
        let cells = (0..<map.geometry.count).filter { map.isPassable[$0] }
        return OrderZone(center: UInt16(cells[below(cells.count)]), radius: UInt8(below(9)))
    }
}

extension Orders {
    /// The same orders on the map after it was turned from one base to the next.
    func turned(on map: GameMap) -> Orders {
        func turned(_ zone: OrderZone) -> OrderZone {
            guard !zone.isEverywhere else { return zone }
            return OrderZone(center: map.turned[Int(zone.center)], radius: zone.radius)
        }
        var orders = self
        for task in 0..<6 { orders.zones[task] = turned(zones[task]) }
        for role in 0..<4 { orders.designs[role].deployment = turned(designs[role].deployment) }
        return orders
    }
}
