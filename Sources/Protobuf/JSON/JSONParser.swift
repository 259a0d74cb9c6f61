// SPDX-License-Identifier: Apache-2.0

/// Reads JSON text (RFC 8259) strictly: UTF-8 and surrogates are checked, keys may not repeat,
/// nesting is limited, and nothing but white space may follow the value.
public struct JSONParser {
    /// Objects and arrays that may be open at once, unless the caller says otherwise. A message may
    /// nest 100 deep, and each level may be an element of an array.
    public static let defaultDepth = 200

    let bytes: [UInt8]
    var index = 0
    var remainingDepth: Int

    init(_ bytes: [UInt8], depth: Int) {
        self.bytes = bytes
        remainingDepth = depth
    }

    /// The one value in a text.
    public static func parse(_ bytes: [UInt8], depth: Int = defaultDepth) throws(JSONError) -> JSONNode {
        var parser = JSONParser(bytes, depth: depth)
        do throws(JSONError) {
            let node = try parser.value()
            parser.skipWhiteSpace()
            guard parser.index == bytes.count else { throw parser.error("unexpected text after the value") }
            return node
        } catch {
            throw error.located(in: bytes)
        }
    }

    /// The one value in a text.
    public static func parse(_ text: String, depth: Int = defaultDepth) throws(JSONError) -> JSONNode {
        try parse(Array(text.utf8), depth: depth)
    }

    // MARK: - Values

    mutating func value() throws(JSONError) -> JSONNode {
        skipWhiteSpace()
        let start = index
        guard let byte = peek else { throw error("expected a value, found the end of the text") }
        let value: JSONValue =
            switch byte {
            case UInt8(ascii: "{"): try object()
            case UInt8(ascii: "["): try array()
            case UInt8(ascii: "\""): .string(try string())
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): .number(try number())
            case UInt8(ascii: "t"): try keyword("true", .bool(true))
            case UInt8(ascii: "f"): try keyword("false", .bool(false))
            case UInt8(ascii: "n"): try keyword("null", .null)
            default: throw error("expected a value, found \(Self.name(of: byte))")
            }
        return JSONNode(value: value, offset: start)
    }

    private mutating func object() throws(JSONError) -> JSONValue {
        try enter()
        var members: [JSONMember] = []
        var keys: Set<ExactString> = []
        if !take(UInt8(ascii: "}")) {
            repeat {
                let member = try member()
                guard keys.insert(ExactString(member.key)).inserted else {
                    throw JSONError("duplicate key \(Self.quoted(member.key))", at: member.offset)
                }
                members.append(member)
            } while try more(until: UInt8(ascii: "}"))
        }
        remainingDepth += 1
        return .object(members)
    }

    private mutating func member() throws(JSONError) -> JSONMember {
        skipWhiteSpace()
        let offset = index
        guard peek == UInt8(ascii: "\"") else { throw error("expected a key in double quotes") }
        let key = try string()
        guard take(UInt8(ascii: ":")) else { throw error("expected ':' after the key \(Self.quoted(key))") }
        return JSONMember(key: key, offset: offset, value: try value())
    }

    private mutating func array() throws(JSONError) -> JSONValue {
        try enter()
        var elements: [JSONNode] = []
        if !take(UInt8(ascii: "]")) {
            repeat { elements.append(try value()) } while try more(until: UInt8(ascii: "]"))
        }
        remainingDepth += 1
        return .array(elements)
    }

    /// Steps over an opening bracket.
    private mutating func enter() throws(JSONError) {
        guard remainingDepth > 0 else { throw error("nested too deeply") }
        remainingDepth -= 1
        index += 1
    }

    /// Whether a comma says that another element follows, or the closing bracket that none does.
    private mutating func more(until close: UInt8) throws(JSONError) -> Bool {
        if take(UInt8(ascii: ",")) { return true }
        if take(close) { return false }
        throw error("expected ',' or '\(Character(UnicodeScalar(close)))'")
    }

    private mutating func keyword(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        let letters = Array(word.description.utf8)
        guard bytes[index...].starts(with: letters) else { throw error("expected \(word)") }
        index += letters.count
        return value
    }

    // MARK: - Characters

    var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    mutating func skipWhiteSpace() {
        while index < bytes.count, Self.isWhiteSpace(bytes[index]) { index += 1 }
    }

    /// Steps over white space and then the byte, if it is there.
    private mutating func take(_ byte: UInt8) -> Bool {
        skipWhiteSpace()
        guard peek == byte else { return false }
        index += 1
        return true
    }

    func error(_ reason: String) -> JSONError {
        peek == nil && !reason.hasSuffix("text")
            ? JSONError(reason + ", found the end of the text", at: index) : JSONError(reason, at: index)
    }

    static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    static func name(of byte: UInt8) -> String {
        (0x21...0x7E).contains(byte) ? "'\(Character(UnicodeScalar(byte)))'" : "byte 0x" + String(byte, radix: 16)
    }

    /// Text for an error message: escaped, and cut when long.
    static func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.string(text.unicodeScalars.count > 64 ? String(text.prefix(61)) + "..." : text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
