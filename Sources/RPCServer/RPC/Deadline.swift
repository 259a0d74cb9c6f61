// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where the time comes from: a value, so that a test can hand in its own.
public struct MonotonicClock: Sendable {
    /// Nanoseconds since some fixed moment; never goes back.
    public let now: @Sendable () -> UInt64

    /// A clock that asks a function.
    public init(now: @escaping @Sendable () -> UInt64) {
        self.now = now
    }

    /// The machine's own.
    public static let system = MonotonicClock {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }
}

/// The moment at which a call must have been answered.
public struct Deadline: Sendable {
    /// In nanoseconds of ``clock``.
    package let instant: UInt64
    /// What tells the time.
    package let clock: MonotonicClock

    /// The moment that comes after a time, counted from now; clamped to what the clock can hold.
    public static func after(_ duration: Duration, clock: MonotonicClock = .system) -> Deadline {
        let (sum, overflow) = clock.now().addingReportingOverflow(duration.clampedNanoseconds)
        return Deadline(instant: overflow ? .max : sum, clock: clock)
    }

    package init(instant: UInt64, clock: MonotonicClock) {
        self.instant = instant
        self.clock = clock
    }

    /// How much time is left; zero once it has passed.
    public var remaining: Duration {
        let now = clock.now()
        return now >= instant ? .zero : .nanoseconds(Int64(clamping: instant - now))
    }

    /// Whether it has passed.
    public var hasPassed: Bool { clock.now() >= instant }
}

extension Duration {
    /// In nanoseconds: none for a negative time, the largest number for one that does not fit.
    package var clampedNanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        let (whole, overflow) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return .max }
        return whole.addingReportingOverflow(UInt64(attoseconds / 1_000_000_000)).overflow
            ? .max : whole + UInt64(attoseconds / 1_000_000_000)
    }
}
