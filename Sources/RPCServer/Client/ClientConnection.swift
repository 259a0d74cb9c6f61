// SPDX-License-Identifier: Apache-2.0

/// One connection to a server: an HTTP/2 session, what carries its bytes, and the calls on it.
///
/// Lives on its loop's thread.
@safe
package final class ClientConnection: HTTPSessionOwner, Flushable {
    let loop: EventLoop
    private let transport: any ClientTransport
    private var session: HTTP2Session!
    private weak var slot: ConnectionSlot?
    /// Whether the server, or this side, wants no new calls on it.
    private(set) var isDraining = false
    private var flushIsDue = false
    private var hasEnded = false

    /// So many bytes are gathered before they are written.
    private static let writeSize = 256 << 10
    /// Memory kept for the next turn.
    private static let keptOutput = 1 << 20

    init(transport: any ClientTransport, slot: ConnectionSlot) throws(RPCError) {
        self.transport = transport
        self.slot = slot
        loop = slot.loop
        var settings = HTTP2Settings()
        settings.streamWindow = 256 << 10
        settings.connectionWindow = 4 << 20
        do {
            session = try HTTP2Session(
                role: .client, settings: settings, memory: loop.resources.sessionMemory)
            unsafe session.owner = self
            try transport.start(for: self)
        } catch {
            transport.close()
            throw RPCError(.unavailable, "\(error)", cause: error, origin: .transport)
        }
        needsFlush()
    }

    /// How many calls are on it.
    var callCount: Int { session.streams.count }

    /// Whether the server takes another call now.
    var hasRoomForCall: Bool { !isDraining && callCount < session.peersStreamLimit }

    /// Puts a call on the connection.
    func open(_ stream: ClientStream) throws(HTTP2Error) {
        do throws(HTTP2Error) {
            try session.submitRequest(stream.headers, on: stream)
        } catch {
            isDraining = true  // no stream numbers are left, or the server is going away
            throw error
        }
        stream.hasStarted(on: self)
        needsFlush()
    }

    // MARK: - Bytes

    package func received(_ bytes: UnsafeRawBufferPointer) {
        do throws(HTTP2Error) {
            try unsafe session.receive(bytes)
        } catch {
            flush()
            return lost("the server broke HTTP/2: \(error)")
        }
        needsFlush()
        slot?.connectionHasChanged(self)
    }

    package func mayWriteAgain() { needsFlush() }

    /// Has everything written at the end of the loop's turn.
    func needsFlush() {
        guard !flushIsDue else { return }
        flushIsDue = true
        loop.flushAtEndOfTurn(self)
    }

    func flush() {
        flushIsDue = false
        while transport.isOpen, transport.unsentCount == 0 {
            do throws(HTTP2Error) {
                try unsafe session.drain(into: &loop.resources.output, upTo: Self.writeSize)
            } catch {
                return lost("HTTP/2 failed: \(error)")
            }
            if unsafe loop.resources.output.isEmpty { break }
            unsafe transport.write(loop.resources.output.bytes)
            unsafe loop.resources.output.removeAll(keepingUpTo: Self.keptOutput)
        }
        if !hasEnded { slot?.connectionHasChanged(self) }
    }

    // MARK: - The end

    func session(_ session: any HTTPSession, goAway code: HTTP2ErrorCode, lastStream: Int32) {
        isDraining = true
    }

    /// Ends it in peace. It has no calls.
    func close() {
        guard !hasEnded else { return }
        hasEnded = true
        session.terminate(.noError)
        flush()
        transport.close()
        slot?.connectionHasEnded(self)
    }

    /// The connection is gone, and with it all its calls.
    package func lost(_ reason: String) {
        guard !hasEnded else { return }
        hasEnded = true
        transport.close()
        let error = RPCError(.unavailable, "the connection was lost: \(reason)", origin: .transport)
        for case let stream as ClientStream in session.streams { stream.finish(error) }
        session.abandon(.cancel)
        slot?.connectionHasEnded(self)
    }
}
