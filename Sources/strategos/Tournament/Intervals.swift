// SPDX-License-Identifier: Apache-2.0

/// A score between 0 and 1 with its 95 % interval.
package struct Score: Codable, Hashable, Sendable {
    /// The mean of the samples.
    package var mean: Double
    /// The interval's lower bound.
    package var low: Double
    /// The interval's upper bound.
    package var high: Double
    /// How many samples there were.
    package var samples: Int
}

package enum Intervals {
    /// Two-sided 95 % quantile of the normal distribution.
    static let z = 1.959963984540054

    /// Wilson's interval (1927) of a score; a sample counts as one trial, a draw as half a success. Where
    /// samples lie between 0 and 1 it is too wide, never too narrow; samples must not depend on each other.
    package static func wilson(_ samples: [Double]) -> Score {
        guard !samples.isEmpty else { return Score(mean: 0.5, low: 0, high: 1, samples: 0) }
        let count = Double(samples.count)
        let mean = samples.reduce(0, +) / count
        let spread = z * z / count
        let middle = (mean + spread / 2) / (1 + spread)
        let half = z / (1 + spread) * (mean * (1 - mean) / count + spread / (4 * count)).squareRoot()
        return Score(mean: mean, low: max(0, middle - half), high: min(1, middle + half), samples: samples.count)
    }

    /// The mean difference of samples that belong together in pairs, with its normal interval; nothing for
    /// fewer than two pairs.
    package static func paired(_ first: [Double], _ second: [Double]) -> Score? {
        guard first.count == second.count, first.count > 1 else { return nil }
        let differences = zip(first, second).map { $0 - $1 }
        let count = Double(differences.count)
        let mean = differences.reduce(0, +) / count
        let variance = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
        let half = z * (variance / count).squareRoot()
        return Score(mean: mean, low: mean - half, high: mean + half, samples: differences.count)
    }
}
