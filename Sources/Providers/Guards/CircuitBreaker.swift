// SPDX-License-Identifier: Apache-2.0
import RPCServer

/// Leaves an endpoint alone that fails again and again, and finds out by a probe when it works again.
///
/// Closed, it counts failures one after the other. Open, it refuses. When the time is over it is half-open, and asks
/// for one probe: if that succeeds it is closed, or else open again, for twice as long. Results of requests that
/// began before it opened say nothing new, and are ignored unless it is closed.
///
/// Pure: it is told the time in nanoseconds.
public struct CircuitBreaker: Sendable {
    /// Where it stands.
    public enum State: String, Sendable, CaseIterable {
        case closed
        case open
        case halfOpen = "half_open"
    }

    /// What a request is told.
    public enum Verdict: Sendable, Hashable {
        /// It may go.
        case admitted
        /// It may not.
        case refused
        /// It may not, and a probe is to be sent; whoever is told so must say how that ended.
        case refusedForProbe
    }

    /// Failures one after the other that open it.
    public let failuresToOpen: Int
    /// Where it stands.
    public private(set) var state = State.closed
    /// When it stops to be open.
    public private(set) var opensUntil: UInt64 = 0
    /// How often it has changed to each state.
    public private(set) var changes: [State: Int] = [:]
    private let shortest: UInt64
    private let longest: UInt64
    private var pause: UInt64
    private var failures = 0

    /// - Parameters:
    ///   - failures: one after the other that open it, at least 1.
    ///   - coolDown: how long it is open the first time.
    ///   - longest: how long it is open at most.
    public init(failures: Int, coolDown: Duration, longest: Duration) {
        precondition(failures >= 1, "a breaker needs a failure to open")
        failuresToOpen = failures
        shortest = coolDown.clampedNanoseconds
        self.longest = max(longest, coolDown).clampedNanoseconds
        pause = shortest
    }

    /// Whether a request may go now.
    public mutating func admit(now: UInt64) -> Verdict {
        switch state {
        case .closed: return .admitted
        case .halfOpen: return .refused
        case .open:
            guard now >= opensUntil else { return .refused }
            change(to: .halfOpen)
            return .refusedForProbe
        }
    }

    /// A request that was admitted has ended.
    public mutating func ended(wasFailure: Bool, now: UInt64) {
        guard state == .closed else { return }
        failures = wasFailure ? failures + 1 : 0
        if failures >= failuresToOpen { open(now) }
    }

    /// The probe has ended.
    public mutating func probeEnded(wasFailure: Bool, now: UInt64) {
        guard state == .halfOpen else { return }
        if wasFailure {
            pause = min(longest, pause &* 2 < pause ? longest : pause * 2)
            open(now)
        } else {
            pause = shortest
            failures = 0
            change(to: .closed)
        }
    }

    private mutating func open(_ now: UInt64) {
        opensUntil = now &+ pause < now ? .max : now + pause
        change(to: .open)
    }

    private mutating func change(to new: State) {
        state = new
        changes[new, default: 0] += 1
    }
}
