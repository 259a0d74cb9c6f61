// SPDX-License-Identifier: Apache-2.0

/// What those who watch matches may use up, and when a match counts as abandoned. What the store keeps has
/// limits of its own.
public struct MatchLimits: Sendable {
    /// After so much silence a match without a result is abandoned. It goes on when a record comes.
    public var abandonedAfter: Duration = .seconds(3600)
    /// Watches at once: each holds a stream, a task and little else.
    public var watchers = 10_000
    /// Records of one match that are held for those who watch it: whoever falls further behind is dropped.
    public var watchRecords = 1024
    /// Bytes of these; the newest record is always held.
    public var watchBytes = 8 << 20

    /// The defaults.
    public init() {}
}
