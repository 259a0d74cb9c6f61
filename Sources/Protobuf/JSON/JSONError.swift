// SPDX-License-Identifier: Apache-2.0

/// Why JSON text, or the message that it should describe, was refused: with the place in the text
/// and, once the text is being read as a message, the path of the field.
public struct JSONError: Error, Hashable, Sendable {
    /// What is wrong, as a phrase: `unknown field "colour"`.
    public var reason: String
    /// Offset of the first offending byte in the text.
    public var offset: Int
    /// Line of that byte, from 1; 0 while the text is not known.
    public var line = 0
    /// Column of that byte in Unicode scalars, from 1; 0 while the text is not known.
    public var column = 0
    /// Path of the field, `teams[1].agents`; empty for the message itself or plain JSON.
    public var path = ""

    /// An error at a byte of the text.
    public init(_ reason: String, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    /// The same error with line and column worked out from the text it came from.
    public func located(in text: Span<UInt8>, from start: JSONPosition = JSONPosition()) -> JSONError {
        guard line == 0 else { return self }
        var position = start
        for index in 0..<min(offset, text.count) { position.advance(over: text[index]) }
        var error = self
        error.line = position.line
        error.column = position.column
        return error
    }
}

extension JSONError: CustomStringConvertible {
    /// `line 3, column 12: teams[1].name: expected a string`.
    public var description: String {
        let place = line > 0 ? "line \(line), column \(column): " : ""
        return place + (path.isEmpty ? "" : path + ": ") + reason
    }
}

/// A place in a text, counted in lines and Unicode scalars.
public struct JSONPosition: Hashable, Sendable {
    /// Line, from 1.
    public var line = 1
    /// Column, from 1.
    public var column = 1

    /// The start of a text.
    public init() {}

    /// Moves past some bytes of UTF-8.
    public mutating func advance(over bytes: some Sequence<UInt8>) {
        for byte in bytes { advance(over: byte) }
    }

    fileprivate mutating func advance(over byte: UInt8) {
        if byte == UInt8(ascii: "\n") {
            line += 1
            column = 1
        } else if byte & 0xC0 != 0x80 {  // continuation bytes do not start a scalar
            column += 1
        }
    }
}
