// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// A connection of WebSocket, as a route's handler sees it. May be used from any thread; one reader.
///
/// It ends when the handler returns. A handler that throws ends it with code 1011 and the error's message.
public struct WebSocket: Sendable {
    /// One message.
    public enum Message: Hashable, Sendable {
        case text(String)
        case binary([UInt8])
    }

    let call: ServerCall

    /// The next message; nil when the other side has closed.
    ///
    /// - Throws: an error if the connection was lost, or the other side broke the rules.
    public func receive() async throws(RPCError) -> Message? {
        guard let bytes = try await call.receiveFromOutside() else { return nil }
        let content = bytes.dropFirst()
        guard bytes.first == WebSocketFraming.Opcode.text else { return .binary(Array(content)) }
        return .text(String(decoding: content, as: UTF8.self))
    }

    /// Sends a message. Waits while the other side is slow to take what was sent before.
    ///
    /// - Throws: an error if the connection is over.
    public func send(_ message: Message) async throws(RPCError) {
        switch message {
        case .text(let text): try await call.sendFromOutside([WebSocketFraming.Opcode.text] + Array(text.utf8))
        case .binary(let bytes): try await call.sendFromOutside([WebSocketFraming.Opcode.binary] + bytes)
        }
    }
}

extension HTTPRoute {
    /// A path that is answered by WebSocket, over HTTP/1.1.
    ///
    /// - Parameter handler: runs as a task on the loop as long as the connection lasts.
    public static func webSocket(
        _ path: String,
        handler: @escaping @Sendable (WebSocket, HTTPRequest, CallContext) async throws -> Void
    ) -> HTTPRoute {
        HTTPRoute(
            .get, path,
            .requestStream { call in
                let request = unsafe call.request(UnsafeRawBufferPointer(start: nil, count: 0))
                call.start {
                    do {
                        try await handler(WebSocket(call: call), request, unsafe call.context)
                        call.finish()
                    } catch {
                        call.fail(error)
                    }
                }
            })
    }
}
