// SPDX-License-Identifier: Apache-2.0

/// A CEL expression, ready to be evaluated as often as wanted.
public struct CELProgram: Sendable {
    /// What was parsed.
    public let source: String
    /// The tree of it.
    public let expression: CELExpression
    /// The package or message in whose scope names are looked up; may be empty.
    public let container: String
    /// The patterns of `matches` that stand in the text, compiled.
    let patterns: [Int: RegularExpression]

    /// Parses an expression.
    public init(_ source: String, container: String = "") throws(CELSyntaxError) {
        self.source = source
        self.container = container
        let tree = try CELParser.parse(source)
        expression = tree
        var patterns: [Int: RegularExpression] = [:]
        try Self.compilePatterns(of: tree, source, into: &patterns)
        self.patterns = patterns
    }

    /// The value for these names. `budget` limits the work: about one unit for each node that is
    /// evaluated and for each element or byte that is made or looked at.
    public func evaluate(_ names: some CELNames, budget: Int = CELProgram.defaultBudget) throws(CELError) -> CELValue {
        try evaluate(expression, names, budget: budget)
    }

    /// The value of a part of the expression that stands in no comprehension.
    package func evaluate(
        _ part: CELExpression, _ names: some CELNames, budget: Int = CELProgram.defaultBudget
    ) throws(CELError) -> CELValue {
        var interpreter = CELInterpreter(program: self, names: names, budget: budget)
        return try interpreter.evaluate(part)
    }

    /// An error at a place of the text.
    package func error(_ message: String, at offset: Int) -> CELSyntaxError {
        CELSyntaxError(message, at: offset, in: Array(source.utf8))
    }

    /// Enough for a million simple steps.
    public static let defaultBudget = 1_000_000

    private static func compilePatterns(
        of expression: CELExpression, _ source: String, into patterns: inout [Int: RegularExpression]
    ) throws(CELSyntaxError) {
        if case .call(.matches, _, let arguments) = expression.kind, let pattern = arguments.last,
            case .literal(.string(let text)) = pattern.kind
        {
            do throws(RegularExpression.Failure) {
                patterns[pattern.offset] = try RegularExpression(text)
            } catch {
                throw CELSyntaxError("pattern: \(error.message)", at: pattern.offset, in: Array(source.utf8))
            }
        }
        for child in expression.children { try compilePatterns(of: child, source, into: &patterns) }
    }
}

extension CELExpression {
    /// The nodes directly below, in the order of the text.
    public var children: [CELExpression] {
        switch kind {
        case .literal, .name: []
        case .select(let operand, _, _), .has(let operand, _), .negate(let operand), .not(let operand): [operand]
        case .index(let operand, let index): [operand, index]
        case .call(_, let target, let arguments): (target.map { [$0] } ?? []) + arguments
        case .binary(_, let left, let right): [left, right]
        case .all(let terms), .any(let terms), .list(let terms): terms
        case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
        case .map(let entries): entries.flatMap { [$0.key, $0.value] }
        case .message(_, let fields): fields.map(\.value)
        case .comprehension(let value): [value.range] + (value.condition.map { [$0] } ?? []) + [value.body]
        }
    }
}
