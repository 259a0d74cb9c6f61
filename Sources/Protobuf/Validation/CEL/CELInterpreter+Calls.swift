// SPDX-License-Identifier: Apache-2.0

/// Calls of functions: which part of the library a function belongs to.
extension CELInterpreter {
    mutating func call(
        _ function: CELFunction, target: CELExpression?, arguments: [CELExpression]
    ) throws(CELError) -> CELValue {
        var values: [CELValue] = []
        if let target { values.append(try evaluate(target)) }
        for argument in arguments { values.append(try evaluate(argument)) }
        return try call(function, values, pattern: arguments.last)
    }

    /// Calls a function with its target and arguments. `pattern` is the expression of the last one.
    mutating func call(
        _ function: CELFunction, _ values: [CELValue], pattern: CELExpression?
    ) throws(CELError) -> CELValue {
        try charge(Self.weight(of: function, values))
        switch function {
        case .matches: return .bool(try matches(values, pattern: pattern))
        case .int, .uint, .double, .bool, .string, .bytes, .timestamp, .duration, .type, .dyn:
            return try values[0].converted(by: function)
        case .getFullYear, .getMonth, .getDate, .getDayOfMonth, .getDayOfWeek, .getDayOfYear, .getHours,
            .getMinutes, .getSeconds, .getMilliseconds:
            return try CELTimeFunctions.apply(function, values)
        case .getField, .isNan, .isInf, .isHostname, .isEmail, .isIp, .isIpPrefix, .isUri, .isUriRef,
            .isHostAndPort, .unique:
            return try CELValidationFunctions.apply(function, values)
        case .greatest, .least: return try extreme(function, values)
        case .format:
            guard case .string(let pattern) = values[0], case .list(let operands) = values[1] else {
                throw .noOverload("format", values[0], values[1])
            }
            return .string(try CELFormat.format(pattern, operands))
        default: return try CELTextFunctions.apply(function, values)
        }
    }

    /// The work that a call may be: searches and replacements grow with the product of two lengths.
    private static func weight(of function: CELFunction, _ values: [CELValue]) -> Int {
        let sum = values.reduce(0) { $0 + $1.weight }
        switch function {
        case .contains, .indexOf, .lastIndexOf, .split: return sum + (values[0].length * values[1].length) / 64
        case .replace: return sum + (values[0].length * (values[1].length + values[2].length)) / 16
        case .join where values.count > 1: return sum + (values[0].length * values[1].length) / 16
        default: return sum
        }
    }

    private mutating func matches(_ values: [CELValue], pattern: CELExpression?) throws(CELError) -> Bool {
        guard case .string(let text) = values[0], case .string(let source) = values[1] else {
            throw .noOverload("matches", values[0], values[1])
        }
        try charge(text.utf8.count / 4)
        if let pattern, let compiled = program.patterns[pattern.offset], case .literal = pattern.kind {
            return compiled.isFound(in: text)
        }
        try charge(200 + source.utf8.count)
        do throws(RegularExpression.Failure) {
            return try RegularExpression(source).isFound(in: text)
        } catch {
            throw CELError("pattern: \(error.message)")
        }
    }

    /// The largest or least of numbers, given one by one or as a list.
    private func extreme(_ function: CELFunction, _ values: [CELValue]) throws(CELError) -> CELValue {
        var candidates = values
        if values.count == 1, case .list(let list) = values[0] { candidates = list }
        guard var best = candidates.first else { throw CELError("\(function.rawValue) of an empty list") }
        for value in candidates {
            switch value {
            case .int, .uint, .double: break
            default: throw .noOverload(function.rawValue, value)
            }
            let order = value.compare(to: best)
            if order == (function == .greatest ? .greater : .less) { best = value }
        }
        return best
    }
}
