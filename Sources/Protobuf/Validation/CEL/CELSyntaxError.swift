// SPDX-License-Identifier: Apache-2.0

/// Why a text is not a CEL expression, and where.
public struct CELSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, in a sentence without the place.
    public let message: String
    /// Where, in bytes from the start of the text.
    public let offset: Int
    /// The line, from 1.
    public let line: Int
    /// The column in code points, from 1.
    public let column: Int

    init(_ message: String, at offset: Int, in source: [UInt8]) {
        self.message = message
        self.offset = offset
        let before = source[..<min(offset, source.count)]
        line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        // Continuation bytes of UTF-8 do not begin a code point.
        column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
    }

    /// Place and message.
    public var description: String { "\(line):\(column): \(message)" }
}
