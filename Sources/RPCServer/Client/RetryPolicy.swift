// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// When calls that take one request are tried again, and how long is waited before (gRFC A6).
///
/// A call is tried again as long as the server has not begun to answer it: a status without a response, a reset
/// or a lost connection. Later attempts tell the server how many there were (`grpc-previous-rpc-attempts`), and
/// the server may say when it wants the next one, or that it wants none (`grpc-retry-pushback-ms`). All attempts
/// together keep to the call's timeout.
///
/// https://github.com/grpc/proposal/blob/master/A6-client-retries.md
public struct RetryPolicy: Sendable {
    /// How often a call is tried in all, the first time included; from 2 to 5, as gRPC has it.
    public let maxAttempts: Int
    /// What is waited before the second attempt, give or take a fifth.
    public let initialBackoff: Duration
    /// The longest time that is waited.
    public let maxBackoff: Duration
    /// How much longer each wait is than the one before.
    public let backoffMultiplier: Double
    /// The statuses after which there is another attempt.
    public let retryableStatusCodes: Set<StatusCode>

    /// A policy. Only safe for methods that may be called twice, unless the statuses say that nothing was done.
    public init(
        maxAttempts: Int = 3, initialBackoff: Duration = .milliseconds(100), maxBackoff: Duration = .seconds(2),
        backoffMultiplier: Double = 2, retryableStatusCodes: Set<StatusCode> = [.unavailable]
    ) {
        precondition((2...5).contains(maxAttempts), "maxAttempts must be from 2 to 5, not \(maxAttempts)")
        precondition(initialBackoff > .zero && maxBackoff > .zero, "a backoff must be longer than nothing")
        precondition(backoffMultiplier > 0, "backoffMultiplier must be above 0, not \(backoffMultiplier)")
        self.maxAttempts = maxAttempts
        self.initialBackoff = initialBackoff
        self.maxBackoff = maxBackoff
        self.backoffMultiplier = backoffMultiplier
        self.retryableStatusCodes = retryableStatusCodes
    }

    /// What is waited before an attempt, in nanoseconds.
    ///
    /// - Parameters:
    ///   - waits: how many waits there were since the first attempt, or since the server asked for one.
    ///   - jitter: from -1 to 1.
    package func backoff(after waits: Int, jitter: Double) -> UInt64 {
        var wait = Double(initialBackoff.clampedNanoseconds)
        for _ in 0..<waits { wait *= backoffMultiplier }
        return UInt64(min(wait, Double(maxBackoff.clampedNanoseconds)) * (1 + 0.2 * jitter))
    }
}

/// Keeps a channel's retries from burdening a server that fails: each failure takes a token, each success gives a
/// part of one back, and with half of the tokens gone nothing is tried again (gRFC A6, "Throttling").
public struct RetryThrottling: Sendable {
    /// How many tokens there are; from 1 to 1000.
    public let maxTokens: Int
    /// What a success gives back; kept to a thousandth.
    public let tokenRatio: Double

    /// Tokens, and what a success gives back.
    public init(maxTokens: Int = 10, tokenRatio: Double = 0.1) {
        precondition((1...1000).contains(maxTokens), "maxTokens must be from 1 to 1000, not \(maxTokens)")
        precondition(tokenRatio >= 0.001, "tokenRatio must be at least 0.001, not \(tokenRatio)")
        self.maxTokens = maxTokens
        self.tokenRatio = tokenRatio
    }
}

/// The tokens of a channel, which calls on all of its loops share.
final class RetryTokens: Sendable {
    /// In thousandths.
    private let tokens: Mutex<Int>
    private let most: Int
    private let gain: Int

    init(_ throttling: RetryThrottling) {
        most = throttling.maxTokens * 1000
        gain = Int(throttling.tokenRatio * 1000)
        tokens = Mutex(most)
    }

    func succeeded() {
        tokens.withLock { $0 = min(most, $0 + gain) }
    }

    /// Takes a token for a failure; whether that leaves enough for another attempt.
    func failed() -> Bool {
        tokens.withLock { tokens in
            tokens = max(0, tokens - 1000)
            return tokens > most / 2
        }
    }
}

/// How often one call was tried, and whether it may be again.
struct RetryState {
    private let policy: RetryPolicy
    private let tokens: RetryTokens?
    /// Attempts that have failed.
    private(set) var attempts = 0
    private var waits = 0

    init(_ policy: RetryPolicy, tokens: RetryTokens?) {
        self.policy = policy
        self.tokens = tokens
    }

    /// What is waited before the next attempt, in nanoseconds; nil if there is none.
    ///
    /// - Parameter pushback: what the server says to it; milliseconds, if it is anything useful.
    mutating func wait(after error: RPCError, pushback: String?) -> UInt64? {
        let asked = pushback.map { UInt32($0) }
        let isRetryable = policy.retryableStatusCodes.contains(error.code)
        // What the server asks for and cannot be read, negative numbers above all, means no more attempts.
        let isRefused = asked == .some(nil)
        guard isRetryable || isRefused else { return nil }
        let isAllowed = tokens?.failed() ?? true
        attempts += 1
        guard isRetryable, !isRefused, isAllowed, attempts < policy.maxAttempts else { return nil }
        if case .some(.some(let milliseconds)) = asked {
            waits = 0
            return UInt64(milliseconds) * 1_000_000
        }
        defer { waits += 1 }
        return policy.backoff(after: waits, jitter: .random(in: -1...1))
    }

    func succeeded() {
        tokens?.succeeded()
    }
}
