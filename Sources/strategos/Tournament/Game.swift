// SPDX-License-Identifier: Apache-2.0

import Arena

/// A seed with its map. Working out a map takes as long as some matches, so boards are kept.
package struct Board: Sendable {
    /// Decides the map, the piles, and what players draw.
    package let seed: UInt64
    /// The seed's map for two teams.
    package let map: GameMap

    /// The board of a seed.
    package init(seed: UInt64) throws {
        self.seed = seed
        map = try .duel(seed: seed)
    }
}

/// One game of two players: the first one's score, and how it ended.
package struct Game: Hashable, Sendable {
    /// The first player's: 1 for a win, a half for a draw.
    package var score: Double
    /// How it ended.
    package var ending: Ending
    /// When.
    package var ticks: Int32

    /// A game's result.
    package init(score: Double, ending: Ending, ticks: Int32) {
        self.score = score
        self.ending = ending
        self.ticks = ticks
    }

    /// Plays a game to its end.
    ///
    /// - Parameter seat: the team that the first player has, 0 or 1.
    package static func play(
        _ first: Baseline, _ second: Baseline, seat: Int, on board: Board, _ rules: Rules
    ) throws -> Game {
        var match = try Match(map: board.map, rules: rules, seed: board.seed)
        let one = BaselinePlayer(first, seed: board.seed, stream: 0)
        let other = BaselinePlayer(second, seed: board.seed, stream: 1)
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
}
