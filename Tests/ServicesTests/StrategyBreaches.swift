// SPDX-License-Identifier: Apache-2.0

import Protobuf
import RPCServer
import Services
import StrategosAPI
import Testing

extension Breach {
    static let strategies = [
        Breach("an unknown posture", "current_strategy.posture") { $0.currentStrategy?.posture = .init(rawValue: 5) },
        Breach("an unknown focus", "current_strategy.focus") { $0.currentStrategy?.focus = .init(rawValue: 4) },
        Breach("an unknown archetype", "current_strategy.archetype") {
            $0.currentStrategy?.archetype = .init(rawValue: 7)
        },
        Breach("too long a strategy id", "current_strategy.strategy_id") {
            $0.currentStrategy?.strategyID = String(repeating: "s", count: 65)
        },
        Breach("too long a description", "current_strategy.description") {
            $0.currentStrategy?.description = String(repeating: "ß", count: 1001)
        },
        Breach("too many priorities", "current_strategy.priorities") {
            $0.currentStrategy?.priorities = [Priority](repeating: priority(), count: 17)
        },
        Breach("a priority for nothing", "current_strategy.priorities[0].task") {
            $0.currentStrategy?.priorities = [priority { $0.task = .unspecified }]
        },
        Breach("a priority of too much weight", "current_strategy.priorities[0].weight_per_mille") {
            $0.currentStrategy?.priorities = [priority { $0.weightPerMille = 1001 }]
        },
        Breach("a priority in too large a zone", "current_strategy.priorities[0].zone.radius") {
            $0.currentStrategy?.priorities = [
                priority {
                    $0.zone = Zone()
                    $0.zone?.center = HexCoordinate()
                    $0.zone?.radius = 1001
                }
            ]
        },
        Breach("a priority of an unknown resource", "current_strategy.priorities[0].resource") {
            $0.currentStrategy?.priorities = [priority { $0.resource = .init(rawValue: 4) }]
        },
        Breach("a composition that does not add up", "current_strategy.composition") {
            $0.currentStrategy?.composition = Composition()
            $0.currentStrategy?.composition?.attackerPerMille = 999
        },
        Breach("a role of more than all", "current_strategy.composition.attacker_per_mille") {
            $0.currentStrategy?.composition = Composition()
            $0.currentStrategy?.composition?.attackerPerMille = 1001
        },
        Breach("resource shares that do not add up", "current_strategy.resource_shares") {
            $0.currentStrategy?.resourceShares = ResourceShares()
        },
        Breach("too many counters", "current_strategy.counters") {
            $0.currentStrategy?.counters = [Counter](repeating: Counter(), count: 17)
        },
        Breach("a counter that is too likely", "current_strategy.counters[0].likelihood_per_mille") {
            $0.currentStrategy?.counters = [Counter()]
            $0.currentStrategy?.counters[0].likelihoodPerMille = 1001
        },
        Breach("validity to an impossible tick", "current_strategy.valid_until_tick") {
            $0.currentStrategy?.validUntilTick = .max
        },
        Breach("more than full confidence", "current_strategy.confidence") { $0.currentStrategy?.confidence = 1.1 },
        Breach("too short a spawn interval", "current_strategy.spawn_interval_per_mille") {
            $0.currentStrategy?.spawnIntervalPerMille = 99
        },
        Breach("retreat above full health", "current_strategy.retreat_health_per_mille") {
            $0.currentStrategy?.retreatHealthPerMille = 1001
        },
    ]

    static let all = requests + states + teams + events + strategies

    private static func priority(_ change: (inout Priority) -> Void = { _ in }) -> Priority {
        var priority = Priority()
        priority.task = .collect
        change(&priority)
        return priority
    }
}

@Suite("What is invalid")
struct ValidationTests {
    private func valid() -> AdaptStrategyRequest {
        var request = AdaptStrategyRequest()
        request.teamID = "red"
        request.gameState = Fixtures.full()
        request.currentStrategy = TeamStrategy()
        request.observations = [Breach.observation("blue")]
        return request
    }

    private func refusal(_ change: (inout AdaptStrategyRequest) -> Void) -> RPCError? {
        var request = valid()
        change(&request)
        do throws(RPCError) {
            _ = try Fixtures.strategies.answer(request, deadline: nil)
            return nil
        } catch {
            return error
        }
    }

    @Test("The question that the others are made from is valid")
    func baseline() {
        #expect(refusal { _ in } == nil)
    }

    @Test("is refused, and the field is named in the message and in the details", arguments: Breach.all)
    func refused(breach: Breach) throws {
        let error = try #require(refusal(breach.change))
        #expect(error.code == .invalidArgument)
        #expect(error.message.hasPrefix("\(breach.field): "), "\(error.message)")
        let status = try Google_Rpc_Status(serialized: try #require(error.details))
        #expect(status.code == 3 && status.message == error.message)
        let detail = try #require(status.details.first)
        #expect(detail.typeURL == "type.googleapis.com/google.rpc.BadRequest")
        #expect(try Google_Rpc_BadRequest(serialized: detail.value).fieldViolations.first?.field == breach.field)
    }

    @Test("Several breaches are all in the details, and counted in the message")
    func several() throws {
        let error = try #require(
            refusal {
                $0.gameState?.teams[0].stockpile?.energy = -1
                $0.gameState?.teams[1].stockpile?.data = 1e10
            })
        #expect(error.message.hasSuffix("(and 1 more)"))
        let status = try Google_Rpc_Status(serialized: try #require(error.details))
        let violations = try Google_Rpc_BadRequest(serialized: status.details[0].value).fieldViolations
        #expect(violations.map(\.reason) == ["double.gte_lte", "double.gte_lte"])
    }

    @Test("A request full of breaches gets an answer of bounded size")
    func bounded() throws {
        var hex = Hex()
        hex.ownerTeam = "green"
        let error = try #require(refusal { $0.gameState?.hexes = [Hex](repeating: hex, count: 16_000) })
        #expect(try #require(error.details).count < 4000)
    }

    @Test("The other methods check their questions too")
    func others() async {
        var broken = Fixtures.full()
        broken.teams[1].stockpile?.energy = -1
        var create = CreateAgentRequest()
        (create.teamID, create.gameState) = ("red", broken)
        var compose = RecommendCompositionRequest()
        (compose.teamID, compose.gameState) = ("red", broken)
        var analyze = AnalyzeGameStateRequest()
        (analyze.teamID, analyze.gameState) = ("red", broken)
        var stream = StreamStrategyRequest()
        (stream.teamID, stream.gameState) = ("red", broken)
        #expect(throws: RPCError.self) { try Fixtures.agents.answer(create, deadline: nil) }
        #expect(throws: RPCError.self) { try Fixtures.agents.answer(compose, deadline: nil) }
        #expect(throws: RPCError.self) { try Fixtures.states.answer(analyze, deadline: nil) }
        await #expect(throws: RPCError.self) { try await Fixtures.strategies.stream(stream, deadline: nil) { _ in } }
        var squad = CreateSquadRequest()
        (squad.teamID, squad.gameState) = ("red", broken)
        await #expect(throws: RPCError.self) { try await Fixtures.agents.squad(squad, deadline: nil) { _ in } }
        create.gameState = Fixtures.full()
        create.role = .init(rawValue: 9)
        #expect(throws: RPCError.self) { try Fixtures.agents.answer(create, deadline: nil) }
        compose.gameState = Fixtures.full()
        compose.size = 0
        #expect(throws: RPCError.self) { try Fixtures.agents.answer(compose, deadline: nil) }
    }
}
