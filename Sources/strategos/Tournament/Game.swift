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
        _ first: Contestant, _ second: Contestant, seat: Int, on board: Board, _ rules: Rules
    ) throws -> Game {
        var match = try Match(map: board.map, rules: rules, seed: board.seed)
        var one = Player(first, team: seat, seed: board.seed, stream: 0)
        var other = Player(second, team: 1 - seat, seed: board.seed, stream: 1)
        while match.state.ending == .running {
            // An oracle hears what the other one has decided; of two oracles neither does.
            var (mine, theirs): (Orders?, Orders?)
            if !one.isOracle { mine = one.orders(match, opponent: nil) }
            if !other.isOracle { theirs = other.orders(match, opponent: nil) }
            match.order(seat, mine ?? one.orders(match, opponent: theirs))
            match.order(1 - seat, theirs ?? other.orders(match, opponent: mine))
            match.advance(to: match.state.tick + Player.decisionTicks)
        }
        let winner = match.state.winner
        let score = winner == MatchState.noTeam ? 0.5 : Int(winner) == seat ? 1 : 0
        return Game(score: score, ending: match.state.ending, ticks: match.state.tick)
    }
}
