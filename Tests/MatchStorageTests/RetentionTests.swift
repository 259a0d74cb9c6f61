// SPDX-License-Identifier: Apache-2.0

import MatchStorage
import Testing

@Suite("Retention of a match store")
struct RetentionTests {
    @Test("Matches that were silent for long are dropped, and nothing of them is left")
    func age() async throws {
        var limits = MatchStoreLimits.inMemory
        limits.keepFor = 1000
        let scene = try Scene(limits: limits)
        for number in UInt64(1)...5 { _ = await scene.append("old", "red", number, .state) }
        let old = try #require(try await scene.store.match("old"))
        scene.pass(600)
        _ = await scene.append("new", "", 1)
        scene.pass(600)
        try await scene.maintain()
        #expect(try await scene.store.match("old") == nil)
        #expect(try await scene.store.records(of: old.identity, team: "", after: 0, limit: 9) == nil)
        #expect(try await scene.store.match("new") != nil)
        #expect(try await scene.store.recordCount() == 1)
        let numbers = scene.store.snapshot()
        #expect(numbers.matchesDropped == 1 && numbers.matches == 1)
        // Another match of the name is a stranger.
        #expect(await scene.append("old", "red", 1) == .success(.appended(sequence: 1)))
        #expect(try #require(try await scene.store.match("old")).identity > old.identity)
    }

    @Test("Beyond the number of matches those go that were silent longest")
    func count() async throws {
        var limits = MatchStoreLimits.inMemory
        limits.keepMatches = 2
        let scene = try Scene(limits: limits)
        for name in ["a", "b", "c", "d"] {
            _ = await scene.append(name, "", 1)
            scene.pass(1)
        }
        _ = await scene.append("a", "", 2)
        try await scene.maintain()
        let left = try await scene.store.matches(MatchQuery(limit: 9, abandonedBefore: 0)).map(\.name)
        #expect(left == ["d", "a"])
    }

    @Test("Of a long match the oldest records go, but never the latest state of a view")
    func records() async throws {
        var limits = MatchStoreLimits.inMemory
        limits.keepRecords = 5
        let scene = try Scene(limits: limits)
        _ = await scene.append("m", "red", 1, .state, [42])
        for number in UInt64(1)...20 { _ = await scene.append("m", "", number, .event, [UInt8(number)]) }
        try await scene.maintain()
        var match = try #require(try await scene.store.match("m"))
        #expect(match.dropped == 16 && match.lastSequence == 21)
        #expect(match.views["red"]?.state == [42])
        let page = try #require(try await scene.store.records(of: match.identity, team: "", after: 0, limit: 99))
        #expect(page.dropped == 16 && page.records.map(\.sequence) == [17, 18, 19, 20, 21])
        let red = try #require(try await scene.store.records(of: match.identity, team: "red", after: 0, limit: 99))
        #expect(red.dropped == 1 && red.records.isEmpty)
        #expect(try await scene.store.recordCount() == 6)
        // A newer state takes the place of the one that was held.
        _ = await scene.append("m", "red", 2, .state, [43])
        try await scene.maintain()
        match = try #require(try await scene.store.match("m"))
        #expect(match.views["red"]?.state == [43])
        #expect(try await scene.store.recordCount() == 5)
    }

    @Test("Lists come latest first, by pages, status and rules")
    func lists() async throws {
        let scene = try Scene()
        for index in 1...5 {
            var record = NewRecord(match: "m\(index)", team: "", number: 1, kind: .state, payload: [1])
            record.rules = index == 3 ? "chess" : "arena/1"
            _ = await scene.append(record)
            scene.pass(10)
        }
        _ = await scene.append("m2", "", 2, .result, [9])
        let now: Int64 = 1_000_050
        func names(_ query: MatchQuery) async throws -> [String] { try await scene.store.matches(query).map(\.name) }
        #expect(try await names(MatchQuery(limit: 9, abandonedBefore: 0)) == ["m5", "m4", "m3", "m2", "m1"])
        let first = try await scene.store.matches(MatchQuery(limit: 2, abandonedBefore: 0))
        #expect(first.map(\.name) == ["m5", "m4"])
        #expect(try await names(MatchQuery(before: first[1].identity, limit: 2, abandonedBefore: 0)) == ["m3", "m2"])
        #expect(try await names(MatchQuery(limit: 9, status: .finished, abandonedBefore: now)) == ["m2"])
        #expect(try await names(MatchQuery(limit: 9, status: .abandoned, abandonedBefore: now - 25)) == ["m3", "m1"])
        #expect(try await names(MatchQuery(limit: 9, status: .running, abandonedBefore: now - 25)) == ["m5", "m4"])
        #expect(try await names(MatchQuery(limit: 9, rules: "chess", abandonedBefore: 0)) == ["m3"])
    }
}
