// SPDX-License-Identifier: Apache-2.0

import Arena

/// What a tournament says. Names and shapes are those of its JSON form.
package struct TournamentReport: Codable, Sendable {
    /// A player against all others.
    package struct Standing: Codable, Sendable {
        package var name: String
        /// Against the pool, draws as halves. A sample is a seed, with the mean over all opponents: matches of
        /// one seed share its map and piles, so they are not independent.
        package var score: Score
        /// Against the best of the table on the same opponents, seed by seed; absent for the best itself.
        package var behindBest: Score?
        /// Against each opponent, by name.
        package var against: [String: Score]
        /// Strength on one scale.
        package var elo: EloRating.Rating
        /// What it made of its games.
        package var economy: Economy
    }

    /// What a player made of its games, in the mean.
    package struct Economy: Codable, Sendable {
        /// Share of the cells, over the games' time.
        package var territory: Double
        /// Of the units that it gathered and was given at the start, the part that it spent.
        package var spent: Double
        /// Agents of the opponents lost, for each own one lost; the opponents' in all over the own in all.
        package var exchange: Double

        init(_ accounts: [(own: GameAccount, other: GameAccount)]) {
            let count = Double(max(1, accounts.count))
            territory = accounts.reduce(0) { $0 + $1.own.territory } / count
            let used = accounts.reduce(0) { $0 + $1.own.spent }
            spent = Double(used) / Double(max(1, used + accounts.reduce(0) { $0 + $1.own.idle }))
            let lost = accounts.reduce(0) { $0 + $1.own.lost }
            exchange = Double(accounts.reduce(0) { $0 + $1.other.lost }) / Double(max(1, lost))
        }
    }

    /// What was played by: the rules' name and fingerprint.
    package var rules: String
    package var matches: Int
    package var seeds: Int
    package var firstSeed: UInt64
    /// Best first.
    package var standings: [Standing]
    /// Parts of the matches that ended so.
    package var endings: [String: Double]
    /// Ticks of the median match.
    package var medianTicks: Int
    /// Pairs of games, sides swapped, that did not mirror each other.
    package var seatDifferences: Int

    /// Counts what the rounds gave.
    init(_ tournament: Tournament, _ rounds: [Tournament.Round]) {
        let names = tournament.players.map(\.name)
        // samples[player][opponent]: one for each seed.
        var samples = names.map { _ in names.map { _ in [Double]() } }
        let games = rounds.flatMap { $0.games.flatMap { $0 } }
        seatDifferences = 0
        for round in rounds {
            for (pair, games) in zip(tournament.pairs, round.games) {
                let score = games.reduce(0) { $0 + $1.score } / Double(games.count)
                samples[pair.0][pair.1].append(score)
                samples[pair.1][pair.0].append(1 - score)
                if Set(games).count > 1 { seatDifferences += 1 }
            }
        }
        var accounts = names.map { _ in [(own: GameAccount, other: GameAccount)]() }
        for round in rounds {
            for (pair, games) in zip(tournament.pairs, round.games) {
                for game in games where game.accounts.count == 2 {
                    accounts[pair.0].append((game.accounts[0], game.accounts[1]))
                    accounts[pair.1].append((game.accounts[1], game.accounts[0]))
                }
            }
        }
        let elo = EloRating.ratings(
            rounds.map { round in
                round.games.map { games in games.reduce(0) { $0 + $1.score } / Double(max(1, games.count)) }
            }, pairs: tournament.pairs, players: names.count)
        rules = tournament.rules.title
        matches = games.count
        seeds = tournament.seeds
        firstSeed = tournament.firstSeed
        endings = Dictionary(grouping: games) { "\($0.ending)" }
            .mapValues { Double($0.count) / Double(max(1, games.count)) }
        medianTicks = games.isEmpty ? 0 : Int(games.map(\.ticks).sorted()[games.count / 2])
        func bySeed(_ player: Int, _ opponents: [Int]) -> [Double] {
            guard !opponents.isEmpty else { return [] }
            return rounds.indices.map { round in
                opponents.reduce(0) { $0 + samples[player][$1][round] } / Double(opponents.count)
            }
        }
        func opponents(_ player: Int) -> [Int] { names.indices.filter { !samples[player][$0].isEmpty } }
        let scores = names.indices.map { Intervals.wilson(bySeed($0, opponents($0))) }
        let order = names.indices.sorted { (scores[$0].mean, $1) > (scores[$1].mean, $0) }
        standings = order.map { player in
            let best = order[0]
            // Only opponents that both have played: not each other.
            let common = opponents(player).filter { opponents(best).contains($0) }
            return Standing(
                name: names[player], score: scores[player],
                behindBest: player == best || common.isEmpty
                    ? nil
                    : Intervals.paired(bySeed(player, common), bySeed(best, common)),
                against: Dictionary(
                    uniqueKeysWithValues: opponents(player).map {
                        (names[$0], Intervals.wilson(samples[player][$0]))
                    }),
                elo: elo[player], economy: Economy(accounts[player]))
        }
    }

    /// The table for people.
    package var table: String {
        func percent(_ value: Double) -> String { "\(Int((value * 100).rounded()))" }
        func interval(_ score: Score) -> String {
            "\(percent(score.mean)) [\(percent(score.low)), \(percent(score.high))]"
        }
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(1, width - text.count))
        }
        let names = standings.map(\.name)
        let first = 2 + max(10, names.map(\.count).max() ?? 0)
        func column(_ name: String, _ text: String) -> String { padded(text, max(10, name.count + 2)) }
        var lines = [padded("", first) + padded("score", 16) + names.map { column($0, $0) }.joined()]
        for standing in standings {
            let cells = names.map { column($0, standing.against[$0].map { percent($0.mean) } ?? "-") }
            lines.append(padded(standing.name, first) + padded(interval(standing.score), 16) + cells.joined())
        }
        lines.append("")
        lines.append(
            padded("", first) + padded("Elo", 20) + padded("behind the best", 18) + padded("territory-time", 16)
                + padded("spent", 10)
                + "lost by others for each loss")
        for standing in standings {
            let (elo, economy) = (standing.elo, standing.economy)
            lines.append(
                padded(standing.name, first)
                    + padded("\(Int(elo.elo.rounded())) [\(Int(elo.low.rounded())), \(Int(elo.high.rounded()))]", 20)
                    + padded(standing.behindBest.map(interval) ?? "-", 18)
                    + padded("\(percent(economy.territory)) %", 16) + padded("\(percent(economy.spent)) %", 10)
                    + "\((economy.exchange * 100).rounded() / 100)")
        }
        lines.append("")
        lines.append(
            "\(matches) matches by \(rules) on \(seeds) seeds from \(firstSeed), median \(medianTicks) ticks; endings: "
                + endings.sorted { $0.key < $1.key }.map { "\($0.key) \(percent($0.value)) %" }.joined(separator: ", "))
        lines.append("Scores in per cent with Wilson 95 % intervals, a sample for each seed; draws count half.")
        return lines.joined(separator: "\n")
    }
}
