// SPDX-License-Identifier: Apache-2.0

/// Calls, and the macros that look like calls.
extension CELParser {
    /// A call whose opening parenthesis was read; `start` is where its name stands.
    mutating func call(
        _ name: String, target: CELExpression?, at start: Int
    ) throws(CELSyntaxError) -> CELExpression {
        let arguments = try expressions(until: .closeParenthesis, allowsTrailingComma: false)
        if let macro = try macro(name, target: target, arguments: arguments, at: start) { return macro }
        let position = target?.offset ?? start
        let children = (target.map { [$0] } ?? []) + arguments
        // `math.greatest(…)` and the like: a function whose name has a namespace.
        if let path = target?.path, let function = CELFunction(rawValue: path + "." + name) {
            return try node(.call(function, target: nil, arguments: arguments), at: position, over: arguments)
        }
        guard let function = CELFunction(rawValue: name) else { throw failure("unknown function '\(name)'", at: start) }
        guard function.accepts(arguments: arguments.count, hasTarget: target != nil) else {
            throw failure("'\(name)' cannot be called like this with \(arguments.count) arguments", at: start)
        }
        return try node(.call(function, target: target, arguments: arguments), at: position, over: children)
    }

    private func macro(
        _ name: String, target: CELExpression?, arguments: [CELExpression], at start: Int
    ) throws(CELSyntaxError) -> CELExpression? {
        guard let target else {
            return name == "has" && arguments.count == 1 ? try has(arguments[0], at: start) : nil
        }
        typealias Macro = CELExpression.Comprehension.Macro
        switch (name, arguments.count) {
        case ("all", 2), ("exists", 2), ("exists_one", 2), ("existsOne", 2), ("filter", 2), ("map", 2):
            let macro: Macro = name == "existsOne" ? .existsOne : Macro(rawValue: name)!
            return try comprehension(macro, target, arguments, variables: 1, hasCondition: false)
        case ("map", 3): return try comprehension(.map, target, arguments, variables: 1, hasCondition: true)
        case ("all", 3), ("exists", 3), ("exists_one", 3), ("existsOne", 3):
            let macro: Macro = name == "existsOne" ? .existsOne : Macro(rawValue: name)!
            return try comprehension(macro, target, arguments, variables: 2, hasCondition: false)
        case ("transformList", 3), ("transformList", 4), ("transformMap", 3), ("transformMap", 4):
            let macro: Macro = name == "transformMap" ? .transformMap : .map
            return try comprehension(macro, target, arguments, variables: 2, hasCondition: arguments.count == 4)
        default: return nil
        }
    }

    private func has(_ argument: CELExpression, at start: Int) throws(CELSyntaxError) -> CELExpression {
        guard case .select(let operand, let field, _) = argument.kind else {
            throw failure("has() asks for a field: has(a.b)", at: argument.offset)
        }
        return try node(.has(operand: operand, field: field), at: start, over: [operand])
    }

    private func comprehension(
        _ macro: CELExpression.Comprehension.Macro, _ range: CELExpression, _ arguments: [CELExpression],
        variables: Int, hasCondition: Bool
    ) throws(CELSyntaxError) -> CELExpression {
        var names: [String] = []
        for argument in arguments.prefix(variables) {
            guard case .name(let name, false) = argument.kind else {
                throw failure("the variable of a macro must be a simple name", at: argument.offset)
            }
            guard !names.contains(name) else {
                throw failure("both variables of the macro have one name", at: argument.offset)
            }
            names.append(name)
        }
        let value = CELExpression.Comprehension(
            macro: macro, range: range, variable: names[0], second: variables == 2 ? names[1] : nil,
            condition: hasCondition ? arguments[variables] : nil, body: arguments[arguments.count - 1])
        return try node(.comprehension(value), at: range.offset, over: [range] + arguments.dropFirst(variables))
    }
}
