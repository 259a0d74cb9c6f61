// SPDX-License-Identifier: Apache-2.0

/// What a protocol does to the bodies of one call as a whole, around its messages: base64, or the frames of
/// WebSocket. Most protocols do nothing. Confined to the call's loop.
protocol BodyFraming: AnyObject {
    /// Whether the body is one of both directions that outlives the request's end in HTTP.
    var isTunnel: Bool { get }
    /// Whether what has arrived ends within something.
    var hasPartial: Bool { get }
    /// Whether the caller has said, within the body, that nothing more will come.
    var hasEnded: Bool { get }

    /// Takes bytes of the request's body and gives messages with their envelopes.
    ///
    /// - Returns: what is wrong with the bytes.
    func unwrap(_ bytes: UnsafeRawBufferPointer, into messages: inout ByteBuffer) -> RPCError?
    /// Writes a message into the response's body.
    func wrap(_ message: UnsafeRawBufferPointer, into body: inout ByteBuffer)
    /// Writes the end of the call into the response's body.
    func end(_ error: RPCError?, metadata: Metadata?, into body: inout ByteBuffer)
    /// Writes what answers the caller's frames.
    func reply(into body: inout ByteBuffer)
}
