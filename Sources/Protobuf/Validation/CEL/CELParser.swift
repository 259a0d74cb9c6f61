// SPDX-License-Identifier: Apache-2.0

/// Builds the tree of an expression from its text, by recursive descent over operators and climbing
/// over their precedence.
struct CELParser {
    /// How deep a tree may get. CEL asks for 12 levels of nesting and 24 operators in a row.
    static let depthLimit = 120
    /// How long a text may be, in bytes.
    static let lengthLimit = 100_000

    var lexer: CELLexer
    var token: CELToken
    private var nesting = 0

    /// Parses a whole text.
    static func parse(_ text: String) throws(CELSyntaxError) -> CELExpression {
        let source = Array(text.utf8)
        guard source.count <= lengthLimit else {
            throw CELSyntaxError("expression longer than \(lengthLimit) bytes", at: lengthLimit, in: source)
        }
        var parser = try CELParser(CELLexer(source))
        let expression = try parser.expression()
        guard parser.token.kind == .end else { throw parser.unexpected("an operator or the end") }
        return expression
    }

    private init(_ lexer: CELLexer) throws(CELSyntaxError) {
        self.lexer = lexer
        token = try self.lexer.next()
    }

    // MARK: - Operators

    /// `or ["?" or ":" expression]`
    mutating func expression() throws(CELSyntaxError) -> CELExpression {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= Self.depthLimit else { throw failure("nested too deeply") }
        let condition = try disjunction()
        guard try take(.question) else { return condition }
        let then = try disjunction()
        try expect(.colon)
        let otherwise = try expression()
        return try node(
            .conditional(condition: condition, then: then, otherwise: otherwise), at: condition.offset,
            over: [condition, then, otherwise])
    }

    private mutating func disjunction() throws(CELSyntaxError) -> CELExpression {
        let first = try conjunction()
        var terms = [first]
        while try take(.or) { terms.append(try conjunction()) }
        return terms.count == 1 ? first : try node(.any(terms), at: first.offset, over: terms)
    }

    private mutating func conjunction() throws(CELSyntaxError) -> CELExpression {
        let first = try binary(minimum: 1)
        var terms = [first]
        while try take(.and) { terms.append(try binary(minimum: 1)) }
        return terms.count == 1 ? first : try node(.all(terms), at: first.offset, over: terms)
    }

    private mutating func binary(minimum: Int) throws(CELSyntaxError) -> CELExpression {
        var left = try unary()
        while let symbol = self.operator, symbol.precedence >= minimum {
            try advance()
            let right = try binary(minimum: symbol.precedence + 1)
            left = try node(.binary(symbol, left, right), at: left.offset, over: [left, right])
        }
        return left
    }

    /// The operator that the current token is.
    private var `operator`: CELExpression.Operator? {
        switch token.kind {
        case .symbol(let symbol): CELExpression.Operator(rawValue: symbol.rawValue)
        case .identifier("in"): .in
        default: nil
        }
    }

    private mutating func unary() throws(CELSyntaxError) -> CELExpression {
        let start = token.offset
        guard token.kind == .symbol(.not) || token.kind == .symbol(.minus) else { return try member() }
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= Self.depthLimit else { throw failure("nested too deeply") }
        if try take(.not) {
            let operand = try unary()
            return try node(.not(operand), at: start, over: [operand])
        }
        try advance()
        if let literal = try negativeLiteral(at: start) { return try members(of: literal) }
        let operand = try unary()
        return try node(.negate(operand), at: start, over: [operand])
    }

    /// A number right behind a minus: the smallest integer has no positive counterpart.
    private mutating func negativeLiteral(at start: Int) throws(CELSyntaxError) -> CELExpression? {
        let value: CELValue
        switch token.kind {
        case .integer(let magnitude):
            guard magnitude <= UInt64(Int64.max) + 1 else { throw failure("number too large for 64 bits") }
            value = .int(Int64(truncatingIfNeeded: 0 &- magnitude))
        case .double(let magnitude): value = .double(-magnitude)
        default: return nil
        }
        try advance()
        return CELExpression(.literal(value), at: start)
    }

    // MARK: - Tokens

    mutating func advance() throws(CELSyntaxError) {
        token = try lexer.next()
    }

    /// Steps over the symbol if it is next.
    mutating func take(_ symbol: CELToken.Symbol) throws(CELSyntaxError) -> Bool {
        guard token.kind == .symbol(symbol) else { return false }
        try advance()
        return true
    }

    mutating func expect(_ symbol: CELToken.Symbol) throws(CELSyntaxError) {
        guard try take(symbol) else { throw unexpected("'\(symbol.rawValue)'") }
    }

    func unexpected(_ wanted: String) -> CELSyntaxError {
        failure("expected \(wanted), found \(token.description)")
    }

    func failure(_ message: String) -> CELSyntaxError {
        failure(message, at: token.offset)
    }

    func failure(_ message: String, at offset: Int) -> CELSyntaxError {
        lexer.failure(message, at: offset)
    }

    /// A node over others, if that does not make the tree too deep.
    func node(
        _ kind: CELExpression.Kind, at offset: Int, over children: [CELExpression]
    ) throws(CELSyntaxError) -> CELExpression {
        let node = CELExpression(kind, at: offset, over: children)
        guard node.depth <= Self.depthLimit else { throw failure("nested too deeply", at: offset) }
        return node
    }
}
