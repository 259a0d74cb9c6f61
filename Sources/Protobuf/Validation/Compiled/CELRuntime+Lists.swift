// SPDX-License-Identifier: Apache-2.0

/// The macros over lists. Elements are lent, not copied.
extension CELRuntime {
    /// Whether all elements pass. An error counts only if no element fails.
    @inlinable @inline(__always)
    public static func all<Element>(
        _ list: some ListSource<Element>, _ budget: borrowing CELBudget,
        _ test: (Borrowed<Element>) throws(CELError) -> Bool
    ) throws(CELError) -> Bool {
        try !decides(list, budget, false, test)
    }

    /// Whether any element passes. An error counts only if none does.
    @inlinable @inline(__always)
    public static func exists<Element>(
        _ list: some ListSource<Element>, _ budget: borrowing CELBudget,
        _ test: (Borrowed<Element>) throws(CELError) -> Bool
    ) throws(CELError) -> Bool {
        try decides(list, budget, true, test)
    }

    /// Whether any element has the answer that decides.
    @inlinable @inline(__always)
    static func decides<Element>(
        _ list: some ListSource<Element>, _ budget: borrowing CELBudget, _ decisive: Bool,
        _ test: (Borrowed<Element>) throws(CELError) -> Bool
    ) throws(CELError) -> Bool {
        try list.lendElements { (elements) throws(CELError) -> Bool in
            try budget.charge(elements.count)
            var failure: CELError?
            let isDecided = try elements.contains { (element, _) throws(CELError) -> Bool in
                do throws(CELError) {
                    return try test(element) == decisive
                } catch {
                    if error.isExhausted { throw error }
                    failure = failure ?? error
                    return false
                }
            }
            if !isDecided, let failure { throw failure }
            return isDecided
        }
    }

    /// Whether exactly one element passes.
    @inlinable
    public static func existsOne<Element>(
        _ list: some ListSource<Element>, _ budget: borrowing CELBudget,
        _ test: (Borrowed<Element>) throws(CELError) -> Bool
    ) throws(CELError) -> Bool {
        try list.lendElements { (elements) throws(CELError) -> Bool in
            try budget.charge(elements.count)
            var count = 0
            for index in elements.indices where try test(elements[index]) { count += 1 }
            return count == 1
        }
    }

    /// The elements that pass.
    @inlinable
    public static func filter<Element>(
        _ list: some ListSource<Element>, _ budget: borrowing CELBudget,
        _ test: (Borrowed<Element>) throws(CELError) -> Bool
    ) throws(CELError) -> [Element] {
        try list.lendElements { (elements) throws(CELError) -> [Element] in
            try budget.charge(elements.count)
            var kept: [Element] = []
            for index in elements.indices where try test(elements[index]) { kept.append(elements[index].value) }
            return kept
        }
    }

    /// What is made of the elements, or of those that pass.
    @inlinable
    public static func map<Element, Made>(
        _ list: some ListSource<Element>, _ budget: borrowing CELBudget,
        _ make: (Borrowed<Element>) throws(CELError) -> Made,
        where test: (Borrowed<Element>) throws(CELError) -> Bool = { (_: Borrowed<Element>) in true }
    ) throws(CELError) -> [Made] {
        try list.lendElements { (elements) throws(CELError) -> [Made] in
            try budget.charge(elements.count)
            var made: [Made] = []
            for index in elements.indices where try test(elements[index]) { made.append(try make(elements[index])) }
            return made
        }
    }
}

/// Values whose types are known at run time only: CEL's own operators and functions.
extension CELRuntime {
    private static let program: CELProgram = {
        do throws(CELSyntaxError) {
            return try CELProgram("null")
        } catch {
            preconditionFailure("'null' is an expression")
        }
    }()

    private static func run<Answer>(
        _ budget: borrowing CELBudget,
        _ body: (inout CELInterpreter<CELVariables>) throws(CELError) -> Answer
    ) throws(CELError) -> Answer {
        var interpreter = CELInterpreter(program: program, names: CELVariables(), budget: budget.rest)
        let answer = try body(&interpreter)
        budget.rest = interpreter.budget
        return answer
    }

    /// An operator of two operands.
    public static func apply(
        _ symbol: CELExpression.Operator, _ left: CELValue, _ right: CELValue, _ budget: borrowing CELBudget
    ) throws(CELError) -> CELValue {
        try run(budget) { (interpreter) throws(CELError) in try interpreter.apply(symbol, left, right) }
    }

    /// The negated number.
    public static func negate(_ value: CELValue) throws(CELError) -> CELValue {
        try CELInterpreter(program: program, names: CELVariables(), budget: 0).negate(value)
    }

    /// A function of the library.
    public static func call(
        _ function: CELFunction, _ values: [CELValue], _ budget: borrowing CELBudget
    ) throws(CELError) -> CELValue {
        try run(budget) { (interpreter) throws(CELError) in try interpreter.call(function, values, pattern: nil) }
    }

    // MARK: - Back to Swift's types

    private static func mismatch(_ wanted: String, _ value: CELValue) -> CELError {
        CELError("no such overload: \(value.typeName) where \(wanted) is needed")
    }

    /// The value as a bool.
    public static func bool(_ value: CELValue) throws(CELError) -> Bool {
        if case .bool(let result) = value { result } else { throw mismatch("bool", value) }
    }

    /// The value as an int.
    public static func int(_ value: CELValue) throws(CELError) -> Int64 {
        if case .int(let result) = value { result } else { throw mismatch("int", value) }
    }

    /// The value as a uint.
    public static func uint(_ value: CELValue) throws(CELError) -> UInt64 {
        if case .uint(let result) = value { result } else { throw mismatch("uint", value) }
    }

    /// The value as a double.
    public static func double(_ value: CELValue) throws(CELError) -> Double {
        if case .double(let result) = value { result } else { throw mismatch("double", value) }
    }

    /// The value as a string.
    public static func string(_ value: CELValue) throws(CELError) -> String {
        if case .string(let result) = value { result } else { throw mismatch("string", value) }
    }

    /// The value as bytes.
    public static func bytes(_ value: CELValue) throws(CELError) -> [UInt8] {
        if case .bytes(let result) = value { result } else { throw mismatch("bytes", value) }
    }

    /// The value as a timestamp.
    public static func timestamp(_ value: CELValue) throws(CELError) -> CELTimestamp {
        if case .timestamp(let result) = value { result } else { throw mismatch("timestamp", value) }
    }

    /// The value as a duration.
    public static func duration(_ value: CELValue) throws(CELError) -> CELDuration {
        if case .duration(let result) = value { result } else { throw mismatch("duration", value) }
    }

    /// The value as a list, a map as its keys.
    public static func list(_ value: CELValue) throws(CELError) -> [CELValue] {
        switch value {
        case .list(let result): return result
        case .map(let map): return map.entries.map(\.key)
        default: throw mismatch("list", value)
        }
    }
}
