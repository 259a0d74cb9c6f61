// SPDX-License-Identifier: Apache-2.0

/// A node of a parsed CEL expression. It says what the text means and nothing of how it is carried
/// out, so that an interpreter and a code generator can both start from it.
public final class CELExpression: Sendable {
    /// What the node is.
    public let kind: Kind
    /// Where it begins in the text, in bytes.
    public let offset: Int
    /// How many levels of nodes there are from here down.
    public let depth: Int

    init(_ kind: Kind, at offset: Int, over children: [CELExpression] = []) {
        self.kind = kind
        self.offset = offset
        depth = (children.lazy.map(\.depth).max() ?? 0) + 1
    }

    /// The kinds of node.
    public enum Kind: Sendable {
        /// A literal: null, bool, int, uint, double, string or bytes.
        case literal(CELValue)
        /// A simple name. One with a leading dot is looked up outside of all comprehensions.
        case name(String, isRooted: Bool)
        /// `operand.field`; `path` is the whole dotted name where it could be one.
        case select(operand: CELExpression, field: String, path: String?)
        /// `has(operand.field)`.
        case has(operand: CELExpression, field: String)
        /// `operand[index]`.
        case index(operand: CELExpression, index: CELExpression)
        /// `function(arguments)` or `target.function(arguments)`.
        case call(CELFunction, target: CELExpression?, arguments: [CELExpression])
        /// `-operand`.
        case negate(CELExpression)
        /// `!operand`.
        case not(CELExpression)
        /// An operator of two operands, logical ones aside.
        case binary(Operator, CELExpression, CELExpression)
        /// `a && b && …`
        case all([CELExpression])
        /// `a || b || …`
        case any([CELExpression])
        /// `condition ? then : otherwise`.
        case conditional(condition: CELExpression, then: CELExpression, otherwise: CELExpression)
        /// `[a, b]`.
        case list([CELExpression])
        /// `{a: b}`.
        case map([Entry])
        /// `a.Type{field: value}`.
        case message(type: String, fields: [FieldValue])
        /// `range.macro(variables, …)`.
        case comprehension(Comprehension)
    }

    /// The operators of two operands.
    public enum Operator: String, Sendable {
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case `in` = "in"
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case remainder = "%"

        /// How tightly it binds.
        var precedence: Int {
            switch self {
            case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .in: 1
            case .add, .subtract: 2
            case .multiply, .divide, .remainder: 3
            }
        }
    }

    /// One entry of a map literal.
    public struct Entry: Sendable {
        /// Its key.
        public let key: CELExpression
        /// Its value.
        public let value: CELExpression
    }

    /// One field of a message literal.
    public struct FieldValue: Sendable {
        /// The field's name.
        public let name: String
        /// Its value.
        public let value: CELExpression
    }

    /// A macro that goes over the elements of a list or the keys of a map.
    public struct Comprehension: Sendable {
        /// What is made of the elements.
        public enum Macro: String, Sendable {
            case all
            case exists
            case existsOne = "exists_one"
            case filter
            case map
            case transformMap
        }

        /// What is made of the elements.
        public let macro: Macro
        /// The list or map.
        public let range: CELExpression
        /// The element or key; with a second variable the index or key.
        public let variable: String
        /// The element or the key's value.
        public let second: String?
        /// Which elements `map` takes; all without it.
        public let condition: CELExpression?
        /// What is asked of, or made from, each element.
        public let body: CELExpression
    }
}
