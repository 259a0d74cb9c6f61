// SPDX-License-Identifier: Apache-2.0
import Logging

/// The part of a server on one loop: its listener and its connections. Confined to the loop's thread.
final class ServerLoop: @unchecked Sendable {
    let loop: EventLoop
    private let core: ServerCore
    private var listener: Listener?
    private var connections: [ObjectIdentifier: ServerConnection] = [:]
    private var whenEmpty: (() -> Void)?

    init(loop: EventLoop, core: ServerCore) {
        self.loop = loop
        self.core = core
    }

    // MARK: Connections

    /// Accepts connections from a listening socket.
    func listen(descriptor: Int32) {
        let kind = if case .unix = core.address { SocketStream.Kind.unix } else { SocketStream.Kind.tcp }
        do throws(LibuvError) {
            listener = try Listener(descriptor: descriptor, kind: kind, loop: loop) { [unowned self] in
                self.accept($0, from: $1)
            }
        } catch {
            core.logger.error("a loop cannot accept connections", metadata: ["reason": "\(error)"])
        }
    }

    private func accept(_ socket: SocketStream, from peer: SocketAddress?) {
        if let limit = core.gate.enter(peer) {
            loop.resources.counters.count(limit)
            return
        }
        do {
            let connection = try ServerConnection(server: core, loop: loop, transport: socket, peer: peer)
            connections[ObjectIdentifier(connection)] = connection
            connection.whenEnded = { [unowned self] in self.ended($0) }
            unsafe socket.owner = connection
            do { try socket.startReading() } catch { connection.close() }
        } catch {
            core.gate.leave(peer)
            core.logger.error("a connection cannot be served", metadata: ["reason": "\(error)"])
        }
    }

    private func ended(_ connection: ServerConnection) {
        connections[ObjectIdentifier(connection)] = nil
        core.gate.leave(connection.peer)
        if connections.isEmpty { reportEmpty() }
    }

    private func reportEmpty() {
        let report = whenEmpty
        whenEmpty = nil
        report?()
    }

    // MARK: The end

    /// Accepts no further connections.
    func stopListening() {
        listener?.close()
        listener = nil
    }

    /// Says to every connection that the server goes away.
    func announceShutdown() {
        for connection in connections.values { connection.announceShutdown() }
    }

    /// Lets every connection end after the calls that it has, and tells when all have.
    func finishCalls(then report: @escaping () -> Void) {
        whenEmpty = report
        for connection in connections.values { connection.finishCalls() }
        if connections.isEmpty { reportEmpty() }
    }

    /// Ends every connection with all its calls.
    func shutDownNow() {
        stopListening()
        for connection in connections.values { connection.shutDownNow() }
        reportEmpty()
    }
}
