// SPDX-License-Identifier: Apache-2.0
import Logging
import RPCServer

/// A server's connection without a socket, for inputs that are bytes of a peer.
enum MemoryConnection {
    /// One for all inputs; each gets a connection of its own.
    private static let loop = Result { try EventLoop(clock: MonotonicClock { 1_000_000_000 }) }

    private static let routes = [
        HTTPRoute(.get, "/hello/{name}") { request, _ in HTTPResponse(text: request.variables["name"] ?? "") },
        HTTPRoute.webSocket("/ws") { socket, _, _ in
            while let message = try await socket.receive() { try await socket.send(message) }
        },
    ]

    /// Hands the parts to a connection one after the other.
    ///
    /// - Returns: how many bytes it has answered.
    static func run(_ parts: [[UInt8]]) -> Int {
        do {
            let loop = try loop.get()
            let services = [HealthService(services: ["a"]).binding]
            let core = ServerCore(
                services: services,
                routes: try RouteTable(routes, services: services), limits: Limits(),
                logger: Logger(label: "fuzz", factory: { _ in SwiftLogNoOpLogHandler() }))
            let transport = Transport()
            let connection = loop.enter {
                ServerConnection(server: core, loop: loop, transport: transport, peer: .internet(host: "::1", port: 1))
            }
            for part in parts where connection.isOpen {
                loop.enter { unsafe part.withUnsafeBytes { unsafe connection.received($0) } }
                loop.turn()
            }
            if connection.isOpen { loop.enter { connection.lost() } }
            loop.turn()
            return transport.count
        } catch {
            preconditionFailure("a connection cannot be made: \(error)")
        }
    }

    private final class Transport: ConnectionTransport {
        var unsentCount: Int { 0 }
        var count = 0

        func write(_ bytes: UnsafeRawBufferPointer) {
            count += bytes.count
        }

        func setReading(_ isOn: Bool) {}
        func finishWriting() {}
        func close() {}
    }
}
