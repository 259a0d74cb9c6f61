// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB

/// The tables of the store. A change is a further migration; those that have been released stay as they are.
enum StoreSchema {
    /// Stands in the file's header, `STRG`, so that other programs' files are not taken for stores.
    static let applicationID: Int64 = 0x5354_5247

    /// Brings a database from any earlier version to this one.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: matches, views, records") { db in
            try db.execute(sql: first)
            try db.execute(
                sql: "INSERT INTO settings(name, value) VALUES ('secret', ?)",
                arguments: [Data((0..<32).map { _ in UInt8.random(in: .min ... .max) })])
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        }
        return migrator
    }

    /// A record's key holds match and sequence, so that a match lies together, in its order, without an
    /// index of its own. `AUTOINCREMENT`: an identity is never used again, tokens of dropped matches stay
    /// strangers, and what is left of a dropped match is not taken for a part of another.
    private static let first = """
        CREATE TABLE matches(
            identity INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            rules TEXT NOT NULL,
            teams TEXT NOT NULL,
            last_sequence INTEGER NOT NULL,
            dropped INTEGER NOT NULL,
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            is_finished INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX matches_by_update ON matches(updated);
        CREATE TABLE views(
            identity INTEGER PRIMARY KEY AUTOINCREMENT,
            match INTEGER NOT NULL,
            team TEXT NOT NULL,
            reported INTEGER NOT NULL,
            last_place INTEGER NOT NULL,
            dropped INTEGER NOT NULL,
            state_sequence INTEGER NOT NULL,
            result_sequence INTEGER NOT NULL,
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            UNIQUE(match, team)
        ) STRICT;
        CREATE TABLE records(
            key INTEGER PRIMARY KEY,
            view INTEGER NOT NULL,
            place INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            time INTEGER NOT NULL,
            payload BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX records_by_view ON records(view, place);
        CREATE TABLE dropped_matches(identity INTEGER PRIMARY KEY) STRICT;
        CREATE TABLE settings(name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
        CREATE TABLE probe(content BLOB NOT NULL) STRICT;
        """
}

/// Where the records of a match lie.
enum RecordKey {
    /// The greatest sequence that a key has room for.
    static let greatestSequence: Int64 = 0xFFFF_FFFF

    static func key(match: Int64, sequence: UInt64) -> Int64 {
        match << 32 | Int64(clamping: min(sequence, UInt64(greatestSequence)))
    }

    static func sequence(_ key: Int64) -> UInt64 { UInt64(key & greatestSequence) }
}
