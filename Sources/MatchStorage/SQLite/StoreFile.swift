// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Why a file cannot be used as a store.
public struct MatchStoreFileError: Error, Sendable, CustomStringConvertible {
    /// A sentence without the file's name.
    public let description: String
}

/// The database behind a store, opened, checked and brought to the newest schema.
enum StoreFile {
    /// Opens a file, which is made if there is none.
    static func open(_ path: String, limits: MatchStoreLimits) throws(MatchStoreFileError) -> any DatabaseWriter {
        try prepared(limits) {
            let pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB asks for less: without this a commit survives the end of the process, not that of the machine.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            return pool
        }
    }

    /// A database in memory.
    static func inMemory(limits: MatchStoreLimits) throws(MatchStoreFileError) -> any DatabaseWriter {
        try prepared(limits) { try DatabaseQueue(configuration: configuration) }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "match-store"
        configuration.maximumReaderCount = 4
        // Somebody makes a backup, or looks with the command line.
        configuration.busyMode = .timeout(1)
        // All references are made by this program, and checking them costs a look-up for each record.
        configuration.foreignKeysEnabled = false
        return configuration
    }

    private static func prepared(
        _ limits: MatchStoreLimits, _ open: () throws -> any DatabaseWriter
    ) throws(MatchStoreFileError) -> any DatabaseWriter {
        do {
            let database = try open()
            try database.writeWithoutTransaction { db in
                let application = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
                let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
                guard application == StoreSchema.applicationID || (application == 0 && tables == 0) else {
                    throw MatchStoreFileError(description: "the file is another program's database")
                }
                guard try !StoreSchema.migrator.hasBeenSuperseded(db) else {
                    throw MatchStoreFileError(description: "the file was written by a newer version of this program")
                }
            }
            try StoreSchema.migrator.migrate(database)
            try database.writeWithoutTransaction { db in
                let pageSize = try Int64.fetchOne(db, sql: "PRAGMA page_size") ?? 4096
                try db.execute(sql: "PRAGMA max_page_count = \(max(1, limits.bytes / pageSize))")
                // What the log once needed is given back when it starts over.
                try db.execute(sql: "PRAGMA journal_size_limit = \(64 << 20)")
            }
            return database
        } catch let error as MatchStoreFileError {
            throw error
        } catch {
            throw MatchStoreFileError(description: "\(error)")
        }
    }
}

/// Keeps other processes from opening the same store: two writers would not know of each other's numbers.
final class StoreLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock of a store; the system takes it back when the process ends, however it ends.
    init(_ path: String) throws(MatchStoreFileError) {
        descriptor = unsafe open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason = unsafe String(cString: strerror(errno))
            throw MatchStoreFileError(description: "\(path).lock: \(reason)")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw MatchStoreFileError(description: "another process uses this file")
        }
    }

    deinit { close(descriptor) }
}
