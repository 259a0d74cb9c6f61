// SPDX-License-Identifier: Apache-2.0

/// A value of CEL.
public enum CELValue: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case list([CELValue])
    case map(CELMap)
    case timestamp(CELTimestamp)
    case duration(CELDuration)
    case message(any CELMessage)
    case type(String)

    /// The name of the value's type as `type()` gives it.
    public var typeName: String {
        switch self {
        case .null: "null_type"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .list: "list"
        case .map: "map"
        case .timestamp: "google.protobuf.Timestamp"
        case .duration: "google.protobuf.Duration"
        case .message(let message): message.typeName
        case .type: "type"
        }
    }

    /// The value that a name of a type stands for, if it is one of CEL's own.
    static func builtinType(_ name: String) -> CELValue? {
        builtinTypes.contains(name) ? .type(name) : nil
    }

    private static let builtinTypes: Set<String> = [
        "null_type", "bool", "int", "uint", "double", "string", "bytes", "list", "map", "type",
        "google.protobuf.Timestamp", "google.protobuf.Duration",
    ]
}

/// A message as CEL sees it: fields by name.
public protocol CELMessage: Sendable {
    /// The message's full name.
    var typeName: String { get }

    /// The field's value, its default if it is not set; nothing if there is no such field.
    func celField(_ name: String) -> CELValue?

    /// Whether the field is set (repeated ones: not empty); nothing if there is no such field.
    func celHas(_ name: String) -> Bool?

    /// Whether the other message is of the same type and has the same content.
    func celEquals(_ other: any CELMessage) -> Bool

    /// About how much work it is to compare the message, in steps.
    var celWeight: Int { get }
}

/// What the names in an expression stand for, as far as it does not declare them itself.
public protocol CELNames: Sendable {
    /// The value of a variable.
    func celVariable(_ name: String) -> CELValue?

    /// The value of a name of the schema: a message type or an enum value, by its full name.
    func celConstant(_ name: String) -> CELValue?

    /// A message of that type with these fields; nothing if there is no such type.
    func celMessage(_ type: String, fields: [(name: String, value: CELValue)]) throws(CELError) -> CELValue?
}

extension CELNames {
    /// No names of a schema.
    public func celConstant(_ name: String) -> CELValue? { nil }

    /// No message types.
    public func celMessage(
        _ type: String, fields: [(name: String, value: CELValue)]
    ) throws(CELError) -> CELValue? { nil }
}

/// Variables with their values, and no other names.
public struct CELVariables: CELNames {
    private let values: [String: CELValue]

    /// These variables and no others.
    public init(_ values: [String: CELValue] = [:]) {
        self.values = values
    }

    /// The variable of that name.
    public func celVariable(_ name: String) -> CELValue? { values[name] }
}

/// Why the evaluation of an expression has no value.
public struct CELError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, in a sentence.
    public let message: String
    /// Whether the evaluation was ended because it took too long; `||` and `&&` do not absorb that.
    public let isExhausted: Bool

    init(_ message: String, isExhausted: Bool = false) {
        self.message = message
        self.isExhausted = isExhausted
    }

    /// The message.
    public var description: String { message }

    static func noOverload(_ operation: String, _ operands: CELValue...) -> CELError {
        CELError("no such overload: \(operation)(\(operands.map(\.typeName).joined(separator: ", ")))")
    }

    static func overflow(_ type: String) -> CELError { CELError("\(type) overflow") }

    static func noField(_ name: String) -> CELError { CELError("no such field '\(name)'") }
}
