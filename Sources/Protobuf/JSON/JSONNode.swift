// SPDX-License-Identifier: Apache-2.0

/// A JSON value and where in the text it stood.
public struct JSONNode: Sendable {
    /// The value.
    public var value: JSONValue
    /// Offset of its first byte in the text.
    public var offset: Int
}

/// A JSON value; numbers are kept as they were written, so that nothing is lost before the type of
/// the field is known.
public enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONNode])
    case object([JSONMember])

    /// What kind of value this is, for messages to people.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

/// One `"key": value` of an object, in the order of the text.
public struct JSONMember: Sendable {
    /// The key, escapes undone.
    public var key: String
    /// Offset of the key's opening quote.
    public var offset: Int
    /// The value.
    public var value: JSONNode
}

/// A string that is equal to another only if the bytes are: `String` itself compares by canonical
/// equivalence, which neither JSON keys nor protobuf map keys do.
package struct ExactString: Hashable, Sendable {
    package let text: String

    package init(_ text: String) { self.text = text }

    package static func == (left: ExactString, right: ExactString) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
        hasher.combine(0xFF as UInt8)
    }
}
