// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Writes an expression of CEL as one of Swift. Types are known, so that values are Swift's own; only
/// where CEL makes values of its own (lists in an expression, functions of the library) do they
/// become `CELValue`s.
struct CELEmitter {
    let rule: ExpressionRule
    let schema: ValidationSchema
    let constants: ValidationConstants
    var this = CELCode("this", .dyn)
    var usesNow = false
    /// Whether there are loops or calls whose work is limited.
    var usesBudget = false
    /// Whether texts or bytes are asked about.
    var usesChecks = false
    /// Lists of the message that loops look through, by names that are given once before them.
    private(set) var lists: [(name: String, code: String)] = []
    private var locals: [(name: String, code: CELCode)] = []

    init(rule: ExpressionRule, schema: ValidationSchema, constants: ValidationConstants) {
        self.rule = rule
        self.schema = schema
        self.constants = constants
    }

    var types: CELCodeTypes { CELCodeTypes(schema: schema) }

    /// What the generator does not support, with the place in the expression.
    func refusal(_ construct: String, _ expression: CELExpression) -> CELSyntaxError {
        rule.program.error("\(construct) is not supported in generated validators", at: expression.offset)
    }

    mutating func emit(_ expression: CELExpression) throws(CELSyntaxError) -> CELCode {
        switch expression.kind {
        case .literal(let value): return literal(value)
        case .name(let name, let isRooted): return try self.name(name, isRooted, expression)
        case .select(let operand, let field, let path):
            if let path, let constant = qualified(path) { return constant }
            if case .name("rules", _) = operand.kind, case .message(let rules)? = rule.rules,
                let value = rules.celField(field)
            {
                return literal(value)
            }
            return try select(field, of: try emit(operand), expression)
        case .has(let operand, let field): return try has(field, in: try emit(operand), expression)
        case .index(let operand, let index):
            return try element(of: try emit(operand), at: try emit(index), expression)
        case .call(let function, let target, let arguments):
            return try call(function, (target.map { [$0] } ?? []) + arguments, expression)
        case .negate(let operand): return try negate(try emit(operand), expression)
        case .not(let operand):
            let code = try bool(try emit(operand), operand)
            return CELCode("!(\(code.code))", .bool, canFail: code.canFail)
        case .binary(let symbol, let left, let right): return try binary(symbol, left, right, expression)
        case .all(let terms): return try logic(terms, isAll: true)
        case .any(let terms): return try logic(terms, isAll: false)
        case .conditional(let condition, let then, let otherwise):
            return try conditional(condition, then, otherwise)
        case .list(let elements): return try list(elements)
        case .map: throw refusal("a map literal", expression)
        case .message: throw refusal("a message literal", expression)
        case .comprehension(let node): return try comprehension(node, expression)
        }
    }

    // MARK: - Names and literals

    func literal(_ value: CELValue) -> CELCode {
        switch value {
        case .bool(let flag): return CELCode("\(flag)", .bool, literal: value)
        case .int(let number):
            return CELCode(
                "(\(number) as Int64)", .int, bits: Int64.bitWidth - number.magnitude.leadingZeroBitCount,
                literal: value)
        case .uint(let number):
            return CELCode(
                "(\(number) as UInt64)", .uint, bits: Int64.bitWidth - number.leadingZeroBitCount, literal: value)
        case .double(let number): return CELCode("(\(SwiftLiteral.number(number)) as Double)", .double, literal: value)
        case .string(let text): return CELCode(SourceWriter.literal(text), .string, literal: value)
        case .bytes, .duration, .timestamp:
            let kind: CELCode.Kind =
                switch value {
                case .bytes: .bytes
                case .duration: .duration
                default: .timestamp
                }
            return CELCode(StandardCheckCode(constants: constants).literal(value), kind, literal: value)
        case .list(let values):
            let parts = values.map { dynamic(literal($0)) }
            return CELCode("CELValue.list([\(parts.joined(separator: ", "))])", .dyn)
        default: return CELCode("CELValue.null", .dyn)
        }
    }

