// SPDX-License-Identifier: Apache-2.0

import Arena

/// Finds which roles a team should consist of by playing futures: everything as before, but with other shares of
/// the roles, on the same samples of opponent and piles.
public struct CompositionSearch {
    /// Shares that were played out, in thousandths, and what came of them.
    public struct Option: Sendable {
        /// Collectors, explorers, defenders, attackers; together 1000.
        public var shares: SIMD4<Int32>
        /// The mean payoff, 0 to 1.
        public var value: Double
        /// Playouts.
        public var visits: Int
        /// They are those of the orders that the team has.
        public var isCurrent: Bool
    }

    /// What was found.
    public struct Result: Sendable {
        /// All that were played, the best one first.
        public var options: [Option]
        /// Playouts.
        public var visits: Int
        /// Ticks simulated.
        public var ticks: Int
        /// The tick up to which futures were played.
        public var horizon: Int32
        /// The clock ended the search.
        public var isCutShort: Bool
    }

    /// Plays what a team could consist of.
    ///
    /// - Parameters:
    ///   - orders: what the team does otherwise.
    ///   - first: shares that somebody else thinks of.
    ///   - opponents: as for `DesignSearch`.
    /// - Returns: nothing where no future could be played.
    public static func best(
        _ match: Match, team: Int, orders: Orders, first: [SIMD4<Int32>],
        opponents: [(orders: [(team: Int, orders: Orders)], weight: Double)], budget: Budget
    ) -> Result? {
        let current = orders.shares(of: orders.mix)
        var all = [current]
        for shares in first + Archetype.allCases.map(\.mix.thousandths) + neighbours(of: current)
        where !all.contains(shares) { all.append(shares) }
        var search = RolloutSearch(
            match, team: team, columns: opponents.map { RolloutSearch.Column(orders: $0.orders, weight: $0.weight) },
            horizon: .max, budget: budget, ticks: 0, seed: UInt64(match.state.tick))
        all = Array(all.prefix(max(2, search.affordable / 2)))
        search.run(
            all.map { shares in
                var changed = orders
                for role in 0..<4 { changed.mix[role] = Int16(shares[role]) }
                return Hypothesis(.variation, changed)
            }, keeping: 0)
        guard search.visits > 0 else { return nil }
        let (scores, choice) = (search.scores, search.choice(hysteresis: 0.01))
        let ranking = all.indices.filter { scores[$0].visits > 0 }.sorted { one, other in
            if one == choice || other == choice { return one == choice && other != choice }
            return (scores[other].visits, scores[other].value, one) < (scores[one].visits, scores[one].value, other)
        }
        return Result(
            options: ranking.map {
                Option(shares: all[$0], value: scores[$0].value, visits: scores[$0].visits, isCurrent: $0 == 0)
            },
            visits: search.visits, ticks: search.ticks, horizon: min(search.horizon, match.rules.matchTicks),
            isCutShort: search.isCutShort)
    }

    /// A tenth and a half more of each role.
    private static func neighbours(of shares: SIMD4<Int32>) -> [SIMD4<Int32>] {
        [150, 300].flatMap { step in
            Role.allCases.map { role in
                var mix = RoleVector(shares)
                mix[role] += step
                return mix.normalized.thousandths
            }
        }
    }
}

extension Orders {
    fileprivate func shares(of mix: InlineArray<4, Int16>) -> SIMD4<Int32> {
        RoleVector(Double(mix[0]), Double(mix[1]), Double(mix[2]), Double(mix[3])).normalized.thousandths
    }
}
