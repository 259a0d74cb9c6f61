// SPDX-License-Identifier: Apache-2.0

import Arena
import Foundation

/// Searches the numbers of the rules by evolution: the best sets of numbers so far have children, which
/// mix two parents and change some numbers. Results on a few boards are luck in part; so every generation
/// plays on other boards, and the parents play again too, until they have been seen on many: who was only
/// lucky drops out.
package struct BalanceSearch: Sendable {
    /// Decides everything that is drawn, boards included.
    package var seed: UInt64 = 1
    /// Generations at most.
    package var generations = 100
    /// Games at most; the generation that would exceed them is not played.
    package var games = Int.max
    /// Sets of numbers that have children.
    package var parents = 6
    /// Children of a generation.
    package var children = 14
    /// Boards of a generation: 15 games each for parent and child.
    package var boards = 4
    /// A parent that was seen on so many boards does not play again.
    package var enoughBoards = 48
    /// What is sought.
    package var gate = BalanceGate()
    /// How much a number changes, as a part of its range: the deviation of a normal distribution.
    package var step = 0.15

    /// A search with the numbers of the declarations.
    package init() {}

    /// Generations that the bounds on generations and games allow, one at least.
    package var possibleGenerations: Int {
        max(1, min(generations, games / ((parents + children) * boards * BalanceSample.pairs.count)))
    }

    /// Where a search stands.
    package struct Progress: Sendable {
        /// Generations that are done.
        package var generation: Int
        /// How far the best set of numbers is from passing with room to spare.
        package var distance: Double
        /// Boards that it was seen on.
        package var boards: Int
        /// The best set of numbers.
        package var rules: Rules
    }

    /// A set of numbers with what was seen of it.
    private struct Individual: Sendable {
        var positions: [Double]
        var sample = BalanceSample()
        var distance = Double.infinity
    }

    /// Searches from some rules on. Ends early when rules pass with room to spare on enough boards.
    ///
    /// - Parameter progress: hears of each generation.
    package func run(from start: Rules, progress: (Progress) -> Void) async throws -> Rules {
        let parameters = BalanceParameter.all
        var random = Randomness(seed: seed, stream: 200)
        // The start may hold numbers outside of the ranges: it counts as what they make of it.
        var living = [Individual(positions: parameters.map { $0.position(in: start) })]
        func rules(_ individual: Individual) -> Rules {
            var rules = start
            for (parameter, position) in zip(parameters, individual.positions) { parameter.apply(position, to: &rules) }
            return rules
        }
        for generation in 1...possibleGenerations {
            let first = (seed << 16) &+ UInt64((generation - 1) * boards)
            let chosen = try (0..<boards).map { try Board(seed: first &+ UInt64($0)) }
            let ancestors = living
            for _ in 0..<children { living.append(child(of: ancestors, &random)) }
            try await play(&living, rules, on: chosen)
            living.sort { ($0.distance, $0.positions[0]) < ($1.distance, $1.positions[0]) }
            living.removeLast(max(0, living.count - parents))
            // The best one that is not merely new.
            let seen = living.map(\.sample.scores.count).max() ?? 0
            let known = living.first { $0.sample.scores.count * 2 >= min(seen, enoughBoards) } ?? living[0]
            let now = Progress(
                generation: generation, distance: known.distance, boards: known.sample.scores.count, rules: rules(known)
            )
            progress(now)
            if generation == possibleGenerations || now.distance == 0 && now.boards >= enoughBoards { return now.rules }
        }
        return start
    }

    /// Mixes two parents, earlier ones more often, and changes a quarter of the numbers.
    private func child(of parents: [Individual], _ random: inout Randomness) -> Individual {
        func draw() -> [Double] {
            let (one, other) = (random.below(UInt32(parents.count)), random.below(UInt32(parents.count)))
            return parents[Int(min(one, other))].positions
        }
        let (mother, father) = (draw(), draw())
        // Small steps polish, large ones explore.
        let scale = step * [0.3, 1.0, 1.0, 2.0][Int(random.below(4))]
        return Individual(
            positions: zip(mother, father).map { mine, theirs in
                let position = random.below(3) == 0 ? theirs : mine
                guard random.below(4) == 0 else { return position }
                return min(max(position + scale * Self.normal(&random), 0), 1)
            })
    }

    private func play(
        _ living: inout [Individual], _ rules: (Individual) -> Rules, on boards: [Board]
    ) async throws {
        try await withThrowingTaskGroup(of: (Int, BalanceSample).self) { group in
            for (index, individual) in living.enumerated() where individual.sample.scores.count < enoughBoards {
                let rules = rules(individual)
                group.addTask { (index, try await BalanceSample(rules, on: boards)) }
            }
            for try await (index, sample) in group {
                living[index].sample = BalanceSample([living[index].sample, sample])
                living[index].distance = gate.distance(of: living[index].sample)
            }
        }
    }

    /// From the normal distribution (Box and Muller, 1958).
    private static func normal(_ random: inout Randomness) -> Double {
        let first = (Double(random.next() >> 11) + 1) / 9_007_199_254_740_992
        let second = Double(random.next() >> 11) / 9_007_199_254_740_992
        return (-2 * log(first)).squareRoot() * cos(2 * .pi * second)
    }
}
