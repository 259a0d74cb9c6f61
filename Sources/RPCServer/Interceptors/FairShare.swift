// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Synchronization

/// Keeps callers from starving each other when there is not enough for all; as long as there is, each may have as
/// many calls at once as it likes, which is what tells it from ``RateLimit``.
///
/// A caller may have twice as many calls as there is room left for, so that the greediest one takes two thirds of the
/// room, two of them four fifths, and a newcomer always finds some (dynamic thresholds, as switches share their
/// buffers: Choudhury and Hahne, 1998).
///
/// Who is refused is told RESOURCE_EXHAUSTED, and when it is worth trying again. A caller is the principal that access
/// control has found, or else an address. Stands behind ``AccessControl``, so that principals are known.
public final class FairShare: ServerInterceptor {
    private let most: Int
    private let running = Atomic<Int>(0)
    private let callers: CallerTable<Int>

    /// - Parameters:
    ///   - calls: how many there may be at once, of all callers, over all loops.
    ///   - callers: how many are told apart at once; those beyond share one share.
    public init(calls: Int, callers: Int = 16_384) {
        most = calls
        self.callers = CallerTable(callers: callers, make: { _ in 0 }, isForgettable: { running, _ in running == 0 })
    }

    /// Has no use for messages.
    public var seesMessages: Bool { false }

    private enum PlaceKey: CallContextKey { typealias Value = CallerTable<Int>.Place }

    /// Looks whether there is room for the call, and for its caller.
    public func callOpened(_ context: CallContext) throws(RPCError) {
        let loop = unsafe context.loop
        let free = most - running.wrappingAdd(1, ordering: .relaxed).oldValue
        let (isAdmitted, place) = callers.update(context.callerName, now: loop.now) { own in
            guard free > 0, own < 2 * free else { return false }
            own += 1
            return true
        }
        guard isAdmitted else {
            running.wrappingSubtract(1, ordering: .relaxed)
            loop.resources.counters.count(.fairShareLimit)
            throw .overShare(
                "fair-calls", "the server has many calls at once, and a caller more than its share of them",
                after: Self.pause)
        }
        context[PlaceKey.self] = place
    }

    /// Gives back what the call has taken.
    public func callEnded(_ end: CallEnd, _ context: CallContext) {
        guard let place = context[PlaceKey.self] else { return }
        running.wrappingSubtract(1, ordering: .relaxed)
        callers.update(at: place) { $0 -= 1 }
    }

    /// What is waited for things to change, in nanoseconds.
    private static let pause: UInt64 = 100_000_000
}
