// SPDX-License-Identifier: Apache-2.0

import Arena
import Foundation
import MatchStorage
import Planning
import Protobuf
import RPCServer
import Services
import StrategosAPI
import Testing

@Suite("How matches end, and what is recorded of it")
struct MatchOutcomeTests {
    /// A state with the shares that teams have of the map.
    private static func state(
        _ tick: UInt64?, last: UInt64? = 1000, shares: [UInt32?] = [600, 300], rules: String = "arena/1",
        since: UInt64? = nil
    ) -> GameState {
        var state = Fixtures.bare()
        (state.matchID, state.rulesID, state.tick, state.lastTick) = ("m", rules, tick, last)
        for (index, share) in shares.enumerated() { state.teams[index].territoryPerMille = share }
        state.teams[1].winningSinceTick = since
        return state
    }

    @Test("A match goes on until its time is up, or a team has held the share that wins for long enough")
    func endings() {
        #expect(MatchEnding(Self.state(999)) == nil)
        #expect(MatchEnding(Self.state(nil)) == nil && MatchEnding(Self.state(5000, last: nil)) == nil)
        #expect(MatchEnding(Self.state(1000))?.winner == "red")
        #expect(MatchEnding(Self.state(1000, shares: [300, 301], rules: "chess"))?.winner == "blue")
        // By the rules of the arena a lead of two per cent is none.
        let draw = MatchEnding(Self.state(1000, shares: [520, 500]))
        #expect(draw != nil && draw?.winner == nil)
        #expect(MatchEnding(Self.state(1000, shares: [521, 500]))?.winner == "red")
        #expect(MatchEnding(Self.state(1000, shares: [600, nil])) == nil)
        let held = UInt64(Arena.Rules().territoryTicks)
        #expect(MatchEnding(Self.state(900, since: 900 - held)) == nil)
        #expect(MatchEnding(Self.state(900, since: 899 - held))?.winner == "blue")
        #expect(MatchEnding(Self.state(900, rules: "chess", since: 0)) == nil)
        #expect(MatchEnding(Self.state(900, since: 950)) == nil)
    }

    @Test("Where no share is said, cells are counted; under fog they are not")
    func cells() throws {
        var state = Fixtures.full()
        state.tick = state.lastTick
        state.hexes.removeAll { $0.ownerTeam == "red" }
        #expect(MatchEnding(state)?.winner == "blue")
        state.visibility = .fog
        #expect(MatchEnding(state) == nil)
    }

    // MARK: By services

    /// A log with a file of its own, gone with the test.
    private final class Recording {
        let url = FileManager.default.temporaryDirectory.appending(path: "outcomes-\(UUID()).jsonl")
        let log: ExperienceLog
        let search: StrategySearch

        init() throws {
            log = try ExperienceLog(path: url.path())
            var settings = SearchSettings()
            settings.ticks = 2000
            settings.time = .seconds(60)
            search = StrategySearch(settings, log: log)
        }

        var answers: StrategyAnswers<ReflexPlanner> { StrategyAnswers(planner: ReflexPlanner(), search: search) }

        /// What was recorded, when nothing more is.
        func outcomes() throws -> [MatchOutcome] {
            log.close()
            return try ExperienceLines([UInt8](Data(contentsOf: url)), file: "").records.compactMap { record in
                guard case .matchOutcome(let outcome)? = record.kind else { return nil }
                return outcome
            }
        }

        deinit {
            log.close()
            try? FileManager.default.removeItem(at: url)
        }
    }

    /// States of a match against an archetype.
    private static func states(_ ticks: [Int32], match: String = "m") throws -> [GameState] {
        var rules = Arena.Rules()
        rules.matchTicks = 800
        var played = try Arena.Match(map: .duel(seed: 6), rules: rules, seed: 6)
        played.order(1, Arena.Archetype.rush.orders)
        return ticks.map { tick in
            played.advance(to: tick)
            return GameState(played, teams: ["red", "blue"], matchID: match)
        }
    }

    private func ask(_ recording: Recording, _ states: [GameState], _ team: String = "red") async throws {
        for state in states {
            _ = try await recording.answers.searched(Fixtures.generate(state, team), deadline: .patient)
        }
    }

    private static func result(_ winner: String, of match: String = "m", team: String = "") -> [MatchRecord] {
        var result = MatchResult()
        (result.winnerTeam, result.victory, result.tick) = (winner, winner.isEmpty ? .draw : .elimination, 777)
        return [
            MatchRecord(
                match: match, sequence: 1, team: team, place: 1, kind: .result, payload: result.serialized())
        ]
    }

