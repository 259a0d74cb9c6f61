// SPDX-License-Identifier: Apache-2.0

import Arena
import Foundation

/// Contestants that play each other over seeds, all against all, or each of some against each of others.
/// Each pair plays each seed twice, once on each side; the two games are one sample, because the second one
/// mirrors the first: that it does is what it is played for.
package struct Tournament: Sendable {
    /// Who plays.
    package private(set) var players: [Contestant]
    /// Pairs of players that play each other.
    package let pairs: [(Int, Int)]
    /// Each pair plays a seed on one side only, the first player's seat changing from seed to seed.
    package var isOneSided = false
    /// Most rounds at a time.
    package var jobs = ProcessInfo.processInfo.activeProcessorCount
    /// How many seeds, each with a map of its own.
    package var seeds: Int
    /// The first seed.
    package var firstSeed: UInt64
    /// What is played by.
    package var rules = RulesFile.standard

    /// A round robin, or each of the players against each of the opponents.
    package init(players: [Contestant], against opponents: [Contestant] = [], seeds: Int, firstSeed: UInt64) {
        let all = players + opponents.filter { !players.contains($0) }
        self.players = all
        func play(_ first: Contestant, _ second: Contestant) -> Bool {
            opponents.isEmpty || players.contains(first) && opponents.contains(second)
        }
        pairs = all.indices.flatMap { first in
            all.indices.dropFirst(first + 1).filter { play(all[first], all[$0]) || play(all[$0], all[first]) }
                .map { (first, $0) }
        }
        self.seeds = seeds
        self.firstSeed = firstSeed
    }

    /// Matches in all.
    package var matchCount: Int { pairs.count * seeds * (isOneSided ? 1 : 2) }

    /// What came of one seed: the games of each pair.
    package struct Round: Codable, Sendable {
        package var index: Int
        package var games: [[Game]]
    }

    /// Plays all pairs on a seed's map.
    package func round(_ index: Int) async throws -> Round {
        let board = try Board(seed: firstSeed &+ UInt64(index))
        let seats = isOneSided ? [index % 2] : [0, 1]
        var round = Round(index: index, games: [])
        for (first, second) in pairs {
            var games: [Game] = []
            for seat in seats {
                games.append(
                    try await Game.play(players[first], players[second], seat: seat, on: board, rules.rules))
            }
            round.games.append(games)
        }
        return round
    }

    /// Plays everything, some rounds at a time; `progress` hears of each round that is done.
    ///
    /// - Parameters:
    ///   - played: rounds of an earlier run, which are not played again.
    ///   - done: takes each new round as soon as it is done.
    package func play(
        after played: [Round] = [], done: (Round) throws -> Void = { _ in }, progress: (Int) -> Void
    ) async throws -> TournamentReport {
        var rounds = played.filter { $0.index < seeds }
        let known = Set(rounds.map(\.index))
        var open = (0..<seeds).filter { !known.contains($0) }.makeIterator()
        try await withThrowingTaskGroup(of: Round.self) { group in
            func add() {
                guard let index = open.next() else { return }
                group.addTask { try await round(index) }
            }
            // A bounded number at a time, so that a long tournament does not queue up in memory.
            for _ in 0..<jobs { add() }
            while let round = try await group.next() {
                try done(round)
                rounds.append(round)
                progress(rounds.count)
                add()
            }
        }
        rounds.sort { $0.index < $1.index }
        return TournamentReport(self, rounds)
    }
}
