// SPDX-License-Identifier: Apache-2.0

/// A lexical element of CEL and where it begins.
struct CELToken {
    enum Kind: Equatable {
        case identifier(String)
        /// A field name in backticks.
        case quoted(String)
        /// The digits of an integer; its sign, if any, is a symbol before it.
        case integer(UInt64)
        case unsigned(UInt64)
        case double(Double)
        case string(String)
        case bytes([UInt8])
        case symbol(Symbol)
        case end
    }

    enum Symbol: String {
        case dot = "."
        case comma = ","
        case colon = ":"
        case question = "?"
        case openParenthesis = "("
        case closeParenthesis = ")"
        case openBracket = "["
        case closeBracket = "]"
        case openBrace = "{"
        case closeBrace = "}"
        case plus = "+"
        case minus = "-"
        case times = "*"
        case divide = "/"
        case remainder = "%"
        case not = "!"
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case and = "&&"
        case or = "||"
    }

    let kind: Kind
    let offset: Int

    /// The token as an error names it.
    var description: String {
        switch kind {
        case .identifier(let name): "'\(name)'"
        case .quoted(let name): "'`\(name)`'"
        case .integer, .unsigned, .double: "a number"
        case .string: "a string"
        case .bytes: "bytes"
        case .symbol(let symbol): "'\(symbol.rawValue)'"
        case .end: "the end"
        }
    }
}
