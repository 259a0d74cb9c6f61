// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Synchronization

/// What is remembered of each caller, by name, in memory that is bounded. Usable from any thread; callers of
/// different names seldom wait for each other.
final class CallerTable<Entry: Sendable>: Sendable {
    private struct Callers {
        var byName: [String: Entry] = [:]
        var lastCleared: UInt64 = 0
    }

    private final class Stripe: Sendable {
        let callers = Mutex(Callers())
    }

    /// Where an entry stands: its name, which may be that of everybody else's entry, and its stripe.
    struct Place: Sendable {
        fileprivate let name: String
        fileprivate let stripe: Int
    }

    private let capacity: Int
    private let make: @Sendable (UInt64) -> Entry
    private let isForgettable: @Sendable (inout Entry, UInt64) -> Bool
    // Loops seldom meet in one of them.
    private let stripes: [Stripe]

    private static var stripeCount: Int { 16 }
    private static var everybodyElse: String { "*" }

    /// - Parameters:
    ///   - callers: how many are told apart at once; those beyond share an entry.
    ///   - make: the entry of who was not known, at a time in nanoseconds.
    ///   - isForgettable: whether there is nothing to remember of one at that time.
    init(
        callers: Int, make: @escaping @Sendable (UInt64) -> Entry,
        isForgettable: @escaping @Sendable (inout Entry, UInt64) -> Bool
    ) {
        capacity = max(1, callers / Self.stripeCount)
        self.make = make
        self.isForgettable = isForgettable
        stripes = (0..<Self.stripeCount).map { _ in Stripe() }
    }

    /// Changes the entry of a caller.
    func update<Result: Sendable>(
        _ name: String, now: UInt64, _ body: (inout Entry) -> Result
    ) -> (result: Result, place: Place) {
        let stripe = Int(truncatingIfNeeded: UInt(bitPattern: name.hashValue) % UInt(Self.stripeCount))
        return stripes[stripe].callers.withLock { callers in
            var name = name
            if callers.byName[name] == nil, callers.byName.count >= capacity {
                clear(&callers, now: now)
                if callers.byName.count >= capacity { name = Self.everybodyElse }
            }
            var entry = callers.byName[name] ?? make(now)
            let result = body(&entry)
            callers.byName[name] = entry
            return (result, Place(name: name, stripe: stripe))
        }
    }

    /// Changes an entry where it was before, if it is still there.
    func update(at place: Place, _ body: (inout Entry) -> Void) {
        stripes[place.stripe].callers.withLock { callers in
            guard callers.byName[place.name] != nil else { return }
            body(&callers.byName[place.name]!)
        }
    }

    /// Shows every entry.
    func forEach(_ body: (Entry) -> Void) {
        for stripe in stripes {
            stripe.callers.withLock { callers in for entry in callers.byName.values { body(entry) } }
        }
    }

    /// How many callers are told apart now.
    var count: Int { stripes.reduce(0) { sum, stripe in sum + stripe.callers.withLock { $0.byName.count } } }

    /// Forgets those of whom there is nothing to remember; not more often than it can help.
    private func clear(_ callers: inout Callers, now: UInt64) {
        guard now >= callers.lastCleared &+ 100_000_000 else { return }
        callers.lastCleared = now
        callers.byName = callers.byName.filter { _, entry in
            var entry = entry
            return !isForgettable(&entry, now)
        }
    }
}

extension CallContext {
    /// Who calls, for shares and limits: the principal that access control has found, or else the address that the
    /// connection comes from. One cannot be taken for the other: the first letter tells.
    var callerName: String {
        if let principal { return "p" + principal.name }
        return callerAddress
    }

    /// Where the connection comes from; the same for all of a Unix socket.
    var callerAddress: String {
        guard case .internet(let host, _)? = peer else { return "u" }
        return "a" + host
    }
}

extension RPCError {
    /// What a caller is told who has had its share: which setting says so, and when it is worth trying again, as
    /// `google.rpc.RetryInfo`, as `grpc-retry-pushback-ms` (gRFC A6), and as `retry-after`.
    ///
    /// - Parameter wait: in nanoseconds.
    static func overShare(_ setting: String, _ message: String, after wait: UInt64) -> RPCError {
        var retry = Google_Rpc_RetryInfo()
        retry.retryDelay = Google_Protobuf_Duration(
            seconds: Int64(wait / 1_000_000_000), nanos: Int32(wait % 1_000_000_000))
        var violation = Google_Rpc_QuotaFailure.Violation()
        violation.subject = setting
        violation.description = message
        var quota = Google_Rpc_QuotaFailure()
        quota.violations = [violation]
        var error = RPCError(.resourceExhausted, message, saying: [retry, quota])
        error.metadata.append("retry-after", String((wait + 999_999_999) / 1_000_000_000))
        return error.pushingBack(for: .nanoseconds(Int64(clamping: wait)))
    }
}
