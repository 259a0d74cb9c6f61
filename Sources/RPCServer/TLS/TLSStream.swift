// SPDX-License-Identifier: Apache-2.0

/// TLS between a transport that carries its bytes, mostly a socket, and what speaks inside.
///
/// First come the handshake and its time limit, told by a closure; then an owner, as for a socket. Lives
/// on its loop's thread.
@safe
package final class TLSStream {
    /// How a handshake ends.
    package typealias Completion = (TLSStream, Result<TLSSession, any Error>) -> Void

    /// Whom to tell what arrives; set when the handshake is done. Closes the stream before it goes.
    package unowned(unsafe) var owner: (any TransportOwner)?
    private let loop: EventLoop
    private let engine: TLSEngine
    private var carrier: (any ConnectionTransport)?
    private var completion: Completion?
    /// The stream itself, until the handshake has ended, if nobody else holds it so long.
    private var held: TLSStream?
    private let timer = LoopTimer()

    /// Encrypted answers that may wait for a peer that does not fetch them, such as those to requests for
    /// new keys, beyond what the owner has written. A handshake has a few KiB.
    private static let largestBacklog = 64 << 10
    /// Memory kept from one write to the next.
    private static let keptOutput = 2 << 10

    /// - Parameters:
    ///   - carrier: what carries the encrypted bytes, and tells this stream what arrives.
    ///   - timeout: how long the handshake may take.
    ///   - completion: told once, unless the stream is closed before.
    package init(
        _ engine: TLSEngine, over carrier: any ConnectionTransport, on loop: EventLoop, timeout: Duration,
        completion: @escaping Completion
    ) {
        self.engine = engine
        self.carrier = carrier
        self.loop = loop
        self.completion = completion
        unsafe timer.target = self
        loop.schedule(timer, at: loop.now &+ min(timeout.clampedNanoseconds, .max / 2))
    }

    deinit {
        loop.cancel(timer)
        carrier?.close()
    }

    /// Keeps the stream alive until the handshake has ended, one way or the other.
    func holdDuringHandshake() {
        held = self
    }

    /// Begins the handshake from this side, for clients.
    package func start() {
        do throws(TLSError) {
            try engine.start()
            sendOutput()
        } catch {
            end(error)
        }
    }

    // MARK: The end

    /// The stream is over: by an error, or because the other side has closed it.
    private func end(_ error: (any Error)?) {
        guard carrier != nil else { return }
        // An alert may say why. Sending it may find that the carrier has ended.
        sendOutput()
        guard carrier != nil else { return }
        shut()
        if let completion = takeCompletion() {
            completion(self, .failure(error ?? TLSError(.connection, "the connection ended within the handshake")))
        } else {
            unsafe owner?.ended(by: error)
        }
    }

    private func shut() {
        loop.cancel(timer)
        carrier?.close()
        carrier = nil
    }

    private func takeCompletion() -> Completion? {
        defer {
            completion = nil
            held = nil
        }
        return completion
    }

    // MARK: Bytes

    /// Sends what the engine has, if the carrier takes it; else it is sent when there is room.
    private func sendOutput() {
        guard let carrier, carrier.unsentCount == 0, unsafe !engine.output.isEmpty else { return }
        unsafe carrier.write(engine.output.bytes)
        unsafe engine.output.removeAll(keepingUpTo: Self.keptOutput)
    }

    private func tell(_ event: TLSEngine.Event) {
        switch event {
        case .established(let session):
            loop.cancel(timer)
            // What the handshake has left to say goes before anything that the owner says.
            sendOutput()
            takeCompletion()?(self, .success(session))
        case .bytes(let bytes): unsafe owner?.received(bytes)
        case .ended: end(nil)
        }
    }
}

extension TLSStream: TransportOwner {
    package func received(_ bytes: UnsafeRawBufferPointer) {
        guard carrier != nil else { return }
        do throws(TLSError) {
            try unsafe engine.receive(bytes, using: loop.resources.decrypted) { tell($0) }
        } catch {
            return end(error)
        }
        sendOutput()
        if unsafe engine.output.count > Self.largestBacklog {
            end(TLSError(.connection, "the peer asks for answers that it does not fetch"))
        }
    }

    package func mayWriteAgain() {
        sendOutput()
        if unsentCount == 0 { unsafe owner?.mayWriteAgain() }
    }

    package func ended(by error: (any Error)?) {
        end(error)
    }
}

extension TLSStream: ConnectionTransport {
    package var unsentCount: Int { unsafe (carrier?.unsentCount ?? 0) + engine.output.count }

    package func write(_ bytes: UnsafeRawBufferPointer) {
        do throws(TLSError) {
            try unsafe engine.encrypt(bytes)
            sendOutput()
        } catch {
            end(error)
        }
    }

    package func setReading(_ isOn: Bool) {
        carrier?.setReading(isOn)
    }

    package func finishWriting() {
        engine.close()
        sendOutput()
        carrier?.finishWriting()
    }

    package func close() {
        unsafe owner = nil
        _ = takeCompletion()
        engine.close()
        sendOutput()
        shut()
    }
}

extension TLSStream: ClientTransport {
    package var isOpen: Bool { carrier != nil }

    package func start(for owner: any TransportOwner) {
        unsafe self.owner = owner
    }
}

extension TLSStream: LoopTimerTarget {
    package func timerExpired(_ timer: LoopTimer) {
        end(HandshakeTimeout())
    }
}

/// A handshake that took too long.
struct HandshakeTimeout: Error, CustomStringConvertible {
    let description = "TLS: the handshake was not done in time"
}
