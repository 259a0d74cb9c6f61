// SPDX-License-Identifier: Apache-2.0

/// Lets a tenth of the questions have another attempt, so that a backend that fails is not asked twice as much.
///
/// Each question brings a part of a token, each further attempt takes a whole one. Ten tokens can be saved, and one
/// is there at the start, so that the first failure of a quiet server is not the caller's.
public struct RetryBudget: Sendable {
    private let most: Int
    private let gain: Int
    private var thousandths: Int

    /// - Parameters:
    ///   - ratio: further attempts for each question.
    ///   - saved: the most tokens that are kept.
    public init(ratio: Double = 0.1, saved: Int = 10) {
        most = saved * 1000
        gain = Int((ratio * 1000).rounded())
        thousandths = min(most, 1000)
    }

    /// A question has come.
    public mutating func asked() {
        thousandths = min(most, thousandths + gain)
    }

    /// Whether there is a token.
    public var hasAttempt: Bool { thousandths >= 1000 }

    /// Whether it may be tried once more.
    public mutating func takeAttempt() -> Bool {
        guard hasAttempt else { return false }
        thousandths -= 1000
        return true
    }
}
