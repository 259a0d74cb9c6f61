// SPDX-License-Identifier: Apache-2.0

import Arena

extension Hypothesis {
    /// A strategy a few steps away from this one: some of its numbers changed by up to a factor of two.
    func varied(_ random: inout Randomness) -> Hypothesis {
        var orders = orders
        func scaled(_ value: Int16, _ least: Int16, _ most: Int16) -> Int16 {
            // Half to double, in even steps of the logarithm, near enough.
            let steps: [Int32] = [500, 630, 794, 1260, 1587, 2000]
            let factor = steps[Int(random.below(UInt32(steps.count)))]
            return Int16(min(max((Int32(max(value, least)) * factor) / 1000, Int32(least)), Int32(most)))
        }
        let changes = 1 + random.below(3)
        for _ in 0..<changes {
            switch random.below(10) {
            case 0, 1, 2, 3:
                let task = Int(random.below(4))
                orders.weights[task] = scaled(orders.weights[task], 50, 1000)
                if task == 3 { orders.weights[4] = orders.weights[3] / 2 }
            case 4, 5, 6:
                let role = Int(random.below(4))
                orders.mix[role] = scaled(orders.mix[role], 50, 1000)
            case 7: orders.spawnInterval = scaled(orders.spawnInterval, 300, 2000)
            case 8: orders.retreatHealth = scaled(orders.retreatHealth, 50, 700)
            default: orders.engagement = UInt8(1 + random.below(3))
            }
        }
        return Hypothesis(.variation, orders)
    }
}
