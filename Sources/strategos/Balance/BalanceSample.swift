// SPDX-License-Identifier: Apache-2.0

import Arena

/// What the six archetypes make of rules: every pair once on each board. Swapping sides would only mirror
/// the game (`RotationTests`), so that a pair on a board is one sample.
package struct BalanceSample: Sendable {
    /// Who plays.
    package static let players = Archetype.allCases
    /// Pairs of different players, by index.
    package static let pairs = players.indices.flatMap { first in
        players.indices.dropFirst(first + 1).map { (first, $0) }
    }

    /// For each board the score of each player against each other one; a half on the diagonal.
    package private(set) var scores: [[[Double]]] = []
    /// Games by how they ended.
    package private(set) var endings: [Ending: Int] = [:]
    /// Ticks of each game, shortest first.
    package private(set) var ticks: [Int32] = []

    /// Plays all pairs on all boards.
    package init(_ rules: Rules, on boards: [Board]) async throws {
        for board in boards {
            var games: [Game] = []
            for (first, second) in Self.pairs {
                games.append(
                    try await Game.play(
                        .archetype(Self.players[first]), .archetype(Self.players[second]), seat: 0, on: board, rules))
            }
            add(games)
        }
        ticks.sort()
    }

    /// Adds a board's games, one for each of `pairs`. `ticks` has to be sorted afterwards.
    private mutating func add(_ games: [Game]) {
        var board = [[Double]](
            repeating: [Double](repeating: 0.5, count: Self.players.count), count: Self.players.count)
        for (pair, game) in zip(Self.pairs, games) {
            board[pair.0][pair.1] = game.score
            board[pair.1][pair.0] = 1 - game.score
            endings[game.ending, default: 0] += 1
            ticks.append(game.ticks)
        }
        scores.append(board)
    }

    /// Plays all pairs on boards of successive seeds, several at a time.
    ///
    /// - Parameter progress: hears how many seeds are done.
    package static func play(
        _ rules: Rules, firstSeed: UInt64, seeds: Int, progress: (Int) -> Void
    ) async throws -> BalanceSample {
        var parts: [(index: Int, sample: BalanceSample)] = []
        try await withThrowingTaskGroup(of: (Int, BalanceSample).self) { group in
            for index in 0..<seeds {
                group.addTask {
                    (index, try await BalanceSample(rules, on: [Board(seed: firstSeed &+ UInt64(index))]))
                }
            }
            for try await part in group {
                parts.append(part)
                progress(parts.count)
            }
        }
        parts.sort { $0.index < $1.index }
        return BalanceSample(parts.map(\.sample))
    }

    /// Games that were played elsewhere: for each board one for each of `pairs`.
    package init(games boards: [[Game]]) {
        for games in boards { add(games) }
        ticks.sort()
    }

    /// All samples' games, in their order.
    package init(_ parts: [BalanceSample] = []) {
        for part in parts {
            scores += part.scores
            endings.merge(part.endings, uniquingKeysWith: +)
            ticks += part.ticks
        }
        ticks.sort()
    }

    /// Games in all.
    package var games: Int { ticks.count }

    /// The part of the games that ended so.
    package func share(of ending: Ending) -> Double { Double(endings[ending] ?? 0) / Double(max(1, games)) }

    /// Ticks of the game in the middle.
    package var medianTicks: Int { ticks.isEmpty ? 0 : Int(ticks[ticks.count / 2]) }

    /// Mean score of each player (row) against each other one.
    package var payoffs: [[Double]] {
        let count = Double(max(1, scores.count))
        return Self.players.indices.map { row in
            Self.players.indices.map { column in scores.reduce(0) { $0 + $1[row][column] } / count }
        }
    }

    /// A player's mean score against the others, a sample for each board.
    package func against(pool player: Int) -> [Double] {
        scores.map { board in (board[player].reduce(0, +) - 0.5) / Double(Self.players.count - 1) }
    }

    /// The mix of archetypes that none of them beats.
    package var equilibrium: BalanceEquilibrium { BalanceEquilibrium(payoffs: payoffs) }
}
