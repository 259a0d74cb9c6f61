// SPDX-License-Identifier: Apache-2.0

import Arena

/// What a sample says about rules. Names and shapes are those of its JSON form.
package struct BalanceReport: Codable, Sendable {
    /// One archetype against the others.
    package struct Row: Codable, Sendable {
        /// The archetype.
        package var name: String
        /// Against the five others, draws as halves; a sample is a seed, with the mean over all opponents.
        package var score: Score
        /// Its probability in the equilibrium.
        package var equilibrium: Double
        /// Mean score against each archetype, in the order of the rows.
        package var against: [Double]
    }

    /// What was played by: the rules' name and fingerprint.
    package var rules: String
    package var games: Int
    package var seeds: Int
    package var firstSeed: UInt64
    package var rows: [Row]
    /// How much both sides together could gain by leaving the equilibrium that was found.
    package var equilibriumGap: Double
    /// Parts of the games that ended so.
    package var endings: [String: Double]
    /// Ticks that 10, 50 and 90 % of the games took at most.
    package var ticks: [Int32]
    package var demands: [BalanceGate.Demand]

    /// Whether every demand holds.
    package var passes: Bool { demands.allSatisfy(\.holds) }

    /// Judges a sample.
    package init(_ file: RulesFile, _ sample: BalanceSample, firstSeed: UInt64, gate: BalanceGate = BalanceGate()) {
        rules = file.title
        games = sample.games
        seeds = sample.scores.count
        self.firstSeed = firstSeed
        let (payoffs, equilibrium) = (sample.payoffs, sample.equilibrium)
        rows = BalanceSample.players.indices.map { player in
            Row(
                name: "\(BalanceSample.players[player])", score: Intervals.wilson(sample.against(pool: player)),
                equilibrium: equilibrium.mix[player], against: payoffs[player])
        }
        equilibriumGap = equilibrium.gap
        endings = Dictionary(
            uniqueKeysWithValues: (BalanceGate.endings + [.draw]).map { ("\($0)", sample.share(of: $0)) })
        ticks =
            sample.ticks.isEmpty
            ? [] : [1, 5, 9].map { sample.ticks[min(sample.games - 1, sample.games * $0 / 10)] }
        demands = gate.demands(on: sample)
    }

    /// The table for people.
    package var table: String {
        func percent(_ value: Double) -> String { "\(Int((value * 100).rounded()))" }
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(1, width - text.count))
        }
        var lines = [
            padded("", 10) + padded("score", 16) + padded("equilibrium", 13)
                + rows.map { padded($0.name, 10) }.joined()
        ]
        for row in rows {
            let score = "\(percent(row.score.mean)) [\(percent(row.score.low)), \(percent(row.score.high))]"
            lines.append(
                padded(row.name, 10) + padded(score, 16) + padded(percent(row.equilibrium), 13)
                    + row.against.map { padded(percent($0), 10) }.joined())
        }
        lines += ["", "\(games) games by \(rules) on \(seeds) seeds from \(firstSeed), in per cent; draws count half."]
        lines.append(
            "Endings: "
                + (BalanceGate.endings + [.draw]).map { "\($0) \(percent(endings["\($0)"] ?? 0)) %" }
                .joined(separator: ", ") + ".")
        if ticks.count == 3 {
            lines.append(
                "Length: \(ticks[1] / 10) s at the median, \(ticks[0] / 10) to \(ticks[2] / 10) s for four in five.")
        }
        lines.append("")
        lines += demands.map { "\($0.holds ? "holds" : "FAILS")  \($0.text): \($0.found)" }
        return lines.joined(separator: "\n")
    }
}
