// SPDX-License-Identifier: Apache-2.0

/// Which stream numbers a client has passed over, and which streams it has ended itself. Opening a stream
/// closes all lower ones that were never opened, and HEADERS on those are a violation (RFC 9113, 5.1.1). So
/// are HEADERS and DATA behind a client's own END_STREAM or RST_STREAM (5.1); on a stream that only we have
/// ended they may merely be late.
///
/// nghttp2 remembers no closed streams here, and cannot tell the one from the other. A client usually
/// leaves out nothing, so nothing is remembered for it.
package struct StreamNumbers {
    private var highest: UInt32 = 0
    private var passedOver: [Range<UInt32>] = []
    /// Streams that the client has ended, each at the place that its number gives it: the last 64 at least.
    /// Late frames on those before them are dropped.
    private var ended = InlineArray<64, UInt32>(repeating: 0)

    /// So many gaps are remembered: those before them count as streams that were open once.
    private static let gaps = 32
    /// What a frame is, by its stream.
    package enum Verdict {
        case fine
        /// Its stream can never have been opened.
        case passedOver
        /// Its sender has ended the stream before.
        case ended
    }

    package init() {}

    /// Takes note of a HEADERS frame.
    @inline(__always)
    package mutating func admitHeaders(on stream: UInt32, endOfStream: Bool) -> Verdict {
        guard stream > highest else {
            if passedOver.contains(where: { $0.contains(stream) }) { return .passedOver }
            return admitData(on: stream, endOfStream: endOfStream)
        }
        if stream - highest > 2 { remember(highest + 1..<stream) }
        highest = stream
        if endOfStream { noteEnd(of: stream) }
        return .fine
    }

    /// Takes note of a DATA frame.
    @inline(__always)
    package mutating func admitData(on stream: UInt32, endOfStream: Bool) -> Verdict {
        // Stream 0, which is none, is nghttp2's to refuse.
        guard ended[Self.place(of: stream)] != stream || stream == 0 else { return .ended }
        if endOfStream { noteEnd(of: stream) }
        return .fine
    }

    /// Takes note that the client has ended a stream.
    @inline(__always)
    package mutating func noteEnd(of stream: UInt32) {
        ended[Self.place(of: stream)] = stream
    }

    /// The streams of a client are odd.
    private static func place(of stream: UInt32) -> Int { Int(stream >> 1) & 63 }

    private mutating func remember(_ gap: Range<UInt32>) {
        if passedOver.count == Self.gaps { passedOver.removeFirst() }
        passedOver.append(gap)
    }
}
