// SPDX-License-Identifier: Apache-2.0

import Planning
import Protobuf
import RPCServer
import Services
import StrategosAPI
import Synchronization
import Testing

@Suite("Answers with an advisor")
struct AdviceTests {
    /// Does what a test wants, and notes whether it was cancelled.
    private final class Advisor: StrategyAdvisor {
        private let least: Duration
        private let body: @Sendable (any AdvisedQuestion) async -> Advice
        private let cancelled = Atomic<Bool>(false)
        private let begun = Atomic<Bool>(false)

        private let kinds: Set<AdvisedKind>

        init(
            least: Duration = .zero, kinds: Set<AdvisedKind> = [.strategy, .adaptation],
            _ body: @escaping @Sendable (any AdvisedQuestion) async -> Advice
        ) {
            self.least = least
            self.kinds = kinds
            self.body = body
        }

        var wasCancelled: Bool { cancelled.load(ordering: .relaxed) }
        var hasBegun: Bool { begun.load(ordering: .relaxed) }

        func leastTime(for kind: AdvisedKind) -> Duration? { kinds.contains(kind) ? least : nil }

        func advise(
            on question: any AdvisedQuestion, until deadline: Deadline,
            progress: (@Sendable (StrategyProgress) -> Void)?
        ) async -> Advice {
            begun.store(true, ordering: .relaxed)
            return await withTaskCancellationHandler {
                await body(question)
            } onCancel: {
                cancelled.store(true, ordering: .relaxed)
            }
        }
    }

    /// Waits without hearing of cancellation, until it is let go.
    private final class Gate: Sendable {
        private let waiting = Mutex<(isOpen: Bool, waiter: CheckedContinuation<Void, Never>?)>((false, nil))

        func wait() async {
            await withCheckedContinuation { continuation in
                let isOpen = waiting.withLock { waiting in
                    if !waiting.isOpen { waiting.waiter = continuation }
                    return waiting.isOpen
                }
                if isOpen { continuation.resume() }
            }
        }

        func open() {
            waiting.withLock { waiting -> CheckedContinuation<Void, Never>? in
                waiting.isOpen = true
                return waiting.waiter
            }?.resume()
        }
    }

    private func answers(_ advising: Advising, _ search: StrategySearch? = nil) -> StrategyAnswers<ReflexPlanner> {
        StrategyAnswers(planner: ReflexPlanner(), search: search, advising: advising)
    }

    /// Proposes a strategy of a posture, whatever it is worth.
    private static func propose(_ posture: StrategosAPI.Posture, _ question: any AdvisedQuestion) async -> Advice {
        var strategy = TeamStrategy()
        strategy.posture = posture
        strategy.description = "Because."
        let proposal = Proposal(name: "proposal", content: .strategy(strategy))
        _ = await question.plan(until: .after(.seconds(60)))
        _ = await question.value([proposal], until: .after(.seconds(60)))
        var advice = Advice()
        (advice.proposal, advice.source, advice.model) = (proposal, .llm, "m")
        return advice
    }

    @Test("An advisor that does not notice that its time is over costs the time and nothing else")
    func stubborn() async throws {
        let gate = Gate()
        let advisor = Advisor { _ in
            await gate.wait()
            return Advice()
        }
        defer { gate.open() }
        let advising = Advising(advisor)
        let answers = answers(advising)
        let deadline = Deadline.after(.seconds(1))
        let answer = try await answers.searched(Fixtures.generate(Fixtures.bare()), deadline: deadline)
        #expect(!deadline.hasPassed)
        let provenance = try #require(answer.strategy?.provenance)
        #expect(provenance.degraded.map(\.reason) == [.timeout] && provenance.source == .planner)
        #expect(provenance.steps.contains { $0.name == "model" && $0.outcome == .cutShort })
        #expect(advisor.wasCancelled && advising.count(of: .strategy, .overdue) == 1)
    }

    @Test("With less time than it needs it is not asked, and that is said")
    func unasked() throws {
        let advisor = Advisor(least: .seconds(10)) { _ in Advice() }
        let advising = Advising(advisor)
        let answers = answers(advising)
        let answer = try answers.answer(Fixtures.generate(Fixtures.bare()), deadline: .after(.seconds(5)))
        #expect(answer.strategy?.provenance?.degraded.map(\.reason) == [.budgetTooSmall])
        #expect(!advisor.hasBegun && advising.count(of: .strategy, .unasked) == 1)
        #expect(advising.prometheusText.contains("strategos_advice_degraded_total{reason=\"budget_too_small\"} 1\n"))
        #expect(!advising.prometheusText.contains("kind=\"agent\""))
    }

