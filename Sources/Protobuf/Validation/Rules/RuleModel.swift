// SPDX-License-Identifier: Apache-2.0

/// What the schema demands of a message type, read from its options once. The model says what is
/// asked and not how it is checked: an interpreter and a code generator share it.
public struct MessageRules: Sendable {
    /// The message's type.
    public let descriptor: MessageDescriptor
    /// CEL rules over the message as `this`.
    public var expressions: [ExpressionRule] = []
    /// Groups of fields of which at most one may be set.
    public var groups: [FieldGroup] = []
    /// Names of the oneofs of which one member must be set.
    public var requiredOneofs: [RequiredOneof] = []
    /// The fields that have rules or hold messages, in the order of the schema.
    public var fields: [FieldRules] = []

    /// Fields of which at most one may be set, without being a oneof on the wire.
    public struct FieldGroup: Sendable {
        /// The fields.
        public let fields: [FieldDescriptor]
        /// Whether one must be set.
        public let isRequired: Bool
    }

    /// A oneof of which one member must be set.
    public struct RequiredOneof: Sendable {
        /// Its name.
        public let name: String
        /// Its members.
        public let fields: [FieldDescriptor]
    }

    init(_ descriptor: MessageDescriptor) {
        self.descriptor = descriptor
    }
}

/// What the schema demands of a field.
public struct FieldRules: Sendable {
    /// The field.
    public let field: FieldDescriptor
    /// Whether it must be set.
    public let isRequired: Bool
    /// Whether its rules are skipped while it is not set (or empty, or zero).
    public let isSkippedUnset: Bool
    /// What its value must fulfil.
    public let value: ValueRules
    /// The way to `required`.
    package let requiredPath: [FieldPathElement]
}

/// What the schema demands of a value: of a field, or of an element, key or value of one.
public struct ValueRules: Sendable {
    /// Rules of the value's type.
    public var checks: [StandardRule] = []
    /// CEL rules over the value as `this`.
    public var expressions: [ExpressionRule] = []
    /// Rules of the elements of a list, or of the values of a map.
    public var elements: [ValueRules] = []
    /// Rules of the keys of a map.
    public var keys: [ValueRules] = []
    /// Whether the value is skipped if it is zero or empty: elements, keys and values only.
    public var isSkippedWhenZero = false
    /// Whether the value is never looked at: elements, keys and values only.
    public var isIgnored = false
    /// The type of the value if it is a message with rules of its own.
    public var message: MessageDescriptor?

    init() {}

    /// Whether nothing is asked.
    var isEmpty: Bool {
        checks.isEmpty && expressions.isEmpty && elements.isEmpty && keys.isEmpty && message == nil
    }
}

/// A rule written in CEL.
public struct ExpressionRule: Sendable {
    /// The rule's id; for a bare expression its text.
    public let id: String
    /// What a person reads; empty for what the expression gives.
    public let message: String
    /// The expression.
    public let program: CELProgram
    /// The way from `FieldRules` to the rule; empty for rules of messages.
    public let path: [FieldPathElement]
    /// For a predefined rule: the message of rules that it stands in, and its own value there.
    package let rules: CELValue?
    package let rule: CELValue?
}

/// A rule that `buf.validate` defines.
public struct StandardRule: Sendable {
    /// The way from `FieldRules` to the rule.
    public let path: [FieldPathElement]
    /// The name of the type of rules, which ids begin with: `string`.
    public let type: String
    /// What is asked.
    public let check: Check

    /// The things that can be asked of a value.
    public enum Check: Sendable {
        /// Is this value.
        case const(CELValue)
        /// Lies between bounds.
        case range(lower: Bound?, upper: Bound?)
        /// Is one of these.
        case `in`([CELValue])
        /// Is none of these.
        case notIn([CELValue])
        /// Is neither infinite nor NaN.
        case finite
        /// Is a number that the enum declares.
        case definedOnly(EnumDescriptor)
        /// Has a length.
        case length(Measure, Comparison, UInt64)
        /// Has a match of the pattern.
        case pattern(Pattern)
        /// Begins with, ends with, contains or does not contain.
        case affix(Affix, CELValue)
        /// Is of a well-known form.
        case form(Form)
        /// Has no two equal elements.
        case unique
        /// Is an `Any` of one of these types.
        case typeIn([String])
        /// Is an `Any` of none of these types.
        case typeNotIn([String])
        /// Is this set of paths.
        case maskConst([String])
        /// Has only paths in or under these.
        case maskIn([String])
        /// Has no paths in or under these.
        case maskNotIn([String])
        /// Is not after now.
        case beforeNow
        /// Is not before now.
        case afterNow
        /// Is at most this far from now.
        case withinNow(CELDuration)
    }

    /// An end of a range.
    public struct Bound: Sendable {
        /// The value.
        public let value: CELValue
        /// Whether the value itself is allowed.
        public let isInclusive: Bool
    }

    /// What is counted.
    public enum Measure: String, Sendable {
        case characters
        case bytes
        case items
        case pairs
    }

    /// How a length is compared.
    public enum Comparison: Sendable { case exactly, atLeast, atMost }

    /// Where a part stands.
    public enum Affix: String, Sendable {
        case prefix
        case suffix
        case contains
        case notContains = "not_contains"
    }

    /// A compiled pattern.
    public struct Pattern: Sendable {
        /// Its text.
        public let text: String
        let expression: RegularExpression
    }
}