    private mutating func name(
        _ name: String, _ isRooted: Bool, _ expression: CELExpression
    ) throws(CELSyntaxError) -> CELCode {
        if !isRooted, let local = locals.last(where: { $0.name == name }) { return local.code }
        switch name {
        case "this": return this
        case "now":
            usesNow = true
            return CELCode("now", .timestamp)
        case "rule":
            if let value = rule.rule { return literal(value) }
        default: break
        }
        if let constant = qualified(isRooted ? "." + name : name) { return constant }
        throw refusal("'\(name)' as a value", expression)
    }

    /// The value of an enum by its name.
    private func qualified(_ path: String) -> CELCode? {
        let isRooted = path.hasPrefix(".")
        let name = isRooted ? String(path.dropFirst()) : path
        let root = String(name.prefix { $0 != "." })
        if !isRooted, root == "this" || locals.contains(where: { $0.name == root }) { return nil }
        let found = rule.program.inScopes(name, isRooted: isRooted) { schema.pool.celConstant($0) }
        if case .int? = found { return found.map(literal) }
        return nil
    }

    // MARK: - Fields

    mutating func select(
        _ name: String, of operand: CELCode, _ expression: CELExpression
    ) throws(CELSyntaxError) -> CELCode {
        switch operand.type {
        case .map: return try element(of: operand, at: literal(.string(name)), expression)
        case .message(let message, let isOptional):
            guard let field = message.schemaField(named: name) else { throw refusal("field \(name)", expression) }
            let place = Place(code: operand.code, lent: operand.lent)
            var result = try value(of: field, in: message, place, isOptional, expression)
            result.canFail = result.canFail || operand.canFail
            if case .list = result.type, !locals.isEmpty { result.lent = result.lent.map { named($0, field) } }
            return result
        default: throw refusal("field \(name) of a value whose type is known at run time only", expression)
        }
    }

    /// A name for a list of the message itself, so that loops need not look it up each time.
    private mutating func named(_ code: String, _ field: SchemaField) -> String {
        if !code.hasPrefix("this."), !code.hasPrefix("(this.") { return code }
        let name = field.swiftName
        if let known = lists.first(where: { $0.name == name }) { return known.code == code ? name : code }
        if Self.parameters.contains(name) || locals.contains(where: { Names.member($0.name) == name }) { return code }
        lists.append((name, code))
        return name
    }

    /// The name of a variable of the rule.
    func variable(_ name: String) -> String {
        let isTaken = Self.parameters.contains(name) || lists.contains { $0.name == Names.member(name) }
        return Names.member(isTaken ? name + "_item" : name)
    }

    private static let parameters = ["this", "now", "budget", "checks"]

    private func value(
        of field: SchemaField, in message: SchemaMessage, _ place: Place, _ isOptional: Bool,
        _ expression: CELExpression
    ) throws(CELSyntaxError) -> CELCode {
        let chain = isOptional ? "?" : ""
        let path = "\(place.code)\(chain).\(field.swiftName)"
        func lent(_ function: String) -> String? {
            place.lent.map { "\($0)\(chain).\(function)(\\.\(field.swiftName))" }
        }
        if field.isMap { return CELCode(isOptional ? "(\(path) ?? [:])" : path, .map(field)) }
        if field.isList {
            return isOptional
                ? CELCode("(\(path) ?? [])", .list(field), lent: lent("list").map { "(\($0) ?? .init())" })
                : CELCode(path, .list(field), lent: lent("list"))
        }
        var property = path
        if let oneof = field.oneof(in: message) {
            // The case's payload, read by a closure: patterns are no expressions.
            let source = "\(place.code)\(chain).\(Names.member(oneof))"
            let type = types.element(field)
            property =
                "{ (choice) -> \(type)? in if case .\(field.swiftName)(let value)? = choice { value } else { nil } }(\(source))"
        }
        let isAbsentable = isOptional || field.hasPresence
        guard field.kind.isMessage, let type = field.message else {
            guard isAbsentable else { return types.scalar(Place(code: path, lent: lent("lent")), field.kind) }
            return types.scalar("(\(property) ?? \(try zero(of: field, expression)))", field.kind)
        }
        switch type.fullName {
        case "google.protobuf.Timestamp": return CELCode("CELTimestamp(\(property) ?? .init())", .timestamp)
        case "google.protobuf.Duration": return CELCode("CELDuration(\(property) ?? .init())", .duration)
        case "google.protobuf.Struct", "google.protobuf.Value", "google.protobuf.ListValue":
            throw refusal("a value of \(type.fullName)", expression)
        default: break
        }
        if type.isWrapper, let inner = type.fields.first {
            let wrapped = dynamic(types.scalar("$0.value", inner.kind))
            return CELCode("((\(property)).map { \(wrapped) } ?? CELValue.null)", .dyn)
        }
        return CELCode(
            property.hasPrefix("{") ? "(\(property))" : property, .message(type, isOptional: true),
            lent: schema.isStored(field, in: message) ? lent("part") : nil)
    }

