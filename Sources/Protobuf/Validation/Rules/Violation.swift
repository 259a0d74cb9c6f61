// SPDX-License-Identifier: Apache-2.0

/// A rule that a message breaks, with the facts of protovalidate's `buf.validate.Violation`.
public struct Violation: Sendable, Hashable, CustomStringConvertible {
    /// The way from the message to the value; empty for the message itself.
    public var field: [FieldPathElement]
    /// The way from `buf.validate.FieldRules` to the rule; empty for rules of messages and oneofs.
    public var rule: [FieldPathElement]
    /// Name of the rule: `string.min_len`, or the id of a CEL rule.
    public var ruleID: String
    /// What is wrong, for people.
    public var message: String
    /// Whether a map's key broke the rule and not its value.
    public var isForKey: Bool

    /// A violation with these facts.
    public init(
        field: [FieldPathElement] = [], rule: [FieldPathElement] = [], ruleID: String, message: String,
        isForKey: Bool = false
    ) {
        self.field = field
        self.rule = rule
        self.ruleID = ruleID
        self.message = message
        self.isForKey = isForKey
    }

    /// Place and message; for the message as a whole the rule's id stands for the place.
    public var description: String { "\(field.isEmpty ? ruleID : fieldPath): \(message)" }

    /// The way to the value as text: `teams[1].names["a"]`.
    public var fieldPath: String { FieldPathElement.text(field) }

    /// The way to the rule as text: `repeated.items.string.min_len`.
    public var rulePath: String { FieldPathElement.text(rule) }
}

/// A step of a path: a field, and which of its elements.
public struct FieldPathElement: Sendable, Hashable {
    /// Which element of a list or map.
    public enum Subscript: Sendable, Hashable {
        case index(UInt64)
        case bool(Bool)
        case int(Int64)
        case uint(UInt64)
        case string(String)
    }

    /// The field's number; nil for a oneof.
    public var number: Int32?
    /// The field's name, `[pkg.name]` for an extension, or the oneof's.
    public var name: String
    /// The type of the field's values; nil for a oneof.
    public var kind: FieldKind?
    /// The type of a map's keys, where one is picked.
    public var keyKind: FieldKind?
    /// The type of a map's values, where one is picked.
    public var valueKind: FieldKind?
    /// Which element.
    public var element: Subscript?

    /// A oneof.
    init(oneof name: String) {
        self.name = name
    }

    /// A field as a whole.
    init(_ field: FieldDescriptor) {
        number = field.number
        name = field.isExtension ? "[\(field.fullName)]" : field.name
        kind = field.kind
    }

    /// An element of a list.
    init(_ field: FieldDescriptor, index: Int) {
        self.init(field)
        element = .index(UInt64(index))
    }

    /// A value of a map, or its key.
    init(_ field: FieldDescriptor, key: DynamicMapKey) {
        self.init(field)
        keyKind = field.mapKey?.kind
        valueKind = field.mapValue?.kind
        element =
            switch key {
            case .bool(let value): .bool(value)
            case .int32(let value): .int(Int64(value))
            case .int64(let value): .int(value)
            case .uint32(let value): .uint(UInt64(value))
            case .uint64(let value): .uint(value)
            case .string(let value): .string(value)
            }
    }

    static func text(_ path: [FieldPathElement]) -> String {
        path.map { element in
            switch element.element {
            case nil: element.name
            case .index(let value): "\(element.name)[\(value)]"
            case .bool(let value): "\(element.name)[\(value)]"
            case .int(let value): "\(element.name)[\(value)]"
            case .uint(let value): "\(element.name)[\(value)]"
            case .string(let value): "\(element.name)[\(value.quoted)]"
            }
        }.joined(separator: ".")
    }
}

extension String {
    /// In double quotes, with quotes, backslashes and control characters escaped.
    package var quoted: String {
        var result = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\0"..."\u{1F}", "\u{7F}":
                result += (scalar.value < 16 ? "\\x0" : "\\x") + String(scalar.value, radix: 16)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

/// Why rules cannot be used, or why a message could not be judged by them.
public struct ValidationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Whether the rules are wrong, whatever the message is.
    public let isInSchema: Bool
    /// Full name of the message or field that has the rules.
    public let element: String
    /// What is wrong.
    public let reason: String

    init(schema element: String, _ reason: String) {
        isInSchema = true
        self.element = element
        self.reason = reason
    }

    init(evaluating element: String, _ reason: String) {
        isInSchema = false
        self.element = element
        self.reason = reason
    }

    /// Element and reason.
    public var description: String { "\(element): \(reason)" }
}
