// SPDX-License-Identifier: Apache-2.0

import MatchStorage
import Protobuf
import RPCServer
import Services
import StrategosAPI
import Testing

@Suite("The feed of a match")
struct MatchFeedTests {
    private func record(_ sequence: UInt64, bytes: Int = 0) -> MatchRecord {
        var event = GameEvent()
        event.tick = sequence
        event.teamID = String(repeating: "x", count: bytes)
        return MatchRecord(
            match: "m", sequence: sequence, team: "", place: sequence, kind: .event, payload: event.serialized())
    }

    private func sequences(_ arrival: MatchFeed.Arrival) -> [UInt64]? {
        if case .entries(let entries) = arrival { entries.map(\.record.sequence) } else { nil }
    }

    private func limits(_ records: Int, bytes: Int = 1 << 20) -> MatchLimits {
        var limits = MatchLimits()
        limits.watchRecords = records
        limits.watchBytes = bytes
        return limits
    }

    @Test("Everybody reads the same records at their own pace")
    func pace() async {
        let feed = MatchFeed(limits: limits(10))
        for sequence in UInt64(5)...7 { feed.publish(record(sequence)) }
        #expect(sequences(await feed.next(after: 4, until: 0, watcher: 1)) == [5, 6, 7])
        #expect(sequences(await feed.next(after: 6, until: 0, watcher: 2)) == [7])
    }

    @Test("Who waits is woken by the next record, and by silence at its time")
    func waking() async {
        let feed = MatchFeed(limits: limits(10))
        feed.publish(record(1))
        async let arrival = feed.next(after: 1, until: 1000, watcher: 1)
        async let silence = feed.next(after: 2, until: 500, watcher: 2)
        // Whoever is woken too early, or before it waits, is told the same in the end.
        feed.publish(record(2))
        #expect(sequences(await arrival) == [2])
        var isSilent = false
        let ticking = Task {
            while !Task.isCancelled {
                feed.tick(500)
                await Task.yield()
            }
        }
        if case .silence = await silence { isSilent = true }
        ticking.cancel()
        #expect(isSilent)
    }

    @Test("Who needs a record that is not held any more is too far behind")
    func behind() async {
        let feed = MatchFeed(limits: limits(3))
        for sequence in UInt64(1)...5 { feed.publish(record(sequence)) }
        #expect(sequences(await feed.next(after: 2, until: 0, watcher: 1)) == [3, 4, 5])
        guard case .tooFarBehind = await feed.next(after: 1, until: 0, watcher: 1) else {
            Issue.record("record 2 is still held")
            return
        }
    }

    @Test("Bytes are limited too, but the newest record is always held")
    func bytes() async {
        let feed = MatchFeed(limits: limits(100, bytes: 50))
        for sequence in UInt64(1)...4 { feed.publish(record(sequence, bytes: 40)) }
        #expect(sequences(await feed.next(after: 3, until: 0, watcher: 1)) == [4])
        guard case .tooFarBehind = await feed.next(after: 2, until: 0, watcher: 1) else {
            Issue.record("record 3 is still held")
            return
        }
    }

    @Test("An end reaches those who wait and those who come, a cancellation the one it is for")
    func endings() async {
        let feed = MatchFeed(limits: limits(3))
        let waiting = Task { await feed.next(after: 0, until: .max, watcher: 1) }
        waiting.cancel()
        guard case .over(let cancelled) = await waiting.value else {
            Issue.record("the wait goes on")
            return
        }
        #expect(cancelled.code == .cancelled)
        async let arrival = feed.next(after: 0, until: .max, watcher: 2)
        feed.end(RPCError(.unavailable, "enough"))
        for arrival in [await arrival, await feed.next(after: 0, until: .max, watcher: 3)] {
            guard case .over(let error) = arrival else {
                Issue.record("the feed goes on")
                return
            }
            #expect(error.code == .unavailable)
        }
    }
}

@Suite("Tokens of places")
struct MatchTokenTests {
    private let tokens = MatchTokens(secret: Array(0..<32))

    @Test("A token gives its numbers back, for what it was made for")
    func roundTrip() throws {
        let token = tokens.seal(7, .max - 1, for: .view("m", "red"))
        #expect(token.utf8.count == 66)
        let (first, second) = try tokens.open(token, for: .view("m", "red"))
        #expect(first == 7 && second == .max - 1)
    }

    @Test("For anything else, and with any digit changed, it is none")
    func forgery() {
        let token = tokens.seal(1, 2, for: .view("m", "red"))
        let others: [MatchTokens.Subject] = [
            .view("m", ""), .view("mr", "ed"), .view("m", "blue"), .init("list", "m", "red"),
        ]
        for other in others {
            #expect(throws: MatchTokens.Fault.foreign) { try tokens.open(token, for: other) }
        }
        #expect(throws: MatchTokens.Fault.foreign) {
            try MatchTokens(secret: Array(1..<33)).open(token, for: .view("m", "red"))
        }
        for index in token.indices {
            var changed = Array(token)
            let place = token.distance(from: token.startIndex, to: index)
            changed[place] = changed[place] == "0" ? "1" : "0"
            #expect(throws: MatchTokens.Fault.self) { try tokens.open(String(changed), for: .view("m", "red")) }
        }
        for text in ["", "0", String(repeating: "g", count: 66), token + "00", String(token.dropLast())] {
            #expect(throws: MatchTokens.Fault.malformed) { try tokens.open(text, for: .view("m", "red")) }
        }
    }
}
