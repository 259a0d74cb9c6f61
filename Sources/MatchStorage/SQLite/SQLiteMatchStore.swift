// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import GRDB
import Synchronization

/// A store in one file of SQLite, or in memory.
///
/// One thread writes: it takes all records that wait and appends them in one transaction, so that many reporters
/// share one synchronisation of the file. The file is in WAL mode with full synchronisation: what was told of as
/// appended survives the end of the process and of the machine. Questions are answered beside it, from the last
/// commit. Where the file cannot grow, the store is read-only until it can: it tries once a second.
public final class SQLiteMatchStore: MatchStore {
    /// Made at random for the file.
    public let secret: [UInt8]

    private let database: any DatabaseWriter
    private let lock: Mutex<StoreLock?>
    private let limits: MatchStoreLimits
    private let now: @Sendable () -> Int64
    private let queue: AppendQueue
    private let writer: StoreWriter
    private let names: Mutex<Set<String>>
    private let observers = Mutex<[@Sendable (MatchStoreEvent) -> Void]>([])
    private let ticks = Mutex(0)
    private let numbers = Mutex(MatchStoreMetrics())
    /// How often retention looks, in seconds.
    private static let retentionInterval = 60

    /// Opens a store.
    ///
    /// - Parameters:
    ///   - path: the file, made if there is none; nil: in memory.
    ///   - now: milliseconds since 1970.
    /// - Throws: ``MatchStoreFileError`` without the file's name, if it cannot be used.
    public init(
        path: String?, limits: MatchStoreLimits, now: @escaping @Sendable () -> Int64 = SQLiteMatchStore.wallClock
    ) throws {
        self.limits = limits
        self.now = now
        lock = Mutex(try path.map(StoreLock.init))
        let database =
            if let path { try StoreFile.open(path, limits: limits) } else { try StoreFile.inMemory(limits: limits) }
        self.database = database
        queue = AppendQueue(capacity: limits.queueBytes)
        writer = StoreWriter(limits: limits, now: now)
        do {
            let (secret, known) = try database.read { db in
                (
                    try Data.fetchOne(db, sql: "SELECT value FROM settings WHERE name = 'secret'"),
                    try Set(String.fetchAll(db, sql: "SELECT name FROM matches"))
                )
            }
            guard let secret else { throw MatchStoreFileError(description: "the file has no secret: it is damaged") }
            self.secret = [UInt8](secret)
            names = Mutex(known)
            writer.matchCount = known.count
        } catch let error as DatabaseError {
            throw MatchStoreFileError(description: "\(error)")
        }
        tickLater()
    }

    /// Milliseconds since 1970 by the machine's clock.
    public static let wallClock: @Sendable () -> Int64 = {
        Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))
    }

    /// Has something told of all that happens from now on.
    public func observe(_ observer: @escaping @Sendable (MatchStoreEvent) -> Void) {
        observers.withLock { $0.append(observer) }
    }

    private func tell(_ event: MatchStoreEvent) {
        for observer in observers.withLock({ $0 }) { observer(event) }
    }
}

// MARK: - Appending

extension SQLiteMatchStore {
    /// Takes a record to be appended.
    public func append(
        _ record: NewRecord, completion: @escaping @Sendable (Result<AppendOutcome, MatchStoreError>) -> Void
    ) async {
        guard record.payload.count <= limits.recordBytes else {
            count(.limit(.recordBytes))
            return completion(.failure(.limit(.recordBytes)))
        }
        switch queue.add(AppendQueue.Item(record: record, completion: completion)) {
        case .refused(let error):
            count(error)
            completion(.failure(error))
        case .taken(let isFirst, let isFull):
            if isFirst { wakeWriter() }
            if isFull { await queue.room() }
        }
    }

