// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB

/// Puts records in their places: checks the reporters' numbers and the limits, and writes.
///
/// Confined to the store's writer queue. It remembers the matches that it has written to lately, so that most
/// records need no question of the database; what it remembers is forgotten when a transaction fails.
final class StoreWriter: @unchecked Sendable {
    /// What it was asked to write, decided.
    struct Written {
        /// What became of each record, in their order.
        var outcomes: [Result<AppendOutcome, MatchStoreError>] = []
        /// The records that are new.
        var records: [MatchRecord] = []
        /// Matches that are new.
        var names: [String] = []
    }

    private let limits: MatchStoreLimits
    private let now: @Sendable () -> Int64
    private var known: [String: KnownMatch] = [:]
    /// The views that differ from what is in the database, by the match's name.
    private var changed: [String: Set<String>] = [:]
    private var written = Written()
    /// How many matches are kept.
    var matchCount = 0

    private static let greatestTeamCount = 16
    /// Matches that are remembered at most.
    private static let remembered = 4096

    init(limits: MatchStoreLimits, now: @escaping @Sendable () -> Int64) {
        self.limits = limits
        self.now = now
    }

    /// Writes records in one transaction, which is durable when this returns.
    ///
    /// - Throws: the database's error; nothing is written then.
    func write(_ records: some Sequence<NewRecord>, _ db: Database) throws -> Written {
        written = Written()
        let matchesBefore = matchCount
        do {
            try db.inTransaction(.immediate) {
                for record in records {
                    let outcome = try apply(record, db)
                    written.outcomes.append(outcome)
                }
                for (name, teams) in changed { if let match = known[name] { try save(match, teams, db) } }
                return .commit
            }
        } catch {
            matchCount = matchesBefore
            forget()
            throw error
        }
        changed = [:]
        if known.count > Self.remembered { known = [:] }
        defer { written = Written() }
        return written
    }

    /// Forgets what it remembers of matches, because somebody else has written.
    func forget() {
        known = [:]
        changed = [:]
    }

    private func apply(_ record: NewRecord, _ db: Database) throws -> Result<AppendOutcome, MatchStoreError> {
        let found = try known[record.match] ?? StoreReader.match(named: record.match, db)
        let view = found?.views[record.team]
        if let number = record.number {
            let last = view?.reported ?? 0
            if number <= last { return .success(.known) }
            guard number == last + 1 else { return .failure(.gap(next: last + 1)) }
        } else if found == nil {
            return .failure(.unknownMatch)
        }
        if let found, let error = objection(to: record, found) { return .failure(error) }
        if found == nil, matchCount >= limits.matches { return .failure(.limit(.matches)) }
        let time = now()
        var match = try found ?? insertMatch(record, time, db)
        if match.rules.isEmpty { match.rules = record.rules }
        match.teams = union(of: match, record)
        var own = try match.views[record.team] ?? insertView(record, match, time, db)
        try append(record, to: &match, &own, time, db)
        match.views[record.team] = own
        known[match.name] = match
        changed[match.name, default: []].insert(record.team)
        return .success(.appended(sequence: match.lastSequence))
    }

    /// Why a match takes no such record.
    private func objection(to record: NewRecord, _ match: KnownMatch) -> MatchStoreError? {
        // Who only tells of a team that has ended for itself is told so as well.
        let isEnded = (match.views[record.team]?.resultSequence ?? 0) > 0
        if isEnded || match.endingView(of: record.team) != nil || match.endingView != nil { return .ended }
        if !record.rules.isEmpty, !match.rules.isEmpty, record.rules != match.rules { return .otherRules(match.rules) }
        if union(of: match, record).count > Self.greatestTeamCount { return .tooManyTeams }
        return match.lastSequence >= UInt64(limits.recordsPerMatch) ? .limit(.recordsPerMatch) : nil
    }

    private func union(of match: KnownMatch, _ record: NewRecord) -> [String] {
        var teams = match.teams
        for team in record.teams + [record.team] where !team.isEmpty && !teams.contains(team) { teams.append(team) }
        return teams
    }

    private func insertMatch(_ record: NewRecord, _ time: Int64, _ db: Database) throws -> KnownMatch {
        try db.cachedStatement(
            sql: """
                INSERT INTO matches(name, rules, teams, last_sequence, dropped, created, updated, is_finished)
                VALUES (?, '', '', 0, 0, ?, ?, 0)
                """
        ).execute(arguments: [record.match, time, time])
        matchCount += 1
        written.names.append(record.match)
        return KnownMatch(
            identity: db.lastInsertedRowID, name: record.match, rules: "", teams: [], lastSequence: 0, dropped: 0,
            created: time, updated: time, views: [:])
    }

    private func insertView(
        _ record: NewRecord, _ match: KnownMatch, _ time: Int64, _ db: Database
    ) throws -> KnownMatch.KnownView {
        try db.cachedStatement(
            sql: """
                INSERT INTO views(match, team, reported, last_place, dropped, state_sequence, result_sequence,
                    created, updated)
                VALUES (?, ?, 0, 0, 0, 0, 0, ?, ?)
                """
        ).execute(arguments: [match.identity, record.team, time, time])
        return KnownMatch.KnownView(identity: db.lastInsertedRowID, created: time, updated: time)
    }

    private func append(
        _ record: NewRecord, to match: inout KnownMatch, _ view: inout KnownMatch.KnownView, _ time: Int64,
        _ db: Database
    ) throws {
        match.lastSequence += 1
        match.updated = time
        view.lastPlace += 1
        view.updated = time
        if let number = record.number { view.reported = number }
        let statement = try db.cachedStatement(
            sql: "INSERT INTO records(key, view, place, kind, time, payload) VALUES (?, ?, ?, ?, ?, ?)")
        try statement.execute(arguments: [
            RecordKey.key(match: match.identity, sequence: match.lastSequence), view.identity,
            Int64(view.lastPlace), record.kind.rawValue, time, Data(record.payload),
        ])
        switch record.kind {
        case .state:
            // Retention has left it as the latest one, which it no longer is.
            if view.stateSequence > 0, view.stateSequence <= match.dropped {
                try db.execute(
                    sql: "DELETE FROM records WHERE key = ?",
                    arguments: [RecordKey.key(match: match.identity, sequence: view.stateSequence)])
            }
            view.stateSequence = match.lastSequence
        case .result: view.resultSequence = match.lastSequence
        case .event, .strategy: break
        }
        written.records.append(
            MatchRecord(
                match: match.name, sequence: match.lastSequence, team: record.team, place: view.lastPlace,
                kind: record.kind, payload: record.payload))
    }

    private func save(_ match: KnownMatch, _ teams: Set<String>, _ db: Database) throws {
        try db.cachedStatement(
            sql: """
                UPDATE matches SET rules = ?, teams = ?, last_sequence = ?, updated = ?, is_finished = ?
                WHERE identity = ?
                """
        ).execute(arguments: [
            match.rules, match.teams.joined(separator: "\n"), Int64(match.lastSequence), match.updated,
            match.endingView == nil ? 0 : 1, match.identity,
        ])
        let statement = try db.cachedStatement(
            sql: """
                UPDATE views SET reported = ?, last_place = ?, state_sequence = ?, result_sequence = ?, updated = ?
                WHERE identity = ?
                """)
        for view in teams.compactMap({ match.views[$0] }) {
            try statement.execute(arguments: [
                Int64(view.reported), Int64(view.lastPlace), Int64(view.stateSequence), Int64(view.resultSequence),
                view.updated, view.identity,
            ])
        }
    }
}
