// SPDX-License-Identifier: Apache-2.0

/// Cuts text into the tokens of the text format. White space and comments behind a token are skipped
/// with it, so that `peek` is always the first byte of the next one.
struct TextScanner {
    let bytes: [UInt8]
    private(set) var index = 0
    /// Start of the token that was taken last.
    private(set) var start = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        skipSpace()
    }

    /// The next token's first byte; nil at the end of the text.
    var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    func error(_ reason: String) -> TextFormatError { TextFormatError(reason, at: index) }

    /// What stands here, for messages to people.
    var found: String {
        guard let peek else { return "the end of the text" }
        guard peek > 0x20, peek < 0x7F else { return "byte \(peek)" }
        return "'\(Character(UnicodeScalar(peek)))'"
    }

    // MARK: - Space

    mutating func skipSpace() {
        while let byte = peek {
            switch byte {
            case UInt8(ascii: " "), 0x09...0x0D: index += 1
            case UInt8(ascii: "#"): skipComment()
            default: return
            }
        }
    }

    private mutating func skipComment() {
        while let byte = peek, byte != UInt8(ascii: "\n") { index += 1 }
    }

    // MARK: - Tokens

    /// Steps over one byte, if it comes next.
    mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        start = index
        index += 1
        skipSpace()
        return true
    }

    /// Letters, digits and underscores, not a digit first; nil if something else comes next.
    mutating func identifier() -> String? {
        guard let first = peek, Self.isIdentifier(first), !Self.isDigit(first) else { return nil }
        start = index
        while let byte = peek, Self.isIdentifier(byte) { index += 1 }
        defer { skipSpace() }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    /// What stands in brackets: an extension's name or the URL of a type. White space and comments may
    /// stand anywhere in it.
    mutating func bracketedName() throws(TextFormatError) -> String {
        _ = take(UInt8(ascii: "["))
        var name: [UInt8] = []
        while let byte = peek, byte != UInt8(ascii: "]") {
            guard Self.isNameByte(byte) else { throw error("unexpected \(found) in a name in brackets") }
            if byte == UInt8(ascii: "%") {
                guard index + 2 < bytes.count, bytes[index + 1].hexadecimalValue != nil,
                    bytes[index + 2].hexadecimalValue != nil
                else { throw error("expected two hexadecimal digits after '%'") }
            }
            name.append(byte)
            index += 1
            skipSpace()
        }
        guard !name.isEmpty else { throw error("expected a name in brackets") }
        guard take(UInt8(ascii: "]")) else { throw error("expected ']'") }
        return String(decoding: name, as: UTF8.self)
    }

    /// Moves on by bytes of a literal, without skipping space.
    mutating func advance(_ count: Int = 1) { index += count }

    /// Marks where a literal begins.
    mutating func begin() { start = index }

    // MARK: - Bytes

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    static func isIdentifier(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
    }

    static func isOctal(_ byte: UInt8) -> Bool { (0x30...0x37).contains(byte) }

    /// Bytes of an extension's name, and of a URL without scheme.
    private static let nameBytes = Set("-./~!$&()*+,;=%".utf8)
    private static func isNameByte(_ byte: UInt8) -> Bool { isIdentifier(byte) || nameBytes.contains(byte) }
}