    /// Appends a record that nobody waits for.
    @discardableResult
    public func note(in match: String, _ record: () -> NewRecord) -> Bool {
        guard names.withLock({ $0.contains(match) }) else { return false }
        let made = record()
        guard made.payload.count <= limits.recordBytes else { return false }
        switch queue.add(AppendQueue.Item(record: made) { _ in }, isOptional: true) {
        case .refused: return false
        case .taken(let isFirst, _):
            if isFirst { wakeWriter() }
            return true
        }
    }

    /// Whether any match is known.
    public var hasMatches: Bool { names.withLock { !$0.isEmpty } }

    private func wakeWriter() {
        database.asyncWriteWithoutTransaction { [self] db in
            // One transaction at a time, so that retention has its turn between two of them.
            if writeNext(db) { wakeWriter() }
        }
    }

    /// One transaction. Gives whether there may be more to write.
    private func writeNext(_ db: Database) -> Bool {
        let items = queue.take()
        guard !items.isEmpty else { return false }
        defer { queue.done() }
        // What came in before the store became read-only.
        if let refusal = queue.refusal, refusal != .closed {
            refuse(items, refusal)
            return true
        }
        let began = DispatchTime.now()
        do {
            let written = try writer.write(items.lazy.map(\.record), db)
            let took = DispatchTime.now().uptimeNanoseconds - began.uptimeNanoseconds
            if !written.names.isEmpty { names.withLock { $0.formUnion(written.names) } }
            note(written, took)
            if !written.records.isEmpty { tell(.appended(written.records)) }
            for (item, outcome) in zip(items, written.outcomes) { item.completion(outcome) }
        } catch {
            refuse(items, block(error))
        }
        return true
    }

    private func note(_ written: StoreWriter.Written, _ nanoseconds: UInt64) {
        numbers.withLock { numbers in
            numbers.commits += 1
            numbers.commitNanoseconds += nanoseconds
            numbers.recordsAppended += UInt64(written.records.count)
            numbers.matches = writer.matchCount
            for record in written.records { numbers.bytesAppended += UInt64(record.payload.count) }
            for outcome in written.outcomes {
                switch outcome {
                case .success(.known): numbers.recordsRepeated += 1
                case .success(.appended): break
                case .failure(let error): numbers.recordsRefused[.init(error), default: 0] += 1
                }
            }
        }
    }

    private func refuse(_ items: [AppendQueue.Item], _ error: MatchStoreError) {
        for item in items {
            count(error)
            item.completion(.failure(error))
        }
    }

    private func count(_ error: MatchStoreError) {
        numbers.withLock { $0.recordsRefused[.init(error), default: 0] += 1 }
    }
}

// MARK: - Without room

extension SQLiteMatchStore {
    /// Makes the store read-only for an error of the database, and says what callers are told of it.
    private func block(_ error: any Error) -> MatchStoreError {
        let isFull = (error as? DatabaseError)?.resultCode == .SQLITE_FULL
        let reason: MatchStoreError = isFull ? .full : .broken("\(error)")
        let isNew = queue.refusal == nil
        queue.refuse(reason)
        if isNew {
            numbers.withLock { numbers in
                numbers.timesFull += 1
                numbers.isReadOnly = true
            }
            if case .broken(let text) = reason { tell(.failed(text)) }
            tell(.writable(false))
        }
        return reason
    }

    /// Finds out whether it can be written again, by writing as much as a long record.
    private func probe(_ db: Database) {
        do {
            try db.execute(sql: "DELETE FROM probe")
            try db.execute(sql: "INSERT INTO probe(content) VALUES (zeroblob(65536))")
            try db.execute(sql: "DELETE FROM probe")
        } catch {
            return
        }
        queue.refuse(nil)
        numbers.withLock { $0.isReadOnly = false }
        tell(.writable(true))
    }

    /// Once a second: finds out whether a read-only store can be written; now and then drops what is old.
    private func tick() {
        let isTime = ticks.withLock { ticks in
            ticks += 1
            return ticks % Self.retentionInterval == 1
        }
        let refusal = queue.refusal
        if refusal == .closed { return }
        if isTime || refusal != nil { maintain() }
        tickLater()
    }

