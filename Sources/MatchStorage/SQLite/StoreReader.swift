// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB

/// Reads of the store, each within a transaction of its caller.
enum StoreReader {
    private static let matchColumns =
        "identity, name, rules, teams, last_sequence, dropped, created, updated FROM matches"
    /// What a page of records may weigh before it ends.
    private static let pageBytes = 1 << 20

    /// A match by its name.
    static func match(named name: String, _ db: Database, content: Content = .none) throws -> KnownMatch? {
        let statement = try db.cachedStatement(sql: "SELECT \(matchColumns) WHERE name = ?")
        guard let row = try Row.fetchOne(statement, arguments: [name]) else { return nil }
        return try match(row, db, content: content)
    }

    /// A match by its identity.
    static func match(_ identity: Int64, _ db: Database) throws -> KnownMatch? {
        let statement = try db.cachedStatement(sql: "SELECT \(matchColumns) WHERE identity = ?")
        guard let row = try Row.fetchOne(statement, arguments: [identity]) else { return nil }
        return try match(row, db, content: .none)
    }

    /// What is read of a match's records along with it.
    enum Content {
        case none
        case results
        case all
    }

    /// Matches that a question asks for.
    static func matches(_ query: MatchQuery, _ db: Database) throws -> [KnownMatch] {
        var conditions = ["identity < ?"]
        var arguments: StatementArguments = [query.before ?? Int64.max]
        switch query.status {
        case .finished?: conditions.append("is_finished = 1")
        case .running?:
            conditions.append("is_finished = 0 AND updated >= ?")
            arguments += [query.abandonedBefore]
        case .abandoned?:
            conditions.append("is_finished = 0 AND updated < ?")
            arguments += [query.abandonedBefore]
        case nil: break
        }
        if !query.rules.isEmpty {
            conditions.append("rules = ?")
            arguments += [query.rules]
        }
        arguments += [query.limit]
        let statement = try db.cachedStatement(
            sql: "SELECT \(matchColumns) WHERE \(conditions.joined(separator: " AND ")) ORDER BY identity DESC LIMIT ?")
        return try Row.fetchAll(statement, arguments: arguments).map { try match($0, db, content: .results) }
    }

    private static func match(_ row: Row, _ db: Database, content: Content) throws -> KnownMatch {
        let teams: String = row[3]
        var match = KnownMatch(
            identity: row[0], name: row[1], rules: row[2],
            teams: teams.split(separator: "\n").map(String.init), lastSequence: number(row[4]),
            dropped: number(row[5]), created: row[6], updated: row[7], views: [:])
        let statement = try db.cachedStatement(
            sql: """
                SELECT team, identity, reported, last_place, dropped, state_sequence, result_sequence, created, updated
                FROM views WHERE match = ?
                """)
        for row in try Row.fetchAll(statement, arguments: [match.identity]) {
            var view = KnownMatch.KnownView(
                identity: row[1], reported: number(row[2]), lastPlace: number(row[3]), dropped: number(row[4]),
                stateSequence: number(row[5]), resultSequence: number(row[6]), created: row[7], updated: row[8])
            if content == .all { view.state = try payload(match.identity, view.stateSequence, db) }
            if content != .none { view.result = try payload(match.identity, view.resultSequence, db) }
            match.views[row[0] as String] = view
        }
        return match
    }

    private static func payload(_ match: Int64, _ sequence: UInt64, _ db: Database) throws -> [UInt8]? {
        guard sequence > 0 else { return nil }
        let statement = try db.cachedStatement(sql: "SELECT payload FROM records WHERE key = ?")
        let key = RecordKey.key(match: match, sequence: sequence)
        return try Data.fetchOne(statement, arguments: [key]).map([UInt8].init)
    }

    /// Records of a view behind a place.
    static func records(
        of identity: Int64, team: String, after place: UInt64, limit: Int, _ db: Database
    ) throws -> RecordPage? {
        guard let match = try Self.match(identity, db) else { return nil }
        let view = match.views[team]
        let dropped = team.isEmpty ? match.dropped : view?.dropped ?? 0
        let start = max(place, dropped)
        var page = RecordPage(records: [], lastSequence: match.lastSequence, dropped: dropped, isLast: true)
        if team.isEmpty {
            let base = RecordKey.key(match: identity, sequence: 0)
            try fill(
                &page, match, limit, by: "key > ? AND key <= ? ORDER BY key",
                [base + Int64(clamping: start), base + RecordKey.greatestSequence], isWhole: true, db)
        } else if let view {
            try fill(
                &page, match, limit, by: "view = ? AND place > ? ORDER BY place",
                [view.identity, Int64(clamping: start)], isWhole: false, db)
        }
        if page.isLast, !team.isEmpty, let end = try gameResult(of: match, endingViewOf: team, db), end.place > place {
            page.records.append(end)
        }
        return page
    }

    private static func fill(
        _ page: inout RecordPage, _ match: KnownMatch, _ limit: Int, by condition: String,
        _ arguments: StatementArguments, isWhole: Bool, _ db: Database
    ) throws {
        let teams = Dictionary(uniqueKeysWithValues: match.views.map { ($0.value.identity, $0.key) })
        let statement = try db.cachedStatement(
            sql: "SELECT key, view, place, kind, payload FROM records WHERE \(condition)")
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        var bytes = 0
        while let row = try rows.next() {
            if page.records.count >= limit || bytes >= pageBytes {
                page.isLast = false
                return
            }
            let sequence = RecordKey.sequence(row[0])
            let payload: Data = row[4]
            bytes += payload.count
            page.records.append(
                MatchRecord(
                    match: match.name, sequence: sequence, team: teams[row[1] as Int64] ?? "",
                    place: isWhole ? sequence : number(row[2]), kind: try kind(row[3]), payload: [UInt8](payload)))
        }
    }

    /// The game's result as the last record of a team's view that has none of its own.
    private static func gameResult(
        of match: KnownMatch, endingViewOf team: String, _ db: Database
    ) throws -> MatchRecord? {
        guard match.views[team]?.resultSequence ?? 0 == 0, let game = match.views[""], game.resultSequence > 0,
            let payload = try Self.payload(match.identity, game.resultSequence, db)
        else { return nil }
        return MatchRecord(
            match: match.name, sequence: game.resultSequence, team: "", place: match.lastPlace(of: team),
            kind: .result, payload: payload)
    }

    private static func kind(_ number: Int) throws -> RecordKind {
        guard let kind = RecordKind(rawValue: number) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a record of kind \(number)")
        }
        return kind
    }

    private static func number(_ value: Int64) -> UInt64 { UInt64(clamping: value) }
}
