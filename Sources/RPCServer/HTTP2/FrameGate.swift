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

    /// Reads a header, with as many bytes as ``size(at:)`` says.
    @inline(__always)
    init(at start: UnsafeRawPointer) {
        // Length, kind and flags in one word.
        let word = unsafe Self.word(at: start)
        length = Self.length(word)
        kind = Self.kind(word)
        flags = Self.flags(word)
        stream = unsafe Self.stream(at: start + 5)
        isContradictory =
            Self.mayNeedPayload(word) ? unsafe Self.isContradictory(start, length: length, stream: stream) : false
    }

    private static func isContradictory(_ start: UnsafeRawPointer, length: Int, stream: UInt32) -> Bool {
        switch unsafe size(at: start) {
        case prioritySize: unsafe Self.stream(at: start + size) == stream
        case paddedSize: unsafe Int((start + size).load(as: UInt8.self)) >= length
        default: false
        }
    }

    /// How many bytes are wanted of a frame that begins there, at least ``size`` of which can be read: more than
    /// the header where the beginning of the payload counts.
    @inline(__always)
    static func size(at start: UnsafeRawPointer) -> Int {
        let word = unsafe word(at: start)
        return mayNeedPayload(word) ? size(word) : size
    }

    private static func size(_ word: UInt64) -> Int {
        switch kind(word) {
        case Kind.data where length(word) > 0: paddedSize
        case Kind.priority where length(word) == 5: prioritySize
        default: size
        }
    }

    /// Whether a frame is PRIORITY, or padded.
    private static func mayNeedPayload(_ word: UInt64) -> Bool {
        kind(word) == Kind.priority || flags(word) & padded != 0
    }

    private static let padded: UInt8 = 8
    /// With the length of the padding.
    private static let paddedSize = 10
    /// With the stream that is depended on.
    private static let prioritySize = 13

    private static func word(at start: UnsafeRawPointer) -> UInt64 {
        unsafe UInt64(bigEndian: start.loadUnaligned(as: UInt64.self))
    }

    private static func length(_ word: UInt64) -> Int { Int(truncatingIfNeeded: word >> 40) }
    private static func kind(_ word: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: word >> 32) }
    private static func flags(_ word: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: word >> 24) }

    /// A number of 31 bits: the highest one is reserved, or means something else.
    private static func stream(at start: UnsafeRawPointer) -> UInt32 {
        unsafe UInt32(bigEndian: start.loadUnaligned(as: UInt32.self)) & 0x7FFF_FFFF
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
            let header = unsafe withUnsafePointer(to: held) { unsafe FrameHeader(at: UnsafeRawPointer($0)) }
            payloadLeft = header.length - (count - FrameHeader.size)
            frame(header)
            var copy = held
            try unsafe Self.feedHeader(&copy, count, feed)
        }
        var end = min(payloadLeft, bytes.count)
        payloadLeft -= end
        while payloadLeft == 0, case let left = bytes.count - end, left >= FrameHeader.size {
            // What has bytes has an address.
            let start = unsafe bytes.baseAddress.unsafelyUnwrapped + end
            guard unsafe left >= FrameHeader.size(at: start) else { break }
            let header = unsafe FrameHeader(at: start)
            frame(header)
            let present = min(header.length, left - FrameHeader.size)
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
        guard heldCount >= FrameHeader.size else { return FrameHeader.size }
        return unsafe withUnsafePointer(to: held) { unsafe FrameHeader.size(at: UnsafeRawPointer($0)) }
    }
}
