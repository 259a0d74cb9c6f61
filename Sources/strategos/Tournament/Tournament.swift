// SPDX-License-Identifier: Apache-2.0

import Arena

/// A round robin of contestants over seeds. Each pair plays each seed twice, once on each side; the two games
/// are one sample, because the second one mirrors the first: that it does is what it is played for.
package struct Tournament: Sendable {
    /// Who plays.
    package var players: [Contestant]
    /// How many seeds, each with a map of its own.
    package var seeds: Int
    /// The first seed.
    package var firstSeed: UInt64
    /// What is played by.
    package var rules = RulesFile.standard

    /// A tournament.
    package init(players: [Contestant], seeds: Int, firstSeed: UInt64) {
        self.players = players
        self.seeds = seeds
        self.firstSeed = firstSeed
    }

    /// Pairs of different players.
    package var pairs: [(Int, Int)] {
        players.indices.flatMap { first in players.indices.dropFirst(first + 1).map { (first, $0) } }
    }

    /// Matches in all.
    package var matchCount: Int { pairs.count * seeds * 2 }

    /// What came of one seed: for each pair the two games, the first player's own seat first.
    package struct Round: Sendable {
        package var index: Int
        package var games: [(Game, Game)]
    }

    /// Plays all pairs on a seed's map.
    package func round(_ index: Int) throws -> Round {
        let board = try Board(seed: firstSeed &+ UInt64(index))
        func play(_ first: Int, _ second: Int, seat: Int) throws -> Game {
            try Game.play(players[first], players[second], seat: seat, on: board, rules.rules)
        }
        return Round(
            index: index,
            games: try pairs.map { (try play($0, $1, seat: 0), try play($0, $1, seat: 1)) })
    }

    /// Plays everything, some rounds at a time; `progress` hears of each round that is done.
    package func play(progress: (Int) -> Void) async throws -> TournamentReport {
        var rounds: [Round] = []
        try await withThrowingTaskGroup(of: Round.self) { group in
            var next = 0
            // A bounded number at a time, so that a long tournament does not queue up in memory.
            while next < min(seeds, 8) {
                let index = next
                group.addTask { try round(index) }
                next += 1
            }
            while let round = try await group.next() {
                rounds.append(round)
                progress(rounds.count)
                guard next < seeds else { continue }
                let index = next
                group.addTask { try self.round(index) }
                next += 1
            }
        }
        rounds.sort { $0.index < $1.index }
        return TournamentReport(self, rounds)
    }
}