    @Test("A state whose time is up is recorded once for each team that was advised")
    func byState() async throws {
        let recording = try Recording()
        let states = try Self.states([300, 400, 500, 600, 700])
        try await ask(recording, states)
        try await ask(recording, Array(states.prefix(2)), "blue")
        var last = states[4]
        last.tick = 800
        try await ask(recording, [last, last])
        try await ask(recording, [last], "blue")
        recording.search.outcomes?.reported(Self.result("blue"))
        let outcomes = try recording.outcomes()
        try #require(outcomes.map(\.teamID) == ["blue", "red"])
        for outcome in outcomes {
            try outcome.validate()
            #expect(outcome.rulesID == "arena/1" && outcome.matchID == "m" && outcome.lastTick == 800)
            #expect(outcome.opponentTeamID != outcome.teamID && outcome.archetype != .unspecified)
        }
        #expect(outcomes[0].scorePerMille + outcomes[1].scorePerMille == 1000)
        // Shares are rounded down.
        let shares = outcomes[1].opponentArchetypes.map(\.likelihoodPerMille)
        #expect((994...1000).contains(shares.reduce(0, +)) && shares == shares.sorted(by: >), "\(shares)")
    }

    @Test("A reported result counts for all teams, a team's own for that team, a draw for half")
    func byReport() async throws {
        let recording = try Recording()
        for (match, winner, reporter) in [
            ("m1", "red", ""), ("m2", "blue", "red"), ("m3", "", ""), ("m4", "red", "blue"),
        ] {
            try await ask(recording, try Self.states([600], match: match))
            recording.search.outcomes?.reported(Self.result(winner, of: match, team: reporter))
            recording.search.outcomes?.reported(Self.result(winner, of: match))
        }
        recording.search.outcomes?.reported(Self.result("red", of: "never heard of"))
        let outcomes = try recording.outcomes()
        #expect(outcomes.map(\.matchID) == ["m1", "m2", "m3", "m4"] && outcomes.allSatisfy { $0.lastTick == 777 })
        #expect(outcomes.map(\.scorePerMille) == [1000, 0, 500, 1000])
    }

    @Test("A match that begins anew ends again; one without an id is not recorded")
    func again() async throws {
        let recording = try Recording()
        for _ in 0..<2 {
            try await ask(recording, try Self.states([500, 600]))
            recording.search.outcomes?.reported(Self.result("red"))
        }
        var last = try Self.states([600], match: "")[0]
        try await ask(recording, [last])
        last.tick = 800
        try await ask(recording, [last])
        #expect(try recording.outcomes().map(\.matchID) == ["m", "m"])
    }

    @Test("What is recorded is what was followed for most of the match")
    func followed() throws {
        var session = TeamSession(tick: 100, strategy: Strategy(.boom), changedAt: 0, memory: MatchMemory())
        session.followed[Planning.Archetype.rush.rawValue] = 60
        #expect(session.mostFollowed(until: 150) == .rush)
        #expect(session.mostFollowed(until: 160) == .boom && session.mostFollowed(until: 170) == .boom)
        #expect(session.mostFollowed(until: 50) == .rush)
    }

    @Test("The next server begins with what was recorded: the same file gives the same belief")
    func used() async throws {
        let recording = try Recording()
        for number in 0..<3 {
            let match = "m\(number)"
            try await ask(recording, try Self.states([300, 400, 500, 600], match: match))
            recording.search.outcomes?.reported(Self.result("red", of: match))
        }
        recording.log.close()
        func belief() async throws -> [UInt64] {
            let log = try ExperienceLog(path: recording.url.path())
            defer { log.close() }
            var settings = SearchSettings()
            settings.ticks = 2000
            settings.time = .seconds(60)
            let answers = StrategyAnswers(planner: ReflexPlanner(), search: StrategySearch(settings, log: log))
            let state = try Self.states([60], match: "new")[0]
            let answer = try await answers.searched(Fixtures.generate(state), deadline: .patient)
            let plays = answer.strategy?.provenance?.simulation?.opponents.first?.plays ?? []
            return plays.map(\.likelihood.bitPattern)
        }
        let learnt = try await belief()
        #expect(try await belief() == learnt)
        let state = try Self.states([60], match: "new")[0]
        let plain = try await Recording().answers.searched(Fixtures.generate(state), deadline: .patient)
        let plays = plain.strategy?.provenance?.simulation?.opponents.first?.plays ?? []
        #expect(!plays.isEmpty && plays.map(\.likelihood.bitPattern) != learnt)
    }
}
