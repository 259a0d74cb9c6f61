// SPDX-License-Identifier: Apache-2.0

/// Pieces of a text for messages to people.
enum ErrorText {
    /// A byte as it is called in an error.
    static func name(of byte: UInt8) -> String {
        (0x21...0x7E).contains(byte) ? "'\(Character(UnicodeScalar(byte)))'" : "byte 0x" + String(byte, radix: 16)
    }

    /// A text as JSON string, cut when long.
    static func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.string(text.unicodeScalars.count > 64 ? String(text.prefix(61)) + "..." : text)
        return writer.text
    }
}
