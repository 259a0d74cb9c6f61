// SPDX-License-Identifier: Apache-2.0

/// What everything on one loop shares, so that no connection and no call has to own it.
@safe
final class LoopResources {
    /// Where sockets read to; consumed before the next read.
    let readBuffer: UnsafeMutableRawBufferPointer
    /// Where a connection gathers the frames of a turn before it writes them.
    var output = ByteBuffer()

    private static let readBufferSize = 128 << 10

    init() {
        unsafe readBuffer = .allocate(byteCount: Self.readBufferSize, alignment: 16)
    }

    deinit {
        unsafe readBuffer.deallocate()
    }
}
