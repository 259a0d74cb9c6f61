// SPDX-License-Identifier: Apache-2.0

/// Everything a peer can use up, and how much of it.
///
/// Each limit that is reached is counted; see ``ServerMetrics``.
public struct Limits: Sendable {
    // MARK: Connections

    /// Connections at once, in all. 10,000: at 20 KiB each they take 200 MiB.
    public var connections = 10_000
    /// Connections at once from one address. 1,000: a proxy or a classroom behind one address is
    /// legitimate, the whole of ``connections`` is not.
    public var connectionsPerPeer = 1_000
    /// From accepting a connection to the end of its TLS handshake. 5 s: two round trips.
    public var handshakeTimeout = Duration.seconds(5)
    /// From accepting a connection, or the end of its TLS handshake, to its first whole frame. 5 s: a preface is one packet.
    public var prefaceTimeout = Duration.seconds(5)
    /// From the first to the last byte of a header block. 10 s: blocks are small, networks are slow.
    public var headerTimeout = Duration.seconds(10)
    /// Without a call and without a frame. An hour: game servers keep connections between matches.
    public var idleTimeout = Duration.seconds(3600)
    /// From accepting a connection to its end in good order, give or take a tenth, so that load balancers
    /// spread long-lived clients anew. None: they stay as long as they like.
    public var connectionAge = Duration.zero
    /// From then on until calls that are still running are cut off. None: they may end in their own time.
    public var connectionAgeGrace = Duration.zero
    /// Without a frame of the peer before it is asked for a sign of life. Two hours: what gRPC has.
    public var keepaliveTime = Duration.seconds(7200)
    /// From that question to the end of a connection whose peer says nothing. 20 s: what gRPC has.
    public var keepaliveTimeout = Duration.seconds(20)
    /// Between two PINGs of the peer while it has calls. Five minutes: what gRPC has.
    public var pingInterval = Duration.seconds(300)
    /// The same while it has none. Two hours: what gRPC has.
    public var idlePingInterval = Duration.seconds(7200)
    /// PINGs that may come too early, before one more ends the connection; none of them counts any more once
    /// the peer has been sent an answer or a part of one. 2: what gRPC has.
    public var pingStrikes = 2
    /// With bytes to send, and none taken by the peer. 30 s: longer than any pause of a live network.
    public var stallTimeout = Duration.seconds(30)

    // MARK: Streams

    /// Streams at once on a connection, and handlers at once for it, even those whose stream was
    /// reset. 100: what HTTP/2 recommends as the least (RFC 9113, 6.5.2), and what clients expect.
    public var concurrentStreams = 100
    /// Streams reset, by either side, in one burst. 100: as many as may be open.
    public var resetBurst = 100
    /// Streams reset per second in the long run. 33: nghttp2's own figure.
    public var resetsPerSecond = 33
    /// Frames that carry nothing (PING, SETTINGS, PRIORITY, empty DATA, unknown ones), in one burst.
    /// 1,000: no real client sends a tenth of it.
    public var glitchBurst = 1_000
    /// The same per second in the long run. 33: nghttp2's own figure.
    public var glitchesPerSecond = 33
    /// Frames waiting to be sent that answer the peer's, DATA aside. 2,000: 20 for each stream.
    public var queuedFrames = 2_000

    // MARK: Requests

    /// Header fields in one block. 100: metadata has a dozen.
    public var headerFields = 100
    /// Bytes in one header block, with 32 more for each field. 16 KiB: what proxies allow.
    public var headerBytes = 16 << 10
    /// Bytes in the target of a request of HTTP/1.1, path and query. 8 KiB: what RFC 9112, 3, asks for.
    public var targetBytes = 8 << 10
    /// Bytes in one received message. 4 MiB: gRPC's own default.
    public var messageBytes = 4 << 20
    /// Without a byte of the request and without a deadline. 30 s, as for ``stallTimeout``.
    public var bodyTimeout = Duration.seconds(30)
    /// How long a unary call may take, whatever its deadline. 60 s: answers take milliseconds.
    public var unaryDuration = Duration.seconds(60)
    /// How long any other call may take, whatever its deadline. A day: streams last for a match.
    public var streamDuration = Duration.seconds(24 * 3600)
    /// Bytes under way to us on one stream. 64 KiB: HTTP/2's own default.
    public var streamWindow = 64 << 10
    /// Bytes under way to us on one connection. 1 MiB: sixteen busy streams.
    public var connectionWindow = 1 << 20

    /// Credentials of one address that turn out to be nobody's, in one burst, and one a second after that. 100:
    /// nobody mistypes as often, and each costs a signature at most.
    public var failedLogins = 100

    // MARK: Responses

    /// Bytes waiting to be sent on one stream before its handler has to wait. 64 KiB: one window.
    public var queuedBytesPerStream = 64 << 10
    /// Bytes waiting to be sent on one connection before its handlers have to wait. 1 MiB.
    public var queuedBytesPerConnection = 1 << 20

    /// The defaults.
    public init() {}
}

/// A bucket that every event takes a token from, and that fills up again with time.
package struct TokenBucket: Sendable {
    private let capacity: UInt64
    private let perSecond: UInt64
    private var tokens: UInt64
    private var filledAt: UInt64

    /// Tokens are kept in billionths, so that any rate fills smoothly.
    private static let unit: UInt64 = 1_000_000_000

    package init(burst: Int, perSecond: Int, now: UInt64) {
        capacity = UInt64(burst) * Self.unit
        self.perSecond = UInt64(perSecond)
        tokens = UInt64(burst) * Self.unit
        filledAt = now
    }

    /// How long it takes until there is a token again, in nanoseconds from the last attempt.
    package var wait: UInt64 {
        tokens >= Self.unit ? 0 : (Self.unit - tokens + max(1, perSecond) - 1) / max(1, perSecond)
    }

    /// Whether all tokens are there again.
    package mutating func isFull(now: UInt64) -> Bool {
        fill(now: now)
        return tokens == capacity
    }

    /// Takes a token; false if there is none.
    package mutating func take(now: UInt64) -> Bool {
        fill(now: now)
        guard tokens >= Self.unit else { return false }
        tokens -= Self.unit
        return true
    }

    private mutating func fill(now: UInt64) {
        if tokens < capacity, now > filledAt {
            let (gain, overflow) = (now - filledAt).multipliedReportingOverflow(by: perSecond)
            tokens = overflow ? capacity : min(capacity, tokens + min(gain, capacity))
        }
        filledAt = max(filledAt, now)
    }
}
