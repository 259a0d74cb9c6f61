// SPDX-License-Identifier: Apache-2.0

/// The nine bytes before every frame (RFC 9113, 4.1), as far as somebody wants to know them.
package struct FrameHeader: Hashable, Sendable {
    /// The kinds of frames by their numbers.
    package enum Kind {
        static let data: UInt8 = 0
        static let headers: UInt8 = 1
        static let priority: UInt8 = 2
        static let resetStream: UInt8 = 3
        static let settings: UInt8 = 4
        static let ping: UInt8 = 6
        static let goAway: UInt8 = 7
        static let windowUpdate: UInt8 = 8
        static let continuation: UInt8 = 9
    }

    package static let size = 9

    package let length: Int
    package let kind: UInt8
    package let flags: UInt8
    /// The frame's stream; 0 for the connection as a whole.
    package let stream: UInt32
    /// Whether it is wrong whatever its stream's state, and nghttp2 would not look at it: DATA with more
    /// padding than payload (RFC 9113, 6.1), PRIORITY of a stream that depends on itself (RFC 7540, 5.3.1).
    package let isContradictory: Bool

    /// Reads a header, with as many bytes as ``size(of:)`` says.
    package init(_ bytes: UnsafeRawBufferPointer) {
        // Length, kind and flags in one word.
        let word = unsafe UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
        length = Int(truncatingIfNeeded: word >> 40)
        kind = UInt8(truncatingIfNeeded: word >> 32)
        flags = UInt8(truncatingIfNeeded: word >> 24)
        stream = unsafe Self.stream(in: bytes, at: 5)
        isContradictory =
            unsafe kind == Kind.priority || flags & Self.padded != 0
            ? Self.isContradictory(bytes, length: length, stream: stream) : false
    }

    private static func isContradictory(_ bytes: UnsafeRawBufferPointer, length: Int, stream: UInt32) -> Bool {
        switch unsafe size(of: bytes) {
        case prioritySize: unsafe Self.stream(in: bytes, at: size) == stream
        case paddedSize: unsafe Int(bytes[size]) >= length
        default: false
        }
    }

    /// How many bytes are wanted of a frame that begins with these, at least ``size`` of them: more than the
    /// header where the beginning of the payload counts.
    @inline(__always)
    static func size(of bytes: UnsafeRawBufferPointer) -> Int {
        switch unsafe bytes[3] {
        case Kind.data where unsafe bytes[4] & padded != 0 && length(in: bytes) > 0: paddedSize
        case Kind.priority where unsafe length(in: bytes) == 5: prioritySize
        default: size
        }
    }

    private static let padded: UInt8 = 8
    /// With the length of the padding.
    private static let paddedSize = 10
    /// With the stream that is depended on.
    private static let prioritySize = 13

    private static func length(in bytes: UnsafeRawBufferPointer) -> Int {
        unsafe Int(bytes[0]) << 16 | Int(bytes[1]) << 8 | Int(bytes[2])
    }

    /// A number of 31 bits: the highest one is reserved, or means something else.
    private static func stream(in bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt32 {
        unsafe UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)) & 0x7FFF_FFFF
    }

    /// Whether END_HEADERS is set: the last frame of a header block.
    package var endsBlock: Bool { flags & 4 != 0 }

    /// Whether END_STREAM, or ACK for SETTINGS and PING, is set: the same bit.
    package var hasFirstFlag: Bool { flags & 1 != 0 }
}

/// Follows the frames in a stream of bytes without understanding them.
///
/// nghttp2 must never see less than a whole frame header: it counts a CONTINUATION header that
/// arrives byte by byte many times against its limit. What is less is held back here.
package struct FrameGate {
    private var payloadLeft: Int
    private var held: (UInt64, UInt64) = (0, 0)
    private var heldCount = 0

    /// - Parameter prefaceLength: bytes that come before the first frame.
    package init(prefaceLength: Int) {
        payloadLeft = prefaceLength
    }

    /// Hands on all bytes that do not end within a frame header, in one or two pieces, and tells of
    /// every frame that begins in them before its bytes are handed on.
    package mutating func admit<Failure: Error>(
        _ bytes: UnsafeRawBufferPointer, frame: (FrameHeader) -> Void,
        feed: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        var bytes = unsafe bytes
        if heldCount > 0 {
            guard unsafe completeHeld(from: &bytes) else { return }
            let count = heldCount
            heldCount = 0
            let header = unsafe withUnsafeBytes(of: &held) { unsafe FrameHeader($0) }
            payloadLeft = header.length - (count - FrameHeader.size)
            frame(header)
            var copy = held
            try unsafe Self.feedHeader(&copy, count, feed)
        }
        var end = min(payloadLeft, bytes.count)
        payloadLeft -= end
        while payloadLeft == 0 && bytes.count - end >= FrameHeader.size {
            let start = unsafe UnsafeRawBufferPointer(rebasing: bytes[end...])
            guard unsafe start.count >= FrameHeader.size(of: start) else { break }
            let header = unsafe FrameHeader(start)
            frame(header)
            let present = min(header.length, bytes.count - end - FrameHeader.size)
            payloadLeft = header.length - present
            end += FrameHeader.size + present
        }
        if end < bytes.count { unsafe hold(UnsafeRawBufferPointer(rebasing: bytes[end...])) }
        if end > 0 { try unsafe feed(UnsafeRawBufferPointer(rebasing: bytes[..<end])) }
    }

    private static func feedHeader<Failure: Error>(
        _ header: inout (UInt64, UInt64), _ count: Int, _ feed: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        try unsafe withUnsafeBytes(of: &header) { (all) throws(Failure) in
            try unsafe feed(UnsafeRawBufferPointer(rebasing: all[..<count]))
        }
    }

    private mutating func hold(_ bytes: UnsafeRawBufferPointer) {
        unsafe withUnsafeMutableBytes(of: &held) { unsafe $0.copyMemory(from: bytes) }
        heldCount = bytes.count
    }

    private mutating func completeHeld(from bytes: inout UnsafeRawBufferPointer) -> Bool {
        while heldCount < wantedCount {
            let taken = min(wantedCount - heldCount, bytes.count)
            guard taken > 0 else { return false }
            let start = heldCount
            unsafe withUnsafeMutableBytes(of: &held) { target in
                for index in 0..<taken { unsafe target[start + index] = bytes[index] }
            }
            heldCount += taken
            unsafe bytes = UnsafeRawBufferPointer(rebasing: bytes[taken...])
        }
        return true
    }

    /// How many bytes are to be held before they are handed on.
    private var wantedCount: Int {
        mutating get {
            guard heldCount >= FrameHeader.size else { return FrameHeader.size }
            return unsafe withUnsafeBytes(of: &held) { unsafe FrameHeader.size(of: $0) }
        }
    }
}
