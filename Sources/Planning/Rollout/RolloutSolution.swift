// SPDX-License-Identifier: Apache-2.0

import Arena

/// Which of the strategies that were played out is taken.
public enum RolloutSolution: String, CaseIterable, Sendable {
    /// The one that is best against what the opponents are believed to do: for opponents that can be read.
    case bestResponse = "best-response"
    /// The one whose worst result against any archetype is best: for who must not lose badly, whoever comes.
    case maximin
    /// One drawn from the equilibrium against all archetypes: for opponents that read us in turn, since it
    /// cannot be foreseen, and costs nothing against any of them in the long run.
    case nash

    /// The chosen strategy's number.
    ///
    /// - Parameter hysteresis: how much better than the first one another must be.
    func choice(_ search: RolloutSearch, _ hysteresis: Double) -> Int {
        guard self != .bestResponse, let table = search.payoffTable else {
            return search.choice(hysteresis: hysteresis)
        }
        switch self {
        case .bestResponse: return 0
        case .maximin:
            let worst = table.map { $0.min() ?? 0 }
            let best = worst.indices.max { (worst[$0], $1) < (worst[$1], $0) } ?? 0
            return worst[best] - worst[0] > hysteresis ? best : 0
        case .nash:
            let mix = Self.mix(table)
            return mix.indices.max { (mix[$0], $1) < (mix[$1], $0) } ?? 0
        }
    }

    /// The same at the end of a search, where an equilibrium is drawn from.
    func choice(_ search: RolloutSearch, _ hysteresis: Double, drawing random: inout Randomness) -> Int {
        guard self == .nash, let table = search.payoffTable else { return choice(search, hysteresis) }
        let mix = Self.mix(table)
        var left = Double(random.below(1 << 30)) / Double(1 << 30)
        for (row, probability) in mix.enumerated() {
            left -= probability
            if left < 0 { return row }
        }
        return 0
    }

    /// The row player's part of the equilibrium.
    private static func mix(_ table: [[Double]]) -> [Double] {
        MatrixGame(rows: table.count, columns: table[0].count) { table[$0][$1] }.equilibrium(steps: 2000).row
    }
}
