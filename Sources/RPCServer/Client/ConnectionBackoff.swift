// SPDX-License-Identifier: Apache-2.0

/// How long is waited after something could not be reached: gRPC's connection backoff, with 2 instead of 1.6, up to
/// two minutes, give or take a fifth.
struct ConnectionBackoff {
    private let first: Duration
    private var failures = 0
    /// When the next attempt is due.
    private(set) var end: UInt64 = 0

    init(first: Duration) {
        self.first = first
    }

    func isOver(at now: UInt64) -> Bool { now >= end }

    mutating func failed(now: UInt64) {
        failures += 1
        let wait = min(Double(first.clampedNanoseconds) * Double(1 << min(failures - 1, 30)), Self.longest)
        end = now &+ UInt64(wait * .random(in: 0.8...1.2))
    }

    mutating func succeeded() {
        failures = 0
        end = 0
    }

    /// Somebody cannot wait: the next attempt is due, but counts as a further one.
    mutating func skip() { end = 0 }

    /// In nanoseconds.
    private static let longest = 120e9
}
