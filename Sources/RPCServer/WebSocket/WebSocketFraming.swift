// SPDX-License-Identifier: Apache-2.0
import CWslay

/// The frames of WebSocket (RFC 6455, 5), by libwslay, which knows no socket either.
///
/// Messages stand in envelopes on the way to the handler, behind one byte: their kind (RFC 6455, 11.8).
@safe
final class WebSocketFraming: BodyFraming {
    /// What kinds of messages there are.
    enum Opcode {
        static let text = UInt8(WSLAY_TEXT_FRAME.rawValue)
        static let binary = UInt8(WSLAY_BINARY_FRAME.rawValue)
    }

    let isTunnel = true
    private var context: wslay_event_context_ptr?
    /// What libwslay is reading from, and how far.
    private var input = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
    private var messages = ByteBuffer()
    private var output = ByteBuffer()

    /// - Parameter messageLimit: bytes in one message from the caller.
    init(messageLimit: Int) {
        var callbacks = wslay_event_callbacks()
        unsafe callbacks.recv_callback = Self.read
        unsafe callbacks.send_callback = Self.write
        unsafe callbacks.on_msg_recv_callback = Self.received
        let result = unsafe wslay_event_context_server_init(
            &context, &callbacks, Unmanaged.passUnretained(self).toOpaque())
        precondition(result == 0, "no memory for a WebSocket")
        unsafe wslay_event_config_set_max_recv_msg_length(context, UInt64(messageLimit))
    }

    deinit {
        unsafe wslay_event_context_free(context)
    }

    let hasPartial = false

    var hasEnded: Bool { unsafe wslay_event_get_close_received(context) != 0 }

    func unwrap(_ bytes: UnsafeRawBufferPointer, into messages: inout ByteBuffer) -> RPCError? {
        unsafe input = bytes
        let result = unsafe wslay_event_recv(context)
        unsafe input = UnsafeRawBufferPointer(start: nil, count: 0)
        unsafe messages.append(self.messages.bytes)
        self.messages.removeAll(keepingUpTo: 0)
        // libwslay has queued a closing frame that says what is wrong.
        let isRefused = unsafe wslay_event_get_close_sent(context) != 0 || wslay_event_get_read_enabled(context) == 0
        guard unsafe result != 0 || isRefused && wslay_event_get_close_received(context) == 0 else { return nil }
        return RPCError(.invalidArgument, "the caller breaks the rules of WebSocket, or its message is too long")
    }

    func wrap(_ message: UnsafeRawBufferPointer, into body: inout ByteBuffer) {
        guard let opcode = unsafe message.first else { return }
        let start = unsafe message.baseAddress!.assumingMemoryBound(to: UInt8.self) + 1
        var frame = unsafe wslay_event_msg(opcode: opcode, msg: start, msg_length: message.count - 1)
        // Fails after the closing frame: nobody reads what comes behind it.
        unsafe wslay_event_queue_msg(context, &frame)
        reply(into: &body)
    }

    func end(_ error: RPCError?, metadata: Metadata?, into body: inout ByteBuffer) {
        // 1011: something here prevents the server from going on (RFC 6455, 7.4.1).
        let code = error == nil ? WSLAY_CODE_NORMAL_CLOSURE : WSLAY_CODE_INTERNAL_SERVER_ERROR
        // A control frame has 125 bytes, two of them for the code; cut between characters.
        var reason = ""
        for character in error?.message ?? "" {
            guard reason.utf8.count + character.utf8.count <= 123 else { break }
            reason.append(character)
        }
        reason.withUTF8 { text in
            _ = unsafe wslay_event_queue_close(context, UInt16(code.rawValue), text.baseAddress, text.count)
        }
        reply(into: &body)
    }

    func reply(into body: inout ByteBuffer) {
        unsafe wslay_event_send(context)
        unsafe body.append(output.bytes)
        output.removeAll(keepingUpTo: 0)
    }

    // MARK: For libwslay

    private static let read: wslay_event_recv_callback = { context, target, length, _, user in
        guard let framing = unsafe of(user), let target = unsafe target else { return -1 }
        let count = unsafe min(length, framing.input.count)
        guard count > 0 else {
            unsafe wslay_event_set_error(context, WSLAY_ERR_WOULDBLOCK.rawValue)
            return -1
        }
        unsafe target.update(from: framing.input.baseAddress!.assumingMemoryBound(to: UInt8.self), count: count)
        unsafe framing.input = UnsafeRawBufferPointer(rebasing: framing.input[count...])
        return count
    }

    private static let write: wslay_event_send_callback = { _, bytes, length, _, user in
        guard let framing = unsafe of(user) else { return -1 }
        unsafe framing.output.append(UnsafeRawBufferPointer(start: bytes, count: length))
        return length
    }

    private static let received: wslay_event_on_msg_recv_callback = { _, argument, user in
        guard let framing = unsafe of(user), let message = unsafe argument?.pointee else { return }
        let opcode = unsafe message.opcode
        guard opcode == Opcode.text || opcode == Opcode.binary else { return }
        unsafe Envelope.writePrefix(flags: 0, length: message.msg_length + 1, to: &framing.messages)
        framing.messages.append(opcode)
        unsafe framing.messages.append(UnsafeRawBufferPointer(start: message.msg, count: message.msg_length))
    }

    private static func of(_ user: UnsafeMutableRawPointer?) -> WebSocketFraming? {
        unsafe user.map { unsafe Unmanaged<WebSocketFraming>.fromOpaque($0).takeUnretainedValue() }
    }
}
