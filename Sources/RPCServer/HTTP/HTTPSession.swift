// SPDX-License-Identifier: Apache-2.0

/// HTTP for one connection, without its socket: bytes in, bytes out, streams in between. ``HTTP2Session``
/// and ``HTTP1Session`` are the two; what stands above them does not ask which it is.
///
/// Lives on one thread.
protocol HTTPSession: AnyObject {
    /// Whether anything may still be sent or received. If not, the connection is at its end.
    var isFinished: Bool { get }
    /// Whether nothing will be sent any more, but the peer is still at it: a connection that is closed
    /// then would take the last answer with it (RFC 9112, 9.6).
    var isLingering: Bool { get }
    /// How many answers to the peer's frames wait to be sent, bodies aside.
    var queuedFrames: Int { get }
    /// Whether a part of a head has arrived, and the rest is to come.
    var isInsideHead: Bool { get }
    /// How many received bytes of a stream gather before the peer is told that it may send as many again.
    var windowStep: Int { get }
    /// The open streams, in no order.
    var streams: [HTTPStream] { get }
    /// How many streams want to be told of ``HTTPStream/sentEndOfStream()``.
    var watchedEnds: Int { get set }

    /// Takes what has arrived, however it is cut. After an error, drain once more (it holds what the
    /// peer is told of it) and close.
    func receive(_ bytes: UnsafeRawBufferPointer) throws(HTTP2Error)
    /// Appends what is to be sent until the buffer holds `limit` bytes or a little more.
    func drain(into buffer: inout ByteBuffer, upTo limit: Int) throws(HTTP2Error)

    /// Answers a client's stream. What is in `outbound` goes behind the header fields.
    func submitResponse(_ headers: HeaderList, on stream: HTTPStream) throws(HTTP2Error)
    /// Answers a client's stream with header fields and nothing behind them.
    func submitWholeResponse(_ headers: HeaderList, on stream: HTTPStream) throws(HTTP2Error)
    /// Ends a stream on both sides.
    func reset(_ stream: HTTPStream, _ code: HTTP2ErrorCode)
    /// Lets a stream that had nothing to send go on. For ``HTTPStream/sendMore()``.
    func resume(_ stream: HTTPStream)
    /// Lets the peer send so many bytes more on a stream. For ``HTTPStream/returnToWindow(_:)``.
    func returnToWindow(of stream: HTTPStream, _ count: Int)

    /// Says that no new streams are wanted, without a limit yet: those under way are still served.
    func announceShutdown()
    /// Serves the streams that there are, and no further ones.
    func goAway(_ code: HTTP2ErrorCode)
    /// Says why, and sends nothing after it.
    func terminate(_ code: HTTP2ErrorCode)
    /// Tells every open stream that it is over; for a connection that is lost.
    func abandon(_ code: HTTP2ErrorCode)
}

/// What a session asks of, and tells, the connection that owns it.
protocol HTTPSessionOwner: AnyObject {
    /// The peer opens a stream: who is to handle it? Nobody: it is refused. For servers only.
    func openStream(on session: any HTTPSession) -> HTTPStream?
    /// A frame of HTTP/2 begins to arrive; it has not been looked at.
    func session(_ session: any HTTPSession, arriving frame: FrameHeader)
    /// A RST_STREAM has been put into the output, ours or nghttp2's.
    func session(_ session: any HTTPSession, sentReset code: HTTP2ErrorCode)
    /// A GOAWAY has been put into the output, ours or nghttp2's.
    func session(_ session: any HTTPSession, sentGoAway code: HTTP2ErrorCode)
    /// The peer's SETTINGS are in force.
    func sessionReceivedSettings(_ session: any HTTPSession)
    /// The peer wants no new streams, and has handled none above `lastStream`. The text is valid meanwhile.
    func session(
        _ session: any HTTPSession, goAway code: HTTP2ErrorCode, lastStream: Int32, saying text: UnsafeRawBufferPointer)
    /// A head had more fields or bytes than allowed, and is being refused.
    func sessionSawTooManyHeaders(_ session: any HTTPSession)
    /// A request of HTTP/1.1 is malformed, and is being refused.
    func sessionSawMalformedRequest(_ session: any HTTPSession)
    /// Whether the session wants to be given more bytes for now.
    func session(_ session: any HTTPSession, wantsInput: Bool)
}

extension HTTPSessionOwner {
    func openStream(on session: any HTTPSession) -> HTTPStream? { nil }
    func session(_ session: any HTTPSession, arriving frame: FrameHeader) {}
    func session(_ session: any HTTPSession, sentReset code: HTTP2ErrorCode) {}
    func session(_ session: any HTTPSession, sentGoAway code: HTTP2ErrorCode) {}
    func sessionReceivedSettings(_ session: any HTTPSession) {}
    func session(
        _ session: any HTTPSession, goAway code: HTTP2ErrorCode, lastStream: Int32, saying text: UnsafeRawBufferPointer
    ) {}
    func sessionSawTooManyHeaders(_ session: any HTTPSession) {}
    func sessionSawMalformedRequest(_ session: any HTTPSession) {}
    func session(_ session: any HTTPSession, wantsInput: Bool) {}
}