    @Test("What it proposes is answered as it was valued, with who proposed it, and remembered")
    func proposal() async throws {
        let advising = Advising(Advisor { await Self.propose(.aggressive, $0) })
        let search = StrategySearch(SearchSettings())
        let answers = answers(advising, search)
        var state = Fixtures.bare()
        state.matchID = "m"
        let answer = try await answers.searched(Fixtures.generate(state), deadline: .patient)
        let strategy = try #require(answer.strategy)
        try strategy.validate()
        #expect(strategy.posture == .aggressive && strategy.teamID == "red" && !strategy.strategyID.isEmpty)
        #expect(strategy.description.contains("Because.") && strategy.description.contains("the model m"))
        let provenance = try #require(strategy.provenance)
        #expect(provenance.source == .llm && provenance.model == "m" && provenance.degraded.isEmpty)
        #expect(provenance.candidates.filter(\.chosen).map(\.name) == ["proposal"])
        #expect(advising.count(of: .strategy, .proposal) == 1)
        state.tick = 10
        let asked = try answers.question(Fixtures.generate(state), deadline: .patient)
        #expect(asked.history.map(\.isByModel) == [true] && asked.history[0].summary.hasPrefix("aggressive"))
    }

    @Test("Who is directed does not wait for the advisor, and hears of it with a later state", .timeLimit(.minutes(1)))
    func directed() async throws {
        let gate = Gate()
        let advisor = Advisor { question in
            await gate.wait()
            return await Self.propose(.aggressive, question)
        }
        let advising = Advising(advisor)
        var direction = Direction(answers(advising).desk)
        func direct(_ sequence: UInt64) async throws -> DirectResponse {
            var state = Fixtures.bare()
            state.tick = sequence
            var request = DirectRequest()
            (request.teamID, request.sequence, request.input) = ("red", sequence, .gameState(state))
            let response = try #require(try await direction.answer(request, deadline: nil))
            try response.validate()
            #expect(response.answersSequence == sequence)
            return response
        }
        guard case .strategy(let first) = try await direct(1).directive else {
            Issue.record("the first directive is a strategy")
            return
        }
        #expect(first.provenance?.source == .planner)
        var sequence: UInt64 = 2
        _ = try await direct(sequence)
        #expect(advising.count(of: .strategy, .planner) + advising.count(of: .strategy, .proposal) == 0)
        gate.open()
        while advising.count(of: .strategy, .planner) + advising.count(of: .strategy, .proposal) == 0 {
            sequence += 1
            _ = try await direct(sequence)
            await Task.yield()
        }
        #expect(advisor.hasBegun)
        // Who goes away takes a question along that is under way.
        direction.end()
        _ = try await direct(sequence + 1)
    }

    @Test("The first agent of a squad may be an advisor's; the others are thought of as if it was there")
    func squad() async throws {
        let advisor = Advisor(kinds: [.agent]) { question in
            var agent = AgentSpec()
            (agent.role, agent.description) = (.attacker, "Because.")
            var made = AgentAttributes()
            (made.speedPerMille, made.healthPerMille, made.attackPerMille) = (700, 600, 900)
            agent.attributes = made
            var advice = Advice()
            (advice.proposal, advice.source, advice.model) = (Proposal(name: "p", content: .agent(agent)), .llm, "m")
            _ = await question.plan(until: .after(.seconds(60)))
            return advice
        }
        let answers = AgentAnswers(planner: ReflexPlanner(), advising: Advising(advisor))
        for size in [1, 3] {
            var request = CreateSquadRequest()
            (request.teamID, request.gameState, request.size) = ("red", Fixtures.bare(), UInt32(size))
            var updates: [CreateSquadResponse] = []
            try await answers.squad(request, deadline: .patient) { updates.append($0) }
            let agents = updates.compactMap { update -> AgentSpec? in
                guard case .agent(let agent) = update.update else { return nil }
                return agent
            }
            #expect(agents.count == size && updates.count == size + 1)
            #expect(agents[0].role == .attacker && agents[0].provenance?.source == .llm)
            #expect(agents.dropFirst().allSatisfy { $0.provenance?.source == .planner })
            for agent in agents { try agent.validate() }
        }
    }

    @Test("Who goes away takes the advisor along")
    func cancelled() async throws {
        let advisor = Advisor { _ in
            try? await Task.sleep(for: .seconds(600))
            return Advice()
        }
        let answers = answers(Advising(advisor))
        let call = Task { try await answers.searched(Fixtures.generate(Fixtures.bare()), deadline: .patient) }
        while !advisor.hasBegun { await Task.yield() }
        call.cancel()
        _ = try await call.value
        while !advisor.wasCancelled { await Task.yield() }
    }

    @Test("A stream has the planner's strategy first, and last what became of the advice")
    func stream() async throws {
        let answers = answers(Advising(Advisor { await Self.propose(.defensive, $0) }))
        var request = StreamStrategyRequest()
        request.teamID = "red"
        request.gameState = Fixtures.bare()
        var updates: [StreamStrategyResponse] = []
        try await answers.stream(request, deadline: .patient) { updates.append($0) }
        let strategies = updates.compactMap { update -> TeamStrategy? in
            guard case .strategy(let strategy) = update.update else { return nil }
            return strategy
        }
        #expect(strategies.map { $0.provenance?.source } == [.planner, .llm])
        guard case .done(let done)? = updates.last?.update else { return #expect(Bool(false), "no end") }
        #expect(done.strategies == 2 && done.degraded.isEmpty)
    }
}
