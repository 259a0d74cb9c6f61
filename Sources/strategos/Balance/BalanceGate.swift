// SPDX-License-Identifier: Apache-2.0

import Arena

/// What rules have to hold before anything that is measured on them means something.
package struct BalanceGate: Sendable {
    /// No archetype scores more against the others.
    package var greatestScore = 0.65
    /// So many archetypes at least belong to the equilibrium ...
    package var leastSupport = 3
    /// ... each with at least this probability.
    package var supportProbability = 0.02
    /// Each ending has at least this part of the games.
    package var leastEnding = 0.05
    /// Draws have less than this.
    package var greatestDraws = 0.05
    /// Ticks of the median game.
    package var medianTicks = 1500...4500

    /// The gate of the project's goals.
    package init() {}

    /// Endings that have to occur.
    package static let endings: [Ending] = [.territory, .elimination, .resources, .time]

    /// One demand, and whether it holds.
    package struct Demand: Codable, Hashable, Sendable {
        /// What is demanded.
        package var text: String
        /// What was found.
        package var found: String
        /// Whether it holds.
        package var holds: Bool
    }

    /// Each demand with what a sample says about it.
    package func demands(on sample: BalanceSample) -> [Demand] {
        func percent(_ value: Double) -> String { "\((value * 1000).rounded() / 10) %" }
        var demands: [Demand] = []
        let scores = BalanceSample.players.indices.map { Intervals.wilson(sample.against(pool: $0)).mean }
        let best = scores.indices.max { scores[$0] < scores[$1] } ?? 0
        demands.append(
            Demand(
                text: "no archetype scores above \(percent(greatestScore))",
                found: "\(BalanceSample.players[best]) \(percent(scores[best]))", holds: scores[best] <= greatestScore))
        let support = support(of: sample)
        demands.append(
            Demand(
                text: "the equilibrium has at least \(leastSupport) archetypes",
                found: support.map { "\($0)" }.joined(separator: ", "), holds: support.count >= leastSupport))
        for ending in Self.endings {
            let share = sample.share(of: ending)
            demands.append(
                Demand(
                    text: "at least \(percent(leastEnding)) end by \(ending)", found: percent(share),
                    holds: share >= leastEnding))
        }
        let draws = sample.share(of: .draw)
        demands.append(
            Demand(
                text: "less than \(percent(greatestDraws)) draws", found: percent(draws), holds: draws < greatestDraws))
        demands.append(
            Demand(
                text: "the median game takes \(medianTicks.lowerBound / 10) to \(medianTicks.upperBound / 10) s",
                found: "\(Double(sample.medianTicks) / 10) s", holds: medianTicks.contains(sample.medianTicks)))
        return demands
    }

    /// The archetypes of the equilibrium.
    package func support(of sample: BalanceSample) -> [Archetype] {
        zip(BalanceSample.players, sample.equilibrium.mix).filter { $0.1 >= supportProbability }.map(\.0)
    }

    /// How far rules are from passing with room to spare: 0 where every demand holds with a margin, so that
    /// other seeds hold too; else the sum of what is missing.
    func distance(of sample: BalanceSample) -> Double {
        func missing(_ value: Double) -> Double { max(0, value) }
        var sum = 0.0
        for player in BalanceSample.players.indices {
            let samples = sample.against(pool: player)
            let score = samples.reduce(0, +) / Double(max(1, samples.count))
            // A strategy that never pays is not one: the lower side counts too.
            sum += 4 * missing(score - (greatestScore - 0.08)) + 3 * missing(0.38 - score)
        }
        let mix = sample.equilibrium.mix.sorted(by: >)
        sum += 2 * missing(0.15 - (mix.count > 2 ? mix[2] : 0)) + missing(0.1 - (mix.count > 3 ? mix[3] : 0))
        for ending in Self.endings { sum += 6 * missing(leastEnding + 0.05 - sample.share(of: ending)) }
        sum += 10 * missing(sample.share(of: .draw) - greatestDraws / 2)
        let median = Double(sample.medianTicks)
        sum += missing(Double(medianTicks.lowerBound) + 300 - median) / 1000
        sum += missing(median - Double(medianTicks.upperBound) + 300) / 1000
        return sum
    }
}
