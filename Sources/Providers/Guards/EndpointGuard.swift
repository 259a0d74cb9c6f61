// SPDX-License-Identifier: Apache-2.0
import RPCServer

/// All that decides whether an endpoint is asked now: breaker, the pause that it asked for, rate, and how many
/// requests are under way.
///
/// Pure: it is told the time in nanoseconds.
public struct EndpointGuard: Sendable {
    /// What is allowed.
    public struct Limits: Sendable {
        /// Requests under way at once.
        public var concurrent = 4
        /// Requests per second in the long run; nil for as many as come.
        public var perSecond: Int?
        /// Requests in one burst; twice ``perSecond`` if nil.
        public var burst: Int?
        /// Failures one after the other that open the breaker.
        public var failures = 5
        /// How long the breaker is open the first time.
        public var coolDown = Duration.seconds(5)
        /// How long the breaker is open at most.
        public var longestCoolDown = Duration.seconds(120)

        /// The defaults.
        public init() {}
    }

    /// What a request is told.
    public enum Verdict: Sendable, Hashable {
        /// It may go, and must end by ``EndpointGuard/ended(_:now:)``.
        case admitted
        /// It may not, because of this; it is worth another look after that time, if it is known.
        case refused(ModelFailure.Reason, after: Duration?)
        /// It may not, and a probe is to be sent.
        case refusedForProbe
    }

    /// The breaker.
    public private(set) var breaker: CircuitBreaker
    /// Requests under way.
    public private(set) var running = 0
    private let limits: Limits
    private var bucket: TokenBucket?
    private var pausedUntil: UInt64 = 0

    /// - Parameter now: the time.
    public init(_ limits: Limits, now: UInt64) {
        self.limits = limits
        breaker = CircuitBreaker(
            failures: limits.failures, coolDown: limits.coolDown, longest: limits.longestCoolDown)
        bucket = limits.perSecond.map { TokenBucket(burst: limits.burst ?? 2 * $0, perSecond: $0, now: now) }
    }

    /// Whether a request may go now.
    public mutating func admit(now: UInt64) -> Verdict {
        if now < pausedUntil { return .refused(.rateLimited, after: .nanoseconds(Int64(clamping: pausedUntil - now))) }
        switch breaker.admit(now: now) {
        case .refusedForProbe: return .refusedForProbe
        case .refused:
            let left = breaker.opensUntil > now ? breaker.opensUntil - now : 0
            return .refused(.breakerOpen, after: left > 0 ? .nanoseconds(Int64(clamping: left)) : nil)
        case .admitted: break
        }
        guard running < limits.concurrent else { return .refused(.busy, after: nil) }
        if bucket != nil, bucket?.take(now: now) == false {
            return .refused(.rateLimited, after: .nanoseconds(Int64(clamping: bucket?.wait ?? 0)))
        }
        running += 1
        return .admitted
    }

    /// A request that was admitted has ended; nil for an answer.
    public mutating func ended(_ failure: ModelFailure?, now: UInt64) {
        running -= 1
        note(failure, now)
        // Who went away has found nothing out.
        if failure?.reason == .cancelled { return }
        breaker.ended(wasFailure: failure?.countsAgainstEndpoint ?? false, now: now)
    }

    /// The probe has ended; nil for an answer. That its answer is longer than one token is no failure.
    public mutating func probeEnded(_ failure: ModelFailure?, now: UInt64) {
        note(failure, now)
        breaker.probeEnded(wasFailure: failure?.countsAgainstEndpoint ?? false, now: now)
    }

    private mutating func note(_ failure: ModelFailure?, _ now: UInt64) {
        guard let failure, failure.reason == .rateLimited || failure.reason == .unavailable,
            let pause = failure.retryAfter?.clampedNanoseconds
        else { return }
        pausedUntil = max(pausedUntil, now &+ pause < now ? .max : now + pause)
    }
}
