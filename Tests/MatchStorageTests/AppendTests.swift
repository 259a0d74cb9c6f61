// SPDX-License-Identifier: Apache-2.0

import MatchStorage
import Testing

@Suite("Appending to a match store")
struct AppendTests {
    @Test("Records get their sequence in the match, and places in their view")
    func numbers() async throws {
        let scene = try Scene()
        #expect(await scene.append(1, .state) == .success(.appended(sequence: 1)))
        #expect(await scene.append("m", "red", 1) == .success(.appended(sequence: 2)))
        #expect(await scene.append("m", "red", 2) == .success(.appended(sequence: 3)))
        #expect(await scene.append("other", "", 1) == .success(.appended(sequence: 1)))
        let match = try #require(try await scene.store.match("m"))
        let whole = try #require(try await scene.store.records(of: match.identity, team: "", after: 0, limit: 10))
        #expect(whole.records.map(\.sequence) == [1, 2, 3])
        #expect(whole.records.map(\.place) == [1, 2, 3])
        #expect(whole.records.map(\.team) == ["", "red", "red"])
        let red = try #require(try await scene.store.records(of: match.identity, team: "red", after: 1, limit: 10))
        #expect(red.records.map(\.sequence) == [3])
        #expect(red.records.map(\.place) == [2])
        #expect(red.isLast && red.lastSequence == 3)
        let first = try #require(try await scene.store.records(of: match.identity, team: "", after: 0, limit: 2))
        #expect(first.records.count == 2 && !first.isLast)
    }

    @Test("All views that one transaction changes are kept, whenever in it that was")
    func views() async throws {
        let folder = TemporaryFolder()
        let time = Scene.Clock()
        let path = folder.path + "/matches.sqlite"
        var scene = try Scene(path: path, limits: MatchStoreLimits(), time: time, step: 1)
        for number in UInt64(1)...100 {
            for team in ["", "red", "blue"] {
                let record = NewRecord(match: "m", team: team, number: number, kind: .event, payload: [1])
                await scene.store.append(record) { _ in }
            }
        }
        await scene.store.close()
        scene = try Scene(path: path, limits: MatchStoreLimits(), time: time)
        let match = try #require(try await scene.store.match("m"))
        #expect(match.views.mapValues(\.reported) == ["": 100, "red": 100, "blue": 100])
        #expect(match.views.mapValues(\.lastPlace) == ["": 100, "red": 100, "blue": 100])
        await scene.store.close()
    }

    @Test("A number that was accepted is accepted again without effect, one that is too high is not")
    func sequences() async throws {
        let scene = try Scene()
        #expect(await scene.append(2) == .failure(.gap(next: 1)))
        #expect(try await scene.store.match("m") == nil)
        #expect(await scene.append(1) == .success(.appended(sequence: 1)))
        #expect(await scene.append(1, .state, [9]) == .success(.known))
        #expect(await scene.append(3) == .failure(.gap(next: 2)))
        #expect(await scene.append("m", "red", 2) == .failure(.gap(next: 1)))
        let match = try #require(try await scene.store.match("m"))
        #expect(match.lastSequence == 1)
        #expect(match.views[""]?.state == nil)
        #expect(scene.store.snapshot().recordsRepeated == 1)
        #expect(scene.store.snapshot().recordsRefused[.gap] == 3)
    }

    @Test("The game's result ends the match for all, a team's only for itself")
    func endings() async throws {
        let scene = try Scene()
        _ = await scene.append("m", "red", 1)
        _ = await scene.append("m", "blue", 1)
        _ = await scene.append("m", "red", 2, .result, [7])
        var match = try #require(try await scene.store.match("m"))
        #expect(match.endingView == nil)
        #expect(match.endingView(of: "red")?.result == [7])
        #expect(match.endingView(of: "blue") == nil)
        #expect(await scene.append("m", "red", 3) == .failure(.ended))
        #expect(await scene.append("m", "red", 2) == .success(.known))
        #expect(await scene.append("m", "", 1, .result, [8]) == .success(.appended(sequence: 4)))
        match = try #require(try await scene.store.match("m"))
        #expect(match.endingView?.result == [8])
        #expect(match.endingView(of: "red")?.result == [7])
        #expect(match.endingView(of: "blue")?.result == [8])
        #expect(match.lastPlace(of: "blue") == 2)
        #expect(match.lastPlace(of: "red") == 2)
        #expect(await scene.append("m", "blue", 2) == .failure(.ended))
        let blue = try #require(try await scene.store.records(of: match.identity, team: "blue", after: 0, limit: 9))
        #expect(blue.records.map(\.place) == [1, 2])
        #expect(blue.records.last?.kind == .result)
    }

    @Test("Where the game reports nothing, the match ends with its last team")
    func lastTeam() async throws {
        let scene = try Scene()
        _ = await scene.append("m", "red", 1, .result, [1])
        #expect(try await scene.store.match("m")?.endingView?.result == [1])
        #expect(await scene.append("m", "blue", 1) == .failure(.ended))
        _ = await scene.append("n", "red", 1)
        _ = await scene.append("n", "blue", 1, .result, [2])
        #expect(try await scene.store.match("n")?.endingView == nil)
        _ = await scene.append("n", "red", 2, .result, [3])
        #expect(try await scene.store.match("n")?.endingView?.result == [3])
    }

