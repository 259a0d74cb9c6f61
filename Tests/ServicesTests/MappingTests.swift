// SPDX-License-Identifier: Apache-2.0

import Planning
import Protobuf
import RPCServer
import Services
import StrategosAPI
import Testing

@Suite("The planner's words and the schema's")
struct MappingTests {
    /// `defendBase` and `TASK_KIND_DEFEND_BASE` are the same word.
    private func words<Value: ProtobufEnum>(_ type: Value.Type) -> [String] {
        type.values.dropFirst().map { value in
            let name = value.name.lowercased().split(separator: "_")
            return name.joined()
        }
    }

    private func expect<Value: ProtobufEnum, Planned>(
        _ type: Value.Type, _ prefix: String, _ planned: [Planned], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let ours = planned.map { "\(prefix)\($0)".lowercased() }
        #expect(
            words(type).map { String($0.prefix(ours[0].count + 20)) }.count == ours.count,
            sourceLocation: sourceLocation)
        for (word, our) in zip(words(type), ours) {
            #expect(word.hasPrefix(our), "\(word) is not \(our)", sourceLocation: sourceLocation)
        }
    }

    @Test("name the same things in the same order")
    func enums() {
        expect(StrategosAPI.Posture.self, "posture", Planning.Posture.allCases)
        expect(StrategosAPI.Focus.self, "focus", Planning.Focus.allCases)
        expect(StrategosAPI.Archetype.self, "archetype", Planning.Archetype.allCases)
        expect(StrategosAPI.TaskKind.self, "taskkind", Planning.TaskKind.allCases)
        expect(ResourceKind.self, "resourcekind", Planning.Resource.allCases)
        expect(AgentRole.self, "agentrole", Role.allCases)
    }

    @Test("A strategy that comes back as the current one is kept when nothing changed")
    func roundTrip() throws {
        let first = try Fixtures.strategy(Fixtures.full())
        var request = Fixtures.generate(Fixtures.full())
        request.currentStrategy = first
        let second = try #require(try Fixtures.strategies.answer(request, deadline: nil).strategy)
        #expect(second.provenance?.candidates.first?.name == "current strategy")
        #expect(second.composition == first.composition && second.posture == first.posture)
        #expect(second.description.hasPrefix("Stay on course"))
    }
}

@Suite("Any valid state over the wire")
struct RandomStateTests {
    /// SplitMix64.
    struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    @Test("gets a strategy that is itself valid as the next question's current strategy, decoded and encoded")
    func valid() throws {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = Random(state: seed)
        for _ in 0..<200 {
            let state = randomState(&random)
            let team = state.teams.randomElement(using: &random)!.id
            var request = Fixtures.generate(state, team)
            // The answer is checked by the same rules as a caller's strategy.
            let response = try Fixtures.strategies.answer(request, deadline: nil)
            let decoded = try GenerateStrategyResponse(serialized: response.serialized())
            #expect(decoded == response, "seed \(seed)")
            request.currentStrategy = decoded.strategy
            _ = try Fixtures.strategies.answer(request, deadline: nil)
            var adapt = AdaptStrategyRequest()
            (adapt.teamID, adapt.gameState, adapt.currentStrategy) = (team, state, decoded.strategy)
            _ = try Fixtures.strategies.answer(adapt, deadline: nil)
        }
    }

    private func randomState(_ random: inout Random) -> GameState {
        var state = Fixtures.full()
        func perhaps(_ change: () -> Void) { if Bool.random(using: &random) { change() } }
        perhaps { state.map = nil }
        perhaps { state.bases = [] }
        perhaps { state.hexes = [] }
        perhaps { state.visibility = .fog }
        perhaps { state.tick = .random(in: 0...1_000_000_000_000, using: &random) }
        perhaps { state.tickMs = .random(in: 1...60_000, using: &random) }
        perhaps { state.agentLimit = .random(in: 0...512, using: &random) }
        perhaps {
            state.hexes += (0..<50).map { _ in
                Fixtures.hex(
                    cell(&random), ["", "red", "blue"].randomElement(using: &random)!,
                    .random(in: 0...1000, using: &random))
            }
        }
        for team in 0...1 {
            perhaps { state.teams[team].stockpile = Fixtures.amounts(.random(in: 0...1e9, using: &random), 0, 1e9) }
            perhaps {
                state.teams[team].incomePerSecond = Fixtures.amounts(0, .random(in: 0...1e-6, using: &random), 1e9)
            }
            perhaps { state.teams[team].territoryPerMille = .random(in: 0...1000, using: &random) }
            perhaps { state.teams[team].agents = [] }
            for index in state.teams[team].agents.indices {
                perhaps { state.teams[team].agents[index].position = Fixtures.place(cell(&random)) }
                perhaps {
                    state.teams[team].agents[index].role = AgentRole(rawValue: .random(in: 0...4, using: &random))
                }
                perhaps { state.teams[team].agents[index].hitPoints = .random(in: 0...1e9, using: &random) }
            }
        }
        return state
    }

    private func cell(_ random: inout Random) -> Cell {
        Cell(.random(in: -10_000...10_000, using: &random), .random(in: -10_000...10_000, using: &random))
    }
}
