// SPDX-License-Identifier: Apache-2.0

/// Which types operators and functions take, and what they give.
extension CELChecker {
    func result(
        of symbol: CELExpression.Operator, _ left: CELType, _ right: CELType, _ expression: CELExpression
    ) throws(CELSyntaxError) -> CELType {
        let areNumbers = left.isNumber && right.isNumber
        switch symbol {
        case .equal, .notEqual:
            if left.couldBe(right) || areNumbers { return .bool }
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            let ordered: [CELType] = [.bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .dyn]
            if ordered.contains(left), ordered.contains(right), left.couldBe(right) || areNumbers { return .bool }
        case .in:
            switch right {
            case .dyn: return .bool
            case .list(let element), .map(let element, _):
                if left.couldBe(element) || left.isNumber && element.isNumber { return .bool }
            default: break
            }
        default:
            if let type = Self.arithmetic(symbol, left, right) { return type }
        }
        throw noOverload("_\(symbol.rawValue)_", [left, right], expression)
    }

    private static func arithmetic(_ symbol: CELExpression.Operator, _ left: CELType, _ right: CELType) -> CELType? {
        switch (left, symbol, right) {
        case (.dyn, _, .dyn): return .dyn
        case (.int, _, .int): return .int
        case (.uint, _, .uint): return .uint
        case (.double, _, .double): return symbol == .remainder ? nil : .double
        case (.string, .add, .string): return .string
        case (.bytes, .add, .bytes): return .bytes
        case (.list(let one), .add, .list(let other)): return .list(one.joined(with: other))
        case (.timestamp, .subtract, .timestamp): return .duration
        case (.timestamp, .subtract, .duration), (.timestamp, .add, .duration), (.duration, .add, .timestamp):
            return .timestamp
        case (.duration, .add, .duration), (.duration, .subtract, .duration): return .duration
        case (.dyn, _, let other), (let other, _, .dyn):
            switch other {
            case .int, .uint, .double, .timestamp, .duration: return .dyn
            case .string, .bytes, .list: return symbol == .add ? .dyn : nil
            default: return nil
            }
        default: return nil
        }
    }

    func result(
        of function: CELFunction, _ types: [CELType], _ expression: CELExpression
    ) throws(CELSyntaxError) -> CELType {
        guard let (operands, result) = function.signature else { return .dyn }
        for (position, type) in types.enumerated() {
            let allowed = operands[min(position, operands.count - 1)]
            guard allowed.isEmpty || type == .dyn || allowed.contains(where: type.couldBe) else {
                throw noOverload(function.rawValue, types, expression)
            }
        }
        return result
    }
}

extension CELFunction {
    /// What each operand may be (nothing for anything; the last counts for all that follow), and the
    /// result. Nothing for `dyn`.
    fileprivate var signature: (operands: [[CELType]], result: CELType)? {
        let anyList: CELType = .list(.dyn)
        switch self {
        case .int: return ([[.int, .uint, .double, .string, .timestamp, .duration]], .int)
        case .uint: return ([[.int, .uint, .double, .string]], .uint)
        case .double: return ([[.int, .uint, .double, .string]], .double)
        case .bool: return ([[.bool, .string]], .bool)
        case .string: return ([[.string, .int, .uint, .double, .bool, .bytes, .timestamp, .duration]], .string)
        case .bytes: return ([[.bytes, .string]], .bytes)
        case .timestamp: return ([[.timestamp, .string, .int]], .timestamp)
        case .duration: return ([[.duration, .string, .int]], .duration)
        case .type: return ([[]], .type)
        case .dyn: return nil
        case .size: return ([[.string, .bytes, anyList, .map(.dyn, .dyn)]], .int)
        case .matches: return ([[.string]], .bool)
        case .contains, .startsWith, .endsWith: return ([[.string, .bytes]], .bool)
        case .getFullYear, .getMonth, .getDate, .getDayOfMonth, .getDayOfWeek, .getDayOfYear:
            return ([[.timestamp], [.string]], .int)
        case .getHours, .getMinutes, .getSeconds, .getMilliseconds:
            return ([[.timestamp, .duration], [.string]], .int)
        case .charAt, .substring: return ([[.string], [.int]], .string)
        case .indexOf, .lastIndexOf: return ([[.string], [.string], [.int]], .int)
        case .lowerAscii, .upperAscii, .trim, .reverse: return ([[.string]], .string)
        case .replace: return ([[.string], [.string], [.string], [.int]], .string)
        case .split: return ([[.string], [.string], [.int]], .list(.string))
        case .join: return ([[anyList], [.string]], .string)
        case .format: return ([[.string], [anyList]], .string)
        case .greatest, .least: return ([[.int, .uint, .double, anyList]], .dyn)
        case .getField: return ([[], [.string]], .dyn)
        case .isNan: return ([[.double]], .bool)
        case .isInf: return ([[.double], [.int]], .bool)
        case .isHostname, .isEmail, .isUri, .isUriRef: return ([[.string]], .bool)
        case .isIp: return ([[.string], [.int]], .bool)
        case .isIpPrefix: return ([[.string], [.int, .bool], [.bool]], .bool)
        case .isHostAndPort: return ([[.string], [.bool]], .bool)
        case .unique: return ([[anyList]], .bool)
        }
    }
}