    /// What an absent field counts as.
    private func zero(of field: SchemaField, _ expression: CELExpression) throws(CELSyntaxError) -> String {
        if field.proto.defaultValue != nil, field.kind != .enumeration {
            throw refusal("a field with a default", expression)
        }
        switch field.kind {
        case .bool: return "false"
        case .string: return "\"\""
        case .bytes: return "[]"
        case .enumeration:
            let number = field.proto.defaultValue.flatMap { field.enumeration?.number(named: $0) }
            return ".init(rawValue: \(number ?? field.enumeration?.defaultNumber ?? 0))"
        default: return "0"
        }
    }

    private func has(
        _ name: String, in operand: CELCode, _ expression: CELExpression
    ) throws(CELSyntaxError) -> CELCode {
        if case .map = operand.type { return try hasKey(literal(.string(name)), in: operand, expression) }
        guard case .message(let message, let isOptional) = operand.type,
            let field = message.schemaField(named: name)
        else { throw refusal("has() of a value whose type is known at run time only", expression) }
        let path = "\(operand.code)\(isOptional ? "?" : "").\(field.swiftName)"
        if let oneof = field.oneof(in: message) {
            let source = "\(operand.code)\(isOptional ? "?" : "").\(Names.member(oneof))"
            let check = "{ if case .\(field.swiftName)? = $0 { true } else { false } }(\(source))"
            return CELCode("(\(check))", .bool, canFail: operand.canFail)
        }
        let code: String
        if field.isList || field.isMap {
            code = isOptional ? "(\(path)?.isEmpty == false)" : "!\(path).isEmpty"
        } else if field.hasPresence {
            code = "(\(path) != nil)"
        } else {
            let value = isOptional ? "(\(path) ?? \(try zero(of: field, expression)))" : path
            switch field.kind {
            case .float, .double: code = "(\(value).bitPattern != 0)"
            default: code = "(\(Subject(code: value, kind: field.kind).isNotZero))"
            }
        }
        return CELCode(code, .bool, canFail: operand.canFail)
    }

    // MARK: - Conversions

    /// The value as a `CELValue`; nothing is said of messages, which have none.
    func dynamic(_ code: CELCode) -> String {
        if let name = code.type.caseName { return "CELValue.\(name)(\(code.code))" }
        switch code.type {
        case .values(let element):
            return "CELValue.list(\(code.code).map { \(dynamic(CELCode("$0", element))) })"
        case .list(let field):
            return "CELValue.list(\(code.code).map { \(dynamic(types.value(Place(code: "$0"), field.kind, field))) })"
        default: return code.code
        }
    }

    /// The same where messages are refused.
    func dynamic(_ code: CELCode, _ expression: CELExpression) throws(CELSyntaxError) -> String {
        switch code.type {
        case .message: throw refusal("a message as a value", expression)
        case .map: throw refusal("a map as a value", expression)
        case .list(let field):
            if case .message = types.value(Place(code: ""), field.kind, field).type {
                throw refusal("a list of messages as a value", expression)
            }
        default: break
        }
        return dynamic(code)
    }

    /// A condition.
    func bool(_ code: CELCode, _ expression: CELExpression) throws(CELSyntaxError) -> CELCode {
        switch code.type {
        case .bool: return code
        case .dyn: return CELCode("CELRuntime.bool(\(code.code))", .bool, canFail: true)
        default: throw refusal("a condition that is not bool", expression)
        }
    }

    // MARK: - Scopes

    mutating func with(
        _ name: String, _ code: CELCode, _ body: (inout CELEmitter) throws(CELSyntaxError) -> CELCode
    ) throws(CELSyntaxError) -> CELCode {
        locals.append((name, code))
        let result = try body(&self)
        locals.removeLast()
        return result
    }
}
