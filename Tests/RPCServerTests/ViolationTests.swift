// SPDX-License-Identifier: Apache-2.0
import RPCServer
import Testing

/// Violations of HTTP/2 end the connection and are counted, whoever finds them.
@Suite("Violations of HTTP/2")
struct ViolationTests {
    /// A frame as it goes over the wire.
    private static func frame(_ kind: UInt8, flags: UInt8 = 0, on stream: UInt8, _ payload: [UInt8]) -> [UInt8] {
        [0, 0, UInt8(payload.count), kind, flags, 0, 0, 0, stream] + payload
    }

    /// HEADERS with POST, http and / from HPACK's static table, and the end of the stream.
    private static func headers(on stream: UInt8) -> [UInt8] {
        frame(1, flags: 5, on: stream, [0x83, 0x86, 0x84])
    }

    private static func server(given frames: [UInt8]) throws -> MemoryServer {
        let server = try MemoryServer([TestService()])
        server.deliver(server.peer.output() + frames)
        server.loop.turn()
        return server
    }

    @Test(
        "Each of these ends the connection and counts as one violation",
        arguments: [
            ("HEADERS on a stream that was passed over", headers(on: 5) + headers(on: 3)),
            ("PRIORITY on stream 0", frame(2, on: 0, [0, 0, 0, 0, 16])),
            ("what nghttp2 finds itself: a window opened by nothing", frame(8, on: 0, [0, 0, 0, 0])),
        ])
    func ends(_ name: String, _ frames: [UInt8]) throws {
        let server = try Self.server(given: frames)
        #expect(server.counted[.protocolErrors] == 1)
        #expect(server.transport.isClosed)
    }

    @Test("HEADERS on a stream that was open once are dropped")
    func late() throws {
        let server = try Self.server(given: Self.headers(on: 3) + Self.headers(on: 5))
        server.deliver(Self.headers(on: 3))
        server.loop.turn()
        #expect(server.counted[.protocolErrors] == 0)
        #expect(server.connection.isOpen)
    }

    @Test("Only streams that were passed over are refused, and only so many gaps are remembered")
    func numbers() {
        var numbers = StreamNumbers()
        let admitted = [1, 3, 9, 5, 9, 3, 7, 11].map { numbers.admitHeaders(on: $0) }
        #expect(admitted == [true, true, true, false, true, true, false, true])
        for stream in stride(from: UInt32(21), to: 1000, by: 10) { _ = numbers.admitHeaders(on: stream) }
        let forgotten = numbers.admitHeaders(on: 5)
        let remembered = numbers.admitHeaders(on: 989)
        #expect(forgotten)
        #expect(!remembered)
    }
}
