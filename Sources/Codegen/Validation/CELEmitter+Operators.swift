// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Arithmetic, comparison, logic, elements.
extension CELEmitter {
    func negate(_ operand: CELCode, _ expression: CELExpression) throws(CELSyntaxError) -> CELCode {
        switch operand.type {
        case .double: return CELCode("(-(\(operand.code)))", .double, canFail: operand.canFail)
        case .int:
            return operand.bits < 63
                ? CELCode("(-(\(operand.code)))", .int, canFail: operand.canFail, bits: operand.bits)
                : CELCode("CELRuntime.negate(\(operand.code))", .int, canFail: true)
        case .dyn: return CELCode("CELRuntime.negate(\(operand.code))", .dyn, canFail: true)
        default: throw refusal("the negation of such a value", expression)
        }
    }

    /// CEL's `&&` and `||`: a term that decides wins over errors in others.
    mutating func logic(_ terms: [CELExpression], isAll: Bool) throws(CELSyntaxError) -> CELCode {
        var result = try bool(try emit(terms[0]), terms[0])
        for term in terms.dropFirst() {
            let next = try bool(try emit(term), term)
            let code: String
            if result.canFail {
                let function = isAll ? "and" : "or"
                code = "CELRuntime.\(function)(\(closure(result)), \(closure(next)))"
            } else if next.canFail {
                code = isAll ? "(\(result.code) ? \(next.code) : false)" : "(\(result.code) ? true : \(next.code))"
            } else {
                code = "(\(result.code) \(isAll ? "&&" : "||") \(next.code))"
            }
            result = CELCode(code, .bool, canFail: result.canFail || next.canFail)
        }
        return result
    }

    private func closure(_ code: CELCode) -> String {
        "{ () throws(CELError) -> Bool in \(code.canFail ? "try " : "")\(code.code) }"
    }

    mutating func conditional(
        _ condition: CELExpression, _ then: CELExpression, _ otherwise: CELExpression
    ) throws(CELSyntaxError) -> CELCode {
        let test = try bool(try emit(condition), condition)
        let (first, second) = (try emit(then), try emit(otherwise))
        let canFail = test.canFail || first.canFail || second.canFail
        if let name = first.type.caseName, name == second.type.caseName {
            let bits = max(first.bits, second.bits)
            return CELCode(
                "(\(test.code) ? \(first.code) : \(second.code))", first.type, canFail: canFail, bits: bits)
        }
        let (one, other) = (try dynamic(first, then), try dynamic(second, otherwise))
        return CELCode("(\(test.code) ? \(one) : \(other))", .dyn, canFail: canFail)
    }

    mutating func binary(
        _ symbol: CELExpression.Operator, _ left: CELExpression, _ right: CELExpression, _ expression: CELExpression
    ) throws(CELSyntaxError) -> CELCode {
        if symbol == .in { return try membership(left, right, expression) }
        var (first, second) = (try emit(left), try emit(right))
        if Self.isComparison(symbol) { (first, second) = (alike(first, second), alike(second, first)) }
        let canFail = first.canFail || second.canFail
        if let name = first.type.caseName, name == second.type.caseName {
            if let code = comparison(symbol, first, second) { return CELCode(code, .bool, canFail: canFail) }
            if let code = arithmetic(symbol, first, second) { return code }
        }
        let (one, other) = (try dynamic(first, left), try dynamic(second, right))
        usesBudget = true
        let call = "CELRuntime.apply(.\(symbol), \(one), \(other), budget)"
        if Self.isComparison(symbol) { return CELCode("CELRuntime.bool(\(call))", .bool, canFail: true) }
        guard let kind = resultKind(symbol, first.type, second.type) else { return CELCode(call, .dyn, canFail: true) }
        return CELCode("CELRuntime.\(kind.caseName ?? "bool")(\(call))", kind, canFail: true)
    }

    private static func isComparison(_ symbol: CELExpression.Operator) -> Bool {
        switch symbol {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
        default: false
        }
    }

    /// An integer literal in the other operand's type, where that has the number: `u > 0` for a uint `u`.
    private func alike(_ code: CELCode, _ other: CELCode) -> CELCode {
        switch (code.literal, other.type) {
        case (.int(let number), .uint): UInt64(exactly: number).map { literal(.uint($0)) } ?? code
        case (.uint(let number), .int): Int64(exactly: number).map { literal(.int($0)) } ?? code
        default: code
        }
    }

    private mutating func comparison(
        _ symbol: CELExpression.Operator, _ left: CELCode, _ right: CELCode
    ) -> String? {
        switch (symbol, left.type) {
        case (.equal, .string): equality(left, right)
        case (.notEqual, .string): "!\(equality(left, right))"
        case (.equal, _), (.notEqual, _): "(\(left.code) \(symbol.rawValue) \(right.code))"
        case (.less, .int), (.lessOrEqual, .int), (.greater, .int), (.greaterOrEqual, .int),
            (.less, .uint), (.lessOrEqual, .uint), (.greater, .uint), (.greaterOrEqual, .uint),
            (.less, .double), (.lessOrEqual, .double), (.greater, .double), (.greaterOrEqual, .double),
            (.less, .timestamp), (.lessOrEqual, .timestamp), (.greater, .timestamp), (.greaterOrEqual, .timestamp),
            (.less, .duration), (.lessOrEqual, .duration), (.greater, .duration), (.greaterOrEqual, .duration):
            "(\(left.code) \(symbol.rawValue) \(right.code))"
        default: nil
        }
    }

