// SPDX-License-Identifier: Apache-2.0

/// The type of an expression as far as it is known before evaluation.
public indirect enum CELType: Sendable, Hashable, CustomStringConvertible {
    /// Only known when the expression is evaluated.
    case dyn
    case null
    case bool
    case int
    case uint
    case double
    case string
    case bytes
    case list(CELType)
    case map(CELType, CELType)
    case timestamp
    case duration
    /// A message, by its full name.
    case message(String)
    case type

    /// As errors name it.
    public var description: String {
        switch self {
        case .dyn: "dyn"
        case .null: "null_type"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .list(let element): "list(\(element))"
        case .map(let key, let value): "map(\(key), \(value))"
        case .timestamp: "google.protobuf.Timestamp"
        case .duration: "google.protobuf.Duration"
        case .message(let name): name
        case .type: "type"
        }
    }

    var isNumber: Bool { self == .int || self == .uint || self == .double }

    /// Whether a value of this type could be one of that type.
    func couldBe(_ other: CELType) -> Bool {
        switch (self, other) {
        case (.dyn, _), (_, .dyn): true
        // Messages can be absent, and unset wrappers are null.
        case (.null, .message), (.message, .null), (.null, .timestamp), (.null, .duration): true
        case (.timestamp, .null), (.duration, .null): true
        case (.list(let left), .list(let right)): left.couldBe(right)
        case (.map(let leftKey, let leftValue), .map(let rightKey, let rightValue)):
            leftKey.couldBe(rightKey) && leftValue.couldBe(rightValue)
        default: self == other
        }
    }

    /// The type of something that is one or the other.
    func joined(with other: CELType) -> CELType { self == other ? self : .dyn }
}

/// What is known of the names in an expression before it is evaluated.
public protocol CELDeclarations {
    /// The type of a variable.
    func celType(ofVariable name: String) -> CELType?

    /// The type of a name of the schema: an enum value or a message type.
    func celType(ofConstant name: String) -> CELType?

    /// The type of a message's field; nothing if it has no such field.
    func celType(ofField field: String, in message: String) -> CELType?

    /// The type of what `name{…}` makes; nothing if there is no such message.
    func celType(ofMessage name: String) -> CELType?
}
