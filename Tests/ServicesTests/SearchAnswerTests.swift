// SPDX-License-Identifier: Apache-2.0

import Arena
import Planning
import Protobuf
import RPCServer
import Services
import StrategosAPI
import Testing

@Suite("Answers by playing futures")
struct SearchAnswerTests {
    private let state: GameState

    init() throws {
        // So late that futures are short.
        var rules = Arena.Rules()
        rules.matchTicks = 1200
        var match = try Arena.Match(map: .duel(seed: 2), rules: rules, seed: 2)
        match.order(1, Arena.Archetype.turtle.orders)
        match.advance(to: 1180)
        state = GameState(match, teams: ["red", "blue"])
    }

    private func answers(_ change: (inout SearchSettings) -> Void = { _ in }) -> StrategyAnswers<ReflexPlanner> {
        var settings = SearchSettings()
        settings.ticks = 400
        settings.time = .seconds(30)
        change(&settings)
        return StrategyAnswers(planner: ReflexPlanner(), search: StrategySearch(settings))
    }

    @Test("A playable state gets a strategy with the numbers of its search")
    func searched() async throws {
        let response = try await answers().searched(Fixtures.generate(state), deadline: .patient)
        let strategy = try #require(response.strategy)
        try strategy.validate()
        let provenance = try #require(strategy.provenance)
        #expect(provenance.model == "rollout/1" && provenance.degraded.isEmpty)
        #expect(provenance.steps.map(\.name) == ["check", "read", "plan", "simulate", "explain"])
        let simulation = try #require(provenance.simulation)
        #expect(simulation.playouts > 2 && simulation.ticks >= 400 && simulation.tickBudget == 400)
        #expect(simulation.horizonTick == 1200 && simulation.statesSeen == 1)
        #expect((0...1).contains(simulation.value) && simulation.opponents.map(\.teamID) == ["blue"])
        #expect(provenance.candidates.filter(\.chosen).count == 1 && provenance.candidates[0].chosen)
        #expect(provenance.candidates.allSatisfy { ($0.playouts ?? 0) > 0 && !$0.name.isEmpty })
        #expect(provenance.candidates[0].score == simulation.value)
        #expect(strategy.description.contains("futures played up to tick 1200"))
        // The same ticks find the same strategy.
        let again = try await answers().searched(Fixtures.generate(state), deadline: .patient)
        #expect(again.strategy?.strategyID == strategy.strategyID)
    }

    @Test("A state that cannot be played is answered by the reflex planner, and the trace says why")
    func unplayable() async throws {
        var state = state
        state.teams[1].stockpile = nil
        let response = try await answers().searched(Fixtures.generate(state), deadline: .patient)
        let provenance = try #require(response.strategy?.provenance)
        let simulate = provenance.steps.first { $0.name == "simulate" }
        let step = try #require(simulate)
        #expect(provenance.model == "reflex/1" && provenance.simulation == nil && provenance.degraded.isEmpty)
        #expect(step.outcome == .skipped && step.detail.contains("teams[1].stockpile"))
        let foreign = try answers().answer(Fixtures.generate(Fixtures.bare()), deadline: nil)
        let skipped = foreign.strategy?.provenance?.steps.first { $0.name == "simulate" }
        #expect(skipped?.outcome == .skipped && skipped?.detail.contains("rules_id") == true)
    }

    @Test("A full queue leaves the reflex planner's answer, marked as degraded")
    func overloaded() async throws {
        let answers = answers {
            $0.pool.threads = 1
            $0.pool.queue = 1
            $0.ticks = 1_000_000_000
            $0.time = .seconds(600)
        }
        // Two that would last for minutes take the thread and the queue.
        let waiting = (0..<2).map { _ in
            Task { try await answers.searched(Fixtures.generate(state), deadline: .patient) }
        }
        let counters = try #require(answers.search?.counters)
        while counters[.searchesStarted] < 2 { await Task.yield() }
        let response = try await answers.searched(Fixtures.generate(state), deadline: .patient)
        let provenance = try #require(response.strategy?.provenance)
        #expect(provenance.degraded.map(\.reason) == [.overloaded] && provenance.model == "reflex/1")
        #expect(counters[.searchesRefused] == 1)
        // A cancelled call stops its search, and is answered with what there is.
        for task in waiting { task.cancel() }
        for task in waiting { _ = try await task.value }
        #expect(counters[.searchesCancelled] == 2)
    }

    @Test("A deadline shorter than the budget shortens the search; below ten milliseconds there is none")
    func deadlines() async throws {
        let answers = answers { $0.ticks = 1_000_000_000 }
        var slots = AgentSlots()
        _ = try ArenaState.match(state, maps: try #require(answers.search).maps, slots: &slots)
        let response = try await answers.searched(Fixtures.generate(state), deadline: .after(.seconds(2)))
        let provenance = try #require(response.strategy?.provenance)
        let simulate = provenance.steps.first { $0.name == "simulate" }
        let step = try #require(simulate)
        // A machine that is busy otherwise may leave no time for one future; the answer then says that.
        let isTooShort = provenance.degraded.contains { $0.reason == .budgetTooSmall }
        #expect(step.outcome == .cutShort && !isTooShort || [.failed, .skipped].contains(step.outcome) && isTooShort)
        #expect(provenance.model == (isTooShort ? "reflex/1" : "rollout/1"))
        let hurried = try await answers.searched(Fixtures.generate(state), deadline: .after(.milliseconds(9)))
        #expect(hurried.strategy?.provenance?.degraded.contains { $0.reason == .budgetTooSmall } == true)
        #expect(hurried.strategy?.provenance?.simulation == nil)
        #expect(answers.search?.isWorthTrying(state, .after(.milliseconds(9))) == false)
        #expect(answers.search?.isWorthTrying(state, .after(.milliseconds(100))) == true)
        #expect(answers.search?.isWorthTrying(Fixtures.bare(), nil) == false)
    }

    @Test("A stream begins with the reflex planner's strategy and ends with the search's")
    func stream() async throws {
        var request = StreamStrategyRequest()
        (request.teamID, request.gameState) = ("red", state)
        var updates: [StreamStrategyResponse] = []
        try await answers().stream(request, deadline: .patient) { updates.append($0) }
        var strategies: [TeamStrategy] = []
        for update in updates { if case .strategy(let strategy)? = update.update { strategies.append(strategy) } }
        #expect(updates.map(\.sequence) == (1...UInt64(updates.count)).map { $0 })
        #expect(strategies.count == updates.count - 1 && strategies.count >= 2)
        #expect(strategies.first?.provenance?.model == "reflex/1")
        #expect(strategies.last?.provenance?.model == "rollout/1")
        guard case .done(let done)? = updates.last?.update else {
            Issue.record("the end comes last")
            return
        }
        #expect(done.strategies == UInt32(strategies.count) && done.degraded.isEmpty)
    }
}

extension Deadline? {
    /// So late that the ticks end a search, in a debug build on a busy machine too.
    static var patient: Deadline? { Deadline.after(.seconds(50)) }
}
