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

/// What a player made of a game.
package struct GameAccount: Codable, Hashable, Sendable {
    /// Its mean share of the passable cells over the game: territory-time.
    package var territory: Double
    /// Units brought home or paid for territory.
    package var gathered: Int
    /// Units spent on agents.
    package var spent: Int
    /// Units that lay unspent at the end.
    package var idle: Int
    /// Agents spawned, the first ones included.
    package var spawned: Int
    /// Agents lost.
    package var lost: Int
}

/// One game of two players: the first one's score, and how it ended.
package struct Game: Codable, Hashable, Sendable {
    /// The first player's: 1 for a win, a half for a draw.
    package var score: Double
    /// How it ended.
    package var ending: Ending
    /// When.
    package var ticks: Int32
    /// What the first player made of it, and what the second one.
    package var accounts: [GameAccount] = []

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
    ) async throws -> Game {
        var game = try LiveGame(first, second, seat: seat, on: board, rules)
        while try await game.playOn() {}
        return game.result
    }
}

/// A game of two players that is being played.
package struct LiveGame {
    /// Where it stands.
    package private(set) var match: Match
    /// What each team was told last.
    package private(set) var orders: [Orders]
    private let seat: Int
    private var one: Player
    private var other: Player

    /// A game at its beginning.
    ///
    /// - Parameter seat: the team that the first player has, 0 or 1.
    package init(
        _ first: Contestant, _ second: Contestant, seat: Int, on board: Board, _ rules: Rules
    ) throws {
        match = try Match(map: board.map, rules: rules, seed: board.seed)
        orders = []
        self.seat = seat
        one = try Player(first, team: seat, seed: board.seed, stream: 0)
        other = try Player(second, team: 1 - seat, seed: board.seed, stream: 1)
    }

    /// Lets both decide, and plays until they decide again; says whether the game goes on.
    package mutating func playOn() async throws -> Bool {
        guard match.state.ending == .running else { return false }
        try await decide()
        return play(ticks: Player.decisionTicks)
    }

    /// Plays so many ticks; says whether the game goes on.
    package mutating func play(ticks: Int32) -> Bool {
        match.advance(to: match.state.tick + ticks)
        return match.state.ending == .running
    }

    /// Lets both decide what to do from now on.
    package mutating func decide() async throws {
        // An oracle hears what the other one has decided; of two oracles neither does.
        let (mine, theirs): (Orders, Orders)
        if one.isOracle {
            theirs = try await other.orders(match, opponent: nil)
            mine = try await one.orders(match, opponent: other.isOracle ? nil : theirs)
        } else {
            mine = try await one.orders(match, opponent: nil)
            theirs = try await other.orders(match, opponent: mine)
        }
        match.order(seat, mine)
        match.order(1 - seat, theirs)
        orders = seat == 0 ? [mine, theirs] : [theirs, mine]
    }

    /// The first player's score, and how it ended.
    package var result: Game {
        let winner = match.state.winner
        let score = winner == MatchState.noTeam ? 0.5 : Int(winner) == seat ? 1 : 0
        var game = Game(score: score, ending: match.state.ending, ticks: match.state.tick)
        game.accounts = [account(of: seat), account(of: 1 - seat)]
        return game
    }

    private func account(of team: Int) -> GameAccount {
        let own = match.state.teams[team]
        let cellTicks = max(1, Int(match.state.tick)) * max(1, match.map.passableCount)
        return GameAccount(
            territory: Double(own.cellTicks) / Double(cellTicks),
            gathered: Int(own.delivered.wrappedSum() &+ own.income.wrappedSum()), spent: Int(own.spent.wrappedSum()),
            idle: Int(own.stock.wrappedSum()), spawned: Int(own.spawned), lost: Int(own.lost))
    }
}

extension Ending: Codable {
    /// From the ending's name.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let ending = Self.allCases.first(where: { "\($0)" == name }) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no ending is called '\(name)'")
        }
        self = ending
    }

    /// The ending's name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode("\(self)")
    }
}
