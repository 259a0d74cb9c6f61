// SPDX-License-Identifier: Apache-2.0

import Arena
import Foundation
import Testing
import strategos

@Suite("What tournaments write")
struct TournamentFilesTests {
    private let path = FileManager.default.temporaryDirectory.appending(path: "strategos-\(UUID().uuidString)").path()

    private func tournament(seeds: Int, firstSeed: UInt64 = 5) -> Tournament {
        var tournament = Tournament(
            players: [.archetype(.rush), .archetype(.boom), .threshold], seeds: seeds, firstSeed: firstSeed)
        tournament.rules.rules.matchTicks = 700
        return tournament
    }

    @Test("A tournament that was stopped goes on where it was, and comes to the same report")
    func resume() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let whole = try await tournament(seeds: 3).play { _ in }
        let first = try TournamentState(path: path, tournament(seeds: 2))
        _ = try await tournament(seeds: 2).play(after: first.rounds, done: first.add) { _ in }
        // As if the program had been stopped while it wrote a line.
        let half = try FileHandle(forWritingTo: URL(filePath: path))
        try half.seekToEnd()
        try half.write(contentsOf: Data(#"{"index":2,"gam"#.utf8))
        let second = try TournamentState(path: path, tournament(seeds: 3))
        #expect(second.rounds.count == 2)
        var played = 0
        let report = try await tournament(seeds: 3).play(after: second.rounds) { round in
            played += 1
            try second.add(round)
        } progress: { _ in
        }
        #expect(played == 1)
        #expect(report.table == whole.table)
        #expect(try TournamentState(path: path, tournament(seeds: 3)).rounds.count == 3)
        #expect(throws: TournamentState.Failure.self) {
            _ = try TournamentState(path: path, tournament(seeds: 3, firstSeed: 6))
        }
    }

    @Test("Equal players have equal ratings, and who wins three in four is 190 points ahead")
    func elo() {
        let even = EloRating.ratings([[0.5], [1], [0]], pairs: [(0, 1)], players: 2)
        #expect(abs(even[0].elo - 1500) < 0.01 && abs(even[1].elo - 1500) < 0.01)
        let samples = (0..<4000).map { [$0 % 4 == 0 ? 0.0 : 1.0] }
        let odd = EloRating.ratings(samples, pairs: [(0, 1)], players: 2)
        #expect(abs(odd[0].elo - odd[1].elo - 400 * log10(3)) < 1)
        #expect(odd[0].low < odd[0].elo && odd[0].elo < odd[0].high)
        // Who always wins has a finite rating.
        let always = EloRating.ratings([[1], [1]], pairs: [(0, 1)], players: 2)
        #expect(always[0].elo > 1600 && always[0].elo < 1800)
    }

    @Test("Both sides of a game are accounted for")
    func accounts() async throws {
        let board = try Board(seed: 4)
        let game = try await Game.play(.archetype(.boom), .archetype(.expand), seat: 1, on: board, Rules())
        #expect(game.accounts.count == 2)
        for account in game.accounts {
            #expect(account.territory > 0 && account.territory < 1)
            #expect(account.spent > 0 && account.spawned >= account.lost)
        }
        #expect(game.accounts.map(\.territory).reduce(0, +) <= 1)
        // The mirrored game has the same accounts.
        #expect(game == (try await Game.play(.archetype(.boom), .archetype(.expand), seat: 0, on: board, Rules())))
    }
}
