// SPDX-License-Identifier: Apache-2.0

import GRDB

/// Drops what is kept no longer: whole matches by age and count, and a match's oldest records by count.
///
/// Confined to the store's writer queue. It works in slices of one short transaction each, so that records that
/// are to be appended wait for one of them at most; what a crash leaves half dropped is dropped after the start.
struct StoreRetention {
    /// What one slice has dropped.
    struct Slice {
        /// Names of matches.
        var matches: [String] = []
        var records = 0
        /// Whether there may be more to do at once.
        var hasMore = false
    }

    let limits: MatchStoreLimits
    private static let sliceRecords = 2000
    private static let sliceMatches = 100

    /// Does one slice.
    func drop(now: Int64, _ db: Database) throws -> Slice {
        var slice = Slice()
        try db.inTransaction(.immediate) {
            slice.matches = try dropMatches(now: now, db)
            slice.records = try dropRecordsOfMatches(db)
            if slice.records == 0 { slice.records = try dropOldRecords(db) }
            return .commit
        }
        slice.hasMore = !slice.matches.isEmpty || slice.records > 0
        return slice
    }

    /// Matches as a whole: their names are free at once, their records go later.
    private func dropMatches(now: Int64, _ db: Database) throws -> [String] {
        let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM matches") ?? 0
        let surplus = min(max(0, count - limits.keepMatches), Self.sliceMatches)
        var rows = try Row.fetchAll(
            db, sql: "SELECT identity, name FROM matches ORDER BY updated LIMIT ?", arguments: [surplus])
        if rows.isEmpty {
            rows = try Row.fetchAll(
                db, sql: "SELECT identity, name FROM matches WHERE updated < ? ORDER BY updated LIMIT ?",
                arguments: [now - limits.keepFor, Self.sliceMatches])
        }
        for row in rows {
            let identity: Int64 = row[0]
            try db.execute(sql: "DELETE FROM matches WHERE identity = ?", arguments: [identity])
            try db.execute(sql: "DELETE FROM views WHERE match = ?", arguments: [identity])
            try db.execute(sql: "INSERT INTO dropped_matches(identity) VALUES (?)", arguments: [identity])
        }
        return rows.map { $0[1] }
    }

    private func dropRecordsOfMatches(_ db: Database) throws -> Int {
        guard let identity = try Int64.fetchOne(db, sql: "SELECT identity FROM dropped_matches LIMIT 1") else {
            return 0
        }
        let base = RecordKey.key(match: identity, sequence: 0)
        let count = try delete(from: base, through: base + RecordKey.greatestSequence, keeping: [], db)
        guard count == 0 else { return count }
        try db.execute(sql: "DELETE FROM dropped_matches WHERE identity = ?", arguments: [identity])
        // Another may be waiting.
        return 1
    }

    private func dropOldRecords(_ db: Database) throws -> Int {
        let row = try Row.fetchOne(
            db, sql: "SELECT identity, last_sequence FROM matches WHERE last_sequence - dropped > ? LIMIT 1",
            arguments: [limits.keepRecords])
        guard let row, let match = try StoreReader.match(row[0] as Int64, db) else { return 0 }
        // In slices too: the next one goes on where this one ended.
        let end = min(match.lastSequence - UInt64(limits.keepRecords), match.dropped + UInt64(Self.sliceRecords))
        let first = RecordKey.key(match: match.identity, sequence: match.dropped)
        let last = RecordKey.key(match: match.identity, sequence: end)
        let places = try Row.fetchAll(
            db, sql: "SELECT view, max(place) FROM records WHERE key > ? AND key <= ? GROUP BY view",
            arguments: [first, last])
        for place in places {
            try db.execute(
                sql: "UPDATE views SET dropped = ? WHERE identity = ?",
                arguments: [place[1] as Int64, place[0] as Int64])
        }
        try db.execute(
            sql: "UPDATE matches SET dropped = ? WHERE identity = ?", arguments: [Int64(end), match.identity])
        let kept = match.views.values.flatMap { [$0.stateSequence, $0.resultSequence] }.filter { $0 > 0 }
        return try max(
            1,
            delete(
                from: first, through: last, keeping: kept.map { RecordKey.key(match: match.identity, sequence: $0) }, db
            ))
    }

    /// Deletes the first records between two keys, the first of them excluded.
    private func delete(from first: Int64, through last: Int64, keeping kept: [Int64], _ db: Database) throws -> Int {
        let keys = kept.map(String.init).joined(separator: ",")
        try db.execute(
            sql: """
                DELETE FROM records WHERE key IN (
                    SELECT key FROM records WHERE key > ? AND key <= ? AND key NOT IN (\(keys))
                    ORDER BY key LIMIT ?)
                """, arguments: [first, last, Self.sliceRecords])
        return db.changesCount
    }
}
