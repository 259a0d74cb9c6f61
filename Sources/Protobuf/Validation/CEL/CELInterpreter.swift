// SPDX-License-Identifier: Apache-2.0

/// Carries out an expression by walking over its tree.
struct CELInterpreter<Names: CELNames> {
    let program: CELProgram
    let names: Names
    /// What is left of the permitted work.
    var budget: Int
    /// The variables of the comprehensions around the current node, innermost last.
    var locals: [(name: String, value: CELValue)] = []

    init(program: CELProgram, names: Names, budget: Int) {
        self.program = program
        self.names = names
        self.budget = budget
    }

    /// Pays for work before it is done.
    mutating func charge(_ units: Int) throws(CELError) {
        budget -= units
        if budget < 0 { throw CELError("evaluation took too long", isExhausted: true) }
    }

    mutating func evaluate(_ expression: CELExpression) throws(CELError) -> CELValue {
        try charge(1)
        switch expression.kind {
        case .literal(let value): return value
        case .name(let name, let isRooted): return try lookUp(name, isRooted: isRooted)
        case .select(let operand, let field, let path):
            if let path, let value = qualified(path, operand) { return value }
            let value = try select(field, of: try evaluate(operand))
            try charge(value.copyingCost)
            return value
        case .has(let operand, let field): return .bool(try has(field, in: try evaluate(operand)))
        case .index(let operand, let index): return try element(of: try evaluate(operand), at: try evaluate(index))
        case .call(let function, let target, let arguments):
            return try call(function, target: target, arguments: arguments)
        case .negate(let operand): return try negate(try evaluate(operand))
        case .not(let operand): return try not(try evaluate(operand))
        case .binary(let symbol, let left, let right):
            let first = try evaluate(left)
            return try apply(symbol, first, try evaluate(right))
        case .all(let terms): return .bool(try conjunction(terms))
        case .any(let terms): return .bool(try disjunction(terms))
        case .conditional(let condition, let then, let otherwise):
            guard case .bool(let isTrue) = try evaluate(condition) else { throw CELError("no such overload: _?_:_") }
            return try evaluate(isTrue ? then : otherwise)
        case .list, .map, .message: return try aggregate(expression.kind)
        case .comprehension(let comprehension): return try evaluate(comprehension)
        }
    }

    // MARK: - Names

    private func lookUp(_ name: String, isRooted: Bool) throws(CELError) -> CELValue {
        if !isRooted, let local = locals.last(where: { $0.name == name }) { return local.value }
        if let value = resolve(name, isRooted: isRooted) { return value }
        throw CELError("undeclared reference to '\(name)'")
    }

    /// A dotted name that stands for something as a whole.
    private func qualified(_ path: String, _ operand: CELExpression) -> CELValue? {
        let isRooted = path.hasPrefix(".")
        let name = isRooted ? String(path.dropFirst()) : path
        let root = name.prefix { $0 != "." }
        if !isRooted, locals.contains(where: { $0.name == root }) { return nil }
        return resolve(name, isRooted: isRooted)
    }

    /// Tries the name in the scope of the program, then in each scope around it.
    private func resolve(_ name: String, isRooted: Bool) -> CELValue? {
        program.inScopes(name, isRooted: isRooted) { names.celVariable($0) ?? names.celConstant($0) }
            ?? CELValue.builtinType(name)
    }

    // MARK: - Fields and elements

    private func select(_ field: String, of operand: CELValue) throws(CELError) -> CELValue {
        switch operand {
        case .message(let message):
            guard let value = message.celField(field) else { throw .noField(field) }
            return value
        case .map(let map):
            guard let value = map[.string(field)] else { throw CELError("no such key: \(field)") }
            return value
        default: throw CELError("type '\(operand.typeName)' does not support field selection")
        }
    }

    private func has(_ field: String, in operand: CELValue) throws(CELError) -> Bool {
        switch operand {
        case .message(let message):
            guard let value = message.celHas(field) else { throw .noField(field) }
            return value
        case .map(let map): return map[.string(field)] != nil
        default: throw CELError("type '\(operand.typeName)' does not support field selection")
        }
    }

    private func element(of operand: CELValue, at index: CELValue) throws(CELError) -> CELValue {
        switch operand {
        case .list(let list):
            let position: Int? =
                switch index {
                case .int(let value): Int(value)
                case .uint(let value): Int(exactly: value) ?? -1
                case .double(let value): Int(exactly: value)
                default: nil
                }
            guard let position else { throw CELError("invalid_argument: list index of type \(index.typeName)") }
            guard list.indices.contains(position) else { throw CELError("index out of bounds: \(position)") }
            return list[position]
        case .map(let map):
            guard let value = map[index] else { throw CELError("no such key") }
            return value
        default: throw .noOverload("_[_]", operand, index)
        }
    }

    // MARK: - Logic

    /// False if any term is false, whatever the others are; else the first error.
    private mutating func conjunction(_ terms: [CELExpression]) throws(CELError) -> Bool {
        try !absorbing(terms, decisive: false)
    }

    /// True if any term is true, whatever the others are; else the first error.
    private mutating func disjunction(_ terms: [CELExpression]) throws(CELError) -> Bool {
        try absorbing(terms, decisive: true)
    }

    /// Whether any term has the value that decides; errors count only if none has.
    private mutating func absorbing(_ terms: [CELExpression], decisive: Bool) throws(CELError) -> Bool {
        var failure: CELError?
        for term in terms {
            do throws(CELError) {
                guard case .bool(let value) = try evaluate(term) else {
                    throw CELError("no such overload: logical operator on something that is not bool")
                }
                if value == decisive { return true }
            } catch {
                if error.isExhausted { throw error }
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return false
    }

    // MARK: - Aggregates

    private mutating func aggregate(_ kind: CELExpression.Kind) throws(CELError) -> CELValue {
        switch kind {
        case .list(let elements):
            var list: [CELValue] = []
            for element in elements { list.append(try evaluate(element)) }
            return .list(list)
        case .map(let entries):
            var map = CELMap()
            for entry in entries {
                let key = try evaluate(entry.key)
                guard try map.insert(key, try evaluate(entry.value)) else { throw CELError("repeated key in a map") }
            }
            return .map(map)
        case .message(let type, let fields):
            var values: [(name: String, value: CELValue)] = []
            for field in fields { values.append((field.name, try evaluate(field.value))) }
            return try message(type, values)
        default: return .null
        }
    }

    private func message(_ type: String, _ fields: [(name: String, value: CELValue)]) throws(CELError) -> CELValue {
        let isRooted = type.hasPrefix(".")
        var scope = isRooted ? "" : program.container[...]
        let name = isRooted ? String(type.dropFirst()) : type
        while true {
            let candidate = scope.isEmpty ? name : scope + "." + name
            if let value = try names.celMessage(candidate, fields: fields) { return value }
            if scope.isEmpty { throw CELError("unknown message type '\(name)'") }
            scope = scope.lastIndex(of: ".").map { scope[..<$0] } ?? ""
        }
    }
}
