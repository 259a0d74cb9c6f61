// SPDX-License-Identifier: Apache-2.0

/// What came of strategies that played the same samples.
public struct RolloutComparison: Sendable {
    /// What came of one of them.
    public struct Entry: Sendable {
        /// The mean payoff, 0 lost to 1 won.
        public var value: Double
        /// Its mean gain over the first one, sample by sample.
        public var gain: Double
        /// The standard error of that gain; as large as can be where there is one sample.
        public var error: Double
    }

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
            let spread = gains.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            return Entry(
                value: search.mean(index, over: samples), gain: mean,
                error: index == 0 ? 0 : samples > 1 ? (spread / Double(samples * (samples - 1))).squareRoot() : 1)
        }
    }
}
