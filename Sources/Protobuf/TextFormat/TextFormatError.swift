// SPDX-License-Identifier: Apache-2.0

/// Why text was refused as a message in protobuf's text format, with the place.
public struct TextFormatError: Error, Hashable, Sendable {
    /// What is wrong, as a phrase: `expected a field name`.
    public var reason: String
    /// Offset of the first offending byte in the text.
    public var offset: Int
    /// Line of that byte, from 1; 0 while the text is not known.
    public var line = 0
    /// Column of that byte in Unicode scalars, from 1; 0 while the text is not known.
    public var column = 0
    /// Path of the field, `teams[1].agents`; empty for the message itself.
    public var path = ""

    init(_ reason: String, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    /// The same error with line and column worked out from the text that it came from.
    func located(in text: borrowing [UInt8]) -> TextFormatError {
        var error = self
        (error.line, error.column) = (1, 1)
        for index in 0..<min(offset, text.count) {
            if text[index] == UInt8(ascii: "\n") {
                error.line += 1
                error.column = 1
            } else if text[index] & 0xC0 != 0x80 {  // continuation bytes do not start a scalar
                error.column += 1
            }
        }
        return error
    }

    /// The same error, seen from one level further out.
    func within(_ step: String) -> TextFormatError {
        var error = self
        error.path = path.isEmpty ? step : step + "." + path
        return error
    }
}

extension TextFormatError: CustomStringConvertible {
    /// `line 3, column 12: teams[1].name: expected a string`.
    public var description: String {
        let place = line > 0 ? "line \(line), column \(column): " : ""
        return place + (path.isEmpty ? "" : path + ": ") + reason
    }
}
