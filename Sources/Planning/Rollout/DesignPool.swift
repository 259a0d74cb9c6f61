// SPDX-License-Identifier: Apache-2.0

import Arena

/// Makes of a team's agents that are tried again and again in the course of a match.
///
/// One decision's playouts are too few to tell makes apart: the difference that a make makes is a tenth of that
/// between a win and a loss. So what each has gained over the beginning, on the same samples of opponent and
/// piles, is remembered from decision to decision, and a make is taken when what it has gained is more than
/// chance.
public struct DesignPool: Sendable {
    /// Makes of the four roles, and what they gained.
    private struct Entry: Sendable {
        var makes: [AgentMake]
        var samples = 0.0
        var sum = 0.0
        var squares = 0.0

        var mean: Double { samples > 0 ? sum / samples : 0 }

        /// The mean's standard error; that of a whole match where little is known.
        var error: Double {
            guard samples > 1 else { return 0.5 }
            let variance = max(0.01, (squares - sum * sum / samples) / (samples - 1))
            return (variance / samples).squareRoot()
        }

        mutating func learn(_ gain: Double) {
            samples += 1
            sum += gain
            squares += gain * gain
        }
    }

    /// Entries that are remembered; the least promising one makes room.
    private static let greatestCount = 12
    /// Entries that are played in one decision, the first one included.
    private static let played = 4

    /// The first one is where the team began; gains are over it.
    private var entries: [Entry]
    private var best = 0
    private var random: Randomness

    /// A pool for a team whose agents are made as the orders say.
    ///
    /// - Parameter proposals: makes of the four roles that somebody else thinks of.
    public init(_ orders: Orders, proposals: [[AgentMake]] = [], seed: UInt64) {
        entries = [Entry(makes: (0..<4).map { orders.designs[$0].make })] + proposals.map { Entry(makes: $0) }
        random = Randomness(seed: seed, stream: 13)
    }

    /// The orders with the makes that are taken for the best.
    public func applied(to orders: Orders) -> Orders { Self.orders(orders, entries[best].makes) }

    private static func orders(_ orders: Orders, _ makes: [AgentMake]) -> Orders {
        var made = orders
        for role in 0..<4 { made.designs[role].make = makes[role] }
        return made
    }

    /// Plays out the first makes, the best ones, the most promising ones, and a variation.
    ///
    /// - Parameter opponents: what the others may do, and how likely that is; together 1.
    /// - Returns: ticks simulated.
    @discardableResult
    public mutating func refine(
        _ match: Match, team: Int, orders: Orders,
        opponents: [(orders: [(team: Int, orders: Orders)], weight: Double)], budget: Budget
    ) -> Int {
        vary(greatestSum: match.rules.greatestMakeSum)
        var chosen = [0]
        if best != 0 { chosen.append(best) }
        let promising = entries.indices.filter { !chosen.contains($0) }.sorted { one, other in
            let (a, b) = (entries[one].mean + entries[one].error, entries[other].mean + entries[other].error)
            return (b, one) < (a, other)
        }
        chosen += promising.prefix(Self.played - chosen.count)
        var search = RolloutSearch(
            match, team: team, columns: opponents.map { RolloutSearch.Column(orders: $0.orders, weight: $0.weight) },
            horizon: .max, budget: budget, ticks: 0, seed: random.next())
        search.run(chosen.map { Hypothesis(.design, Self.orders(orders, entries[$0].makes)) }, keeping: 0, thins: false)
        for (place, index) in chosen.enumerated() where index != 0 {
            for gain in search.gains(of: place) { entries[index].learn(gain) }
        }
        choose()
        return search.ticks
    }

    /// The one with the best lower bound, if that is above the beginning's.
    private mutating func choose() {
        best = 0
        var greatest = 0.0
        for index in entries.indices.dropFirst() where entries[index].samples >= 6 {
            let bound = entries[index].mean - entries[index].error
            if bound > greatest { (best, greatest) = (index, bound) }
        }
    }

    /// Adds makes a step or more away from the best, or from the first.
    private mutating func vary(greatestSum: Int32) {
        // What was not tried yet comes first.
        guard !entries.dropFirst().contains(where: { $0.samples == 0 }) else { return }
        if entries.count >= Self.greatestCount {
            let worst = entries.indices.dropFirst().filter { $0 != best }
                .min { entries[$0].mean + entries[$0].error < entries[$1].mean + entries[$1].error }
            if let worst {
                entries.remove(at: worst)
                if best > worst { best -= 1 }
            }
        }
        var makes = entries[best].makes
        for _ in 0...random.below(3) {
            let role = Int(random.below(4))
            makes[role] = makes[role].varied(&random, greatestSum: greatestSum)
        }
        entries.append(Entry(makes: makes))
    }
}
