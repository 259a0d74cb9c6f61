// SPDX-License-Identifier: Apache-2.0

extension CELProgram {
    /// The type of the expression, or why it cannot have a value whatever its names stand for.
    public func check(_ declarations: some CELDeclarations) throws(CELSyntaxError) -> CELType {
        var checker = CELChecker(program: self, declarations: declarations)
        return try checker.type(of: expression)
    }
}

/// Finds the types in an expression. Where a type is not known it believes the best, so that what it
/// refuses would fail in any evaluation.
struct CELChecker<Declarations: CELDeclarations> {
    let program: CELProgram
    let declarations: Declarations
    private var locals: [(name: String, type: CELType)] = []

    init(program: CELProgram, declarations: Declarations) {
        self.program = program
        self.declarations = declarations
    }

    mutating func type(of expression: CELExpression) throws(CELSyntaxError) -> CELType {
        switch expression.kind {
        case .literal(let value): return Self.type(of: value)
        case .name(let name, let isRooted): return try type(of: name, isRooted, expression)
        case .select(let operand, let field, let path):
            if let path, let type = qualified(path) { return type }
            return try select(field, of: try type(of: operand), expression)
        case .has(let operand, let field):
            _ = try select(field, of: try type(of: operand), expression)
            return .bool
        case .index(let operand, let index):
            return try element(of: try type(of: operand), at: try type(of: index), expression)
        case .call(let function, let target, let arguments):
            var types: [CELType] = []
            if let target { types.append(try type(of: target)) }
            for argument in arguments { types.append(try type(of: argument)) }
            return try result(of: function, types, expression)
        case .negate(let operand):
            let type = try type(of: operand)
            guard [.int, .double, .dyn].contains(type) else { throw noOverload("-_", [type], expression) }
            return type
        case .not(let operand): return try bools([operand], "!_", expression)
        case .binary(let symbol, let left, let right):
            let first = try type(of: left)
            return try result(of: symbol, first, try type(of: right), expression)
        case .all(let terms): return try bools(terms, "_&&_", expression)
        case .any(let terms): return try bools(terms, "_||_", expression)
        case .conditional(let condition, let then, let otherwise):
            _ = try bools([condition], "_?_:_", expression)
            return try type(of: then).joined(with: try type(of: otherwise))
        case .list(let elements): return .list(try joined(elements))
        case .map(let entries): return .map(try joined(entries.map(\.key)), try joined(entries.map(\.value)))
        case .message(let name, let fields): return try message(name, fields, expression)
        case .comprehension(let node): return try type(of: node, expression)
        }
    }

    private static func type(of value: CELValue) -> CELType {
        switch value {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        default: .dyn
        }
    }

    // MARK: - Errors

    func failure(_ message: String, _ expression: CELExpression) -> CELSyntaxError {
        CELSyntaxError(message, at: expression.offset, in: Array(program.source.utf8))
    }

    func noOverload(_ operation: String, _ types: [CELType], _ expression: CELExpression) -> CELSyntaxError {
        failure("no such overload: \(operation)(\(types.map(\.description).joined(separator: ", ")))", expression)
    }

    // MARK: - Names

    private func type(
        of name: String, _ isRooted: Bool, _ expression: CELExpression
    ) throws(CELSyntaxError) -> CELType {
        if !isRooted, let local = locals.last(where: { $0.name == name }) { return local.type }
        guard let type = resolve(name, isRooted) else { throw failure("undeclared reference to '\(name)'", expression) }
        return type
    }

    private func qualified(_ path: String) -> CELType? {
        let isRooted = path.hasPrefix(".")
        let name = isRooted ? String(path.dropFirst()) : path
        let root = name.prefix { $0 != "." }
        if !isRooted, locals.contains(where: { $0.name == root }) { return nil }
        return resolve(name, isRooted)
    }

    private func resolve(_ name: String, _ isRooted: Bool) -> CELType? {
        program.inScopes(name, isRooted: isRooted) { candidate in
            declarations.celType(ofVariable: candidate) ?? declarations.celType(ofConstant: candidate)
        } ?? CELValue.builtinType(name).map { _ in .type }
    }