    private func tickLater() {
        DispatchQueue.global().asyncAfter(deadline: .now() + 1) { [weak self] in self?.tick() }
    }

    /// Drops what is kept no longer, then tries to write if the store is read-only.
    package func maintain() {
        database.asyncWriteWithoutTransaction { [self] db in
            if dropSlice(db) { return maintain() }
            if let refusal = queue.refusal, refusal != .closed { probe(db) }
        }
    }

    /// Gives whether there is more to drop.
    private func dropSlice(_ db: Database) -> Bool {
        do {
            let slice = try StoreRetention(limits: limits).drop(now: now(), db)
            guard slice.hasMore else {
                try look(db)
                return false
            }
            writer.forget()
            writer.matchCount -= slice.matches.count
            names.withLock { $0.subtract(slice.matches) }
            numbers.withLock { numbers in
                numbers.matchesDropped += UInt64(slice.matches.count)
                numbers.recordsDropped += UInt64(slice.records)
                numbers.matches = writer.matchCount
            }
            for match in slice.matches { tell(.dropped(match: match)) }
            return true
        } catch {
            _ = block(error)
            return false
        }
    }

    private func look(_ db: Database) throws {
        let pages = try Int64.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        let free = try Int64.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
        let size = try Int64.fetchOne(db, sql: "PRAGMA page_size") ?? 0
        numbers.withLock { $0.bytesUsed = (pages - free) * size }
    }
}

// MARK: - Reading

extension SQLiteMatchStore {
    /// A match as it is now.
    public func match(_ name: String) async throws(MatchStoreError) -> KnownMatch? {
        try await read { try StoreReader.match(named: name, $0, content: .all) }
    }

    /// Matches, the one that began last first.
    public func matches(_ query: MatchQuery) async throws(MatchStoreError) -> [KnownMatch] {
        try await read { try StoreReader.matches(query, $0) }
    }

    /// Records of a view behind a place.
    public func records(
        of match: Int64, team: String, after place: UInt64, limit: Int
    ) async throws(MatchStoreError) -> RecordPage? {
        try await read { try StoreReader.records(of: match, team: team, after: place, limit: limit, $0) }
    }

    private func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(MatchStoreError) -> Value {
        if queue.refusal == .closed { throw .closed }
        do {
            return try await database.read(body)
        } catch is CancellationError {
            throw .closed
        } catch {
            tell(.failed("\(error)"))
            throw .broken("\(error)")
        }
    }

    /// Ends what is under way; what comes later is refused.
    public func close() async {
        queue.refuse(.closed)
        await withCheckedContinuation { continuation in
            database.asyncWriteWithoutTransaction { [self] db in
                while writeNext(db) {}
                continuation.resume()
            }
        }
        try? database.close()
        lock.withLock { $0 = nil }
    }

    /// What was counted, and what waits now.
    public func snapshot() -> MatchStoreMetrics {
        var snapshot = numbers.withLock { $0 }
        (snapshot.recordsQueued, snapshot.bytesQueued) = queue.load
        return snapshot
    }
}

// MARK: - For tests

extension SQLiteMatchStore {
    /// Waits until the writer has done what was asked of it before.
    package func writerTurn() async {
        await withCheckedContinuation { continuation in
            database.asyncWriteWithoutTransaction { _ in continuation.resume() }
        }
    }

    /// How many records there are, those included that are about to be dropped.
    package func recordCount() async throws -> Int {
        try await database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM records") ?? 0 }
    }

    /// How commits are made safe.
    package func journal() async throws -> (mode: String, synchronous: Int) {
        try await database.writeWithoutTransaction { db in
            (
                try String.fetchOne(db, sql: "PRAGMA journal_mode") ?? "",
                try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? -1
            )
        }
    }
}
