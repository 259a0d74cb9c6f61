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

    /// HEADERS without the end of the stream.
    private static func opening(on stream: UInt8) -> [UInt8] {
        frame(1, flags: 4, on: stream, [0x83, 0x86, 0x84])
    }

    private static func reset(_ stream: UInt8) -> [UInt8] { frame(3, on: stream, [0, 0, 0, 8]) }

    /// A server that has reset a stream, for too many header fields, and the stream's number.
    private static func withResetStream() throws -> (MemoryServer, Int32) {
        var limits = Limits()
        limits.headerFields = 8
        let server = try MemoryServer([TestService()], limits: limits)
        let id = server.peer.open(
            "/test.Service/Client", adding: [("x-1", ""), ("x-2", ""), ("x-3", "")], ends: false)
        server.settle()
        #expect(server.counted[.resetsSent] == 1)
        return (server, id)
    }

    private static let violations: [(name: String, frames: [UInt8])] = [
        ("HEADERS on a stream that was passed over", headers(on: 5) + headers(on: 3)),
        ("PRIORITY on stream 0", frame(2, on: 0, [0, 0, 0, 0, 16])),
        ("PRIORITY that has a stream depend on itself", frame(2, on: 5, [0, 0, 0, 5, 16])),
        ("the same, exclusively", frame(2, on: 5, [0x80, 0, 0, 5, 16])),
        ("DATA with more padding than payload", opening(on: 3) + frame(0, flags: 8, on: 3, [4, 0, 0, 0])),
        ("HEADERS behind the client's END_STREAM", headers(on: 3) + headers(on: 3)),
        ("DATA behind the client's END_STREAM", headers(on: 3) + headers(on: 5) + frame(0, on: 3, [0])),
        ("DATA behind the client's RST_STREAM", opening(on: 3) + reset(3) + frame(0, on: 3, [0])),
        (
            "DATA behind an END_STREAM whose block came in two frames",
            frame(1, flags: 1, on: 3, [0x83, 0x86]) + frame(9, flags: 4, on: 3, [0x84]) + frame(0, on: 3, [0])
        ),
        ("DATA inside a header block", frame(1, flags: 1, on: 3, [0x83, 0x86]) + frame(0, on: 3, [0])),
        ("HEADERS behind the client's RST_STREAM", opening(on: 3) + reset(3) + headers(on: 3)),
        ("what nghttp2 finds itself: a window opened by nothing", frame(8, on: 0, [0, 0, 0, 0])),
    ]

    @Test("Each of these ends the connection and counts as one violation", arguments: violations.indices)
    func ends(index: Int) throws {
        let (name, frames) = Self.violations[index]
        for piece in [1, 10, Int.max] {
            let server = try MemoryServer([TestService()])
            server.deliver(server.peer.output())
            server.deliver(frames, piece: piece)
            server.loop.turn()
            #expect(server.counted[.protocolErrors] == 1, "\(name), in pieces of \(piece)")
            #expect(server.transport.isClosed)
        }
    }

    @Test(
        "Frames on a stream that the server has ended are dropped, however the bytes are cut", arguments: [1, 10, .max])
    func late(piece: Int) throws {
        let (server, id) = try Self.withResetStream()
        server.deliver(
            Self.frame(0, on: UInt8(id), [0]) + Self.frame(0, flags: 8, on: UInt8(id), [3, 0, 0, 0])
                + Self.headers(on: UInt8(id))
                + Self.frame(2, on: UInt8(id), [0, 0, 0, 3, 16]), piece: piece)
        server.settle()
        #expect(server.connection.isOpen)
        #expect(server.call("/test.Service/Unary", framed("x")).texts == ["x"])
    }

    @Test("DATA whose padding ends beyond its payload is wrong on a stream that the server has ended, too")
    func padding() throws {
        let (server, id) = try Self.withResetStream()
        server.deliver(Self.frame(0, flags: 8, on: UInt8(id), [4, 0, 0, 0]), piece: 1)
        server.loop.turn()
        #expect(server.counted[.protocolErrors] == 1)
        #expect(server.transport.isClosed)
    }

    @Test("Only streams that were passed over are refused, and only so many gaps are remembered")
    func numbers() {
        var numbers = StreamNumbers()
        let admitted = [1, 3, 9, 5, 9, 3, 7, 11].map { numbers.admitHeaders(on: $0, endOfStream: false) }
        #expect(admitted == [.fine, .fine, .fine, .passedOver, .fine, .fine, .passedOver, .fine])
        for stream in stride(from: UInt32(21), to: 1000, by: 10) {
            _ = numbers.admitHeaders(on: stream, endOfStream: false)
        }
        let forgotten = numbers.admitHeaders(on: 5, endOfStream: false)
        let remembered = numbers.admitHeaders(on: 989, endOfStream: false)
        #expect(forgotten == .fine)
        #expect(remembered == .passedOver)
    }

    @Test("Of the streams that a client has ended, the last 64 are remembered at least")
    func ended() {
        var numbers = StreamNumbers()
        for stream in stride(from: UInt32(1), to: 401, by: 2) {
            let opened = numbers.admitHeaders(on: stream, endOfStream: false)
            let data = numbers.admitData(on: stream, endOfStream: stream % 4 == 1)
            #expect(opened == .fine)
            #expect(data == .fine)
            if stream % 4 == 3 { numbers.noteEnd(of: stream) }
        }
        for stream in stride(from: UInt32(1), to: 401, by: 2) {
            let verdict = numbers.admitData(on: stream, endOfStream: false)
            #expect(verdict == (stream > 400 - 128 ? .ended : .fine), "stream \(stream)")
        }
    }
}
