// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// How a call is answered: opening fields, messages, the end; all bytes go by the stream's queue.
extension ServerCall {
    /// Ends the call, once; what comes after that is ignored.
    func finish(_ error: RPCError?) {
        unsafe lentConnection?({ finish(error, on: $0) })
    }

    private func finish(_ error: RPCError?, on connection: ServerConnection) {
        guard unsafe state.on(.answered) == .proceed, let wireProtocol = unsafe head.wireProtocol else { return }
        loop.cancel(timer)
        loop.resources.counters.count(error?.code ?? .ok)
        if let interception = unsafe interception { interception.error = error }
        let own = ownFields
        if let error, !hasOpened, wireProtocol.failureKeepsMetadataApart || !hasMetadataInFront {
            submitFailure(error, own, wireProtocol, connection)
        } else {
            let queued = unsafe outbound.count
            if let framing {
                unsafe framing.end(error, metadata: own?.trailing, into: &outbound)
                unsafe ending = .endOfStream
            } else {
                unsafe ending = wireProtocol.end(error, metadata: own?.trailing, body: &outbound)
            }
            unsafe connection.queued(outbound.count - queued)
            if hasOpened { sendMore() } else { submitOpening(openingFields(with: own), wireProtocol, connection) }
        }
        watchEnd(connection)
        connection.needsFlush()
        if let error, isHandlerRunning { stopHandler(error) }
    }

    /// Sends the opening fields, if they are not on their way yet.
    @usableFromInline
    func sendHead() throws(RPCError) {
        guard unsafe state.on(.messageSent) == .proceed, let connection, let wireProtocol = unsafe head.wireProtocol
        else {
            throw failure ?? RPCError(.cancelled, "the call is over")
        }
        guard !hasOpened else { return }
        submitOpening(openingFields(with: ownFields), wireProtocol, connection)
        connection.needsFlush()
    }

    /// Sends the message in the loop's scratch buffer; false if the handler should wait for room.
    @usableFromInline
    func sendSerialized() throws(RPCError) -> Bool {
        defer { scratch.trim() }
        guard unsafe state.on(.messageSent) == .proceed, let connection, let wireProtocol = unsafe head.wireProtocol
        else {
            throw failure ?? RPCError(.cancelled, "the call is over")
        }
        enqueueScratch(on: connection)
        if hasOpened { sendMore() } else { submitOpening(openingFields(with: ownFields), wireProtocol, connection) }
        connection.needsFlush()
        return hasRoom
    }

    /// Sends the message in the loop's scratch buffer as the only one, and ends the call.
    @usableFromInline
    func respondSerialized() {
        defer { scratch.trim() }
        guard unsafe state.response != .ended, unsafe !state.isClosed else { return }
        unsafe lentConnection?({ connection in
            enqueueScratch(on: connection)
            finish(nil, on: connection)
        })
    }

    /// Ends the call with what a handler threw.
    @usableFromInline
    func fail(_ error: any Error) {
        // A handler that was stopped mostly throws a cancellation; the call has its end already.
        unsafe finish(interception != nil ? recovered(error) : RPCError(handlerFailure: error))
    }

    /// Ends the call well.
    @usableFromInline
    func finish() {
        finish(nil)
    }

    private func enqueueScratch(on connection: ServerConnection) {
        guard let interception = unsafe interception else { return enqueueMessage(on: connection) }
        let queued = unsafe outbound.count
        enqueueMessage(on: connection)
        let prefixSize = unsafe head.isEnveloped ? Envelope.prefixSize : 0
        interception.responseBytes += unsafe max(0, outbound.count - queued - prefixSize)
        interception.responses += 1
    }

    private func enqueueMessage(on connection: ServerConnection) {
        if let framing { return enqueueScratch(by: framing, on: connection) }
        if let answer = unsafe compression.answer, unsafe context.compressesResponses,
            enqueueCompressed(answer, on: connection)
        {
            return
        }
        let size = unsafe scratch.writer.count
        let prefixSize = unsafe head.isEnveloped ? Envelope.prefixSize : 0
        unsafe outbound.reserve(size + prefixSize)
        if prefixSize > 0 { unsafe Envelope.writePrefix(flags: 0, length: size, to: &outbound) }
        unsafe scratch.writer.withUnsafeBytes { unsafe outbound.append($0) }
        connection.queued(size + prefixSize)
        if prefixSize == 0, unsafe head.wireProtocol?.isLineDelimited == true {
            unsafe outbound.append(UInt8(ascii: "\n"))
            connection.queued(1)
        }
    }

    private func enqueueScratch(by framing: any BodyFraming, on connection: ServerConnection) {
        let queued = unsafe outbound.count
        unsafe scratch.writer.withUnsafeBytes { unsafe framing.wrap($0, into: &outbound) }
        unsafe connection.queued(outbound.count - queued)
    }

    /// An answer that is nothing but an error: header fields, and a body if the protocol has one for that.
    private func submitFailure(
        _ error: RPCError, _ own: OwnFields?, _ wireProtocol: any WireProtocol, _ connection: ServerConnection
    ) {
        let list = unsafe wireProtocol.failure(error, with: own, body: &outbound)
        guard unsafe !outbound.isEmpty else {
            try? connection.session?.submitWholeResponse(list, on: self)
            return
        }
        unsafe connection.queued(outbound.count)
        unsafe ending = .endOfStream
        hasOpened = true
        connection.answer(self, with: list)
    }

    /// Whether the handler has set metadata for the front of the answer.
    private var hasMetadataInFront: Bool { unsafe context.ownFields?.response.isEmpty == false }

    /// What goes with the protocol's own fields: the handler's, and those for a browser.
    var ownFields: OwnFields? {
        guard hasExtras, let addedFields else { return unsafe context.ownFields }
        var own = unsafe context.ownFields ?? OwnFields()
        own.response.append(contentsOf: addedFields)
        return own
    }

    /// Answers the head of a request whose body goes on in both directions.
    func openTunnel() {
        guard let connection, let wireProtocol = unsafe head.wireProtocol else { return }
        submitOpening(ownFields, wireProtocol, connection)
        connection.needsFlush()
    }

    private func submitOpening(
        _ own: OwnFields?, _ wireProtocol: any WireProtocol, _ connection: ServerConnection
    ) {
        hasOpened = true
        connection.answer(self, with: wireProtocol.openingFields(with: own))
    }

    func watchEnd(_ connection: ServerConnection) {
        guard unsafe state.request != .ended, !isWatched else { return }
        isWatched = true
        connection.session?.watchedEnds += 1
    }

    // MARK: Room for more

    private var hasRoom: Bool {
        guard let connection else { return true }
        return unsafe outbound.count <= connection.server.limits.queuedBytesPerStream && connection.hasRoom
    }

    /// Waits until enough of what was written has been taken.
    @usableFromInline
    func waitForRoom() async throws(RPCError) {
        while failure == nil && !hasRoom {
            connection?.hasWaitingWriters = true
            unsafe await withUnsafeContinuation { unsafe writers.append($0) }
        }
        if let failure { throw failure }
    }

    /// Lets writers go on if there is room again.
    func wakeWritersIfRoom() {
        guard let connection else { return wakeWriters() }
        if unsafe outbound.count <= connection.server.limits.queuedBytesPerStream / 2 && connection.hasRoom {
            wakeWriters()
        }
    }

    func wakeWriters() {
        let waiting = unsafe writers
        unsafe writers.removeAll()
        for index in unsafe waiting.indices { unsafe waiting[index].resume() }
    }
}
