// SPDX-License-Identifier: Apache-2.0
import Protobuf

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

    private let share: Share
    private let callers: CallerTable<Caller>

    /// - Parameters:
    ///   - share: what each caller may have.
    ///   - callers: how many are told apart at once; those beyond share one share. 16,384: some MiB.
    public init(_ share: Share, callers: Int = 16_384) {
        self.share = share
        let rate = share.callsPerSecond ?? 1
        let burst = share.burst ?? 2 * rate
        self.callers = CallerTable(
            callers: callers,
            make: { Caller(bucket: TokenBucket(burst: burst, perSecond: rate, now: $0)) },
            isForgettable: { caller, now in caller.running == 0 && caller.bucket.isFull(now: now) })
    }

    /// Has no use for messages.
    public var seesMessages: Bool { false }

    private enum PlaceKey: CallContextKey { typealias Value = CallerTable<Caller>.Place }

    private enum Verdict {
        case admitted
        case tooOften(UInt64)
        case tooMany
    }

    /// Takes one of the caller's calls.
    public func callOpened(_ context: CallContext) throws(RPCError) {
        let loop = unsafe context.loop
        let now = loop.now
        let (verdict, place) = callers.update(context.callerName, now: now) { admit(&$0, now: now) }
        switch verdict {
        case .admitted:
            context[PlaceKey.self] = place
        case .tooOften(let wait):
            loop.resources.counters.count(.rateLimit)
            let rate = share.callsPerSecond ?? 0
            throw .overShare("calls-per-second", "a caller may make \(rate) calls a second", after: wait)
        case .tooMany:
            loop.resources.counters.count(.concurrencyLimit)
            let most = share.concurrentCalls ?? 0
            throw .overShare("concurrent-calls", "a caller may have \(most) calls at once", after: 1_000_000_000)
        }
    }

    /// Gives it back what it may have at once.
    public func callEnded(_ end: CallEnd, _ context: CallContext) {
        guard let place = context[PlaceKey.self] else { return }
        callers.update(at: place) { $0.running -= 1 }
    }

    /// How many callers are told apart now.
    package var trackedCallers: Int { callers.count }

    private func admit(_ caller: inout Caller, now: UInt64) -> Verdict {
        if let most = share.concurrentCalls, caller.running >= most { return .tooMany }
        if share.callsPerSecond != nil, !caller.bucket.take(now: now) { return .tooOften(caller.bucket.wait) }
        caller.running += 1
        return .admitted
    }
}
