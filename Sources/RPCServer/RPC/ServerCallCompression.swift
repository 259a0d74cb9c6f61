// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// How the messages of one call are compressed.
struct CallCompression {
    /// Those of the caller, where they are.
    var request: MessageCompression?
    /// Those of the answer, where it is worth it.
    var answer: MessageCompression?
    /// Whether an answer has been compressed.
    var isUsed = false
}

/// Messages that are compressed, in either direction. What is not does not come here.
extension ServerCall {
    /// Finds out what the caller sends and reads.
    func agreeOnCompression(_ wireProtocol: any WireProtocol) {
        let offer = unsafe wireProtocol.compression(of: head)
        unsafe compression.request = offer.encoding.compression
        unsafe inbound.acceptsCompressed = compression.request != nil
        // Without envelopes it is the whole body that is compressed: one message, if it is to be compressed alone.
        let isAlone = unsafe head.isEnveloped || head.kind?.givesOneResponse == true
        if isAlone, connection?.server.compressFrom != nil {
            unsafe compression.answer = offer.accepted.choose(like: compression.request)
        }
    }

    /// The first message as it was before it was compressed; as long as nothing else is done with the loop's
    /// messages.
    ///
    /// - Throws: how the call has ended, if the message is no good.
    func decompressFirst() throws(RPCError) -> UnsafeRawBufferPointer {
        guard let compression = unsafe compression.request, let limit = connection?.server.limits.messageBytes else {
            throw failure ?? RPCError(.cancelled, "the call is over")
        }
        let reason: RPCError
        do throws(DecompressionFault) {
            return unsafe try loop.resources.compressor.decompress(inbound.firstMessage, compression, limit: limit)
        } catch .tooLarge {
            loop.resources.counters.count(.decompressionLimit)
            reason = RPCError.limit(
                .resourceExhausted, "message-bytes",
                "a message is longer than the allowed \(limit) bytes once decompressed", isNamed: namesLimits)
        } catch {
            reason = RPCError(.internal, "a message cannot be decompressed as \(compression.name)")
        }
        finish(reason)
        throw reason
    }

    /// Queues the message in the loop's scratch buffer compressed; false if it is not worth it.
    func enqueueCompressed(_ answer: MessageCompression, on connection: ServerConnection) -> Bool {
        guard let least = connection.server.compressFrom, unsafe scratch.writer.count >= least else { return false }
        let compressor = loop.resources.compressor
        let isQueued: Bool? = unsafe scratch.writer.withUnsafeBytes { message in
            unsafe compressor.compress(message, answer) { bytes in
                let queued = unsafe outbound.count
                if unsafe head.isEnveloped {
                    unsafe Envelope.writePrefix(flags: Envelope.compressedFlag, length: bytes.count, to: &outbound)
                }
                unsafe outbound.append(bytes)
                unsafe connection.queued(outbound.count - queued)
                return true
            }
        }
        if isQueued == true { unsafe compression.isUsed = true }
        return isQueued == true
    }

    /// What the handler wants to be sent before the first message, and how messages are compressed, if some are or
    /// may be.
    func openingFields(with own: OwnFields?) -> OwnFields? {
        guard let answer = unsafe compression.answer, let wireProtocol = unsafe head.wireProtocol else {
            return own
        }
        let mayFollow = unsafe head.isEnveloped && head.kind?.givesOneResponse == false
        guard unsafe compression.isUsed || mayFollow else { return own }
        var own = own ?? OwnFields()
        own.response.appendReserved(wireProtocol.encodingField, answer.name)
        return own
    }
}
