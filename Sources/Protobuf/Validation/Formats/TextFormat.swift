// SPDX-License-Identifier: Apache-2.0

/// The forms that a text can be asked to have, as protovalidate defines them. All work on UTF-8.
public enum TextFormat {}

extension Span<UInt8> {
    /// The position of the first such byte.
    func first(_ byte: UInt8, from start: Int = 0) -> Int? {
        var position = start
        while position < count {
            if self[position] == byte { return position }
            position += 1
        }
        return nil
    }

    /// The position of the last such byte.
    func last(_ byte: UInt8) -> Int? {
        var position = count - 1
        while position >= 0 {
            if self[position] == byte { return position }
            position -= 1
        }
        return nil
    }

    /// Whether each byte passes.
    func all(_ passes: (UInt8) -> Bool) -> Bool {
        var position = 0
        while position < count {
            if !passes(self[position]) { return false }
            position += 1
        }
        return true
    }

    /// What stands from here to there.
    @_lifetime(copy self)
    func part(_ start: Int, _ end: Int) -> Span<UInt8> { extracting(start..<end) }

    /// What stands from here on.
    @_lifetime(copy self)
    func rest(_ start: Int) -> Span<UInt8> { extracting(start..<count) }
}

extension UInt8 {
    var isASCIIAlphanumeric: Bool { isASCIIDigit || isASCIILetter }

    var isHexadecimal: Bool { hexadecimalValue != nil }
}
