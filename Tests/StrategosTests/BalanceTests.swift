// SPDX-License-Identifier: Apache-2.0

import Arena
import Testing
import strategos

@Suite("Balance")
struct BalanceTests {
    private static let endings: [Ending] = [.territory, .elimination, .resources, .time]

    /// A board on which the first of two archetypes scores what `score` says, and all endings occur.
    private func games(
        ticks: Int32 = 3000, ending: (Int) -> Ending = { endings[$0 % 4] }, score: (Int, Int) -> Double
    ) -> [Game] {
        BalanceSample.pairs.enumerated().map { number, pair in
            Game(score: score(pair.0, pair.1), ending: ending(number), ticks: ticks)
        }
    }

    /// Each archetype beats the two behind it in a circle of six, and is even with the one opposite to it.
    private func circle(_ first: Int, _ second: Int) -> Double {
        let ahead = (second - first + 6) % 6
        return ahead == 3 ? 0.5 : ahead < 3 ? 1 : 0
    }

    private func failures(_ games: [Game]) -> [String] {
        BalanceGate().demands(on: BalanceSample(games: [games, games])).filter { !$0.holds }.map(\.text)
    }

    @Test("Archetypes that beat each other in a circle pass the gate")
    func passes() {
        let sample = BalanceSample(games: [games(score: circle)])
        #expect(failures(games(score: circle)).isEmpty)
        for player in 0..<6 { #expect(sample.against(pool: player) == [0.5]) }
        #expect(BalanceReport(.standard, sample, firstSeed: 1).passes)
    }

    @Test("Each demand fails for what it forbids, and only it")
    func demands() {
        let order = failures(games { $0 < $1 ? 1 : 0 })
        #expect(order.count == 2 && order[0].contains("scores above") && order[1].contains("equilibrium"))
        #expect(failures(games(ticks: 1499, score: circle)).allSatisfy { $0.contains("median") })
        #expect(failures(games(ticks: 4501, score: circle)).count == 1)
        for missing in Self.endings {
            let others = Self.endings.filter { $0 != missing }
            let found = failures(games(ending: { others[$0 % 3] }, score: circle))
            #expect(found == ["at least 5.0 % end by \(missing)"])
        }
        let drawn = games(ending: { $0 == 14 ? .draw : Self.endings[$0 % 4] }, score: circle)
        #expect(failures(drawn) == ["less than 5.0 % draws"])
    }

    @Test("A search repeats from its seed, stays inside of the ranges, and other seeds find other rules")
    func repeats() async throws {
        var start = Rules()
        start.matchTicks = 600
        var search = BalanceSearch()
        (search.generations, search.parents, search.children, search.boards) = (2, 2, 6, 1)
        var heard: [Int] = []
        let found = RulesFile(id: "x", rules: try await search.run(from: start) { heard.append($0.generation) })
        let again = RulesFile(id: "x", rules: try await search.run(from: start) { _ in })
        search.seed = 2
        let other = RulesFile(id: "x", rules: try await search.run(from: start) { _ in })
        #expect(heard == [1, 2])
        #expect(found.fingerprint == again.fingerprint)
        #expect(found.fingerprint != other.fingerprint)
        #expect(found.rules.defect == nil && found.rules.matchTicks == 600)
    }

    @Test("The bound on games bounds the generations")
    func bounds() {
        var search = BalanceSearch()
        (search.generations, search.parents, search.children, search.boards) = (10, 2, 3, 2)
        search.games = 15 * 5 * 2 * 4
        #expect(search.possibleGenerations == 4)
        search.games = 1
        #expect(search.possibleGenerations == 1)
    }
}
