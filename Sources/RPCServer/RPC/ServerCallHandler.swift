// SPDX-License-Identifier: Apache-2.0

/// The handler as a task on the loop, and what it reads there.
extension ServerCall {
    /// Runs the part of a handler that may have to wait, as a task on the loop.
    @usableFromInline
    func start(_ body: @escaping @Sendable () async -> Void) {
        isHandlerRunning = true
        hasTask = true
        unsafe connection?.runningHandlers += 1
        let task = loop.startTask {
            await body()
            self.handlerEnded()
        }
        if isHandlerRunning { self.task = task }
    }

    private func handlerEnded() {
        assert(loop.isCurrent, "a handler has ended on another thread")
        isHandlerRunning = false
        task = nil
        noteEnd()
        connection?.handlerEnded()
        retireIfOver()
    }

    /// How messages of this call are written; the same from its opening on.
    @usableFromInline var codec: MessageCodec { unsafe head.codec }

    /// Whether the caller may touch the call.
    @usableFromInline var isOnLoop: Bool { loop.isCurrent }

    // MARK: Reading

    /// What a reader finds.
    @usableFromInline
    enum Readable {
        case message
        case end
        case nothingYet
    }

    /// Whether there is a message to be read.
    @usableFromInline
    func readable() throws(RPCError) -> Readable {
        if let failure { throw failure }
        if unsafe inbound.messageCount > 0 { return .message }
        return unsafe state.request == .ended || state.isClosed ? .end : .nothingYet
    }

    /// The first message, as long as nothing else is done with the call and the loop's messages.
    ///
    /// - Throws: how the call has ended, if the message cannot be decompressed.
    @usableFromInline
    func firstMessage() throws(RPCError) -> UnsafeRawBufferPointer {
        guard unsafe inbound.acceptsCompressed else { return unsafe inbound.firstMessage }
        let isCompressed = unsafe inbound.isFirstCompressed
        unsafe context.noteRequest(isCompressed: isCompressed)
        return unsafe isCompressed ? try decompressFirst() : inbound.firstMessage
    }

    /// Takes the first message away, and lets its sender send as much again.
    @usableFromInline
    func dropFirstMessage() {
        if unsafe inbound.acceptsCompressed { loop.resources.compressor.trim() }
        // Of a message that came in parts, the first ones have been given back when they arrived.
        if let interception = unsafe interception { interception.requests += 1 }
        let size = unsafe min(inbound.dropFirst(), unreturned)
        unreturned -= size
        returnToWindow(size)
        if unsafe inbound.messageCount == 0, unreturned > 0 {
            returnToWindow(unreturned)
            unreturned = 0
        }
        connection?.needsFlush()
    }

    /// Waits until ``readable()`` has something new to say.
    @usableFromInline
    func waitForMessage() async {
        unsafe precondition(reader == nil, "two tasks read the requests of one call")
        unsafe await withUnsafeContinuation { continuation in
            // Calling this may have meant a turn of the loop, and what was to be waited for came meanwhile.
            if unsafe failure != nil || inbound.messageCount > 0 || state.request == .ended || state.isClosed {
                unsafe continuation.resume()
            } else {
                unsafe reader = unsafe continuation
            }
        }
    }

    func wakeReader() {
        guard let reader = unsafe reader else { return }
        unsafe self.reader = nil
        unsafe reader.resume()
    }
}
