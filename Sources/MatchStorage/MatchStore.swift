// SPDX-License-Identifier: Apache-2.0

/// Keeps what happened in matches: for each match an append-only list of numbered records, which is never
/// changed, only dropped from its old end by retention.
///
/// A store knows nothing of the messages that records hold. It may be a file, as ``SQLiteMatchStore``, or
/// something that many servers share: callers wait for it, it tells what it has taken by
/// ``MatchStoreEvent``s, and whoever may write is decided where a record is put in its place.
///
/// All of it may be used from any thread.
public protocol MatchStore: Sendable {
    /// Takes a record to be appended. Returns when the next one may come: at once, or while the store is
    /// behind, once it has caught up.
    ///
    /// - Parameter completion: told exactly once, when the record is where it survives a crash, or why it is
    ///   not appended. Records of one match and team are told of in the order in which they were given.
    ///   It is called on the store's own thread and must not block.
    func append(_ record: NewRecord, completion: @escaping @Sendable (Result<AppendOutcome, MatchStoreError>) -> Void)
        async

    /// Appends a record that nobody waits for, if the match is known and there is room.
    ///
    /// - Parameter record: makes the record; only called for a match that is known.
    /// - Returns: whether it was taken; that is no promise that it will be there.
    @discardableResult
    func note(in match: String, _ record: () -> NewRecord) -> Bool

    /// Whether any match is known: a quick question, for what is asked often.
    var hasMatches: Bool { get }

    /// A match as it is now; nil if it is not known.
    func match(_ name: String) async throws(MatchStoreError) -> KnownMatch?

    /// Matches, the one that began last first.
    func matches(_ query: MatchQuery) async throws(MatchStoreError) -> [KnownMatch]

    /// Records of a view behind a place, in their order, and how far the match had come at that moment.
    ///
    /// - Parameters:
    ///   - match: its ``KnownMatch/identity``.
    ///   - team: whose view; empty for the whole match.
    ///   - place: that of the last record that is not wanted; 0 for all.
    ///   - limit: the greatest number of records. Fewer come where they are long.
    /// - Returns: nil if the match is not kept any more.
    func records(of match: Int64, team: String, after place: UInt64, limit: Int) async throws(MatchStoreError)
        -> RecordPage?

    /// Has something told of all that happens in the store from now on, on the store's own thread: records
    /// in the order of their sequence in the match, before their appenders are told.
    func observe(_ observer: @escaping @Sendable (MatchStoreEvent) -> Void)

    /// What was counted until now.
    func snapshot() -> MatchStoreMetrics

    /// A secret of this store, the same for as long as it keeps its records: what tokens are sealed with.
    var secret: [UInt8] { get }

    /// Ends what is under way and lets go of everything. What comes later is refused.
    func close() async
}

/// What happens in a store.
public enum MatchStoreEvent: Sendable {
    /// Records were appended and are durable.
    case appended([MatchRecord])
    /// Retention has dropped a match with all its records.
    case dropped(match: String)
    /// The store became read-only, or can be written again.
    case writable(Bool)
    /// The store could not be read or written; the text is for the operator.
    case failed(String)
}
