// SPDX-License-Identifier: Apache-2.0

/// What a study of adaptation says. Names and shapes are those of its JSON form.
package struct AdaptationReport: Codable, Sendable {
    /// A player against opponents that change course.
    package struct Row: Codable, Sendable {
        package var name: String
        /// A sample for each match; each has a seed of its own.
        package var score: Score
        /// Mean ticks until half of what the change cost is won back, with its normal interval; absent where
        /// no change cost anything.
        package var recoveryTicks: Score?
        /// Part of the changes that were never recovered from, or not in time.
        package var neverRecovered: Double
        /// Changes that there was something to recover from.
        package var changes: Int
    }

    /// What was played by.
    package var rules: String
    package var matches: Int
    package var firstSeed: UInt64
    /// In the order in which the players were named.
    package var rows: [Row]

    init(_ study: AdaptationStudy, _ trials: [[AdaptationStudy.Trial]]) {
        rules = study.rules.title
        matches = trials.count
        firstSeed = study.firstSeed
        rows = study.players.indices.map { player in
            let own = trials.map { $0[player] }
            let times = own.compactMap { $0.recovery.map(Double.init) }
            return Row(
                name: study.players[player].name, score: Intervals.wilson(own.map(\.score)),
                recoveryTicks: Intervals.paired(times, times.map { _ in 0 }),
                neverRecovered: Double(own.filter { $0.recovery != nil && !$0.hasRecovered }.count)
                    / Double(max(1, times.count)),
                changes: times.count)
        }
    }

    /// The table for people.
    package var table: String {
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(1, width - text.count))
        }
        func whole(_ value: Double) -> String { "\(Int(value.rounded()))" }
        var lines = [padded("", 14) + padded("score", 18) + padded("recovery", 22) + padded("never", 8) + "changes"]
        for row in rows {
            let score = "\(whole(row.score.mean * 100)) [\(whole(row.score.low * 100)), \(whole(row.score.high * 100))]"
            let recovery =
                row.recoveryTicks.map { "\(whole($0.mean)) [\(whole($0.low)), \(whole($0.high))]" } ?? "-"
            lines.append(
                padded(row.name, 14) + padded(score, 18) + padded(recovery, 22)
                    + padded("\(whole(row.neverRecovered * 100)) %", 8) + "\(row.changes)")
        }
        lines.append("")
        lines.append("\(matches) matches of each player by \(rules), seeds from \(firstSeed); scores in per cent with")
        lines.append("Wilson 95 % intervals; recovery in ticks, up to \(AdaptationStudy.greatestTicks).")
        return lines.joined(separator: "\n")
    }
}
