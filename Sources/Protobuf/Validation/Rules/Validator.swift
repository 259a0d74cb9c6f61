// SPDX-License-Identifier: Apache-2.0
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Checks messages against the `buf.validate` rules of their schema, which are read at run time.
///
/// Rules of a type, and of every type that its fields lead to, are read when the type is first asked
/// for, and kept. A validator may be shared.
public final class Validator: Sendable {
    /// The schema.
    public let pool: DescriptorPool
    private let clock: @Sendable () -> CELTimestamp
    private let cache = Mutex<[String: Result<MessageRules, ValidationError>]>([:])

    /// A validator for the types of a pool. `clock` says what `now` is in rules.
    public init(_ pool: DescriptorPool, clock: @escaping @Sendable () -> CELTimestamp = Validator.systemClock) {
        self.pool = pool
        self.clock = clock
    }

    /// The rules that the message breaks, in the order of the schema; none if it is valid. With
    /// `stopsAtFirst` one is enough.
    public func violations(
        of message: DynamicMessage, stopsAtFirst: Bool = false
    ) throws(ValidationError) -> [Violation] {
        var check = MessageCheck(validator: self, now: clock(), stopsAtFirst: stopsAtFirst)
        try check.check(message, by: try rules(of: message.descriptor))
        return check.violations
    }

    /// The rules of a type. The rules of all types that its fields lead to are read, too, so that a
    /// mistake in them shows at once.
    public func rules(of message: MessageDescriptor) throws(ValidationError) -> MessageRules {
        if let known = cache.withLock({ $0[message.fullName] }) { return try known.get() }
        var found: [String: MessageRules] = [:]
        var open = [message]
        do throws(ValidationError) {
            while let next = open.popLast() {
                if found[next.fullName] != nil { continue }
                let rules = try RuleReader(pool: next.pool).rules(of: next)
                found[next.fullName] = rules
                open += rules.fields.flatMap(\.value.messages)
            }
        } catch {
            cache.withLock { $0[message.fullName] = .failure(error) }
            throw error
        }
        cache.withLock { cache in
            for (name, rules) in found { cache[name] = .success(rules) }
        }
        return found[message.fullName]!
    }

    /// The time of day.
    public static let systemClock: @Sendable () -> CELTimestamp = {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
        return CELTimestamp(seconds: Int64(time.tv_sec), nanos: Int32(time.tv_nsec))
    }
}

extension ValueRules {
    /// The types of messages that values may hold.
    fileprivate var messages: [MessageDescriptor] {
        (message.map { [$0] } ?? []) + elements.flatMap(\.messages)
    }
}
