// SPDX-License-Identifier: Apache-2.0
import Logging

/// The part of a server on one loop: its listeners and its connections. Confined to the loop's thread.
final class ServerLoop: @unchecked Sendable {
    let loop: EventLoop
    private let core: ServerCore
    private var listeners: [Listener] = []
    private var connections: [ObjectIdentifier: ServerConnection] = [:]
    private var handshakes: [ObjectIdentifier: (stream: TLSStream, peer: SocketAddress?)] = [:]
    private var whenEmpty: (() -> Void)?

    init(loop: EventLoop, core: ServerCore) {
        self.loop = loop
        self.core = core
    }

    // MARK: Connections

    /// Accepts connections from a listening socket.
    func listen(descriptor: Int32, kind: SocketStream.Kind) {
        do throws(LibuvError) {
            listeners.append(
                try Listener(descriptor: descriptor, kind: kind, loop: loop) { [unowned self] in
                    self.accept($0, from: $1)
                })
        } catch {
            core.logger.error("a loop cannot accept connections", metadata: ["reason": "\(error)"])
        }
    }

    private func accept(_ socket: SocketStream, from peer: SocketAddress?) {
        if let limit = core.gate.enter(peer) {
            loop.resources.counters.count(limit)
            return
        }
        if let credentials = core.credentials {
            shakeHands(socket, with: peer, credentials)
        } else {
            let connection = serve(socket, from: peer, tls: nil)
            unsafe socket.owner = connection
            do { try socket.startReading() } catch { connection.close() }
        }
    }

    /// Makes the connection of a new transport.
    private func serve(
        _ transport: any ConnectionTransport, from peer: SocketAddress?, tls: TLSSession?
    ) -> ServerConnection {
        let connection = ServerConnection(server: core, loop: loop, transport: transport, peer: peer, tls: tls)
        connections[ObjectIdentifier(connection)] = connection
        connection.whenEnded = { [unowned self] in self.ended($0) }
        return connection
    }

    // MARK: TLS

    /// What is spoken over TLS, the most wanted first.
    static let applicationProtocols: [ApplicationProtocol] = [.http2, .http1]

    private func shakeHands(_ socket: SocketStream, with peer: SocketAddress?, _ credentials: TLSCredentials) {
        do {
            let stream = TLSStream(
                try TLSEngine(credentials), over: socket, on: loop, timeout: core.limits.handshakeTimeout
            ) { [unowned self] stream, result in
                self.handshakeEnded(stream, from: peer, result)
            }
            handshakes[ObjectIdentifier(stream)] = (stream, peer)
            unsafe socket.owner = stream
            do { try socket.startReading() } catch { stream.ended(by: error) }
        } catch {
            socket.close()
            core.gate.leave(peer)
            core.logger.error("a handshake cannot begin", metadata: ["reason": "\(error)"])
        }
    }

    private func handshakeEnded(
        _ stream: TLSStream, from peer: SocketAddress?, _ result: Result<TLSSession, any Error>
    ) {
        handshakes[ObjectIdentifier(stream)] = nil
        let reason: any Error
        switch result {
        case .success(let session):
            unsafe stream.owner = serve(stream, from: peer, tls: session)
            return
        case .failure(let error): reason = error
        }
        stream.close()
        core.gate.leave(peer)
        loop.resources.counters.count(reason is HandshakeTimeout ? .handshakeTimeouts : .handshakeFailures)
        core.logger.debug("a handshake failed", metadata: ["peer": "\(peer as Any)", "reason": "\(reason)"])
    }

    /// Gives up what has not become a connection yet.
    private func endHandshakes() {
        for (stream, peer) in handshakes.values {
            stream.close()
            core.gate.leave(peer)
        }
        handshakes = [:]
    }

    // MARK: The end of connections

    private func ended(_ connection: ServerConnection) {
        connections[ObjectIdentifier(connection)] = nil
        core.gate.leave(connection.peer.address)
        if connections.isEmpty { reportEmpty() }
    }

    private func reportEmpty() {
        let report = whenEmpty
        whenEmpty = nil
        report?()
    }

    // MARK: The end of the server

    /// Accepts no further connections.
    func stopListening() {
        for listener in listeners { listener.close() }
        listeners = []
    }

    /// Says to every connection that the server goes away.
    func announceShutdown() {
        for connection in connections.values { connection.announceShutdown() }
    }

    /// Lets every connection end after the calls that it has, and tells when all have.
    func finishCalls(then report: @escaping () -> Void) {
        endHandshakes()
        whenEmpty = report
        for connection in connections.values { connection.finishCalls() }
        if connections.isEmpty { reportEmpty() }
    }

    /// Ends every connection with all its calls.
    func shutDownNow() {
        stopListening()
        endHandshakes()
        for connection in connections.values { connection.shutDownNow() }
        reportEmpty()
    }
}
