// SPDX-License-Identifier: Apache-2.0

import Arena
import Testing

@Suite("The same seed and orders give the same match")
struct DeterminismTests {
    /// Hashes at ticks 0, 500 and 1000 of the matches below. They change when the rules or what decides a
    /// match change, and then only on purpose; they are the same at every optimisation level.
    private static let golden: [[UInt64]] = [
        [8_515_920_875_625_548_063, 18_320_147_237_345_067_007, 11_173_178_064_148_773_458],
        [13_241_827_990_689_389_512, 14_169_262_449_494_625_096, 473_812_904_348_892_417],
        [10_455_094_487_504_874_570, 7_776_069_769_095_710_007, 4_832_191_336_545_832_624],
        [4_079_451_747_666_218_717, 3_715_818_940_501_943_071, 15_198_318_719_883_647_361],
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
