// SPDX-License-Identifier: Apache-2.0

/// The five bytes before each message: flags, and the length with the most significant byte first.
/// gRPC, gRPC-Web and Connect's streams share them.
package enum Envelope {
    package static let prefixSize = 5
    /// The flag of a message that is compressed.
    package static let compressedFlag: UInt8 = 1

    /// Writes the prefix of a message that follows.
    @inline(__always)
    static func writePrefix(flags: UInt8, length: Int, to buffer: inout ByteBuffer) {
        buffer.append(flags)
        buffer.append(bigEndian: UInt32(length))
    }

    /// Writes something whole, such as the end of a call where a protocol has that in the body.
    static func write(_ text: [UInt8], flags: UInt8, to buffer: inout ByteBuffer) {
        writePrefix(flags: flags, length: text.count, to: &buffer)
        unsafe text.withUnsafeBytes { unsafe buffer.append($0) }
    }

    /// What stands in the way of a message.
    package enum Fault: Error {
        /// Longer than allowed.
        case tooLarge(Int)
        /// Compressed, though nothing says how.
        case compressed
        /// Flags that nobody has defined.
        case unknownFlags
    }
}

/// Received bytes cut into messages. Every message lies in one piece, and nothing is reserved for
/// bytes that have only been promised: the buffer grows with what arrives.
package struct MessageBuffer: ~Copyable {
    /// How many whole messages are there.
    package private(set) var messageCount = 0
    private var bytes = ByteBuffer()
    /// Where the message begins that is not whole yet.
    private var partial = 0
    /// What stands before each message.
    private var prefixSize = Envelope.prefixSize
    /// Whether messages may be compressed, or the only one is, if it has no prefix.
    package var acceptsCompressed = false

    /// How many bytes are there, whole messages or not.
    package var byteCount: Int { bytes.count }

    /// Whether there is a part of a message that is not whole.
    package var hasPartial: Bool { partial < bytes.count }

    /// Adds bytes, and looks at the prefixes among them.
    package mutating func append(_ received: UnsafeRawBufferPointer, limit: Int) throws(Envelope.Fault) {
        unsafe bytes.append(received)
        while bytes.count - partial >= Envelope.prefixSize {
            let length = unsafe try Self.length(
                UnsafeRawBufferPointer(rebasing: bytes.bytes[partial...]), limit: limit,
                acceptsCompressed: acceptsCompressed)
            guard bytes.count - partial - Envelope.prefixSize >= length else { return }
            partial += Envelope.prefixSize + length
            messageCount += 1
        }
    }

    /// Adds bytes of a message without a prefix, the only one.
    package mutating func appendToWhole(_ received: UnsafeRawBufferPointer, limit: Int) throws(Envelope.Fault) {
        guard bytes.count + received.count <= limit else { throw .tooLarge(bytes.count + received.count) }
        unsafe bytes.append(received)
    }

    /// All bytes of a message without a prefix are there, be they none.
    package mutating func endWhole() {
        prefixSize = 0
        partial = bytes.count
        messageCount = 1
    }

    /// The first message without its prefix, as long as nothing is changed.
    ///
    /// - Precondition: there is one.
    package var firstMessage: UnsafeRawBufferPointer {
        let all = unsafe bytes.bytes
        return unsafe UnsafeRawBufferPointer(rebasing: all[prefixSize..<firstSize])
    }

    /// Whether the first message is compressed.
    ///
    /// - Precondition: there is one.
    package var isFirstCompressed: Bool {
        guard acceptsCompressed else { return false }
        return unsafe prefixSize == 0 || bytes.bytes[0] == Envelope.compressedFlag
    }

    /// Takes the first message away, and says how many bytes that were.
    package mutating func dropFirst() -> Int {
        let size = firstSize
        bytes.removeFirst(size)
        partial -= size
        messageCount -= 1
        return size
    }

    private var firstSize: Int {
        precondition(messageCount > 0, "no message is there")
        guard prefixSize > 0 else { return bytes.count }
        let length = unsafe bytes.bytes.loadUnaligned(fromByteOffset: 1, as: UInt32.self)
        return Envelope.prefixSize + Int(UInt32(bigEndian: length))
    }

    /// Forgets everything; keeps memory up to a limit.
    package mutating func removeAll(keepingUpTo limit: Int) {
        bytes.removeAll(keepingUpTo: limit)
        partial = 0
        messageCount = 0
        prefixSize = Envelope.prefixSize
        acceptsCompressed = false
    }

    private static func length(
        _ prefix: UnsafeRawBufferPointer, limit: Int, acceptsCompressed: Bool
    ) throws(Envelope.Fault) -> Int {
        switch unsafe prefix[0] {
        case 0: break
        case Envelope.compressedFlag where acceptsCompressed: break
        case Envelope.compressedFlag: throw .compressed
        default: throw .unknownFlags
        }
        let length = unsafe Int(UInt32(bigEndian: prefix.loadUnaligned(fromByteOffset: 1, as: UInt32.self)))
        if length > limit { throw .tooLarge(length) }
        return length
    }
}
