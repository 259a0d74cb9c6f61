// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Where a handler puts its responses, from any thread.
public struct ResponseWriter<Response: Message>: Sendable {
    @usableFromInline let call: ServerCall

    @inlinable
    init(_ call: ServerCall) {
        self.call = call
    }

    /// Sends the header fields, with the metadata set until now, ahead of the first response: for callers that
    /// wait for them. Throws once the call is over.
    public func sendHead() async throws(RPCError) {
        call.isOnLoop ? try call.sendHead() : try await call.sendHeadFromOutside()
    }

    /// Sends a response with the next flush. Waits while the caller is slow to take what was sent
    /// before, and throws once the call is over.
    @inlinable
    public func write(_ response: Response) async throws(RPCError) {
        if unsafe call.showsMessages { try call.interceptStreamed(response: response) }
        guard call.isOnLoop else {
            var writer = WireWriter()
            unsafe try call.codec.encode(response, to: &writer, for: call.context)
            return try await call.sendFromOutside(writer.bytes)
        }
        unsafe try call.codec.encode(response, to: &call.scratch.writer, for: call.context)
        if try !call.sendSerialized() { try await call.waitForRoom() }
    }
}
