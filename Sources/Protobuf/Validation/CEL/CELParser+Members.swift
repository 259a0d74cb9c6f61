// SPDX-License-Identifier: Apache-2.0

/// Names, literals, aggregates, and what hangs on them: fields, indices, calls.
extension CELParser {
    private static let keywords: Set<String> = ["false", "in", "null", "true"]
    private static let reserved: Set<String> = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop",
        "package", "namespace", "return", "var", "void", "while",
    ]

    mutating func member() throws(CELSyntaxError) -> CELExpression {
        try members(of: try primary())
    }

    /// What follows an operand: `.field`, `.method()`, `[index]`, `{fields}`.
    mutating func members(of operand: CELExpression) throws(CELSyntaxError) -> CELExpression {
        var result = operand
        while true {
            if try take(.dot) {
                result = try selection(from: result)
            } else if try take(.openBracket) {
                if token.kind == .symbol(.question) { throw failure("optional values are not supported") }
                let index = try expression()
                try expect(.closeBracket)
                result = try node(.index(operand: result, index: index), at: result.offset, over: [result, index])
            } else if token.kind == .symbol(.openBrace), let type = result.path {
                try advance()
                result = try message(type, at: result.offset)
            } else {
                return result
            }
        }
    }

    private mutating func selection(from operand: CELExpression) throws(CELSyntaxError) -> CELExpression {
        if token.kind == .symbol(.question) { throw failure("optional values are not supported") }
        let position = token.offset
        let (name, isQuoted) = try fieldName()
        if !isQuoted, try take(.openParenthesis) {
            return try call(name, target: operand, at: position)
        }
        let path = isQuoted ? nil : operand.path.map { $0 + "." + name }
        return try node(
            .select(operand: operand, field: name, path: path), at: operand.offset, over: [operand])
    }

    /// A name behind a dot or in a message literal; reserved words are allowed, keywords are not.
    private mutating func fieldName() throws(CELSyntaxError) -> (name: String, isQuoted: Bool) {
        switch token.kind {
        case .identifier(let name) where !Self.keywords.contains(name):
            try advance()
            return (name, false)
        case .quoted(let name):
            try advance()
            return (name, true)
        default: throw unexpected("a field name")
        }
    }

    // MARK: - Primaries

    private mutating func primary() throws(CELSyntaxError) -> CELExpression {
        let start = token.offset
        switch token.kind {
        case .integer(let value):
            guard let signed = Int64(exactly: value) else { throw failure("number too large for 64 bits") }
            return try literal(.int(signed))
        case .unsigned(let value): return try literal(.uint(value))
        case .double(let value): return try literal(.double(value))
        case .string(let value): return try literal(.string(value))
        case .bytes(let value): return try literal(.bytes(value))
        case .identifier("true"): return try literal(.bool(true))
        case .identifier("false"): return try literal(.bool(false))
        case .identifier("null"): return try literal(.null)
        case .identifier: return try name(isRooted: false, at: start)
        case .symbol(.dot):
            try advance()
            return try name(isRooted: true, at: start)
        case .symbol(.openParenthesis):
            try advance()
            let inner = try expression()
            try expect(.closeParenthesis)
            return inner
        case .symbol(.openBracket):
            try advance()
            let elements = try expressions(until: .closeBracket, allowsTrailingComma: true)
            return try node(.list(elements), at: start, over: elements)
        case .symbol(.openBrace):
            try advance()
            return try map(at: start)
        default: throw unexpected("an expression")
        }
    }

    private mutating func literal(_ value: CELValue) throws(CELSyntaxError) -> CELExpression {
        let result = CELExpression(.literal(value), at: token.offset)
        try advance()
        return result
    }

    private mutating func name(isRooted: Bool, at start: Int) throws(CELSyntaxError) -> CELExpression {
        guard case .identifier(let name) = token.kind, !Self.keywords.contains(name) else {
            throw unexpected("a name")
        }
        guard !Self.reserved.contains(name) else { throw failure("'\(name)' is a reserved word") }
        try advance()
        if try take(.openParenthesis) { return try call(name, target: nil, at: start) }
        return CELExpression(.name(name, isRooted: isRooted), at: start)
    }

    mutating func expressions(
        until end: CELToken.Symbol, allowsTrailingComma: Bool
    ) throws(CELSyntaxError) -> [CELExpression] {
        var result: [CELExpression] = []
        if try take(end) { return result }
        while true {
            if token.kind == .symbol(.question) { throw failure("optional values are not supported") }
            result.append(try expression())
            if try take(end) { return result }
            guard try take(.comma) else { throw unexpected("',' or '\(end.rawValue)'") }
            if allowsTrailingComma, try take(end) { return result }
        }
    }

    private mutating func map(at start: Int) throws(CELSyntaxError) -> CELExpression {
        var entries: [CELExpression.Entry] = []
        while !(try take(.closeBrace)) {
            if token.kind == .symbol(.question) { throw failure("optional values are not supported") }
            let key = try expression()
            try expect(.colon)
            entries.append(.init(key: key, value: try expression()))
            if try take(.closeBrace) { break }
            guard try take(.comma) else { throw unexpected("',' or '}'") }
        }
        return try node(.map(entries), at: start, over: entries.flatMap { [$0.key, $0.value] })
    }

    private mutating func message(_ type: String, at start: Int) throws(CELSyntaxError) -> CELExpression {
        var fields: [CELExpression.FieldValue] = []
        while !(try take(.closeBrace)) {
            if token.kind == .symbol(.question) { throw failure("optional values are not supported") }
            let name = try fieldName().name
            try expect(.colon)
            fields.append(.init(name: name, value: try expression()))
            if try take(.closeBrace) { break }
            guard try take(.comma) else { throw unexpected("',' or '}'") }
        }
        return try node(.message(type: type, fields: fields), at: start, over: fields.map(\.value))
    }
}

extension CELExpression {
    /// The dotted name that this node could be.
    var path: String? {
        switch kind {
        case .name(let name, let isRooted): isRooted ? "." + name : name
        case .select(_, _, let path): path
        default: nil
        }
    }
}
