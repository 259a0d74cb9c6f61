// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// What everything on one loop shares, so that no connection and no call has to own it.
@safe
final class LoopResources {
    /// Where sockets read to; consumed before the next read.
    let readBuffer: UnsafeMutableRawBufferPointer
    /// Where TLS decrypts a record to; consumed before the next one.
    let decrypted: UnsafeMutableRawBufferPointer
    /// Where a connection gathers the frames of a turn before it writes them.
    @exclusivity(unchecked) var output = ByteBuffer()

    /// Where messages are written before they go to their stream.
    let scratch = MessageScratch()
    /// What compresses and decompresses them, where they are.
    private(set) lazy var compressor = MessageCompressor()
    /// Memory for nghttp2.
    let sessionMemory = SessionMemory()
    /// The time of day for answers of HTTP/1.1.
    let date = HTTPDate()
    /// What is counted.
    let counters = LoopCounters()
    /// What is measured of calls, where that is wanted; set before the loop has a thread.
    var callMetrics: CallMetrics?
    @exclusivity(unchecked) private var retired: [ServerCall] = []

    private static let readBufferSize = 128 << 10
    /// Bytes in a record of TLS (RFC 8446, 5.1).
    private static let largestRecord = 16 << 10

    init() {
        unsafe readBuffer = .allocate(byteCount: Self.readBufferSize, alignment: 16)
        unsafe decrypted = .allocate(byteCount: Self.largestRecord, alignment: 16)
    }

    deinit {
        unsafe readBuffer.deallocate()
        unsafe decrypted.deallocate()
    }

    /// An object for a new call, an old one if that is not known to anybody any more.
    func call(on loop: EventLoop) -> ServerCall {
        while unsafe !retired.isEmpty {
            let last = unsafe retired.count - 1
            let isFree = unsafe isKnownUniquelyReferenced(&retired[last])
            let call = unsafe retired.removeLast()
            if isFree {
                call.prepareForReuse()
                return call
            }
        }
        return ServerCall(loop: loop)
    }

    /// Takes a call that is over.
    func retire(_ call: ServerCall) {
        if unsafe retired.count < Self.retiredCalls { unsafe retired.append(call) }
    }

    /// As many as are answered in one turn under load.
    private static let retiredCalls = 512
}

/// A buffer that messages are serialized into.
@usableFromInline
final class MessageScratch {
    @exclusivity(unchecked) @usableFromInline var writer = WireWriter(capacity: 4096)

    init() {}

    /// Gives back the memory that an unusually large message has taken.
    func trim() {
        unsafe writer.removeAll(keepingCapacity: writer.count <= 64 << 10)
    }
}
