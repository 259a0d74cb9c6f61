// SPDX-License-Identifier: Apache-2.0

/// Answers whose body is read from a file while it is sent.
extension ServerCall {
    /// Sends the answer of a route's handler; waits as the caller takes it.
    func respondInParts(_ response: HTTPResponse) async {
        let isHead = if case .other(.head) = unsafe head.verb { true } else { false }
        guard case .file(let file, let range) = response.content, !isHead, !range.isEmpty else {
            return respond(response)
        }
        loop.cancel(timer)
        framing = PromisedBody(self)
        guard open(response, length: range.count) else { return }
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (place, count) = (offset, min(Self.pieceSize, range.upperBound - offset))
            let piece = await loop.offload { file.read(at: place, upTo: count) }
            offset += piece.count
            guard !piece.isEmpty else { return finish(RPCError(.internal, "a file ends before its time")) }
            guard send(piece) else { return }
            // It throws when nobody waits for more, which has been counted.
            do throws(RPCError) { try await waitForRoom() } catch { return }
        }
        finish(nil)
    }

    private static let pieceSize = 64 << 10

    private func open(_ response: HTTPResponse, length: Int) -> Bool {
        guard unsafe state.on(.messageSent) == .proceed, let connection else { return false }
        if let interception = unsafe interception {
            interception.httpStatus = response.status
            interception.responses = 1
        }
        hasOpened = true
        connection.answer(self, with: HeaderList(fields(of: response, length: length)))
        connection.needsFlush()
        return true
    }

    private func send(_ piece: [UInt8]) -> Bool {
        guard unsafe state.on(.messageSent) == .proceed, let connection else { return false }
        if let interception = unsafe interception { interception.responseBytes += piece.count }
        unsafe piece.withUnsafeBytes { unsafe outbound.append($0) }
        connection.queued(piece.count)
        sendMore()
        connection.needsFlush()
        return true
    }
}

/// A body whose length has been promised. It cannot be ended in good order before that: the caller would take
/// what comes next for a part of it.
private final class PromisedBody: BodyFraming {
    private unowned let call: ServerCall

    init(_ call: ServerCall) {
        self.call = call
    }

    let isTunnel = false
    let hasPartial = false
    let hasEnded = false

    func unwrap(_ bytes: UnsafeRawBufferPointer, into messages: inout ByteBuffer) -> RPCError? { nil }
    func wrap(_ message: UnsafeRawBufferPointer, into body: inout ByteBuffer) {}
    func reply(into body: inout ByteBuffer) {}

    func end(_ error: RPCError?, metadata: Metadata?, into body: inout ByteBuffer) {
        guard error != nil else { return }
        call.connection?.session?.reset(call, .internalError)
    }
}
