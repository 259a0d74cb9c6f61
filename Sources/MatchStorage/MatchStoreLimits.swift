// SPDX-License-Identifier: Apache-2.0

/// What a store keeps and takes, and for how long.
public struct MatchStoreLimits: Sendable {
    /// A limit by the key that settings have.
    public enum Key: String, Sendable, CaseIterable {
        case recordBytes = "record-bytes"
        case recordsPerMatch = "records-per-match"
        case matches
    }

    /// Bytes of one record: as much as a message may have in the schema's largest states, and some.
    public var recordBytes = 1 << 20
    /// Records that one match may ever have: ten hours at 25 a second. The numbers of records in a file
    /// leave room for 2³² − 1.
    public var recordsPerMatch = 1_000_000
    /// Matches that are kept at once.
    public var matches = 100_000
    /// Bytes of the database, without its log. What would need more is refused as on a full disk.
    public var bytes: Int64 = 1 << 30
    /// Bytes of records that wait to be written before those who report are held up.
    public var queueBytes = 16 << 20

    /// How long a match is kept after its last record, in milliseconds.
    public var keepFor: Int64 = 30 * 24 * 3_600_000
    /// How many matches are kept by retention: beyond it those go that were silent longest.
    public var keepMatches = 50_000
    /// How many records of a match are kept: beyond it the oldest go, but never a view's latest state or result.
    public var keepRecords = 100_000

    /// The defaults.
    public init() {}

    /// The defaults of a store in memory: a quarter of the room, and an hour's time.
    public static var inMemory: MatchStoreLimits {
        var limits = MatchStoreLimits()
        limits.bytes = 256 << 20
        limits.keepFor = 3_600_000
        return limits
    }
}
