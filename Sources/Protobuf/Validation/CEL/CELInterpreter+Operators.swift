// SPDX-License-Identifier: Apache-2.0

/// Arithmetic, comparison, membership.
extension CELInterpreter {
    func not(_ operand: CELValue) throws(CELError) -> CELValue {
        guard case .bool(let value) = operand else { throw .noOverload("!_", operand) }
        return .bool(!value)
    }

    func negate(_ operand: CELValue) throws(CELError) -> CELValue {
        switch operand {
        case .int(let value):
            guard value != .min else { throw .overflow("int") }
            return .int(-value)
        case .double(let value): return .double(-value)
        default: throw .noOverload("-_", operand)
        }
    }

    mutating func apply(
        _ symbol: CELExpression.Operator, _ left: CELValue, _ right: CELValue
    ) throws(CELError) -> CELValue {
        switch symbol {
        case .equal, .notEqual:
            try charge(left.weight)
            return .bool(left.isEqual(to: right) == (symbol == .equal))
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            try charge(left.weight)
            guard let order = left.compare(to: right) else { throw .noOverload("_\(symbol.rawValue)_", left, right) }
            return .bool(order.satisfies(symbol))
        case .in: return .bool(try contains(right, left))
        default: return try arithmetic(symbol, left, right)
        }
    }

    private mutating func contains(_ container: CELValue, _ element: CELValue) throws(CELError) -> Bool {
        switch container {
        case .list(let list):
            for candidate in list {
                try charge(candidate.weight)
                if candidate.isEqual(to: element) { return true }
            }
            return false
        case .map(let map): return map[element] != nil
        default: throw .noOverload("@in", element, container)
        }
    }

    private mutating func arithmetic(
        _ symbol: CELExpression.Operator, _ left: CELValue, _ right: CELValue
    ) throws(CELError) -> CELValue {
        switch (left, right) {
        case (.int(let a), .int(let b)): return .int(try Self.integer(symbol, a, b, "int"))
        case (.uint(let a), .uint(let b)): return .uint(try Self.integer(symbol, a, b, "uint"))
        case (.double(let a), .double(let b)):
            guard let value = Self.double(symbol, a, b) else { throw .noOverload("_\(symbol.rawValue)_", left, right) }
            return .double(value)
        case (.timestamp, _), (_, .timestamp), (.duration, .duration): return try time(symbol, left, right)
        default:
            guard symbol == .add else { throw .noOverload("_\(symbol.rawValue)_", left, right) }
            try charge(left.weight + right.weight)
            return try concatenate(left, right)
        }
    }

    private func concatenate(_ left: CELValue, _ right: CELValue) throws(CELError) -> CELValue {
        switch (left, right) {
        case (.string(let a), .string(let b)): return .string(a + b)
        case (.bytes(let a), .bytes(let b)): return .bytes(a + b)
        case (.list(let a), .list(let b)): return .list(a + b)
        default: throw .noOverload("_+_", left, right)
        }
    }

    private static func integer<Value: FixedWidthInteger>(
        _ symbol: CELExpression.Operator, _ left: Value, _ right: Value, _ type: String
    ) throws(CELError) -> Value {
        let result: (partialValue: Value, overflow: Bool)
        switch symbol {
        case .add: result = left.addingReportingOverflow(right)
        case .subtract: result = left.subtractingReportingOverflow(right)
        case .multiply: result = left.multipliedReportingOverflow(by: right)
        case .divide:
            guard right != 0 else { throw CELError("divide by zero") }
            result = left.dividedReportingOverflow(by: right)
        default:
            guard right != 0 else { throw CELError("modulus by zero") }
            result = left.remainderReportingOverflow(dividingBy: right)
        }
        guard !result.overflow else { throw .overflow(type) }
        return result.partialValue
    }

    private static func double(_ symbol: CELExpression.Operator, _ left: Double, _ right: Double) -> Double? {
        switch symbol {
        case .add: left + right
        case .subtract: left - right
        case .multiply: left * right
        case .divide: left / right
        default: nil
        }
    }

    private func time(
        _ symbol: CELExpression.Operator, _ left: CELValue, _ right: CELValue
    ) throws(CELError) -> CELValue {
        switch (left, symbol, right) {
        case (.timestamp(let a), .subtract, .timestamp(let b)):
            return .duration(try CELDuration(nanoseconds: a.nanoseconds - b.nanoseconds).checked())
        case (.timestamp(let a), .add, .duration(let b)), (.duration(let b), .add, .timestamp(let a)):
            return .timestamp(try CELTimestamp(checked: a.nanoseconds + b.nanoseconds))
        case (.timestamp(let a), .subtract, .duration(let b)):
            return .timestamp(try CELTimestamp(checked: a.nanoseconds - b.nanoseconds))
        case (.duration(let a), .add, .duration(let b)):
            return .duration(try CELDuration(nanoseconds: a.nanoseconds + b.nanoseconds).checked())
        case (.duration(let a), .subtract, .duration(let b)):
            return .duration(try CELDuration(nanoseconds: a.nanoseconds - b.nanoseconds).checked())
        default: throw .noOverload("_\(symbol.rawValue)_", left, right)
        }
    }
}

extension CELValue {
    /// How many bytes or elements there are.
    var length: Int {
        switch self {
        case .string(let value): value.utf8.count
        case .bytes(let value): value.count
        case .list(let value): value.count
        default: 0
        }
    }

    /// About how much work it was to bring the value out of a message: lists and maps are converted.
    var copyingCost: Int {
        switch self {
        case .list(let value): value.count / 4
        case .map(let value): value.count
        default: 0
        }
    }

    /// About how much work it is to copy or compare the value.
    var weight: Int {
        switch self {
        case .string(let value): value.utf8.count / 16
        case .bytes(let value): value.count / 16
        case .list(let value): value.reduce(value.count) { $0 + $1.weight }
        case .map(let value): value.entries.reduce(value.count) { $0 + $1.key.weight + $1.value.weight }
        case .message(let message): message.celWeight
        default: 0
        }
    }
}
