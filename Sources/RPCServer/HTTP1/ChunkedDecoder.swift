// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Reads a body in chunks (RFC 9112, 7.1), however its bytes are cut.
///
/// Extensions of chunks and trailing fields are read and dropped; nothing here has a use for them. Both
/// are bounded.
package struct ChunkedDecoder {
    private enum State {
        case size
        case extensionText
        case sizeLineFeed
        case data
        case dataCarriageReturn
        case dataLineFeed
        case trailerStart
        case trailer
        case trailerLineFeed
        case endLineFeed
        case finished
    }

    private var state = State.size
    /// What is left of the chunk.
    private var left: UInt64 = 0
    private var digits = 0
    /// Bytes of lines, since the last byte of the body.
    private var lineBytes = 0
    private let lineLimit: Int

    /// - Parameter lineLimit: how many bytes lines may have in a row: sizes with extensions, and
    ///   trailing fields.
    package init(lineLimit: Int) {
        self.lineLimit = lineLimit
    }

    /// Whether the body has ended.
    package var isFinished: Bool { state == .finished }

    /// Reads until the body ends or the bytes do.
    ///
    /// - Returns: how many bytes were taken.
    package mutating func read(
        _ bytes: UnsafeRawBufferPointer, body: (UnsafeRawBufferPointer) -> Void
    ) throws(HTTP1Fault) -> Int {
        var position = 0
        while position < bytes.count, state != .finished {
            if state == .data {
                let count = Int(min(left, UInt64(bytes.count - position)))
                unsafe body(UnsafeRawBufferPointer(rebasing: bytes[position..<position + count]))
                position += count
                left -= UInt64(count)
                lineBytes = 0
                if left == 0 { state = .dataCarriageReturn }
            } else {
                try unsafe take(bytes[position])
                position += 1
            }
        }
        return position
    }

    private mutating func take(_ byte: UInt8) throws(HTTP1Fault) {
        lineBytes += 1
        guard lineBytes <= lineLimit else {
            throw HTTP1Fault(.headerFieldsTooLarge, "the lines between chunks are too long")
        }
        switch state {
        case .size: try takeSize(byte)
        case .extensionText:
            if byte == HTTP1Syntax.carriageReturn {
                state = .sizeLineFeed
            } else if !HTTP1Syntax.isValue(byte) {
                throw .malformed("a chunk's extension holds a control character")
            }
        case .sizeLineFeed:
            try demand(byte, HTTP1Syntax.lineFeed)
            digits = 0
            state = left == 0 ? .trailerStart : .data
        case .dataCarriageReturn:
            try demand(byte, HTTP1Syntax.carriageReturn)
            state = .dataLineFeed
        case .dataLineFeed:
            try demand(byte, HTTP1Syntax.lineFeed)
            state = .size
        case .trailerStart:
            if byte == HTTP1Syntax.carriageReturn {
                state = .endLineFeed
            } else {
                guard HTTP1Syntax.isToken(byte) else { throw .malformed("a trailing field has no name") }
                state = .trailer
            }
        case .trailer:
            if byte == HTTP1Syntax.carriageReturn {
                state = .trailerLineFeed
            } else if !HTTP1Syntax.isValue(byte) {
                throw .malformed("a trailing field holds a control character")
            }
        case .trailerLineFeed:
            try demand(byte, HTTP1Syntax.lineFeed)
            state = .trailerStart
        case .endLineFeed:
            try demand(byte, HTTP1Syntax.lineFeed)
            state = .finished
        case .data, .finished: preconditionFailure("the body's own bytes are not taken one by one")
        }
    }

    private mutating func takeSize(_ byte: UInt8) throws(HTTP1Fault) {
        if let digit = byte.hexadecimalValue {
            digits += 1
            // Fifteen digits are more than any body, and cannot overflow.
            guard digits <= 15 else { throw HTTP1Fault(.contentTooLarge, "a chunk's size is too long") }
            left = left << 4 | UInt64(digit)
            return
        }
        guard digits > 0 else { throw .malformed("a chunk has no size") }
        switch byte {
        case HTTP1Syntax.carriageReturn: state = .sizeLineFeed
        case UInt8(ascii: ";"): state = .extensionText
        default: throw .malformed("a chunk's size is no number")
        }
    }

    private func demand(_ byte: UInt8, _ expected: UInt8) throws(HTTP1Fault) {
        if byte != expected { throw .malformed("a chunk does not end where its size says") }
    }
}
