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
