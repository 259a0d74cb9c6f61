// SPDX-License-Identifier: Apache-2.0

import Foundation
import MatchStorage
import Synchronization

/// A store for one test, with a clock that stands still until it is moved, and what it has told.
final class Scene: Sendable {
    let store: SQLiteMatchStore
    private let time: Clock
    private let events = Events()

    /// Milliseconds since 1970 that a test sets.
    final class Clock: Sendable {
        let now = Atomic<Int64>(1_000_000)
    }

    private final class Events: Sendable {
        let all = Mutex<[MatchStoreEvent]>([])
    }

    /// - Parameter step: how many milliseconds pass each time that the store looks.
    init(path: String? = nil, limits: MatchStoreLimits = .inMemory, time: Clock = Clock(), step: Int64 = 0) throws {
        self.time = time
        store = try SQLiteMatchStore(path: path, limits: limits) {
            time.now.wrappingAdd(step, ordering: .relaxed).newValue
        }
        store.observe { [events] event in events.all.withLock { $0.append(event) } }
    }

    func pass(_ milliseconds: Int64) {
        time.now.wrappingAdd(milliseconds, ordering: .relaxed)
    }

    /// Appends, and waits for what becomes of it.
    func append(_ record: NewRecord) async -> Result<AppendOutcome, MatchStoreError> {
        let outcome = Outcome()
        await store.append(record) { outcome.set($0) }
        return await outcome.value()
    }

    func append(
        _ number: UInt64, _ kind: RecordKind = .event, _ payload: [UInt8] = [1]
    ) async -> Result<AppendOutcome, MatchStoreError> {
        await append("m", "", number, kind, payload)
    }

    func append(
        _ match: String, _ team: String, _ number: UInt64?, _ kind: RecordKind = .event, _ payload: [UInt8] = [1]
    ) async -> Result<AppendOutcome, MatchStoreError> {
        await append(NewRecord(match: match, team: team, number: number, kind: kind, payload: payload))
    }

    /// Lets retention do all that it has to, and a read-only store try to write.
    func maintain() async throws {
        store.maintain()
        // Two ways through the writer's queue: retention that has more to do comes back once for each slice.
        var last = store.snapshot()
        for _ in 0..<1000 {
            await store.writerTurn()
            let next = store.snapshot()
            if next.recordsDropped == last.recordsDropped, next.matchesDropped == last.matchesDropped { break }
            last = next
        }
        await store.writerTurn()
    }

    var told: [MatchStoreEvent] { events.all.withLock { $0 } }

    /// Whether it was told to be writable, each time.
    var writable: [Bool] {
        told.compactMap { if case .writable(let isWritable) = $0 { isWritable } else { nil } }
    }
}

/// What becomes of a record.
private final class Outcome: Sendable {
    private struct State {
        var value: Result<AppendOutcome, MatchStoreError>?
        var waiting: CheckedContinuation<Result<AppendOutcome, MatchStoreError>, Never>?
    }

    private let state = Mutex(State())

    func set(_ value: Result<AppendOutcome, MatchStoreError>) {
        let waiting = state.withLock { state in
            precondition(state.value == nil, "an appender is told once")
            state.value = value
            return state.waiting
        }
        waiting?.resume(returning: value)
    }

    func value() async -> Result<AppendOutcome, MatchStoreError> {
        await withCheckedContinuation { continuation in
            let value = state.withLock { state in
                if state.value == nil { state.waiting = continuation }
                return state.value
            }
            if let value { continuation.resume(returning: value) }
        }
    }
}

/// A folder that goes away with the test.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.appending(path: "strategos-store-\(UUID())").path()
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