    private mutating func equality(_ left: CELCode, _ right: CELCode) -> String {
        usesChecks = true
        if case .string("")? = right.literal { return "checks.isEmpty(\(left.viewed))" }
        return "checks.equal(\(left.viewed), \(right.viewed))"
    }

    /// Arithmetic of two operands of one type, as far as Swift has it.
    private func arithmetic(_ symbol: CELExpression.Operator, _ left: CELCode, _ right: CELCode) -> CELCode? {
        let canFail = left.canFail || right.canFail
        switch left.type {
        case .double where symbol != .remainder:
            return CELCode("(\(left.code) \(symbol.rawValue) \(right.code))", .double, canFail: canFail)
        case .string where symbol == .add, .bytes where symbol == .add:
            return CELCode("(\(left.code) + \(right.code))", left.type, canFail: canFail)
        case .int, .uint:
            let bits = symbol == .multiply ? left.bits + right.bits : max(left.bits, right.bits) + 1
            let isSafe = symbol == .add || symbol == .multiply || symbol == .subtract && left.type.caseName == "int"
            if isSafe, bits < 63 {
                let code = "(\(left.code) &\(symbol.rawValue) \(right.code))"
                return CELCode(code, left.type, canFail: canFail, bits: bits)
            }
            return CELCode("CELRuntime.\(symbol)(\(left.code), \(right.code))", left.type, canFail: true)
        default: return nil
        }
    }

    private func resultKind(_ symbol: CELExpression.Operator, _ left: CELCode.Kind, _ right: CELCode.Kind)
        -> CELCode.Kind?
    {
        switch (left, symbol, right) {
        case (.timestamp, .subtract, .timestamp), (.duration, _, .duration): .duration
        case (.timestamp, _, .duration), (.duration, .add, .timestamp): .timestamp
        default: nil
        }
    }

    // MARK: - Membership

    private mutating func membership(
        _ left: CELExpression, _ right: CELExpression, _ expression: CELExpression
    ) throws(CELSyntaxError) -> CELCode {
        let item = try emit(left)
        let list = try emit(right)
        switch list.type {
        case .map: return try hasKey(item, in: list, expression)
        case .list(let field):
            return try contains(list, types.value(.lent("candidate"), field.kind, field), item, field, expression)
        default:
            usesBudget = true
            let (one, other) = (try dynamic(item, left), try dynamic(list, right))
            return CELCode("CELRuntime.bool(CELRuntime.apply(.in, \(one), \(other), budget))", .bool, canFail: true)
        }
    }

    /// Whether a list of a message has the value.
    private mutating func contains(
        _ list: CELCode, _ candidate: CELCode, _ item: CELCode, _ field: SchemaField, _ expression: CELExpression
    ) throws(CELSyntaxError) -> CELCode {
        guard candidate.type.caseName != nil, candidate.type.caseName == item.type.caseName,
            let equal = comparison(.equal, candidate, item)
        else { throw refusal("'in' with such operands", expression) }
        usesBudget = true
        let body = item.canFail ? "try \(equal)" : equal
        let closure = "{ (candidate: Borrowed<\(types.element(field))>) throws(CELError) -> Bool in \(body) }"
        return CELCode("CELRuntime.exists(\(list.viewed), budget, \(closure))", .bool, canFail: true)
    }

    func hasKey(
        _ key: CELCode, in map: CELCode, _ expression: CELExpression
    ) throws(CELSyntaxError) -> CELCode {
        guard let key = try mapKey(key, of: map, expression) else { throw refusal("such a key", expression) }
        return CELCode("CELRuntime.hasKey(\(map.code), \(key))", .bool, canFail: map.canFail)
    }

    /// The key as the map's functions take it.
    private func mapKey(
        _ key: CELCode, of map: CELCode, _ expression: CELExpression
    ) throws(CELSyntaxError) -> String? {
        guard case .map(let field) = map.type, let kind = field.mapKey?.kind, !key.canFail else { return nil }
        switch (types.scalar("", kind).type, key.type) {
        case (.string, .string), (.bool, .bool), (.int, .int), (.int, .uint), (.uint, .int), (.uint, .uint):
            return key.code
        default: return nil
        }
    }

    // MARK: - Elements

    mutating func element(
        of operand: CELCode, at index: CELCode, _ expression: CELExpression
    ) throws(CELSyntaxError) -> CELCode {
        switch (operand.type, index.type) {
        case (.list(let field), .int), (.list(let field), .uint):
            let code = "CELRuntime.element(\(operand.code), \(index.code))"
            var result = types.value(Place(code: code), field.kind, field)
            result.canFail = true
            return result
        case (.values(let kind), .int), (.values(let kind), .uint):
            return CELCode("CELRuntime.element(\(operand.code), \(index.code))", kind, canFail: true)
        case (.map(let field), _):
            guard let key = try mapKey(index, of: operand, expression), let value = field.mapValue else {
                throw refusal("such a key", expression)
            }
            var result = types.value(Place(code: "CELRuntime.entry(\(operand.code), \(key))"), value.kind, value)
            result.canFail = true
            return result
        default: throw refusal("an element of a value whose type is known at run time only", expression)
        }
    }
}
