// SPDX-License-Identifier: Apache-2.0

/// One request with its response, over HTTP/2 or HTTP/1.1: what goes out is queued here, what comes in
/// is told by the overridable methods, always on the session's thread.
///
/// A client's or a server's call derives from it and adds its own meaning. An object may serve one
/// stream after the other.
@safe @usableFromInline
class HTTPStream {
    /// What follows once ``outbound`` is empty.
    enum Ending {
        /// More bytes, some time.
        case open
        /// The end of the stream, together with the last bytes.
        case endOfStream
        /// Trailing header fields, which end the stream.
        case trailers(HeaderList)
    }

    /// The stream's number in HTTP/2; 0 while there is no stream, and in HTTP/1.1.
    final private(set) var id: Int32 = 0
    /// The HTTP by which it came.
    final var version: HTTPVersion { unsafe spoken }
    @exclusivity(unchecked) final private var spoken = HTTPVersion.http2
    /// The session while the stream is open on it.
    final private(set) unowned(unsafe) var session: (any HTTPSession)?
    /// Bytes of the body to be sent. Say ``sendMore()`` after appending.
    @exclusivity(unchecked) final var outbound = ByteBuffer()
    /// What comes after them.
    @exclusivity(unchecked) final var ending = Ending.open
    /// Where the session's list of streams holds this one.
    final private(set) var index = -1
    /// How many received bytes have not been given back to the peer's window.
    final private var unreturned = 0
    final private(set) var isDeferred = false
    /// Whether the read callback has handed out the last byte.
    final private(set) var hasSentEnd = false

    init() {}

    // MARK: For the session

    /// Takes the place of a new stream.
    final func attach(to session: any HTTPSession, _ version: HTTPVersion, id: Int32, index: Int) {
        self.id = id
        unsafe spoken = version
        unsafe self.session = session
        self.index = index
        isDeferred = false
        hasSentEnd = false
        unreturned = 0
        unsafe ending = .open
    }

    final func moved(to index: Int) {
        self.index = index
    }

    /// The stream is no more.
    final func detach() {
        unsafe session = nil
        index = -1
    }

    /// What goes out next.
    enum Portion {
        case bytes(Int)
        case last(Int)
        case lastBeforeTrailers(Int, HeaderList)
        case later
    }

    /// Moves bytes into a frame of the session.
    final func nextPortion(into target: UnsafeMutableRawBufferPointer) -> Portion {
        let moved = unsafe outbound.move(into: target)
        guard unsafe outbound.isEmpty else { return .bytes(moved) }
        switch unsafe ending {
        case .open:
            if moved == 0 { isDeferred = true }
            return moved == 0 ? .later : .bytes(moved)
        case .endOfStream:
            hasSentEnd = true
            return .last(moved)
        case .trailers(let list):
            hasSentEnd = true
            return .lastBeforeTrailers(moved, list)
        }
    }

    // MARK: For the owner of the stream

    /// Whether the stream is open on a session.
    final var isOpen: Bool { index >= 0 }

    /// Lets what has been added to ``outbound`` or ``ending`` go out with the next flush.
    final func sendMore() {
        guard isDeferred, let session = unsafe session else { return }
        isDeferred = false
        session.resume(self)
    }

    /// Gives received bytes back to the peer's window of this stream, in few larger pieces.
    final func returnToWindow(_ count: Int) {
        unreturned += count
        guard let session = unsafe session, unreturned >= session.windowStep else { return }
        session.returnToWindow(of: self, unreturned)
        unreturned = 0
    }

    // MARK: What derived classes override

    /// A header field; trailing fields too.
    func received(_ field: HeaderField) {}
    /// All fields of a block are there.
    func receivedHeaders(areTrailers: Bool, endOfStream: Bool) {}
    /// Bytes of the body.
    func received(_ bytes: UnsafeRawBufferPointer) {}
    /// The peer has finished its side, behind bytes of the body.
    func receivedEndOfStream() {}
    /// So many bytes have left ``outbound``.
    func outboundMoved(_ count: Int) {}
    /// Our side of the stream is finished, and this is on its way. Only told while
    /// ``HTTPSession/watchedEnds`` is above zero.
    func sentEndOfStream() {}
    /// The stream is over: finished by both sides if the code is ``HTTP2ErrorCode/noError``.
    /// After this the session does not know it any more.
    func closed(_ code: HTTP2ErrorCode) {}
}
