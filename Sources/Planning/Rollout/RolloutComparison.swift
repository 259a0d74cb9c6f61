// SPDX-License-Identifier: Apache-2.0

/// What came of strategies that played the same samples.
public struct RolloutComparison: Sendable {
    /// What came of one of them.
    public struct Entry: Sendable {
        /// The mean payoff, 0 lost to 1 won.
        public var value: Double
        /// Its mean gain over the first one, sample by sample.
        public var gain: Double
        /// The standard error of that gain. A few samples that happen to be alike do not make it small: what is
        /// believed of the spread before any is seen counts as ``priorSamples`` of them.
        public var error: Double
    }

    /// How many samples the spread counts as that is believed before any is seen.
    static let priorSamples = 2.0
    /// That spread: the standard deviation of gains where half of the futures end another way.
    static let priorSpread = 0.5

    /// In the order in which they were given.
    public var entries: [Entry]
    /// Samples that all of them have played.
    public var samples: Int
    /// Ticks simulated.
    public var ticks: Int

    /// Nothing where there is no sample that all have played: a search that is cut short leaves some behind.
    init?(_ search: RolloutSearch) {
        let samples = search.scores.map(\.visits).min() ?? 0
        guard samples > 0 else { return nil }
        self.samples = samples
        ticks = search.ticks
        entries = search.strategies.indices.map { index in
            let gains = search.gains(of: index).prefix(samples)
            let mean = gains.reduce(0, +) / Double(samples)
            return Entry(
                value: search.mean(index, over: samples), gain: mean,
                error: index == 0 ? 0 : Self.error(of: gains, around: mean))
        }
    }

    private static func error(of gains: some Collection<Double>, around mean: Double) -> Double {
        let squares = gains.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } + priorSamples * priorSpread * priorSpread
        return (squares / (Double(gains.count - 1) + priorSamples) / Double(gains.count)).squareRoot()
    }
}
