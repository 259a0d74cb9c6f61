// SPDX-License-Identifier: Apache-2.0

/// What a store has counted since it was opened.
public struct MatchStoreMetrics: Sendable {
    /// Records that were appended.
    public var recordsAppended: UInt64 = 0
    /// Bytes of their content.
    public var bytesAppended: UInt64 = 0
    /// Records that were there already.
    public var recordsRepeated: UInt64 = 0
    /// Records that were refused, by why.
    public var recordsRefused: [Refusal: UInt64] = [:]
    /// Transactions, each with one synchronisation of the file.
    public var commits: UInt64 = 0
    /// How long these took, in nanoseconds.
    public var commitNanoseconds: UInt64 = 0
    /// Matches that retention has dropped.
    public var matchesDropped: UInt64 = 0
    /// Records that retention has dropped.
    public var recordsDropped: UInt64 = 0
    /// How often the store has become read-only.
    public var timesFull: UInt64 = 0
    /// Whether it is now.
    public var isReadOnly = false
    /// Matches that are kept now.
    public var matches = 0
    /// Bytes that the database uses, as of the last commit or look.
    public var bytesUsed: Int64 = 0
    /// Records that wait to be written.
    public var recordsQueued = 0
    /// Bytes of these.
    public var bytesQueued = 0

    /// Why a record was refused.
    public enum Refusal: String, Sendable, CaseIterable {
        case recordBytes = "record_bytes"
        case recordsPerMatch = "records_per_match"
        case matches
        case full
        case gap
        case ended
        case other
    }

    /// Nothing yet.
    public init() {}
}

extension MatchStoreMetrics.Refusal {
    init(_ error: MatchStoreError) {
        self =
            switch error {
            case .limit(.recordBytes): .recordBytes
            case .limit(.recordsPerMatch): .recordsPerMatch
            case .limit(.matches): .matches
            case .full, .broken: .full
            case .gap: .gap
            case .ended: .ended
            case .otherRules, .tooManyTeams, .unknownMatch, .closed: .other
            }
    }
}
