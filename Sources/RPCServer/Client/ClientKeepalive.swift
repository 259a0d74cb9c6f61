// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// How a client learns that a connection is dead though nobody has closed it (gRFC A8): it asks for a sign of life
/// where the server says nothing, and gives the connection up if none comes.
///
/// Servers have limits of their own for how often they are asked (``Limits/pingInterval`` of ours, five minutes by
/// default in all of gRPC), and end connections that ask too often. The channel then waits twice as long.
///
/// https://github.com/grpc/proposal/blob/master/A8-client-side-keepalive.md
public struct ClientKeepalive: Sendable {
    /// After how long without a byte from the server it is asked; what is shorter than 10 s is taken for that.
    public var time: Duration
    /// How long the server may take to say anything then.
    public var timeout: Duration
    /// Whether connections are asked that have no calls. They are then also kept from being forgotten by
    /// what lies on their way.
    public var permitsWithoutCalls: Bool
    /// The shortest ``time``: gRFC A8's, but for tests.
    package var shortestTime = Duration.seconds(10)

    /// The defaults of gRPC, but for the time, which has none: without this value nobody is asked.
    public init(time: Duration, timeout: Duration = .seconds(20), permitsWithoutCalls: Bool = false) {
        precondition(time > .zero && timeout > .zero, "keepalive's times must be longer than nothing")
        self.time = time
        self.timeout = timeout
        self.permitsWithoutCalls = permitsWithoutCalls
    }
}

/// A channel's keepalive, and how long its new connections wait, which is more where servers want that.
final class SharedKeepalive: Sendable {
    let configuration: ClientKeepalive
    private let nanoseconds: Atomic<UInt64>

    init(_ configuration: ClientKeepalive) {
        self.configuration = configuration
        nanoseconds = Atomic(max(configuration.time, configuration.shortestTime).clampedNanoseconds)
    }

    /// How long new connections let their server be silent.
    var time: Duration { .nanoseconds(Int64(clamping: nanoseconds.load(ordering: .relaxed))) }

    /// What a connection goes by that is made now.
    func schedule(now: UInt64) -> KeepaliveSchedule {
        KeepaliveSchedule(
            time: nanoseconds.load(ordering: .relaxed), timeout: configuration.timeout.clampedNanoseconds,
            permitsWithoutCalls: configuration.permitsWithoutCalls, now: now)
    }

    /// A server says that a connection which waited for so long has asked too often.
    func askedTooOften(waiting time: UInt64) {
        nanoseconds.max(time > .max / 2 ? .max : time * 2, ordering: .relaxed)
    }
}

/// When a connection is to be asked for a sign of life, and when it is dead. Pure: it is told the time.
package struct KeepaliveSchedule {
    /// What is to be done.
    package enum Step: Equatable {
        /// Nothing before a time.
        case wait(until: UInt64)
        /// Nothing before there is a call.
        case rest
        /// Asking for a sign of life, and looking again at a time.
        case ask(until: UInt64)
        /// Giving the connection up.
        case giveUp
    }

    /// How long the server may be silent, in nanoseconds.
    package let time: UInt64
    private let timeout: UInt64
    private let permitsWithoutCalls: Bool
    private var lastReceived: UInt64
    private var askedAt: UInt64?

    package init(time: UInt64, timeout: UInt64, permitsWithoutCalls: Bool, now: UInt64) {
        self.time = time
        self.timeout = timeout
        self.permitsWithoutCalls = permitsWithoutCalls
        lastReceived = now
    }

    /// The server has said something.
    package mutating func noteReceived(now: UInt64) {
        lastReceived = now
        askedAt = nil
    }

    /// What is to be done now.
    package mutating func step(now: UInt64, hasCalls: Bool) -> Step {
        if let askedAt {
            let end = Self.sum(askedAt, timeout)
            return now >= end ? .giveUp : .wait(until: min(end, Self.sum(now, time)))
        }
        guard hasCalls || permitsWithoutCalls else { return .rest }
        let end = Self.sum(lastReceived, time)
        guard now >= end else { return .wait(until: end) }
        askedAt = now
        // The answer may come long before its time is over, and then the next silence begins.
        return .ask(until: Self.sum(now, min(time, timeout)))
    }

    private static func sum(_ start: UInt64, _ duration: UInt64) -> UInt64 {
        let (end, isTooMuch) = start.addingReportingOverflow(duration)
        return isTooMuch ? .max : end
    }
}
