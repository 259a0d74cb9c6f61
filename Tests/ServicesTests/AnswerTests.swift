// SPDX-License-Identifier: Apache-2.0

import Planning
import Protobuf
import RPCServer
import Services
import StrategosAPI
import Testing

@Suite("What is answered")
struct AnswerTests {
    @Test("A full question gets a strategy with all its parts, its reasons and its scores")
    func full() throws {
        let strategy = try Fixtures.strategy(Fixtures.full())
        #expect(strategy.teamID == "red" && strategy.strategyID.hasPrefix("s-"))
        #expect(
            strategy.posture != .unspecified && strategy.focus != .unspecified && strategy.archetype != .unspecified)
        #expect(!strategy.priorities.isEmpty && strategy.composition != nil && strategy.resourceShares != nil)
        #expect(try #require(strategy.validUntilTick) > 1200)
        #expect(strategy.description.contains("because"))
        let provenance = try #require(strategy.provenance)
        #expect(provenance.source == .planner && provenance.model == "reflex/1")
        #expect(provenance.steps.map(\.name) == ["check", "read", "plan", "explain"])
        #expect(provenance.steps.allSatisfy { $0.outcome == .ok && $0.duration != nil })
        #expect(provenance.degraded.isEmpty && provenance.budget?.seconds == 2)
        #expect(provenance.candidates.filter(\.chosen).map(\.name) == [provenance.candidates[0].name])
        for candidate in provenance.candidates {
            #expect(abs(candidate.score - candidate.terms.reduce(0) { $0 + $1.value }) < 1e-9)
        }
        #expect(provenance.measures.contains { $0.name == "danger" })
    }

    @Test("Two teams and nothing else get an answer with little confidence that says what is missing")
    func bare() throws {
        let (bare, full) = (try Fixtures.strategy(Fixtures.bare()), try Fixtures.strategy(Fixtures.full()))
        #expect(bare.confidence > 0 && bare.confidence < full.confidence - 0.3)
        #expect(bare.provenance?.missingInputs.contains("game_state.hexes") == true)
        #expect(bare.provenance?.missingInputs.contains("game_state.teams[1].agents") == true)
        #expect(bare.description.contains("Not known:"))
        #expect(bare.validUntilTick == nil)
    }

    /// What may be unknown, each taken from a full state.
    static let unknown: [(name: String, change: @Sendable (inout GameState) -> Void)] = [
        ("the tick", { $0.tick = nil }), ("the rules", { $0.rulesID = "" }), ("the map", { $0.map = nil }),
        ("the hexes", { $0.hexes = [] }), ("the deposits", { $0.deposits = [] }), ("the bases", { $0.bases = [] }),
        ("our stock", { $0.teams[0].stockpile = nil }), ("their stock", { $0.teams[1].stockpile = nil }),
        ("our agents", { $0.teams[0].agents = [] }), ("their agents", { $0.teams[1].agents = [] }),
        ("a position", { $0.teams[1].agents[4].position = nil }),
        ("a role", { $0.teams[1].agents[4].role = .unspecified }),
        ("what fog hides", { $0.visibility = .fog }),
    ]

    @Test("What is unknown is legal and lowers the confidence", arguments: unknown.indices)
    func lessKnown(index: Int) throws {
        var state = Fixtures.full()
        Self.unknown[index].change(&state)
        let known = try Fixtures.strategies.knownPart(of: Fixtures.full())
        let less = try Fixtures.strategies.knownPart(of: state)
        #expect(less < known, "\(Self.unknown[index].name)")
    }

    /// Odd, and legal.
    static let odd: [(name: String, change: @Sendable (inout GameState) -> Void)] = [
        ("the same agent id in two teams", { $0.teams[1].agents[0].id = $0.teams[0].agents[0].id }),
        (
            "one team alone",
            { state in
                state.teams.removeLast()
                state.hexes.removeAll { $0.ownerTeam == "blue" }
                state.bases.removeAll { $0.teamID == "blue" }
            }
        ),
        (
            "cells and agents off the map",
            {
                $0.hexes.append(Fixtures.hex(Cell(-5, -7), "blue", 10))
                $0.teams[1].agents[0].position = Fixtures.place(Cell(4000, 30))
            }
        ),
        ("the same cell twice", { $0.hexes += $0.hexes }),
        ("a map of no size", { $0.map = GameMap() }),
        (
            "an agent that is dead, of no full health",
            {
                $0.teams[0].agents[0].hitPoints = 0
                $0.teams[0].agents[0].maxHitPoints = 0
            }
        ),
        ("events of no kind", { $0.recentEvents = [GameEvent()] }),
        ("no agents allowed", { $0.agentLimit = 0 }),
        ("the match is over", { $0.lastTick = 1 }),
    ]

    @Test("What is merely odd is answered", arguments: odd.indices)
    func answered(index: Int) throws {
        var state = Fixtures.full()
        Self.odd[index].change(&state)
        let strategy = try Fixtures.strategy(state)
        #expect(!strategy.priorities.isEmpty && strategy.confidence > 0, "\(Self.odd[index].name)")
    }

    @Test("The same question has the same answer, by the same name; another one has another")
    func sameAndOther() throws {
        let (first, again) = (try Fixtures.strategy(Fixtures.full()), try Fixtures.strategy(Fixtures.full()))
        func bared(_ strategy: TeamStrategy) -> TeamStrategy {
            var strategy = strategy
            strategy.provenance?.steps = []
            strategy.provenance?.elapsed = nil
            return strategy
        }
        #expect(bared(first) == bared(again))
        let other = try Fixtures.strategy(Fixtures.full(), "blue")
        #expect(other.strategyID != first.strategyID && other.description != first.description)
    }

    @Test("A call without time left is answered all the same, and says that it was cut short")
    func noTime() throws {
        let response = try Fixtures.strategies.answer(Fixtures.generate(Fixtures.full()), deadline: .after(.zero))
        let provenance = try #require(response.strategy?.provenance)
        #expect(provenance.degraded.map(\.reason) == [.budgetTooSmall])
        #expect(provenance.steps.first { $0.name == "plan" }?.outcome == .cutShort)
    }

    @Test("A stream gives the strategy, then says that it is done")
    func stream() async throws {
        var request = StreamStrategyRequest()
        (request.teamID, request.gameState) = ("blue", Fixtures.full())
        var updates: [StreamStrategyResponse] = []
        try await Fixtures.strategies.stream(request, deadline: nil) { updates.append($0) }
        #expect(updates.map(\.sequence) == [1, 2])
        guard case .strategy(let strategy) = updates[0].update, case .done(let done) = updates[1].update else {
            Issue.record("a strategy, then done")
            return
        }
        #expect(strategy.teamID == "blue" && done.strategies == 1 && done.elapsed != nil)
    }

    @Test("An adaptation names each difference with its reason, and counters the opponent")
    func adapt() throws {
        var request = AdaptStrategyRequest()
        (request.teamID, request.gameState) = ("red", Fixtures.full())
        request.currentStrategy = try Fixtures.strategy(Fixtures.full())
        var observation = Breach.observation("blue")
        observation.archetype = .rush
        observation.task = .attackEnemies
        observation.agents = RoleCounts()
        observation.agents?.attackers = 8
        observation.weight = 5
        request.observations = [observation]
        let response = try Fixtures.strategies.answer(request, deadline: nil)
        #expect(response.changed && !response.changes.isEmpty)
        #expect(response.changes.allSatisfy { !$0.field.isEmpty && !$0.reason.isEmpty && $0.before != $0.after })
        #expect(response.changes.contains { $0.reason.contains("blue seems to play rush") })
        let counter = try #require(response.strategy?.counters.first)
        #expect(counter.opponentTeam == "blue" && counter.observed == .rush && counter.response == .defendBase)
    }

    @Test("An agent keeps to its bounds, its cost follows the rules, and a wanted role is kept", arguments: 0...4)
    func agent(role: Int32) throws {
        var request = CreateAgentRequest()
        (request.teamID, request.gameState) = ("red", Fixtures.full())
        request.role = AgentRole(rawValue: role)
        let agent = try #require(try Fixtures.agents.answer(request, deadline: nil).agent)
        #expect(role == 0 ? agent.role != .unspecified : agent.role == request.role)
        let made = try #require(agent.attributes)
        let sum =
            made.speedPerMille + made.healthPerMille + made.attackPerMille + made.defensePerMille
            + made.carryCapacityPerMille
        #expect((1...3000).contains(sum))
        let known = try #require(Role(rawValue: Int(agent.role.rawValue) - 1))
        #expect(agent.cost?.energy == Rules.cost(known, attributeSum: Int32(sum))[.energy])
        #expect(agent.deployment != nil && agent.ticksUntilAffordable != nil)
        #expect(agent.description.contains("because") && agent.provenance?.candidates.isEmpty == false)
    }

    @Test("A composition adds up in shares and in agents")
    func composition() throws {
        var request = RecommendCompositionRequest()
        (request.teamID, request.gameState) = ("red", Fixtures.full())
        request.size = 10
        let response = try Fixtures.agents.answer(request, deadline: nil)
        let shares = try #require(response.composition)
        #expect(
            shares.collectorPerMille + shares.explorerPerMille + shares.defenderPerMille + shares.attackerPerMille
                == 1000)
        let wanted = try #require(response.wanted)
        #expect(wanted.collectors + wanted.explorers + wanted.defenders + wanted.attackers == 10)
        #expect(response.current?.collectors == 2 && !response.buildNext.isEmpty)
    }

    @Test("An analysis says in numbers what the state says in cells")
    func analysis() throws {
        var request = AnalyzeGameStateRequest()
        (request.teamID, request.gameState) = ("red", Fixtures.full())
        let analysis = try #require(try Fixtures.states.answer(request, deadline: nil).analysis)
        let owned = Fixtures.full().hexes.count { $0.ownerTeam == "red" }
        #expect(analysis.territory?.ownedHexes == UInt32(owned))
        #expect(analysis.territory?.sharePerMille == UInt32((Double(owned) / 864 * 1000).rounded()))
        #expect(analysis.economy?.stockpile?.energy == 30.5)
        #expect(analysis.forces?.own?.collectors == 2 && analysis.forces?.opponents?.attackers == 1)
        #expect(analysis.tick == 1200 && analysis.phase == .opening)
        #expect(abs(analysis.advantagePerMille) < 150, "the sides are nearly equal")
        #expect(analysis.opponents.map(\.teamID) == ["blue"] && !analysis.sites.isEmpty)
    }
}

extension StrategyAnswers {
    /// The part of what matters that was known of a state.
    func knownPart(of state: GameState) throws -> Double {
        let response = try answer(Fixtures.generate(state), deadline: nil)
        return response.strategy?.provenance?.measures.first { $0.name == "known" }?.value ?? -1
    }
}
