// SPDX-License-Identifier: Apache-2.0

import Arena

/// A round robin of baselines over seeds. Each pair plays each seed twice, once on each side; the two games
/// are one sample, because the second one mirrors the first: that it does is what it is played for.
package struct Tournament: Sendable {
    /// Who plays.
    package var players: [Baseline]
    /// How many seeds, each with a map of its own.
    package var seeds: Int
    /// The first seed.
    package var firstSeed: UInt64
    /// What is played by.
    package var rules = Rules()

    /// A tournament.
    package init(players: [Baseline], seeds: Int, firstSeed: UInt64) {
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

    /// One game: the score of the pair's first player, and how it ended.
    package struct Game: Hashable, Sendable {
        package var score: Double
        package var ending: Ending
        package var ticks: Int32
    }

    /// Plays all pairs on a seed's map.
    package func round(_ index: Int) throws -> Round {
        let seed = firstSeed &+ UInt64(index)
        let map = try GameMap.duel(seed: seed)
        return Round(
            index: index,
            games: try pairs.map { first, second in
                (try play(first, second, seat: 0, map, seed), try play(first, second, seat: 1, map, seed))
            })
    }

    private func play(_ first: Int, _ second: Int, seat: Int, _ map: GameMap, _ seed: UInt64) throws -> Game {
        var match = try Match(map: map, rules: rules, seed: seed)
        let one = BaselinePlayer(players[first], seed: seed, stream: 0)
        let other = BaselinePlayer(players[second], seed: seed, stream: 1)
        while match.state.ending == .running {
            let (mine, theirs) = (one.orders(match, team: seat), other.orders(match, team: 1 - seat))
            match.order(seat, mine)
            match.order(1 - seat, theirs)
            match.advance(to: match.state.tick + BaselinePlayer.decisionTicks)
        }
        let winner = match.state.winner
        let score = winner == MatchState.noTeam ? 0.5 : Int(winner) == seat ? 1 : 0
        return Game(score: score, ending: match.state.ending, ticks: match.state.tick)
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
