// SPDX-License-Identifier: Apache-2.0
import CZstd

/// Compresses messages to single frames of Zstandard.
@safe
final class ZstdCompressor {
    private let context: OpaquePointer

    /// zstd's own default.
    private static let level: Int32 = 3

    init() {
        guard let made = unsafe ZSTD_createCCtx() else { preconditionFailure("no memory for zstd") }
        unsafe context = unsafe made
    }

    deinit {
        unsafe ZSTD_freeCCtx(context)
    }

    /// Appends the compressed message; false if it is no shorter than the message.
    func compress(_ message: UnsafeRawBufferPointer, into buffer: inout ByteBuffer) -> Bool {
        unsafe buffer.append(upTo: max(0, message.count - 1)) { space in
            let size = unsafe ZSTD_compressCCtx(
                context, space.baseAddress, space.count, message.baseAddress, message.count, Self.level)
            return ZSTD_isError(size) == 0 ? size : 0
        } > 0
    }
}

/// Decompresses messages from frames of Zstandard. Straight into the result: however large a window the
/// frame asks for, no memory is taken for it.
@safe
final class ZstdDecompressor {
    private let context: OpaquePointer

    /// What is tried first for a frame that does not tell its size.
    private static let smallestStep = 16 << 10

    init() {
        guard let made = unsafe ZSTD_createDCtx() else { preconditionFailure("no memory for zstd") }
        unsafe context = unsafe made
    }

    deinit {
        unsafe ZSTD_freeDCtx(context)
    }

    /// Appends a decompressed message.
    func decompress(
        _ bytes: UnsafeRawBufferPointer, limit: Int, into buffer: inout ByteBuffer
    ) throws(DecompressionFault) {
        // What a frame says of its size is a hint: the bound of blocks is 128 KiB for each of their 3 bytes.
        let told = unsafe ZSTD_getFrameContentSize(bytes.baseAddress, bytes.count)
        if told == UInt64.max - 1 { throw .malformed }
        if told != UInt64.max, told > UInt64(limit) { throw .tooLarge }
        var size = told == UInt64.max ? min(limit, max(Self.smallestStep, 4 * bytes.count)) : Int(told)
        while true {
            var result = 0
            unsafe buffer.append(upTo: size) { space in
                result = unsafe ZSTD_decompressDCtx(
                    context, space.baseAddress, space.count, bytes.baseAddress, bytes.count)
                return ZSTD_isError(result) == 0 ? result : 0
            }
            if ZSTD_isError(result) == 0 { return }
            guard ZSTD_getErrorCode(result) == ZSTD_error_dstSize_tooSmall else { throw .malformed }
            if size >= limit { throw .tooLarge }
            size = min(limit, max(Self.smallestStep, 2 * size))
        }
    }
}
