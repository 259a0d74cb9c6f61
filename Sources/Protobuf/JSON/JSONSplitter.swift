// SPDX-License-Identifier: Apache-2.0

/// Cuts a stream of JSON values that follow one another into the text of each, as the bytes arrive,
/// so that a call can send its first message before the second has been typed.
public struct JSONSplitter {
    private var buffer: [UInt8] = []
    private var scanned = 0
    private var depth = 0
    private var inString = false
    private var escaped = false
    private var position = JSONPosition()

    /// One value's text, and where in the stream it starts.
    public struct Piece: Sendable {
        /// The value's bytes, white space around it left out.
        public var bytes: [UInt8]
        /// Where the value starts.
        public var start: JSONPosition
    }

    /// A splitter that has seen nothing.
    public init() {}

    /// Adds bytes of the stream.
    public mutating func append(_ bytes: some Sequence<UInt8>) { buffer += bytes }

    /// The next value, if all of it is there; `atEnd` says that no more bytes will come, and lets an
    /// unfinished value out, for the parser to complain of.
    public mutating func next(atEnd: Bool) -> Piece? {
        dropWhiteSpace()
        while scanned < buffer.count {
            let byte = buffer[scanned]
            if endsBefore(byte) { return take(scanned) }
            scanned += 1
            if endsAfter(byte) { return take(scanned) }
        }
        return atEnd && !buffer.isEmpty ? take(buffer.count) : nil
    }

    private static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// A scalar outside of brackets ends where white space or another value begins.
    private func endsBefore(_ byte: UInt8) -> Bool {
        guard depth == 0, !inString, scanned > 0 else { return false }
        return Self.isWhiteSpace(byte)
            || [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\"")].contains(byte)
    }

    private mutating func endsAfter(_ byte: UInt8) -> Bool {
        if inString {
            if escaped {
                escaped = false
            } else if byte == UInt8(ascii: "\\") {
                escaped = true
            } else if byte == UInt8(ascii: "\"") {
                inString = false
                return depth == 0
            }
            return false
        }
        switch byte {
        case UInt8(ascii: "\""): inString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            depth -= 1
            return depth <= 0
        default: break
        }
        return false
    }

    private mutating func dropWhiteSpace() {
        guard scanned == 0 else { return }
        let blanks = buffer.prefix { Self.isWhiteSpace($0) }.count
        position.advance(over: buffer[..<blanks])
        buffer.removeFirst(blanks)
    }

    private mutating func take(_ count: Int) -> Piece {
        let piece = Piece(bytes: Array(buffer[..<count]), start: position)
        position.advance(over: buffer[..<count])
        buffer.removeFirst(count)
        (scanned, depth, inString, escaped) = (0, 0, false, false)
        return piece
    }
}
