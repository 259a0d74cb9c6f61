// SPDX-License-Identifier: Apache-2.0

/// What a connection's peer has used up of its ``Limits``, and when it was last seen doing what it
/// should. Pure: it is told the time.
package struct ConnectionGuard {
    /// What a frame means for the limits.
    package enum Judgement: Equatable {
        case fine
        case reset(isTooMany: Bool)
        case tooManyGlitches
        /// A PING that is to be looked at with ``admitPing(now:hasCalls:answers:)``.
        case ping
        /// A window that opens, to be looked at with ``admitWindowUpdate(now:answers:)``.
        case windowUpdate
        /// A violation that nghttp2 lets pass.
        case violation
        /// A frame on a stream that its sender has ended, another such violation.
        case streamClosed
    }

    /// Whether the connection is to end.
    package var isCondemned = false
    /// When bytes last left for the peer, or there were none to send.
    package var lastProgress: UInt64

    private let limits: Limits
    private let openedAt: UInt64
    private var resets: TokenBucket
    private var glitches: TokenBucket
    private var streams = StreamNumbers()
    /// The stream that ends with the header block that is arriving; 0 if none does.
    private var endingStream: UInt32 = 0
    private var hasPreface = false
    private var blockSince: UInt64?
    private var waitingSince: UInt64?
    private var lastUse: UInt64
    private var lastReceived: UInt64
    private var askedForLifeAt: UInt64?
    private var lastPing: UInt64?
    private var strikes = 0
    private var answersBeforePing = 0
    private var answersBeforeWindow = 0
    private var windowUpdates = 0
    private let retiresAt: UInt64

    /// - Parameter jitter: from 0 to 1, what a connection's age is spread by.
    package init(limits: Limits, now: UInt64, jitter: Double = .random(in: 0...1)) {
        self.limits = limits
        openedAt = now
        lastProgress = now
        lastUse = now
        lastReceived = now
        // Connections that were made together do not end together.
        let age = limits.connectionAge.clampedNanoseconds
        retiresAt = age == 0 ? .max : now &+ age / 10 * 9 &+ UInt64(Double(age / 5) * jitter)
        resets = TokenBucket(burst: limits.resetBurst, perSecond: limits.resetsPerSecond, now: now)
        glitches = TokenBucket(burst: limits.glitchBurst, perSecond: limits.glitchesPerSecond, now: now)
    }

    /// The peer has begun to speak, in a way without frames.
    package mutating func notePreface() {
        hasPreface = true
    }

    /// Judges a frame by its header, on the wire, before anybody acts on it.
    @inline(__always)
    package mutating func admit(_ frame: FrameHeader, now: UInt64) -> Judgement {
        hasPreface = true
        if frame.isContradictory { return .violation }
        switch frame.kind {
        case FrameHeader.Kind.headers:
            // Until its block has ended, nghttp2 lets nothing else through.
            endingStream = frame.hasFirstFlag && !frame.endsBlock ? frame.stream : 0
            let isEnd = frame.hasFirstFlag && frame.endsBlock
            return Self.judge(streams.admitHeaders(on: frame.stream, endOfStream: isEnd))
        case FrameHeader.Kind.continuation:
            if frame.endsBlock, frame.stream == endingStream { streams.noteEnd(of: frame.stream) }
            return .fine
        case FrameHeader.Kind.windowUpdate:
            return .windowUpdate
        case FrameHeader.Kind.goAway:
            return .fine
        case FrameHeader.Kind.data where frame.length > 0 || frame.hasFirstFlag:
            return Self.judge(streams.admitData(on: frame.stream, endOfStream: frame.hasFirstFlag))
        case FrameHeader.Kind.resetStream:
            streams.noteEnd(of: frame.stream)
            return .reset(isTooMany: !admitReset(now: now))
        case FrameHeader.Kind.priority where frame.stream == 0:
            return .violation  // RFC 9113, 6.3
        case FrameHeader.Kind.ping where !frame.hasFirstFlag:
            return glitches.take(now: now) ? .ping : .tooManyGlitches
        default:
            return glitches.take(now: now) ? .fine : .tooManyGlitches
        }
    }

    private static func judge(_ verdict: StreamNumbers.Verdict) -> Judgement {
        switch verdict {
        case .fine: .fine
        case .passedOver: .violation
        case .ended: .streamClosed
        }
    }

    /// Counts a stream that one side has reset; false if it is one too many.
    package mutating func admitReset(now: UInt64) -> Bool {
        resets.take(now: now)
    }

    /// Judges a PING as gRPC does (gRFC A8, "Server Enforcement"); false if it is one too many.
    ///
    /// - Parameter answers: how many frames of answers have been sent so far. What the peer sends takes no
    ///   strike back, or it could go on for ever.
    package mutating func admitPing(now: UInt64, hasCalls: Bool, answers: Int) -> Bool {
        defer { lastPing = now }
        if answers != answersBeforePing {
            answersBeforePing = answers
            strikes = 0
            return true
        }
        let interval = hasCalls ? limits.pingInterval : limits.idlePingInterval
        if let lastPing, !lastPing.isOlder(than: interval, at: now) { strikes += 1 }
        return strikes <= limits.pingStrikes
    }

    /// Judges a window that opens: a few for each frame that was sent are what a receiver has to say, more are
    /// frames that carry nothing. False if they are too many.
    package mutating func admitWindowUpdate(now: UInt64, answers: Int) -> Bool {
        if answers != answersBeforeWindow {
            answersBeforeWindow = answers
            windowUpdates = 0
        }
        windowUpdates += 1
        return windowUpdates <= Self.windowUpdatesPerAnswer || glitches.take(now: now)
    }

    private static let windowUpdatesPerAnswer = 4

    /// A call has begun, or some are there.
    package mutating func noteCalls(now: UInt64) {
        lastUse = now
    }

    /// Whether the connection has become so old that it is to end in good order.
    package func isTooOld(now: UInt64) -> Bool { now >= retiresAt }

    /// What is to be done because the peer says nothing.
    package enum Silence: Equatable {
        case fine
        case ask
        case dead
    }

    /// Judges the peer's silence; who asks it for a sign of life is not told to again.
    package mutating func judgeSilence(now: UInt64) -> Silence {
        if let askedForLifeAt {
            return askedForLifeAt.isOlder(than: limits.keepaliveTimeout, at: now) ? .dead : .fine
        }
        guard lastReceived.isOlder(than: limits.keepaliveTime, at: now) else { return .fine }
        askedForLifeAt = now
        return .ask
    }

    /// When there is something to be done about age or silence.
    package var nextStep: UInt64 {
        let silence =
            askedForLifeAt.map { $0 &+ limits.keepaliveTimeout.clampedNanoseconds }
            ?? lastReceived &+ limits.keepaliveTime.clampedNanoseconds
        return min(retiresAt, silence)
    }

    /// Bytes have been taken in.
    package mutating func noteReceive(isInsideBlock: Bool, now: UInt64) {
        lastReceived = now
        askedForLifeAt = nil
        blockSince = isInsideBlock ? blockSince ?? now : nil
    }

    /// Output has been written as far as the peer takes it.
    package mutating func noteOutput(isWaiting: Bool, now: UInt64) {
        waitingSince = isWaiting ? waitingSince ?? now : nil
    }

    /// How often it is worth asking ``overdue(now:streams:)``.
    package var interval: UInt64 {
        let shortest = min(
            limits.prefaceTimeout, limits.headerTimeout, limits.bodyTimeout, limits.stallTimeout, limits.idleTimeout,
            limits.unaryDuration, limits.streamDuration)
        return max(1_000_000, min(shortest.clampedNanoseconds / 4, 5_000_000_000))
    }

    /// The limit of time that the connection as a whole has passed.
    package func overdue(now: UInt64, streams: Int) -> ServerCounter? {
        if !hasPreface, openedAt.isOlder(than: limits.prefaceTimeout, at: now) { return .prefaceTimeouts }
        if let blockSince, blockSince.isOlder(than: limits.headerTimeout, at: now) { return .headerTimeouts }
        if streams == 0, lastUse.isOlder(than: limits.idleTimeout, at: now) { return .idleTimeouts }
        return nil
    }

    /// Whether the peer's socket has taken nothing for too long though there was something.
    package func isStalled(unsent: Int, now: UInt64) -> Bool {
        guard unsent > 0, let waitingSince else { return false }
        return max(waitingSince, lastProgress).isOlder(than: limits.stallTimeout, at: now)
    }
}

extension UInt64 {
    fileprivate func isOlder(than duration: Duration, at now: UInt64) -> Bool {
        now >= self && now - self >= duration.clampedNanoseconds
    }
}
