// SPDX-License-Identifier: Apache-2.0

import Arena
import Planning
import Protobuf
import RPCServer
import Services
import StrategosAPI
import Synchronization
import Testing

/// A clock that stands still until a test moves it.
private final class Hand: Sendable {
    private let now = Atomic<UInt64>(1_000_000_000)

    var clock: MonotonicClock { MonotonicClock { self.now.load(ordering: .relaxed) } }

    func move(by duration: Duration) { now.add(duration.clampedNanoseconds, ordering: .relaxed) }
}

@Suite("What is remembered of teams")
struct SessionTests {
    private func key(_ match: String, _ team: String = "red") throws -> SessionKey {
        var state = GameState()
        state.matchID = match
        return try #require(SessionKey(state, team))
    }

    private let session = TeamSession(
        tick: 7, strategy: Strategy(.boom), changedAt: 3, memory: MatchMemory())

    @Test("A state without a match has no session; teams of a match have one each")
    func keys() throws {
        #expect(SessionKey(GameState(), "red") == nil)
        #expect(try key("m", "red") != key("m", "blue"))
    }

    @Test("The one that was asked for longest ago makes room, and unused ones expire")
    func bounds() throws {
        let (hand, counters) = (Hand(), SearchCounters())
        var limits = SessionMemory.Limits()
        limits.sessions = 2
        limits.time = .seconds(60)
        let memory = SessionMemory(limits: limits, counters: counters, clock: hand.clock)
        memory.keep(session, of: try key("a"))
        hand.move(by: .seconds(1))
        memory.keep(session, of: try key("b"))
        hand.move(by: .seconds(1))
        #expect(memory.session(of: try key("a"))?.tick == 7)
        memory.keep(session, of: try key("c"))
        #expect(try memory.session(of: key("b")) == nil && memory.count == 2)
        #expect(try memory.session(of: key("a")) != nil && memory.session(of: key("c")) != nil)
        #expect(counters[.sessionsOpened] == 3 && counters[.sessionsEvicted] == 1)
        hand.move(by: .seconds(61))
        #expect(try memory.session(of: key("a")) == nil)
        memory.keep(session, of: try key("d"))
        #expect(counters[.sessionsExpired] == 2 && memory.count == 1)
    }

    // MARK: A match that goes on

    /// States of a match against an opponent, with teams that follow archetypes.
    private func states(_ ticks: [Int32], match: String = "m") throws -> [GameState] {
        var rules = Arena.Rules()
        rules.matchTicks = 800
        var played = try Arena.Match(map: .duel(seed: 6), rules: rules, seed: 6)
        played.order(1, Arena.Archetype.rush.orders)
        return ticks.map { tick in
            played.advance(to: tick)
            return GameState(played, teams: ["red", "blue"], matchID: match)
        }
    }

    private var answers: StrategyAnswers<ReflexPlanner> {
        var settings = SearchSettings()
        settings.ticks = 2000
        settings.time = .seconds(60)
        return StrategyAnswers(planner: ReflexPlanner(), search: StrategySearch(settings))
    }

