// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Synchronization

/// Lets no caller have more than its share: so many calls a second, and so many at once.
///
/// A caller is the principal that access control has found, or else the address that the connection comes
/// from. Who is over its share is told RESOURCE_EXHAUSTED, with the time after which it is worth trying again:
/// as `google.rpc.RetryInfo`, as `grpc-retry-pushback-ms` (gRFC A6), and as `retry-after`.
///
/// Stands behind ``AccessControl``, so that principals are known.
public final class RateLimit: ServerInterceptor {
    /// What a caller may have; nil is as much as it likes.
    public struct Share: Sendable {
        /// Calls per second in the long run.
        public var callsPerSecond: Int?
        /// Calls at one moment after a pause. Twice what a second may have.
        public var burst: Int?
        /// Calls that have begun and not ended.
        public var concurrentCalls: Int?

        /// No limits.
        public init() {}
    }

    private struct Caller {
        var bucket: TokenBucket
        var running = 0
    }

    private struct Callers {
        var byName: [String: Caller] = [:]
        var lastCleared: UInt64 = 0
    }

    private let share: Share
    private let capacity: Int
    // Loops seldom meet in one of them.
    private let stripes: [Stripe]

    private final class Stripe: Sendable {
        let callers = Mutex(Callers())
    }

    /// - Parameters:
    ///   - share: what each caller may have.
    ///   - callers: how many are told apart at once; those beyond share one share. 16,384: some MiB.
    public init(_ share: Share, callers: Int = 16_384) {
        self.share = share
        capacity = max(1, callers / Self.stripeCount)
        stripes = (0..<Self.stripeCount).map { _ in Stripe() }
    }

    private static let stripeCount = 16
    private static let everybodyElse = "*"

    /// Has no use for messages.
    public var seesMessages: Bool { false }

    private enum CallerKey: CallContextKey { typealias Value = String }

    private enum Verdict {
        case admitted(String)
        case tooOften(UInt64)
        case tooMany
    }

    /// Takes one of the caller's calls.
    public func callOpened(_ context: CallContext) throws(RPCError) {
        let name = Self.name(context)
        let loop = unsafe context.loop
        let now = loop.now
        switch stripe(name).callers.withLock({ admit(name, among: &$0, now: now) }) {
        case .admitted(let counted):
            context[CallerKey.self] = counted
        case .tooOften(let wait):
            loop.resources.counters.count(.rateLimit)
            let rate = share.callsPerSecond ?? 0
            throw Self.refusal("calls-per-second", "a caller may make \(rate) calls a second", after: wait)
        case .tooMany:
            loop.resources.counters.count(.concurrencyLimit)
            let most = share.concurrentCalls ?? 0
            throw Self.refusal("concurrent-calls", "a caller may have \(most) calls at once", after: 1_000_000_000)
        }
    }

    /// Gives it back what it may have at once.
    public func callEnded(_ end: CallEnd, _ context: CallContext) {
        guard let name = context[CallerKey.self] else { return }
        // What was counted for everybody else stands in the stripe of the caller's own name.
        stripe(Self.name(context)).callers.withLock { $0.byName[name]?.running -= 1 }
    }

    /// How many callers are told apart now.
    package var trackedCallers: Int {
        stripes.reduce(0) { sum, stripe in sum + stripe.callers.withLock { $0.byName.count } }
    }

    private func stripe(_ name: String) -> Stripe {
        stripes[Int(truncatingIfNeeded: UInt(bitPattern: name.hashValue) % UInt(Self.stripeCount))]
    }

    private static func name(_ context: CallContext) -> String {
        // An address cannot be taken for a principal: the first letter tells.
        if let principal = context.principal { return "p" + principal.name }
        guard case .internet(let host, _)? = context.peer else { return "u" }
        return "a" + host
    }

    private func admit(_ name: String, among callers: inout Callers, now: UInt64) -> Verdict {
        var name = name
        if callers.byName[name] == nil, callers.byName.count >= capacity {
            clear(&callers, now: now)
            if callers.byName.count >= capacity { name = Self.everybodyElse }
        }
        var caller = callers.byName[name] ?? Caller(bucket: makeBucket(now))
        defer { callers.byName[name] = caller }
        if let most = share.concurrentCalls, caller.running >= most { return .tooMany }
        if share.callsPerSecond != nil, !caller.bucket.take(now: now) { return .tooOften(caller.bucket.wait) }
        caller.running += 1
        return .admitted(name)
    }

    private func makeBucket(_ now: UInt64) -> TokenBucket {
        let rate = share.callsPerSecond ?? 1
        return TokenBucket(burst: share.burst ?? 2 * rate, perSecond: rate, now: now)
    }

    /// Forgets those of whom there is nothing to remember; not more often than it can help.
    private func clear(_ callers: inout Callers, now: UInt64) {
        guard now >= callers.lastCleared &+ 100_000_000 else { return }
        callers.lastCleared = now
        callers.byName = callers.byName.filter { _, caller in
            var bucket = caller.bucket
            return caller.running > 0 || !bucket.isFull(now: now)
        }
    }

    private static func refusal(_ subject: String, _ message: String, after wait: UInt64) -> RPCError {
        var retry = Google_Rpc_RetryInfo()
        retry.retryDelay = Google_Protobuf_Duration(
            seconds: Int64(wait / 1_000_000_000), nanos: Int32(wait % 1_000_000_000))
        var violation = Google_Rpc_QuotaFailure.Violation()
        violation.subject = subject
        violation.description = message
        var quota = Google_Rpc_QuotaFailure()
        quota.violations = [violation]
        var error = RPCError(.resourceExhausted, message, saying: [retry, quota])
        error.metadata.append("retry-after", String((wait + 999_999_999) / 1_000_000_000))
        return error.pushingBack(for: .nanoseconds(Int64(clamping: wait)))
    }
}
