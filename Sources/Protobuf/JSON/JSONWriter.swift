// SPDX-License-Identifier: Apache-2.0

/// Writes JSON text: compact, or indented by two spaces a level as people read it.
public struct JSONWriter {
    /// The text so far.
    public private(set) var bytes: [UInt8] = []
    private let pretty: Bool
    /// One entry for each open object or array: whether it has elements already.
    private var open: [Bool] = []

    /// An empty text.
    public init(pretty: Bool = false) { self.pretty = pretty }

    /// Opens an object.
    public mutating func beginObject() { begin(UInt8(ascii: "{")) }
    /// Closes the innermost object.
    public mutating func endObject() { end(UInt8(ascii: "}")) }
    /// Opens an array.
    public mutating func beginArray() { begin(UInt8(ascii: "[")) }
    /// Closes the innermost array.
    public mutating func endArray() { end(UInt8(ascii: "]")) }

    /// Starts the next element of the array that is open.
    public mutating func element() { separate() }

    /// Starts the next member of the object that is open: its value must follow.
    public mutating func key(_ name: String) {
        separate()
        string(name)
        raw(pretty ? ": " : ":")
    }

    /// The literal `null`.
    public mutating func null() { raw("null") }

    /// A boolean.
    public mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

    /// An integer as a number.
    public mutating func integer(_ value: some BinaryInteger) { raw(value.description) }

    /// A 64-bit integer: a string, since readers in JavaScript would round it.
    public mutating func quotedInteger(_ value: some BinaryInteger) { raw("\"" + value.description + "\"") }

    /// A floating-point number in the fewest digits that read back the same; what JSON has no number
    /// for becomes `"NaN"`, `"Infinity"` or `"-Infinity"`.
    public mutating func floating<Value: BinaryFloatingPoint & LosslessStringConvertible>(_ value: Value) {
        if value.isNaN { return raw("\"NaN\"") }
        if value.isInfinite { return raw(value < 0 ? "\"-Infinity\"" : "\"Infinity\"") }
        let text = value.description
        // "-0" would be read as an integer, which has no negative zero, by some.
        raw(text.hasSuffix(".0") && text != "-0.0" ? String(text.dropLast(2)) : text)
    }

    /// A string, escaped where JSON demands it and where a terminal would obey it.
    public mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars { append(scalar) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Bytes, as a string in base64.
    public mutating func base64(_ value: [UInt8]) { raw("\"" + Base64.encode(value) + "\"") }

    // MARK: - Pieces

    private mutating func raw(_ text: String) { bytes += text.utf8 }

    private mutating func begin(_ bracket: UInt8) {
        bytes.append(bracket)
        open.append(false)
    }

    private mutating func end(_ bracket: UInt8) {
        precondition(!open.isEmpty, "no object or array is open")
        if open.removeLast() { breakLine() }
        bytes.append(bracket)
    }

    private mutating func separate() {
        precondition(!open.isEmpty, "an element needs an open object or array")
        if open[open.count - 1] { bytes.append(UInt8(ascii: ",")) }
        open[open.count - 1] = true
        breakLine()
    }

    private mutating func breakLine() {
        guard pretty else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes += [UInt8](repeating: UInt8(ascii: " "), count: 2 * open.count)
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": raw("\\\"")
        case "\\": raw("\\\\")
        case "\n": raw("\\n")
        case "\r": raw("\\r")
        case "\t": raw("\\t")
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
            let hex = String(scalar.value, radix: 16)
            raw("\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex)
        default: bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        }
    }
}
