// SPDX-License-Identifier: Apache-2.0

/// Pieces of a text for messages to people.
enum ErrorText {
    /// A byte as it is called in an error.
    static func name(of byte: UInt8) -> String {
        (0x21...0x7E).contains(byte) ? "'\(Character(UnicodeScalar(byte)))'" : "byte 0x" + String(byte, radix: 16)
    }

    /// The step of a path to a map's value: `["energy"]`, `[7]`.
    static func step<Key>(_ key: Key) -> String { "[\((key as? String).map(quoted) ?? "\(key)")]" }

    /// A text as JSON string, cut when long.
    static func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        // By scalars: a single character may have any number of them.
        let scalars = text.unicodeScalars
        writer.string(scalars.count > 64 ? String(scalars.prefix(61)) + "..." : text)
        return writer.text
    }
}
