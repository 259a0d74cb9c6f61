// SPDX-License-Identifier: Apache-2.0

/// Why a compressed message cannot be read.
package enum DecompressionFault: Error {
    /// It would be longer than allowed.
    case tooLarge
    /// It is not what it is said to be, or something follows it.
    case malformed
}

/// Compresses and decompresses single messages, with memory and contexts that are used again and again: one
/// for each loop, made when first needed. Confined to the loop's thread.
@safe
package final class MessageCompressor {
    /// The result of the last call; valid until the next one.
    @exclusivity(unchecked) private var result = ByteBuffer()
    private lazy var gzip = Deflater(.gzip)
    private lazy var zlib = Deflater(.zlib)
    private lazy var inflater = Inflater()
    private lazy var zstdCompressor = ZstdCompressor()
    private lazy var zstdDecompressor = ZstdDecompressor()

    /// Memory kept from one message to the next.
    private static let keptBytes = 64 << 10

    package init() {}

    /// Compresses a message, and lends the result; nil if it would be no shorter.
    package func compress<Value>(
        _ message: UnsafeRawBufferPointer, _ compression: MessageCompression,
        _ body: (UnsafeRawBufferPointer) -> Value
    ) -> Value? {
        trim()
        defer { trim() }
        let isShorter =
            switch compression {
            case .zstd: unsafe zstdCompressor.compress(message, into: &result)
            case .gzip: unsafe gzip.compress(message, into: &result)
            case .deflate: unsafe zlib.compress(message, into: &result)
            }
        return unsafe isShorter ? body(result.bytes) : nil
    }

    /// Decompresses a message.
    ///
    /// - Parameter limit: no memory is taken for more bytes than that.
    /// - Returns: the message, valid until the next call; let ``trim()`` follow when it has been used.
    package func decompress(
        _ bytes: UnsafeRawBufferPointer, _ compression: MessageCompression, limit: Int
    ) throws(DecompressionFault) -> UnsafeRawBufferPointer {
        trim()
        do throws(DecompressionFault) {
            switch compression {
            case .zstd: try unsafe zstdDecompressor.decompress(bytes, limit: limit, into: &result)
            case .gzip: try unsafe inflater.decompress(bytes, .gzip, limit: limit, into: &result)
            case .deflate: try unsafe inflater.decompress(bytes, .zlib, limit: limit, into: &result)
            }
        } catch {
            trim()
            throw error
        }
        return unsafe result.bytes
    }

    /// Gives back the memory that an unusually large message has taken.
    package func trim() {
        unsafe result.removeAll(keepingUpTo: Self.keptBytes)
    }
}
