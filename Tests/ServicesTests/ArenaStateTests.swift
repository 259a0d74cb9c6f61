// SPDX-License-Identifier: Apache-2.0

import Arena
import Protobuf
import Services
import StrategosAPI
import Testing

@Suite("States of the arena")
struct ArenaStateTests {
    private let played: Arena.Match

    init() throws {
        var match = try Arena.Match(map: .duel(seed: 12), seed: 12)
        match.order(0, Arena.Archetype.expand.orders)
        match.order(1, Arena.Archetype.rush.orders)
        match.advance(to: 800)
        played = match
    }

    private var state: GameState { GameState(played, teams: ["red", "blue"], matchID: "m") }

    private func read(_ state: GameState) throws(Unplayable) -> Arena.Match {
        var slots = AgentSlots()
        return try ArenaState.match(state, maps: ArenaMaps(), slots: &slots)
    }

    @Test("A state that was written is valid, and read again it has what decides the match")
    func roundTrip() throws {
        try state.validate()
        let match = try read(state)
        let (a, b) = (played.state, match.state)
        #expect(match.map.isPassable == played.map.isPassable && match.map.bases == played.map.bases)
        #expect(a.tick == b.tick && a.depositCount == b.depositCount)
        for cell in 0..<played.map.geometry.count {
            #expect(a.owner(of: cell, played.rules) == b.owner(of: cell, match.rules))
            #expect(a.deposit[cell] == b.deposit[cell])
        }
        for team in 0..<2 {
            #expect(a.teams[team].stock == b.teams[team].stock && a.teams[team].cells == b.teams[team].cells)
            #expect(a.teams[team].spawnDelay == b.teams[team].spawnDelay)
            let (before, after) = (Array(a.agents(of: team)), Array(b.agents(of: team)))
            #expect(before.count == after.count && before.count >= 2)
            for (one, other) in zip(before, after) {
                #expect(a.cell[one] == b.cell[other] && a.body[one] == b.body[other])
                #expect(a.health[one] == b.health[other] && a.load[one] == b.load[other])
                #expect(a.task[one] == b.task[other] && a.target[one] == b.target[other])
            }
        }
    }

    @Test("It goes on much as the match that it was written of")
    func goesOn() throws {
        var (match, original) = (try read(state), played)
        match.order(0, Arena.Archetype.expand.orders)
        match.order(1, Arena.Archetype.rush.orders)
        match.advance(to: 1000)
        original.advance(to: 1000)
        for team in 0..<2 {
            let (a, b) = (original.state.teams[team].cells, match.state.teams[team].cells)
            #expect(abs(a - b) * 10 <= max(a, b), "\(a) and \(b) cells")
            #expect(abs(original.state.agentCount(of: team) - match.state.agentCount(of: team)) <= 2)
        }
    }

    /// What keeps a state from being played, and the field that the reason names.
    static let obstacles: [(field: String, change: @Sendable (inout GameState) -> Void)] = [
        ("rules_id", { $0.rulesID = "" }), ("rules_id", { $0.rulesID = "arena/7" }),
        ("visibility", { $0.visibility = .fog }), ("tick", { $0.tick = nil }), ("tick_ms", { $0.tickMs = 50 }),
        ("map", { $0.map = nil }), ("map", { $0.map?.columns = 100 }), ("map", { $0.map?.firstRow = 3 }),
        ("bases", { $0.bases.removeLast() }), ("bases", { $0.bases[0].position = nil }),
        ("bases", { $0.bases[0].position?.q += 1 }), ("tick", { $0.tick = 6000 }),
        ("teams[1].stockpile", { $0.teams[1].stockpile = nil }),
        ("teams[0].agents", { $0.teams[0].agents[0].position = nil }),
        ("teams[0].agents", { $0.teams[0].agents[0].role = .unspecified }),
        ("teams[1].agents", { $0.teams[1].agents[0].position?.q = 9000 }),
        ("teams: there are 3", { $0.teams.append(Team()) }),
        ("deposits", { $0.deposits[0].position = nil }),
        ("hexes", { $0.hexes[0].q = 900 }),
        ("rules: agentLimit", { $0.agentLimit = 17 }),
        (
            "obstacles",
            { state in state.hexes.remove(at: state.hexes.firstIndex { $0.terrain == .obstacle } ?? 0) }
        ),
    ]

    @Test("What is missing or does not fit is named", arguments: obstacles.indices)
    func unplayable(index: Int) throws {
        var state = state
        Self.obstacles[index].change(&state)
        let error = #expect(throws: Unplayable.self) { try read(state) }
        #expect(error?.reason.contains(Self.obstacles[index].field) == true, "\(error?.reason ?? "")")
    }

    @Test("An agent keeps its place by its id, and a new one takes the lowest that is free")
    func slots() {
        var slots = AgentSlots()
        #expect(["a", "b", "c"].map { slots.slot(of: $0, team: 0) } == [0, 1, 2])
        slots.forget(team: 0, except: ["c", "a"])
        #expect(slots.slot(of: "c", team: 0) == 2)
        #expect(slots.slot(of: "new", team: 0) == 1)
        #expect(slots.slot(of: "a", team: 1) == 0)
    }

    @Test("Maps are kept, the latest used ones")
    func maps() throws {
        let maps = ArenaMaps(limit: 2)
        func map(_ obstacle: Int) throws -> Arena.GameMap {
            let geometry = try #require(HexGeometry(width: 36, height: 24))
            return try maps.map(.init(geometry: geometry, obstacles: [obstacle, 863 - obstacle].sorted(), base: 74))
        }
        let first = try map(300)
        #expect(try map(300) === first)
        _ = try map(301)
        #expect(try map(300) === first)
        _ = try map(302)
        #expect(try map(300) === first)
    }
}