    @Test("States of a match are learnt from; an earlier one begins anew")
    func learns() async throws {
        let answers = answers
        func seen(_ state: GameState) async throws -> UInt64? {
            try await answers.searched(Fixtures.generate(state), deadline: .patient).strategy?.provenance?.simulation?
                .statesSeen
        }
        let states = try states([600, 660, 720])
        for (index, state) in states.enumerated() { #expect(try await seen(state) == UInt64(index + 1)) }
        #expect(try await seen(states[0]) == 1)
        #expect(try await seen(self.states([600], match: "")[0]) == 1)
    }

    @Test("A team is directed: each state is answered, a course is kept or left with reasons, and the opponent known")
    func direct() async throws {
        var direction = Direction(answers.desk)
        var kinds: [String] = []
        for (index, state) in try states([500, 540, 580, 640, 700, 760], match: "").enumerated() {
            var request = DirectRequest()
            if index == 0 { request.teamID = "red" }
            request.sequence = UInt64(10 + index)
            request.input = .gameState(state)
            let response = try #require(try await direction.answer(request, deadline: nil))
            try response.validate()
            #expect(response.sequence == UInt64(index + 1) && response.answersSequence == request.sequence)
            switch response.directive {
            case .strategy(let strategy):
                kinds.append("strategy")
                #expect(strategy.provenance?.simulation?.statesSeen == UInt64(index + 1))
                #expect((index == 0) == response.changes.isEmpty)
                #expect(response.changes.allSatisfy { !$0.reason.isEmpty && $0.before != $0.after })
            case .keep(let keep):
                kinds.append("keep")
                #expect(!keep.reason.isEmpty && response.changes.isEmpty)
            case nil: Issue.record("a directive is missing")
            }
        }
        #expect(kinds[0] == "strategy" && kinds.contains("keep"), "\(kinds)")
    }

    @Test("Observations have no answer of their own, and wrong teams are refused")
    func wrongDirections() async throws {
        var direction = Direction(answers.desk)
        var request = DirectRequest()
        request.teamID = "red"
        request.input = .observation(Breach.observation("blue"))
        #expect(try await direction.answer(request, deadline: nil) == nil)
        request.teamID = "blue"
        await #expect(throws: RPCError.self) { try await direction.answer(request, deadline: nil) }
        var empty = DirectRequest()
        empty.teamID = "red"
        await #expect(throws: RPCError.self) { try await direction.answer(empty, deadline: nil) }
    }

    @Test("An adaptation by futures says what is different and why")
    func adapt() async throws {
        let answers = answers
        var request = AdaptStrategyRequest()
        (request.teamID, request.gameState) = ("red", try states([600])[0])
        var current = TeamStrategy()
        (current.posture, current.focus) = (.aggressive, .combat)
        request.currentStrategy = current
        let response = try await answers.searched(request, deadline: .patient)
        try response.validate()
        #expect(response.strategy?.provenance?.simulation != nil)
        #expect(response.changed == !response.changes.isEmpty)
        for change in response.changes { #expect(!change.reason.isEmpty && change.before != change.after) }
    }
}

@Suite("Agents by playing futures")
struct AgentSearchTests {
    private let state: GameState

    init() throws {
        var rules = Arena.Rules()
        rules.matchTicks = 1200
        var match = try Arena.Match(map: .duel(seed: 2), rules: rules, seed: 2)
        match.advance(to: 1180)
        state = GameState(match, teams: ["red", "blue"])
    }

    private var answers: AgentAnswers<ReflexPlanner> {
        var settings = SearchSettings()
        settings.ticks = 6000
        settings.time = .seconds(60)
        return AgentAnswers(planner: ReflexPlanner(), search: StrategySearch(settings))
    }

    @Test("An agent has a role, attributes within the bounds, and the cost by the rules", arguments: 0...4)
    func agent(role: Int32) async throws {
        var request = CreateAgentRequest()
        (request.teamID, request.gameState) = ("red", state)
        request.role = AgentRole(rawValue: role)
        let agent = try #require(try await answers.searched(request, deadline: .patient).agent)
        try agent.validate()
        #expect(role == 0 || agent.role == request.role)
        let made = AgentMake(agent.attributes ?? AgentAttributes())
        let cost = Arena.Rules().cost(of: Arena.AgentRole(agent.role) ?? .collector, made)
        #expect(agent.cost?.energy == Double(cost.x) && agent.cost?.data == Double(cost.z))
        let provenance = try #require(agent.provenance)
        #expect(provenance.model == "rollout/1" && (provenance.simulation?.playouts ?? 0) > 0)
        #expect(provenance.candidates.count > 1 && provenance.candidates[0].chosen)
    }

    @Test("A squad has as many agents as asked, and then the end")
    func squad() async throws {
        var request = CreateSquadRequest()
        (request.teamID, request.gameState, request.size) = ("red", state, 2)
        // Long enough for both to be built.
        request.gameState?.lastTick = 1500
        var updates: [CreateSquadResponse] = []
        try await answers.squad(request, deadline: .patient) { updates.append($0) }
        #expect(updates.map(\.sequence) == [1, 2, 3])
        guard case .done(let done)? = updates.last?.update else {
            Issue.record("the end comes last")
            return
        }
        #expect(done.agents == 2 && !done.description.isEmpty)
        // The first tier does it too.
        request.gameState?.rulesID = ""
        updates = []
        try await answers.squad(request, deadline: .patient) { updates.append($0) }
        #expect(updates.count == 3)
    }

    @Test("A composition adds up, and says what it is worth")
    func composition() async throws {
        var request = RecommendCompositionRequest()
        (request.teamID, request.gameState, request.size) = ("red", state, 10)
        let response = try await answers.searched(request, deadline: .patient)
        try response.validate()
        let wanted = try #require(response.wanted)
        #expect(wanted.collectors + wanted.explorers + wanted.defenders + wanted.attackers == 10)
        #expect(response.provenance?.simulation != nil && response.description.contains("futures"))
    }
}
