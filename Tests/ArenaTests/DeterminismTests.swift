// SPDX-License-Identifier: Apache-2.0

import Arena
import Testing

@Suite("The same seed and orders give the same match")
struct DeterminismTests {
    /// Hashes at ticks 0, 500 and 1000 of the matches below. They change when the rules or what decides a
    /// match change, and then only on purpose; they are the same at every optimisation level.
    private static let golden: [[UInt64]] = [
        [2_695_209_960_526_279_528, 16_050_589_668_425_919_547, 10_564_981_623_920_219_755],
        [2_255_961_074_083_199_494, 16_598_050_197_728_826_696, 2_503_866_572_282_832_424],
        [16_657_824_953_751_920_232, 4_307_003_479_296_543_807, 2_506_090_888_400_840_367],
        [12_613_623_192_430_370_596, 15_434_070_468_499_595_186, 3_521_920_702_280_929_228],
    ]

    private func hashes(_ map: GameMap, index: Int) throws -> [UInt64] {
        var rules = Rules()
        rules.isFogged = index == 1
        var match = try Match(map: map, rules: rules, seed: UInt64(index))
        for team in 0..<map.teamCount { match.order(team, Archetype.allCases[(index + team) % 6].orders) }
        return try [Int32(0), 500, 1000].map { tick in
            match.advance(to: tick)
            try #require(match.state.tick == tick)
            return match.hash
        }
    }

    @Test("Hashes are those that were written down", arguments: 0..<4)
    func goldenHashes(index: Int) throws {
        let hashes = try hashes(Maps.all(seed: 99)[index], index: index)
        #expect(hashes == Self.golden[index])
    }

    @Test("A copy goes on as the original does, and neither disturbs the other")
    func copies() throws {
        var match = try Match(map: .duel(seed: 6), seed: 6)
        match.order(1, Archetype.raid.orders)
        match.advance(to: 300)
        var copy = match
        var other = match
        other.order(0, Archetype.rush.orders)
        other.advance(to: 700)
        copy.advance(to: 700)
        match.advance(to: 700)
        #expect(copy.hash == match.hash)
        #expect(other.hash != match.hash)
    }

    @Test("Seeds, maps and orders all make a difference")
    func differences() throws {
        var hashes: Set<UInt64> = []
        for seed in UInt64(1)...3 {
            for mapSeed in UInt64(1)...3 {
                for archetype in [Archetype.balanced, .boom] {
                    var match = try Match(map: .duel(seed: mapSeed), seed: seed)
                    match.order(0, archetype.orders)
                    match.advance(to: 400)
                    hashes.insert(match.hash)
                }
            }
        }
        #expect(hashes.count == 18)
    }
}
