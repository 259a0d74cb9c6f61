// SPDX-License-Identifier: Apache-2.0

/// A zero-sum game in normal form: both sides choose a strategy without knowing the other's choice, and
/// what the row player gets the column player loses.
public struct MatrixGame: Sendable {
    /// Strategies of the row player.
    public let rows: Int
    /// Strategies of the column player.
    public let columns: Int
    private let payoffs: [Double]

    /// A game of at least one strategy for each side.
    ///
    /// - Parameter payoff: what the row player gets for a row and a column.
    public init(rows: Int, columns: Int, payoff: (Int, Int) -> Double) {
        precondition(rows > 0 && columns > 0, "each side needs a strategy")
        self.rows = rows
        self.columns = columns
        payoffs = (0..<rows * columns).map { payoff($0 / columns, $0 % columns) }
    }

    /// What the row player gets for a row against a mix of columns.
    public func value(ofRow row: Int, against mix: [Double]) -> Double {
        var sum = 0.0
        for column in 0..<columns { sum += payoffs[row * columns + column] * mix[column] }
        return sum
    }

    /// What the row player gets for a mix of rows against a column.
    public func value(ofColumn column: Int, against mix: [Double]) -> Double {
        var sum = 0.0
        for row in 0..<rows { sum += payoffs[row * columns + column] * mix[row] }
        return sum
    }

    /// An equilibrium by regret matching⁺ with alternating steps and averages weighted by the step (Tammelin:
    /// Solving Large Imperfect Information Games Using CFR+, 2014). The same on every machine; `gap` says
    /// how good it is.
    public func equilibrium(steps: Int = 20_000) -> Equilibrium {
        var row = RegretMatching(count: rows)
        var column = RegretMatching(count: columns)
        var values = [Double](repeating: 0, count: max(rows, columns))
        for step in 1...max(1, steps) {
            for index in 0..<rows { values[index] = value(ofRow: index, against: column.mix) }
            row.learn(values, weight: Double(step))
            for index in 0..<columns { values[index] = -value(ofColumn: index, against: row.mix) }
            column.learn(values, weight: Double(step))
        }
        let (rowMix, columnMix) = (row.average, column.average)
        let best = (0..<rows).map { value(ofRow: $0, against: columnMix) }.max() ?? 0
        let worst = (0..<columns).map { value(ofColumn: $0, against: rowMix) }.min() ?? 0
        return Equilibrium(row: rowMix, column: columnMix, value: (best + worst) / 2, gap: best - worst)
    }
}

/// Mixes of strategies of which neither side gains by leaving its own.
public struct Equilibrium: Sendable {
    /// The row player's probabilities.
    public var row: [Double]
    /// The column player's probabilities.
    public var column: [Double]
    /// What the row player gets, half the gap more or less.
    public var value: Double
    /// What the two sides together could gain by leaving their mixes; 0 in an exact equilibrium.
    public var gap: Double
}

/// One side's regrets: strategies are played in proportion to what they would have gained.
struct RegretMatching {
    private var regrets: [Double]
    private var sums: [Double]
    private(set) var mix: [Double]

    init(count: Int) {
        regrets = [Double](repeating: 0, count: count)
        sums = regrets
        mix = [Double](repeating: 1 / Double(count), count: count)
    }

    /// Hears what each strategy would have given; the first `mix.count` values count.
    mutating func learn(_ values: [Double], weight: Double) {
        var expected = 0.0
        for index in mix.indices { expected += mix[index] * values[index] }
        var total = 0.0
        for index in mix.indices {
            regrets[index] = max(0, regrets[index] + values[index] - expected)
            total += regrets[index]
        }
        for index in mix.indices {
            mix[index] = total > 0 ? regrets[index] / total : 1 / Double(mix.count)
            sums[index] += weight * mix[index]
        }
    }

    /// The mean of the mixes, later ones weighing more.
    var average: [Double] {
        let total = sums.reduce(0, +)
        return total > 0 ? sums.map { $0 / total } : mix
    }
}
