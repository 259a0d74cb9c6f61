// SPDX-License-Identifier: Apache-2.0

import Arena
import Testing

@Suite("A match from the middle")
struct PositionTests {
    private func position() -> MatchPosition {
        var position = MatchPosition(tick: 500, teams: 2)
        position.holdings = [.init(cell: 80, team: 0, control: 900), .init(cell: 81, team: 1, control: 150)]
        position.piles = [.init(cell: 100, kind: .data, units: 4), .init(cell: 100, kind: .energy, units: 900)]
        position.teams[0].stock = [10, 20, 30, 99]
        position.teams[0].agents = [.init(.attacker, at: 90, slot: 3)]
        position.teams[1].agents = [.init(.collector, at: 700, slot: 0)]
        return position
    }

    private let map: GameMap
    init() throws { map = try .duel(width: 36, height: 24, obstacles: [], base: 74) }

    @Test("It has what was told, within the bounds")
    func told() throws {
        let match = try Match(map: map, at: position(), seed: 1)
        #expect(match.state.tick == 500 && match.state.ending == .running)
        #expect(match.state.teams[0].cells == 1 && match.state.teams[1].cells == 0, "150 of 1000 own nothing yet")
        #expect(match.state.teams[0].stock == [10, 20, 30, 0])
        #expect(match.state.deposit[100].units == [255, 0, 4, 0] && match.state.depositCount == 1)
        #expect(match.state.alive[0] == 0b1000 && match.state.agentCount(of: 1) == 1)
        #expect(match.state.body[3].role == .attacker && match.state.cell[3] == 90)
    }

    @Test("It goes on to an end")
    func goesOn() throws {
        var match = try Match(map: map, at: position(), seed: 1)
        match.advance(to: 6000)
        #expect(match.state.ending != .running)
    }

    @Test("What cannot be is refused", arguments: 0..<7)
    func refused(index: Int) throws {
        var position = position()
        switch index {
        case 0: position.tick = 6000
        case 1: position.tick = -1
        case 2: position.holdings.append(.init(cell: 864, team: 0, control: 1))
        case 3: position.piles.append(.init(cell: -1, kind: .data, units: 1))
        case 4: position.teams[0].agents.append(.init(.attacker, at: 90, slot: 3))
        case 5: position.teams[0].agents = (0..<13).map { .init(.explorer, at: 90, slot: $0) }
        default: position.teams.removeLast()
        }
        #expect(throws: PositionError.self) { try Match(map: map, at: position, seed: 1) }
    }

    @Test("A map whose obstacles do not lie opposite to each other is refused")
    func lopsided() {
        #expect(throws: MapError.lopsided(863 - 400)) {
            try GameMap.duel(width: 36, height: 24, obstacles: [400], base: 74)
        }
    }
}
