// SPDX-License-Identifier: Apache-2.0

import Arena
import Testing

@Suite("Maps")
struct MapTests {
    @Test("are the same from each base, connected, and leave the bases room")
    func symmetry() throws {
        var random = Seed.random(21)
        for map in try Maps.all(seed: random.next()) {
            for cell in 0..<map.geometry.count where map.isPassable[cell] {
                let turned = Int(map.turned[cell])
                #expect(map.isPassable[turned])
                for (team, base) in map.bases.enumerated() {
                    let next = map.bases[(team + 1) % map.teamCount]
                    let steps = try #require(map.steps(from: base, to: cell), "STRATEGOS_SEED=\(Seed.value)")
                    #expect(steps == map.steps(from: next, to: turned))
                    if map.geometry.distance(base, cell) <= 4 { #expect(steps == map.geometry.distance(base, cell)) }
                }
            }
        }
    }

    @Test("of the reference game have its size, and as many obstacles as find a place")
    func duel() throws {
        let map = try GameMap.duel(seed: 7)
        #expect(map.geometry.count == 864)
        #expect(map.bases == [2 * 36 + 2, 21 * 36 + 33])
        #expect(map.passableCount < 864 && map.passableCount >= 864 - 32)
        #expect(try GameMap.duel(seed: 7).isPassable == map.isPassable)
        #expect(try GameMap.duel(seed: 8).isPassable != map.isPassable)
    }

    @Test("of any size that is allowed are played without a trap, and others are refused")
    func anySize() throws {
        var random = Seed.random(21)
        var (played, refused) = (0, 0)
        for _ in 0..<40 {
            let (width, height) = (random.below(70), random.below(34))
            let radius = random.below(17)
            let isHexagon = random.below(2) == 0
            let map: GameMap
            do {
                map =
                    isHexagon
                    ? try .hexagon(seed: random.next(), teams: [2, 3, 6][random.below(3)], radius: radius)
                    : try .duel(seed: random.next(), width: width, height: height, obstaclePairs: random.below(200))
            } catch {
                let isAllowed =
                    isHexagon
                    ? (6...14).contains(radius)
                    : (12...62).contains(width) && (8...30).contains(height) && height % 2 == 0
                        && width * height <= 1024
                #expect(!isAllowed, "\(width) x \(height), \(radius): \(error), STRATEGOS_SEED=\(Seed.value)")
                refused += 1
                continue
            }
            var match = try Match(map: map, seed: random.next())
            for _ in 0..<4 {
                for team in 0..<map.teamCount { match.order(team, random.orders(on: map)) }
                match.advance(to: match.state.tick + 60)
            }
            #expect(match.state.tick == 240 || match.state.ending != .running)
            played += 1
        }
        #expect(played + refused == 40 && played > 0, "STRATEGOS_SEED=\(Seed.value)")
    }

    @Test("that cannot be are refused")
    func refused() {
        #expect(throws: MapError.teams(4)) { try GameMap.hexagon(seed: 1, teams: 4) }
        #expect(throws: MapError.size(15, 15)) { try GameMap.hexagon(seed: 1, teams: 2, radius: 15) }
        #expect(throws: MapError.size(36, 23)) { try GameMap.duel(seed: 1, height: 23) }
        #expect(throws: MapError.size(62, 30)) { try GameMap.duel(seed: 1, width: 62, height: 30) }
    }

    @Test("Distances on the grid are those of axial coordinates")
    func distances() throws {
        let geometry = try #require(HexGeometry(width: 36, height: 24))
        for one in stride(from: 0, to: geometry.count, by: 7) {
            for other in stride(from: 0, to: geometry.count, by: 5) {
                let (a, b) = (geometry.axial(one), geometry.axial(other))
                let (dq, dr) = (a.q - b.q, a.r - b.r)
                #expect(geometry.distance(one, other) == (abs(dq) + abs(dr) + abs(dq + dr)) / 2)
            }
        }
    }
}
