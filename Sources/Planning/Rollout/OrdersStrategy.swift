// SPDX-License-Identifier: Apache-2.0

import Arena

extension Strategy {
    /// Orders of the arena in the words of a strategy: `Intent(_:on:)` makes orders of it that mean the same.
    /// Weights that no posture and focus can express are lowered together.
    init(_ orders: Orders, on map: GameMap) {
        let weights = SIMD8<Double>(
            Double(orders.weights[0]), Double(orders.weights[1]), Double(orders.weights[2]), Double(orders.weights[3]),
            Double(orders.weights[4]), Double(orders.weights[5]), 0, 0)
        let mix = RoleVector(
            Double(orders.mix[0]), Double(orders.mix[1]), Double(orders.mix[2]), Double(orders.mix[3])
        ).normalized
        let work = WorkVector(weights[0], weights[1] + weights[5], weights[2], weights[3] + weights[4]).normalized
        self.init(.nearest(to: work, mix))
        posture = Self.posture(engagement: orders.engagement, work)
        focus = Self.focus(weights)
        composition = mix.thousandths
        resourceShares =
            ResourceVector(
                Double(orders.shares[0]), Double(orders.shares[1]), Double(orders.shares[2])
            ).thousandths
        spawnInterval = Int32(orders.spawnInterval)
        retreatHealth = Int32(orders.retreatHealth)
        priorities = Self.priorities(orders, weights, posture, focus, map)
    }

    /// How near an opponent must be for fighters to turn on it is said by the posture alone.
    private static func posture(engagement: UInt8, _ work: WorkVector) -> Posture {
        switch engagement {
        case 3...: .aggressive
        case 2: work[.defend] > 0.33 ? .defensive : .balanced
        default: .economic
        }
    }

    private static func focus(_ weights: SIMD8<Double>) -> Focus {
        weights[2] > max(weights[0], weights[1]) ? .combat : weights[0] > weights[1] ? .resources : .territory
    }

    /// What the tasks must weigh so that posture and focus make the orders' weights of them.
    private static func priorities(
        _ orders: Orders, _ weights: SIMD8<Double>, _ posture: Posture, _ focus: Focus, _ map: GameMap
    ) -> [Priority] {
        let preset = Intent(Arena.Posture(posture)).orders.weights
        let raised: TaskKind =
            switch focus {
            case .territory: .expand
            case .resources: .collect
            case .combat: .attack
            }
        let wanted = TaskKind.allCases.map { task in
            weights[task.rawValue] * 2000 / (1000 + Double(preset[task.rawValue])) / (task == raised ? 1.5 : 1)
        }
        let scale = 1000 / max(1000, wanted.max() ?? 0)
        return TaskKind.allCases.filter { wanted[$0.rawValue] * scale >= 1 }.map { task in
            Priority(
                task, weight: Int32((wanted[task.rawValue] * scale).rounded()),
                area: Area(orders.zones[task.rawValue], on: map))
        }.sorted { ($1.weight, $0.task.rawValue) < ($0.weight, $1.task.rawValue) }
    }
}

extension Area {
    /// Nothing for everywhere.
    fileprivate init?(_ zone: OrderZone, on map: GameMap) {
        guard !zone.isEverywhere, Int(zone.center) < map.geometry.count else { return nil }
        self.init(Cell(map, Int(zone.center)), radius: Int32(zone.radius))
    }
}
