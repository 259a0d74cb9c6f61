// SPDX-License-Identifier: Apache-2.0

import Arena
import MatchStorage
import Planning
import Protobuf
import RPCServer
import Services
import StrategosAPI
import Synchronization
import Testing

/// What a server without sessions learns of a match from its store.
@Suite("Sessions out of the store", .timeLimit(.minutes(1)))
struct SessionRecallTests {
    private let store: SQLiteMatchStore
    private let matches: Matches
    private let search: StrategySearch

    init() throws {
        store = try SQLiteMatchStore(path: nil, limits: .inMemory)
        matches = Matches(store: store)
        var settings = SearchSettings()
        settings.ticks = 2000
        settings.time = .seconds(60)
        search = StrategySearch(settings)
    }

    private var answers: StrategyAnswers<ReflexPlanner> {
        StrategyAnswers(planner: ReflexPlanner(), search: search, matches: matches)
    }

    /// States of a match against an opponent that rushes.
    private static func states(_ ticks: [Int32]) throws -> [GameState] {
        var rules = Arena.Rules()
        rules.matchTicks = 800
        var played = try Arena.Match(map: .duel(seed: 6), rules: rules, seed: 6)
        played.order(1, Arena.Archetype.rush.orders)
        return ticks.map { tick in
            played.advance(to: tick)
            return GameState(played, teams: ["red", "blue"], matchID: "m")
        }
    }

    private func append(_ team: String, _ number: UInt64?, _ kind: RecordKind, _ message: some Message) async throws {
        var record = NewRecord(match: "m", team: team, number: number, kind: kind, payload: message.serialized())
        record.teams = ["red", "blue"]
        let outcome = await withCheckedContinuation { continuation in
            Task { [record] in await store.append(record) { continuation.resume(returning: $0) } }
        }
        #expect(try outcome.get() != .known)
    }

    private func strategy(_ posture: StrategosAPI.Posture, _ source: Source = .planner) -> TeamStrategy {
        var strategy = TeamStrategy()
        (strategy.posture, strategy.focus) = (posture, .combat)
        var provenance = Provenance()
        provenance.source = source
        strategy.provenance = provenance
        return strategy
    }

    /// What is answered to a question about a state: how many states that rests on, and whether the store was used.
    private func asked(_ state: GameState, _ team: String = "red") async throws -> (seen: UInt64?, isRecalled: Bool) {
        var request = Fixtures.generate(state)
        request.teamID = team
        let provenance = try await answers.searched(request, deadline: .patient).strategy?.provenance
        return (provenance?.simulation?.statesSeen, provenance?.steps.contains { $0.name == "recall" } == true)
    }

    @Test("A match that the game has reported is known to who asks about it for the first time")
    func gameReports() async throws {
        let states = try Self.states([300, 360, 420, 480, 540])
        for (index, state) in states.dropLast().enumerated() {
            try await append("", UInt64(index + 1), .state, state)
        }
        #expect(try await asked(states[4]) == (5, true))
        #expect(search.counters[.sessionsRecalled] == 1)
        // From then on there is a session.
        #expect(try await asked(Self.states([600])[0]) == (6, false))
        // Another team learns for itself, and what lies behind a state counts for it, not what came later.
        #expect(try await asked(states[2], "blue") == (3, true))
    }

    @Test("What a team was given is remembered with what was expected, and what others were given is not")
    func strategies() async throws {
        let states = try Self.states([300, 360, 420, 480])
        try await append("", 1, .state, states[0])
        try await append("red", nil, .strategy, strategy(.economic))
        try await append("blue", nil, .strategy, strategy(.defensive))
        try await append("", 2, .state, states[1])
        try await append("red", nil, .strategy, strategy(.aggressive, .llm))
        // Told again, it is the same state, in which the same was said.
        try await append("", 3, .state, states[1])
        try await append("", 4, .state, states[2])
        _ = try await asked(states[3])
        // The next question knows what was said before; the last one is that of the planner just now.
        let question = try answers.question(Fixtures.generate(Self.states([540])[0]), deadline: .patient)
        let past = question.history
        #expect(past.prefix(2).map(\.tick) == [300, 360])
        #expect(past.prefix(2).map(\.isByModel) == [false, true])
        #expect(past.first?.summary.hasPrefix("economic") == true)
        #expect(past.dropFirst().first?.summary.hasPrefix("aggressive") == true)
        #expect(past.allSatisfy { $0.share != nil })
    }

    @Test("What was reported for the team itself goes before what the game has reported")
    func viewOfTheTeam() async throws {
        let states = try Self.states([300, 360, 420, 480, 540])
        for (index, state) in states.prefix(4).enumerated() {
            try await append("", UInt64(index + 1), .state, state)
        }
        try await append("red", 1, .state, states[3])
        #expect(try await asked(states[4]) == (2, true))
    }

    @Test("A store that does not answer costs a part of the time, and not the answer")
    func stillStore() async throws {
        let store = StillStore()
        let answers = StrategyAnswers(planner: ReflexPlanner(), search: search, matches: Matches(store: store))
        let deadline = Deadline.after(.seconds(2))
        let answer = try await answers.searched(Fixtures.generate(Self.states([300])[0]), deadline: deadline)
        #expect(answer.strategy?.provenance?.simulation?.statesSeen == 1)
        #expect(!deadline.hasPassed)
        #expect(store.questions.load(ordering: .relaxed) == 1)
    }

    @Test("A match that begins anew has no history, and nothing is asked of a store that knows nothing")
    func anew() async throws {
        #expect(try await asked(Self.states([300])[0]) == (1, false))
        let states = try Self.states([300, 360, 420])
        for (index, state) in [states[1], states[2], states[0]].enumerated() {
            try await append("", UInt64(index + 1), .state, state)
        }
        #expect(try await asked(states[1], "blue") == (2, true))
        // What cannot be played on is passed over.
        var foreign = states[1]
        foreign.rulesID = "other"
        try await append("", 4, .state, foreign)
        #expect(try await asked(states[2], "blue").isRecalled == false)
    }
}

/// A store whose disk stands still.
private final class StillStore: MatchStore {
    let questions = Atomic(0)

    func append(
        _ record: NewRecord, completion: @escaping @Sendable (Result<AppendOutcome, MatchStoreError>) -> Void
    ) async {}
    func note(in match: String, _ record: () -> NewRecord) -> Bool { false }
    var hasMatches: Bool { true }
    func match(_ name: String) async throws(MatchStoreError) -> KnownMatch? {
        questions.add(1, ordering: .relaxed)
        // Until nobody wants to know any more.
        try? await Task.sleep(for: .seconds(3600))
        return nil
    }
    func matches(_ query: MatchQuery) async throws(MatchStoreError) -> [KnownMatch] { [] }
    func records(
        of match: Int64, team: String, after place: UInt64, limit: Int
    ) async throws(MatchStoreError) -> RecordPage? { nil }
    func observe(_ observer: @escaping @Sendable (MatchStoreEvent) -> Void) {}
    func snapshot() -> MatchStoreMetrics { MatchStoreMetrics() }
    var secret: [UInt8] { Array(0..<32) }
    func close() async {}
}
