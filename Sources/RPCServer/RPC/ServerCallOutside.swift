// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// What a handler's parts do on other threads: each comes to the loop for it.
extension ServerCall {
    /// Sends a message from another thread, and waits there for room.
    @usableFromInline
    func sendFromOutside(_ message: [UInt8]) async throws(RPCError) {
        try await onLoop { (call) throws(RPCError) in
            unsafe call.scratch.writer.append(message)
            if try !call.sendSerialized() { try await call.waitForRoom() }
        }
    }

    /// Sends the opening fields from another thread.
    @usableFromInline
    func sendHeadFromOutside() async throws(RPCError) {
        try await onLoop { (call) throws(RPCError) in try call.sendHead() }
    }

    /// Receives a message on another thread.
    @usableFromInline
    func receiveFromOutside() async throws(RPCError) -> [UInt8]? {
        try await onLoop { (call) throws(RPCError) in
            while true {
                switch try call.readable() {
                case .message:
                    let bytes = unsafe try [UInt8](call.firstMessage())
                    call.dropFirstMessage()
                    return bytes
                case .end:
                    return nil
                case .nothingYet:
                    await call.waitForMessage()
                }
            }
        }
    }

    private func onLoop<Value: Sendable>(
        _ body: @escaping @Sendable (ServerCall) async throws(RPCError) -> Value
    ) async throws(RPCError) -> Value {
        let result = unsafe await withUnsafeContinuation {
            (continuation: UnsafeContinuation<Result<Value, RPCError>, Never>) in
            loop.execute {
                _ = self.loop.startTask {
                    do throws(RPCError) {
                        let value = try await body(self)
                        unsafe continuation.resume(returning: .success(value))
                    } catch {
                        unsafe continuation.resume(returning: .failure(error))
                    }
                }
            }
        }
        return try result.get()
    }
}