    private func select(
        _ field: String, of operand: CELType, _ expression: CELExpression
    ) throws(CELSyntaxError) -> CELType {
        switch operand {
        case .dyn: return .dyn
        case .map(_, let value): return value
        case .message(let name):
            guard let type = declarations.celType(ofField: field, in: name) else {
                throw failure("\(name) has no field '\(field)'", expression)
            }
            return type
        default: throw failure("\(operand) has no fields", expression)
        }
    }

    private func element(
        of operand: CELType, at index: CELType, _ expression: CELExpression
    ) throws(CELSyntaxError) -> CELType {
        switch operand {
        case .dyn: return .dyn
        case .list(let element) where index.isNumber || index == .dyn: return element
        case .map(let key, let value) where key.couldBe(index) || key.isNumber && index.isNumber: return value
        default: throw noOverload("_[_]", [operand, index], expression)
        }
    }

    // MARK: - Parts

    private mutating func bools(
        _ terms: [CELExpression], _ operation: String, _ expression: CELExpression
    ) throws(CELSyntaxError) -> CELType {
        for term in terms {
            let type = try type(of: term)
            guard type.couldBe(.bool) else { throw noOverload(operation, [type], term) }
        }
        return .bool
    }

    /// The type that all of the expressions have.
    private mutating func joined(_ expressions: [CELExpression]) throws(CELSyntaxError) -> CELType {
        guard let first = expressions.first else { return .dyn }
        var result = try type(of: first)
        for expression in expressions.dropFirst() { result = result.joined(with: try type(of: expression)) }
        return result
    }

    private mutating func message(
        _ name: String, _ fields: [CELExpression.FieldValue], _ expression: CELExpression
    ) throws(CELSyntaxError) -> CELType {
        let isRooted = name.hasPrefix(".")
        let found = program.inScopes(isRooted ? String(name.dropFirst()) : name, isRooted: isRooted) { candidate in
            declarations.celType(ofMessage: candidate).map { (candidate, $0) }
        }
        guard let (fullName, type) = found else { throw failure("unknown message type '\(name)'", expression) }
        for field in fields {
            guard let wanted = declarations.celType(ofField: field.name, in: fullName) else {
                throw failure("\(fullName) has no field '\(field.name)'", field.value)
            }
            let given = try self.type(of: field.value)
            guard given.couldBe(wanted) else {
                throw failure("field '\(field.name)' is \(wanted), not \(given)", field.value)
            }
        }
        return type
    }

    private mutating func type(
        of node: CELExpression.Comprehension, _ expression: CELExpression
    ) throws(CELSyntaxError) -> CELType {
        let depth = locals.count
        defer { locals.removeSubrange(depth...) }
        let first: CELType
        switch try type(of: node.range) {
        case .list(let element):
            first = node.second == nil ? element : .int
            if let name = node.second { locals.append((name, element)) }
        case .map(let key, let value):
            first = key
            if let name = node.second { locals.append((name, value)) }
        case .dyn:
            first = .dyn
            if let name = node.second { locals.append((name, .dyn)) }
        case let other: throw failure("\(other) has no elements to go over", expression)
        }
        locals.append((node.variable, first))
        if let condition = node.condition { _ = try bools([condition], node.macro.rawValue, expression) }
        switch node.macro {
        case .all, .exists, .existsOne: return try bools([node.body], node.macro.rawValue, expression)
        case .filter:
            _ = try bools([node.body], node.macro.rawValue, expression)
            return .list(first)
        case .map: return .list(try type(of: node.body))
        case .transformMap: return .map(first, try type(of: node.body))
        }
    }
}

extension CELProgram {
    /// What the name stands for in the innermost scope where it stands for anything.
    package func inScopes<Found>(_ name: String, isRooted: Bool, _ find: (String) -> Found?) -> Found? {
        var scope = isRooted ? "" : container[...]
        while true {
            if let found = find(scope.isEmpty ? name : scope + "." + name) { return found }
            if scope.isEmpty { return nil }
            scope = scope.lastIndex(of: ".").map { scope[..<$0] } ?? ""
        }
    }
}
