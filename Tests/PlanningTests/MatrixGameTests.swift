// SPDX-License-Identifier: Apache-2.0

import Planning
import Testing

@Suite("Matrix games")
struct MatrixGameTests {
    private func game(_ payoffs: [[Double]]) -> MatrixGame {
        MatrixGame(rows: payoffs.count, columns: payoffs[0].count) { payoffs[$0][$1] }
    }

    @Test("Who plays rock, paper, scissors should draw evenly, unless one of them pays more")
    func cycles() {
        let even = game([[0.5, 0, 1], [1, 0.5, 0], [0, 1, 0.5]]).equilibrium()
        for probability in even.row + even.column { #expect(abs(probability - 1.0 / 3) < 1e-3) }
        #expect(abs(even.value - 0.5) < 1e-3)
        // Winning with rock counts double: paper is played more often, by the textbook 1/4, 1/2, 1/4.
        let uneven = game([[0, -1, 2], [1, 0, -1], [-2, 1, 0]]).equilibrium()
        for (found, expected) in zip(uneven.row, [0.25, 0.5, 0.25]) { #expect(abs(found - expected) < 1e-3) }
        #expect(uneven.gap < 1e-3)
    }

    @Test("A strategy that is never better is never played")
    func dominated() {
        let found = game([[0.5, 0.9, 0.8], [0.1, 0.5, 0.7], [0.2, 0.3, 0.5]]).equilibrium()
        #expect(found.row[0] > 0.999 && found.column[0] > 0.999)
        #expect(abs(found.value - 0.5) < 1e-3)
    }

    @Test("Sides may have different numbers of strategies")
    func sides() {
        // The row player mixes so that both columns give the same: 2/3 · 3 = 1/3 · 6.
        let found = game([[3, 0, 3], [0, 6, 6]]).equilibrium()
        #expect(abs(found.row[0] - 2.0 / 3) < 1e-3 && abs(found.column[0] - 2.0 / 3) < 1e-3)
        #expect(abs(found.value - 2) < 1e-2)
    }

    @Test("No answer to the mixes gains more than the gap")
    func gap() {
        var random = SystemRandomNumberGenerator()
        let seed = random.next()
        var state = seed
        func draw() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 40) / Double(1 << 24)
        }
        for size in 2...8 {
            let payoffs = (0..<size).map { _ in (0..<size + 1).map { _ in draw() } }
            let found = game(payoffs).equilibrium(steps: 4000)
            #expect(found.gap >= -1e-9 && found.gap < 0.01, "seed \(seed)")
            for row in 0..<size {
                #expect(
                    game(payoffs).value(ofRow: row, against: found.column) <= found.value + found.gap, "seed \(seed)")
            }
            #expect(abs(found.row.reduce(0, +) - 1) < 1e-9, "seed \(seed)")
        }
    }
}
