// SPDX-License-Identifier: Apache-2.0

import Arena

/// One decision's playouts: strategies against columns of the opponents' orders.
///
/// Strategies are thinned out by halves (sequential halving: Karnin, Koren and Somekh: Almost Optimal
/// Exploration in Multi-Armed Bandits, 2013), so that most playouts go to those that are hard to tell
/// apart. In each round all that are left play the same samples, a column with imagined piles each
/// (common random numbers), so that differences are differences of strategies.
struct RolloutSearch {
    /// What the opponents do, and how likely that is.
    struct Column {
        var orders: [(team: Int, orders: Orders)]
        var weight: Double
    }

    /// What was sampled: which column, and which piles.
    private struct Sample {
        var column: Int
        var piles: UInt64
    }

    let match: Match
    let team: Int
    let columns: [Column]
    let horizon: Int32
    private let budget: Budget
    /// Ticks simulated.
    private(set) var ticks: Int
    /// Playouts.
    private(set) var visits = 0
    /// The clock was over before the nodes.
    private(set) var isCutShort = false
    private(set) var strategies: [Hypothesis] = []
    private var samples: [Sample] = []
    /// Payoffs of each strategy, in the order of the samples; a strategy has played the first so many.
    private var payoffs: [[Double]] = []
    private var random: Randomness
    /// Part of the columns' weight that samples have used up, for even sampling.
    private var owed: [Double]

    init(
        _ match: Match, team: Int, columns: [Column], horizon: Int32, budget: Budget, ticks: Int, seed: UInt64
    ) {
        self.match = match
        self.team = team
        self.columns = columns
        self.horizon = horizon
        self.budget = budget
        self.ticks = ticks
        random = Randomness(seed: seed, stream: 11)
        owed = columns.map { _ in 0 }
    }

    /// Length that a playout is expected to have, before there were any.
    private var expectedTicks: Int {
        let left = Int(min(horizon, match.rules.matchTicks) - match.state.tick)
        return visits > 0 ? max(1, ticksPlayed / visits) : max(1, left / 2)
    }
    private var ticksPlayed = 0

    /// Playouts that the budget allows.
    var affordable: Int { max(0, budget.nodes - ticks) / expectedTicks }

    /// Plays strategies out while the budget lasts. `kept` is never thinned out.
    ///
    /// - Parameters:
    ///   - thins: whether the worse half is left out after each round; an equilibrium needs all of them.
    ///   - roundEnded: hears of the search after each round.
    mutating func run(
        _ candidates: [Hypothesis], keeping kept: Int, thins: Bool = true,
        roundEnded: (RolloutSearch) -> Void = { _ in }
    ) {
        strategies = candidates
        payoffs = candidates.map { _ in [] }
        var left = Array(candidates.indices)
        while !isOver {
            // Rounds still to come, this one included.
            var rounds = 1
            while left.count >> rounds > 0 { rounds += 1 }
            let share = affordable / max(1, rounds - 1)
            for _ in 0..<max(1, share / left.count) {
                addSample()
                for index in left { guard play(index, through: samples.count) else { return } }
            }
            roundEnded(self)
            guard thins, left.count > 2 else { continue }
            left.sort { (mean($1), $0) < (mean($0), $1) }
            let best = left.prefix((left.count + 1) / 2)
            left = best.contains(kept) ? Array(best) : best.dropLast() + [kept]
        }
    }

    private var isOver: Bool { ticks >= budget.nodes || isCutShort }

    /// Draws a column in proportion to its weight, as evenly as possible, and piles.
    private mutating func addSample() {
        var next = 0
        for column in columns.indices {
            owed[column] += columns[column].weight
            if owed[column] > owed[next] { next = column }
        }
        owed[next] -= 1
        samples.append(Sample(column: next, piles: random.next()))
    }

    /// Lets a strategy play all samples up to a number; false when the budget is over.
    private mutating func play(_ index: Int, through count: Int) -> Bool {
        while payoffs[index].count < count {
            guard !isOver else { return false }
            let sample = samples[payoffs[index].count]
            guard
                let playout = Playout(
                    match, team: team, strategy: strategies[index], opponents: columns[sample.column].orders,
                    piles: sample.piles, horizon: horizon, isOver: budget.isOver)
            else {
                isCutShort = true
                return false
            }
            payoffs[index].append(playout.payoff)
            // A match that is over has no ticks left, and would be played for ever.
            ticks += max(1, playout.ticks)
            ticksPlayed += playout.ticks
            visits += 1
        }
        return true
    }

    /// The mean payoff of a strategy; a half where it has not played.
    func mean(_ index: Int) -> Double {
        payoffs[index].isEmpty ? 0.5 : payoffs[index].reduce(0, +) / Double(payoffs[index].count)
    }

    /// The mean payoff of a strategy in the first samples.
    func mean(_ index: Int, over samples: Int) -> Double {
        payoffs[index].prefix(samples).reduce(0, +) / Double(max(1, samples))
    }

    /// The mean payoff of a strategy against each column, from the samples that all strategies have played;
    /// nothing where one of them has not met a column.
    var payoffTable: [[Double]]? {
        let common = payoffs.map(\.count).min() ?? 0
        var counts = [Double](repeating: 0, count: columns.count)
        for sample in samples.prefix(common) { counts[sample.column] += 1 }
        guard counts.allSatisfy({ $0 > 0 }) else { return nil }
        return payoffs.map { payoffs in
            var sums = [Double](repeating: 0, count: columns.count)
            for sample in 0..<common { sums[samples[sample].column] += payoffs[sample] }
            return zip(sums, counts).map { $0 / $1 }
        }
    }

    /// The strategy to follow: the first one, unless another is better by more than the noise on what
    /// both have played.
    func choice(hysteresis: Double) -> Int {
        // The best answer to the belief: of those that have played most, the one with the best mean.
        let most = payoffs.map(\.count).max() ?? 0
        guard most > 0 else { return 0 }
        let finalists = strategies.indices.filter { payoffs[$0].count == most || $0 == 0 }
        let best = finalists.max { (mean($0), $1) < (mean($1), $0) } ?? 0
        guard best != 0 else { return 0 }
        let common = min(payoffs[0].count, payoffs[best].count)
        guard common > 0 else { return best }
        var gain = 0.0
        for sample in 0..<common { gain += payoffs[best][sample] - payoffs[0][sample] }
        return gain / Double(common) > hysteresis ? best : 0
    }

    /// What a strategy gained over the first one, sample by sample, as far as both have played.
    func gains(of index: Int) -> [Double] { zip(payoffs[index], payoffs[0]).map { $0 - $1 } }

    /// Each strategy's mean payoff and playouts, in the order in which they were given.
    var scores: [(value: Double, visits: Int)] { strategies.indices.map { (mean($0), payoffs[$0].count) } }

    /// All strategies, best first.
    func results(current: Int) -> [RolloutCandidate] {
        strategies.indices.sorted { (payoffs[$1].count, mean($1), $0) < (payoffs[$0].count, mean($0), $1) }.map {
            RolloutCandidate(
                strategy: strategies[$0], value: mean($0), visits: payoffs[$0].count, isCurrent: $0 == current)
        }
    }
}
