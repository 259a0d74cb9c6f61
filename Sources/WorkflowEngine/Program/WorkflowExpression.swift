// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// An expression of a workflow: CEL over the values of steps.
struct WorkflowExpression: Sendable {
    private let program: CELProgram

    /// Work that one evaluation may take; about as many simple steps.
    private static let budget = 100_000

    /// - Parameter names: the variables that are known where the expression stands.
    /// - Throws: what is wrong, as a sentence.
    init(_ source: String, names: Set<String>) throws(WorkflowExpressionError) {
        do throws(CELSyntaxError) {
            program = try CELProgram(source)
            _ = try program.check(Declarations(names: names))
        } catch {
            throw WorkflowExpressionError(description: "\(error)")
        }
    }

    /// The value.
    func value(_ scope: WorkflowScope) throws(WorkflowExpressionError) -> WorkflowValue {
        try value(of: program.expression, scope)
    }

    /// Whether it holds; anything but true and false is an error.
    func holds(_ scope: WorkflowScope) throws(WorkflowExpressionError) -> Bool {
        try holds(program.expression, scope)
    }

    /// Values that are only named are handed on as they are: making CEL's maps of an answer, and JSON of these,
    /// takes longer than all the rest of a short run.
    private func value(
        of expression: CELExpression, _ scope: WorkflowScope
    ) throws(WorkflowExpressionError) -> WorkflowValue {
        if let value = Self.named(expression, scope) { return value }
        if case .conditional(let condition, let then, let otherwise) = expression.kind {
            return try value(of: try holds(condition, scope) ? then : otherwise, scope)
        }
        guard let value = WorkflowValue(try computed(expression, scope)) else {
            throw WorkflowExpressionError(description: "\(program.source): has no form in JSON")
        }
        return value
    }

    /// What an expression names: a variable, or a member of one.
    private static func named(_ expression: CELExpression, _ scope: WorkflowScope) -> WorkflowValue? {
        switch expression.kind {
        case .name(let name, _): scope.value(named: name)
        case .select(let operand, let field, _): named(operand, scope)?[field]
        default: nil
        }
    }

    private func holds(
        _ expression: CELExpression, _ scope: WorkflowScope
    ) throws(WorkflowExpressionError) -> Bool {
        if case .boolValue(let holds)? = Self.named(expression, scope)?.json.kind { return holds }
        guard case .bool(let holds) = try computed(expression, scope) else {
            throw WorkflowExpressionError(description: "\(program.source): is neither true nor false")
        }
        return holds
    }

    private func computed(
        _ expression: CELExpression, _ scope: WorkflowScope
    ) throws(WorkflowExpressionError) -> CELValue {
        do throws(CELError) {
            return try program.evaluate(expression, scope, budget: Self.budget)
        } catch {
            throw WorkflowExpressionError(description: "\(program.source): \(error)")
        }
    }

    private struct Declarations: CELDeclarations {
        let names: Set<String>

        func celType(ofVariable name: String) -> CELType? { names.contains(name) ? .dyn : nil }
        func celType(ofConstant name: String) -> CELType? { nil }
        func celType(ofField field: String, in message: String) -> CELType? { nil }
        func celType(ofMessage name: String) -> CELType? { nil }
    }
}

/// Why an expression is none, or has no value.
struct WorkflowExpressionError: Error, CustomStringConvertible {
    let description: String
}
