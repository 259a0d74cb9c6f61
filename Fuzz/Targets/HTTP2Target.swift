// SPDX-License-Identifier: Apache-2.0
import Logging
import RPCServer

/// What a peer sends after its preface: frames, header blocks, calls, to a server without a socket.
enum HTTP2Target {
    /// One for all inputs; each gets a connection of its own.
    private static let loop = Result { try EventLoop(clock: MonotonicClock { 1_000_000_000 }) }

    static func run(_ input: [UInt8]) {
        do {
            let loop = try loop.get()
            let core = ServerCore(
                address: .internet(host: "memory", port: 0), services: [HealthService(services: ["a"]).binding],
                limits: Limits(), logger: Logger(label: "fuzz", factory: { _ in SwiftLogNoOpLogHandler() }))
            let transport = Transport()
            let connection = try loop.enter {
                try ServerConnection(
                    server: core, loop: loop, transport: transport, peer: .internet(host: "::1", port: 1))
            }
            let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + [0, 0, 0, 4, 0, 0, 0, 0, 0]
            for part in [preface, input] where connection.isOpen {
                loop.enter { unsafe part.withUnsafeBytes { unsafe connection.received($0) } }
                loop.turn()
            }
            precondition(
                transport.count < 1 << 20 + input.count * 100, "\(transport.count) bytes for \(input.count) bytes")
            if connection.isOpen { loop.enter { connection.lost() } }
            loop.turn()
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

        func close() {}
    }
}
