// SPDX-License-Identifier: Apache-2.0

import Arena
import Testing
import strategos

@Suite("Tournaments")
struct TournamentTests {
    @Test("The same options give the same report, and swapped sides the same result")
    func repeats() async throws {
        let tournament = Tournament(
            players: [.archetype(.rush), .archetype(.boom), .threshold, .switcher], seeds: 2, firstSeed: 3)
        var heard: [Int] = []
        let report = try await tournament.play { heard.append($0) }
        let again = try await tournament.play { _ in }
        #expect(heard == [1, 2])
        #expect(report.table == again.table)
        #expect(report.matches == 24)
        #expect(report.seatDifferences == 0)
        #expect(abs(report.endings.values.reduce(0, +) - 1) < 1e-9)
        // What one wins the other loses.
        let mean = report.standings.map(\.score.mean).reduce(0, +) / 4
        #expect(abs(mean - 0.5) < 1e-9)
        // Matches of one seed share its map: they are one sample, against the pool and against the best.
        for standing in report.standings {
            #expect(standing.score.samples == 2)
            #expect(standing.against.values.allSatisfy { $0.samples == 2 })
            #expect(standing.behindBest.map { $0.samples == 2 } ?? (standing.name == report.standings[0].name))
            let mean = standing.against.values.map(\.mean).reduce(0, +) / 3
            #expect(abs(standing.score.mean - mean) < 1e-9)
        }
    }

    @Test("Players that are named play those that are named against them, and nobody else")
    func against() {
        let some = Tournament(
            players: [.threshold, .archetype(.boom)], against: [.archetype(.rush), .threshold], seeds: 3, firstSeed: 1)
        #expect(some.players == [.threshold, .archetype(.boom), .archetype(.rush)])
        #expect(some.pairs.map { [$0.0, $0.1] } == [[0, 1], [0, 2], [1, 2]])
        #expect(some.matchCount == 18)
        var once = some
        once.isOneSided = true
        #expect(once.matchCount == 9)
        #expect(Tournament(players: Contestant.pool, seeds: 1, firstSeed: 1).pairs.count == 45)
    }

    @Test("Planners are players like others: the games of both seats mirror each other")
    func planners() async throws {
        let board = try Board(seed: 11)
        var rules = Rules()
        rules.matchTicks = 220
        let first = try await Game.play(.planner(milliseconds: 2), .reflex, seat: 0, on: board, rules)
        #expect(first == (try await Game.play(.planner(milliseconds: 2), .reflex, seat: 1, on: board, rules)))
        #expect(first.ending != .running)
        let told = try await Game.play(.oracle(milliseconds: 1), .archetype(.boom), seat: 0, on: board, rules)
        #expect(told == (try await Game.play(.oracle(milliseconds: 1), .archetype(.boom), seat: 1, on: board, rules)))
    }

    @Test(
        "A name is a contestant's, and back",
        arguments: Contestant.all.map(\.name) + ["planner-25ms", "advised:a.jsonl", "grpc://[::1]:80?deadline=50ms"])
    func names(name: String) throws {
        #expect(try #require(Contestant(name: name)).name == name)
    }

    @Test(
        "Other names are nobody's",
        arguments: [
            "", "Rush", "planner-0ms", "planner-ms", "planner-99999ms", "pool", "advised:", "grpc://localhost",
            "grpc://localhost:80?", "grpc://localhost:80?deadline=0s", "grpc://localhost:80?budget=1s",
        ])
    func unknown(name: String) {
        #expect(Contestant(name: name) == nil)
    }

    @Test("A study of adaptation counts each change once, and who never changes course never recovers")
    func adaptation() async throws {
        var study = AdaptationStudy(
            players: [.archetype(.expand), .oracle(milliseconds: 1)], against: [.archetype(.boom), .archetype(.rush)],
            seeds: 1, firstSeed: 5)
        study.rules.rules.matchTicks = 800
        study.playouts = 1
        var heard = 0
        let report = try await study.play { heard = $0 }
        #expect(heard == 2 && report.matches == 2)
        for row in report.rows {
            #expect(row.score.samples == 2)
            #expect(row.changes <= 2 && (0...1).contains(row.neverRecovered))
            #expect(row.recoveryTicks.map { (0...2000).contains($0.mean) } ?? true)
        }
        // Expanding loses to a rush whatever comes, and nothing else is ever done.
        #expect(report.rows[0].neverRecovered == 1 || report.rows[0].changes == 0)
        #expect(report.table.split(separator: "\n").count == 5)
    }

    @Test(
        "Wilson's interval is the one of the textbooks",
        arguments: [(5, 10, 0.2366, 0.7634), (0, 10, 0.0, 0.2775), (81, 263, 0.2553, 0.3662)])
    func wilson(wins: Int, trials: Int, low: Double, high: Double) {
        let samples = (0..<trials).map { $0 < wins ? 1.0 : 0.0 }
        let score = Intervals.wilson(samples)
        #expect(abs(score.low - low) < 1e-3)
        #expect(abs(score.high - high) < 1e-3)
    }

    @Test("Pairs are compared by their differences")
    func paired() throws {
        let score = try #require(Intervals.paired([1, 1, 0.5, 0], [0.5, 0.5, 0, -0.5]))
        #expect(score.mean == 0.5 && score.low == 0.5 && score.high == 0.5)
        #expect(Intervals.paired([1], [0]) == nil)
    }
}
