// SPDX-License-Identifier: Apache-2.0

import Arena
import Foundation

/// Strength on one scale: Elo numbers, by the model of Bradley and Terry (1952), that explain the scores best.
///
/// A difference of 400 stands for ten to one. The mean of all players is 1500. One number for each player
/// cannot show that A beats B, B beats C and C beats A: the payoff matrix does.
package enum EloRating {
    /// The ratings of players, with 95 % intervals from resampled seeds.
    package struct Rating: Codable, Sendable {
        package var elo: Double
        package var low: Double
        package var high: Double
    }

    /// How many times seeds are drawn again for the intervals.
    private static let resamples = 200

    /// - Parameters:
    ///   - rounds: for each seed and pair the first player's score, 0 to 1.
    ///   - pairs: the players of each pair.
    package static func ratings(_ rounds: [[Double]], pairs: [(Int, Int)], players: Int) -> [Rating] {
        let all = Array(rounds.indices)
        let best = fit(all, rounds, pairs, players)
        var random = Randomness(seed: 1, stream: 300)
        var samples = [[Double]](repeating: [], count: players)
        for _ in 0..<resamples {
            let drawn = all.map { _ in Int(random.below(UInt32(max(1, all.count)))) }
            for (player, elo) in fit(drawn, rounds, pairs, players).enumerated() { samples[player].append(elo) }
        }
        return best.indices.map { player in
            let sorted = samples[player].sorted()
            return Rating(
                elo: best[player], low: sorted[resamples * 25 / 1000], high: sorted[resamples * 975 / 1000 - 1])
        }
    }

    /// Hunter's iteration (MM algorithms for generalized Bradley-Terry models, 2004). Each pair counts as having
    /// drawn one game besides, so that who always wins has a finite rating.
    private static func fit(
        _ drawn: [Int], _ rounds: [[Double]], _ pairs: [(Int, Int)], _ players: Int
    ) -> [Double] {
        var wins = [Double](repeating: 0, count: players)
        for (index, pair) in pairs.enumerated() {
            let score = drawn.reduce(0.5) { $0 + rounds[$1][index] }
            wins[pair.0] += score
            wins[pair.1] += Double(drawn.count) + 1 - score
        }
        let games = Double(drawn.count) + 1
        var strength = [Double](repeating: 1, count: players)
        for _ in 0..<500 {
            var sums = [Double](repeating: 0, count: players)
            for pair in pairs {
                let part = games / (strength[pair.0] + strength[pair.1])
                sums[pair.0] += part
                sums[pair.1] += part
            }
            for player in 0..<players where sums[player] > 0 { strength[player] = wins[player] / sums[player] }
            let mean = strength.reduce(0, +) / Double(players)
            for player in 0..<players { strength[player] /= mean }
        }
        let elos = strength.map { 400 * log10($0) }
        let mean = elos.reduce(0, +) / Double(players)
        return elos.map { $0 - mean + 1500 }
    }
}