    @Test("What contradicts the match is refused")
    func contradictions() async throws {
        let scene = try Scene()
        func state(_ number: UInt64, _ rules: String, _ teams: [String]) -> NewRecord {
            var record = NewRecord(match: "m", team: "", number: number, kind: .state, payload: [UInt8(number)])
            record.rules = rules
            record.teams = teams
            return record
        }
        _ = await scene.append(state(1, "arena/1", ["red", "blue"]))
        #expect(await scene.append(state(2, "chess", [])) == .failure(.otherRules("arena/1")))
        #expect(await scene.append(state(2, "", (0..<15).map { "t\($0)" })) == .failure(.tooManyTeams))
        #expect(await scene.append(state(2, "", ["green"])) == .success(.appended(sequence: 2)))
        let match = try #require(try await scene.store.match("m"))
        #expect(match.rules == "arena/1" && match.teams == ["red", "blue", "green"])
        #expect(match.views[""]?.state == [2])
    }

    @Test("What nobody waits for is kept with a match that is known, and only with that")
    func notes() async throws {
        let scene = try Scene()
        let strategy = { NewRecord(match: "m", team: "red", number: nil, kind: .strategy, payload: [5]) }
        #expect(!scene.store.note(in: "m", strategy))
        _ = await scene.append(1)
        #expect(scene.store.note(in: "m", strategy))
        await scene.store.writerTurn()
        let match = try #require(try await scene.store.match("m"))
        #expect(match.lastSequence == 2 && match.teams == ["red"])
        #expect(match.views["red"]?.reported == 0)
        #expect(await scene.append("m", "red", 1) == .success(.appended(sequence: 3)))
    }

    @Test("Limits are kept, and say which they are")
    func limits() async throws {
        var limits = MatchStoreLimits.inMemory
        limits.recordBytes = 10
        limits.recordsPerMatch = 2
        limits.matches = 1
        let scene = try Scene(limits: limits)
        #expect(await scene.append(1, .event, Array(repeating: 0, count: 11)) == .failure(.limit(.recordBytes)))
        _ = await scene.append(1)
        _ = await scene.append(2)
        #expect(await scene.append(3) == .failure(.limit(.recordsPerMatch)))
        #expect(await scene.append(2) == .success(.known))
        #expect(await scene.append("n", "", 1) == .failure(.limit(.matches)))
        let numbers = scene.store.snapshot()
        #expect(numbers.recordsRefused == [.recordBytes: 1, .recordsPerMatch: 1, .matches: 1])
        #expect(numbers.recordsAppended == 2 && numbers.matches == 1)
    }

    @Test("A store without room is read-only until retention has made some")
    func full() async throws {
        var limits = MatchStoreLimits.inMemory
        limits.bytes = 1 << 20
        limits.keepFor = 60_000
        let scene = try Scene(limits: limits)
        let payload = [UInt8](repeating: 1, count: 50_000)
        var number: UInt64 = 0
        var outcome = Result<AppendOutcome, MatchStoreError>.success(.known)
        while number < 100, case .success = outcome {
            number += 1
            outcome = await scene.append("old", "", number, .event, payload)
        }
        #expect(outcome == .failure(.full))
        #expect(await scene.append("new", "", 1, .event, [1]) == .failure(.full))
        #expect(scene.store.snapshot().isReadOnly)
        // What is there can still be read.
        #expect(try await scene.store.match("old")?.lastSequence == number - 1)
        scene.pass(60_001)
        try await scene.maintain()
        #expect(scene.writable == [false, true])
        #expect(await scene.append("new", "", 1, .event, payload) == .success(.appended(sequence: 1)))
        #expect(scene.store.snapshot().timesFull == 1 && !scene.store.snapshot().isReadOnly)
    }

    @Test("Whoever brings more than may wait is held up until it is written")
    func backPressure() async throws {
        var limits = MatchStoreLimits.inMemory
        limits.queueBytes = 1000
        let scene = try Scene(limits: limits)
        for number in UInt64(1)...200 {
            await scene.store.append(
                NewRecord(match: "m", team: "", number: number, kind: .event, payload: Array(repeating: 1, count: 300))
            ) { _ in }
            #expect(scene.store.snapshot().bytesQueued <= 1000)
        }
        // A single record may be longer than the queue.
        #expect(await scene.append(201, .event, Array(repeating: 1, count: 5000)) == .success(.appended(sequence: 201)))
    }

    @Test("Who observes is told of records in their order")
    func observing() async throws {
        let scene = try Scene()
        for number in UInt64(1)...50 { await scene.store.append(record(number)) { _ in } }
        await scene.store.close()
        let sequences = scene.told.flatMap { event -> [UInt64] in
            if case .appended(let records) = event { records.map(\.sequence) } else { [] }
        }
        #expect(sequences == Array(1...50))
        #expect(await scene.append(51) == .failure(.closed))
    }

    private func record(_ number: UInt64) -> NewRecord {
        NewRecord(match: "m", team: "", number: number, kind: .event, payload: [1])
    }
}
