// SPDX-License-Identifier: Apache-2.0

import Planning

/// The mix of archetypes that none of them beats: what two players who know the payoffs would draw from.
package struct BalanceEquilibrium: Sendable {
    /// Each archetype's probability.
    package let mix: [Double]
    /// How much both sides together could gain by leaving it; 0 if it were exact.
    package let gap: Double

    /// The equilibrium of a square of scores, where what one wins the other loses.
    package init(payoffs: [[Double]]) {
        let found = MatrixGame(rows: payoffs.count, columns: payoffs.count) { payoffs[$0][$1] }.equilibrium()
        (mix, gap) = (found.row, found.gap)
    }
}
