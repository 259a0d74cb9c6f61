// SPDX-License-Identifier: Apache-2.0

/// What a connection's peer has used up of its ``Limits``, and when it was last seen doing what it
/// should. Pure: it is told the time.
package struct ConnectionGuard {
    /// What a frame means for the limits.
    package enum Judgement: Equatable {
        case fine
        case reset(isTooMany: Bool)
        case tooManyGlitches
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

    package init(limits: Limits, now: UInt64) {
        self.limits = limits
        openedAt = now
        lastProgress = now
        lastUse = now
        resets = TokenBucket(burst: limits.resetBurst, perSecond: limits.resetsPerSecond, now: now)
        glitches = TokenBucket(burst: limits.glitchBurst, perSecond: limits.glitchesPerSecond, now: now)
    }

    /// The peer has begun to speak, in a way without frames.
    package mutating func notePreface() {
        hasPreface = true
    }

    /// Judges a frame by its header, on the wire, before anybody acts on it.
    package mutating func admit(_ frame: FrameHeader, now: UInt64) -> Judgement {
        hasPreface = true
        lastUse = now
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
        case FrameHeader.Kind.windowUpdate, FrameHeader.Kind.goAway:
            return .fine
        case FrameHeader.Kind.data where frame.length > 0 || frame.hasFirstFlag:
            return Self.judge(streams.admitData(on: frame.stream, endOfStream: frame.hasFirstFlag))
        case FrameHeader.Kind.resetStream:
            streams.noteEnd(of: frame.stream)
            return .reset(isTooMany: !admitReset(now: now))
        case FrameHeader.Kind.priority where frame.stream == 0:
            return .violation  // RFC 9113, 6.3
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

    /// Bytes have been taken in.
    package mutating func noteReceive(isInsideBlock: Bool, now: UInt64) {
        lastUse = now
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
