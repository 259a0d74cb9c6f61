// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Lists, macros over them, and functions.
extension CELEmitter {
    mutating func list(_ elements: [CELExpression]) throws(CELSyntaxError) -> CELCode {
        var codes: [CELCode] = []
        for element in elements { codes.append(try emit(element)) }
        let canFail = codes.contains(where: \.canFail)
        if let first = codes.first?.type, let type = first.swiftType, let name = first.caseName,
            codes.allSatisfy({ $0.type.caseName == name })
        {
            let list = codes.map(\.code).joined(separator: ", ")
            return CELCode("([\(list)] as [\(type)])", .values(first), canFail: canFail)
        }
        var values: [String] = []
        for (code, element) in zip(codes, elements) { values.append(try dynamic(code, element)) }
        return CELCode("CELValue.list([\(values.joined(separator: ", "))])", .dyn, canFail: canFail)
    }

    // MARK: - Macros

    mutating func comprehension(
        _ node: CELExpression.Comprehension, _ expression: CELExpression
    ) throws(CELSyntaxError) -> CELCode {
        if node.second != nil || node.macro == .transformMap {
            throw refusal("\(node.macro.rawValue) with two variables", expression)
        }
        let range = try emit(node.range)
        let variable = variable(node.variable)
        let type: String
        let item: CELCode
        var source = range.viewed
        switch range.type {
        case .list(let field):
            type = types.element(field)
            item = types.value(.lent(variable), field.kind, field)
        case .values(let kind):
            guard let swiftType = kind.swiftType else { throw refusal("such a list", node.range) }
            type = swiftType
            item = CELCode("\(variable).value", kind, lent: variable)
        case .map(let field):
            guard let key = field.mapKey else { throw refusal("such a map", node.range) }
            type = types.element(key)
            item = types.scalar(.lent(variable), key.kind)
            source = "Array(\(range.code).keys)"
        case .dyn:
            type = "CELValue"
            item = CELCode("\(variable).value", .dyn)
            source = "CELRuntime.list(\(range.code))"
        default: throw refusal("\(node.macro.rawValue) over such a value", node.range)
        }
        usesBudget = true
        let body = try with(node.variable, item) { emitter throws(CELSyntaxError) in try emitter.emit(node.body) }
        let head = "{ (\(variable): Borrowed<\(type)>) throws(CELError) -> "
        func function(_ code: CELCode, _ result: String) -> String {
            "\(head)\(result) in \(code.canFail ? "try " : "")\(code.code) }"
        }
        switch node.macro {
        case .all, .exists, .existsOne:
            let name = node.macro == .existsOne ? "existsOne" : node.macro.rawValue
            let test = function(try bool(body, node.body), "Bool")
            return CELCode("CELRuntime.\(name)(\(source), budget, \(test))", .bool, canFail: true)
        case .filter:
            let test = function(try bool(body, node.body), "Bool")
            let kind: CELCode.Kind = if case .map = range.type { .values(item.type) } else { range.type }
            if case .map(let field) = range.type, types.element(field.mapKey ?? field) != item.type.swiftType {
                throw refusal("filter over such a map", expression)
            }
            return CELCode(
                "CELRuntime.filter(\(source), budget, \(test))", kind.isDynamic ? .values(.dyn) : kind, canFail: true)
        default:
            var condition = ""
            if let test = node.condition {
                let code = try with(node.variable, item) { emitter throws(CELSyntaxError) in try emitter.emit(test) }
                condition = ", where: " + function(try bool(code, test), "Bool")
            }
            guard let result = body.type.swiftType else { throw refusal("map to such values", node.body) }
            let made = function(body, result)
            return CELCode("CELRuntime.map(\(source), budget, \(made)\(condition))", .values(body.type), canFail: true)
        }
    }

    // MARK: - Functions

    mutating func call(
        _ function: CELFunction, _ arguments: [CELExpression], _ expression: CELExpression
    ) throws(CELSyntaxError) -> CELCode {
        if let constant = constant(function, arguments) { return constant }
        if function == .unique, let code = try distinctTexts(arguments[0]) { return code }
        var codes: [CELCode] = []
        for argument in arguments { codes.append(try emit(argument)) }
        if function == .getField, case .string(let name)? = codes.last?.literal {
            return try select(name, of: codes[0], expression)
        }
        if let code = plain(function, codes) { return code }
        switch function {
        case .type, .getField: throw refusal("\(function.rawValue)()", expression)
        case .dyn: return CELCode(try dynamic(codes[0], arguments[0]), .dyn, canFail: codes[0].canFail)
        default: break
        }
        var values: [String] = []
        for (code, argument) in zip(codes, arguments) { values.append(try dynamic(code, argument)) }
        usesBudget = true
        let call = "CELRuntime.call(.\(function), [\(values.joined(separator: ", "))], budget)"
        guard let kind = function.resultKind, let name = kind.caseName else {
            return CELCode(call, .dyn, canFail: true)
        }
        return CELCode("CELRuntime.\(name)(\(call))", kind, canFail: true)
    }

    /// What a conversion of a literal gives, such as `duration('1h')`.
    private func constant(_ function: CELFunction, _ arguments: [CELExpression]) -> CELCode? {
        guard arguments.count == 1, case .literal(let value) = arguments[0].kind else { return nil }
        switch function {
        case .int, .uint, .double, .string, .timestamp, .duration:
            guard let result = try? value.converted(by: function) else { return nil }
            return literal(result)
        default: return nil
        }
    }

    /// `list.map(x, text).unique()` without making the list.
    private mutating func distinctTexts(_ operand: CELExpression) throws(CELSyntaxError) -> CELCode? {
        guard case .comprehension(let node) = operand.kind, node.macro == .map, node.condition == nil,
            node.second == nil
        else { return nil }
        let range = try emit(node.range)
        guard case .list(let field) = range.type, !range.canFail else { return nil }
        let variable = variable(node.variable)
        let item = types.value(.lent(variable), field.kind, field)
        let body = try with(node.variable, item) { emitter throws(CELSyntaxError) in try emitter.emit(node.body) }
        guard case .string = body.type, !body.canFail else { return nil }
        let closure = "{ (\(variable): Borrowed<\(types.element(field))>) in \(body.viewed) }"
        usesChecks = true
        return CELCode("checks.isUnique(\(range.viewed), text: \(closure))", .bool)
    }

    /// Functions that Swift has for values of its own types.
    private mutating func plain(_ function: CELFunction, _ codes: [CELCode]) -> CELCode? {
        let value = codes[0].code
        let canFail = codes.contains(where: \.canFail)
        switch (function, codes[0].type, codes.count) {
        case (.size, .string, 1):
            return CELCode("Int64(\(value).unicodeScalars.count)", .int, canFail: canFail, bits: 48)
        case (.size, .bytes, 1), (.size, .list, 1), (.size, .map, 1), (.size, .values, 1):
            return CELCode("Int64(\(value).count)", .int, canFail: canFail, bits: 48)
        case (.startsWith, .string, 2), (.endsWith, .string, 2), (.contains, .string, 2), (.startsWith, .bytes, 2),
            (.endsWith, .bytes, 2), (.contains, .bytes, 2):
            guard codes[1].type.caseName == codes[0].type.caseName else { return nil }
            let name = function == .startsWith ? "hasPrefix" : function == .endsWith ? "hasSuffix" : "contains"
            usesChecks = true
            return CELCode("checks.\(name)(\(codes[0].viewed), \(codes[1].viewed))", .bool, canFail: canFail)
        case (.matches, .string, 2):
            guard case .string(let text)? = codes[1].literal else { return nil }
            usesChecks = true
            let pattern = constants.pattern(text)
            return CELCode("checks.isFound(\(pattern), in: \(codes[0].viewed))", .bool, canFail: canFail)
        case (.isNan, .double, 1): return CELCode("\(value).isNaN", .bool, canFail: canFail)
        case (.isInf, .double, 1): return CELCode("\(value).isInfinite", .bool, canFail: canFail)
        case (.isEmail, .string, 1): return form("email", codes[0])
        case (.isHostname, .string, 1): return form("hostname", codes[0])
        case (.isIp, .string, 1): return form("ip", codes[0])
        case (.isIpPrefix, .string, 1): return form("ipWithPrefixLength", codes[0])
        case (.isUri, .string, 1): return form("uri", codes[0])
        case (.isUriRef, .string, 1): return form("uriReference", codes[0])
        case (.unique, .values(let kind), 1) where kind.swiftType != "CELValue":
            usesChecks = true
            return CELCode("checks.isUnique(\(codes[0].viewed))", .bool, canFail: canFail)
        case (.unique, .list(let field), 1) where !field.kind.isMessage:
            usesChecks = true
            return CELCode("checks.isUnique(\(codes[0].viewed))", .bool, canFail: canFail)
        case (.int, .int, 1), (.uint, .uint, 1), (.double, .double, 1), (.string, .string, 1), (.bool, .bool, 1),
            (.bytes, .bytes, 1), (.timestamp, .timestamp, 1), (.duration, .duration, 1):
            return codes[0]
        default: return nil
        }
    }

    private mutating func form(_ name: String, _ code: CELCode) -> CELCode {
        usesChecks = true
        return CELCode("checks.isOf(.\(name), \(code.viewed))", .bool, canFail: code.canFail)
    }
}

extension CELCode.Kind {
    var isDynamic: Bool { if case .dyn = self { true } else { false } }
}

extension CELFunction {
    /// What the function gives; nothing if only a run tells.
    fileprivate var resultKind: CELCode.Kind? {
        switch self {
        case .int, .size, .indexOf, .lastIndexOf, .getFullYear, .getMonth, .getDate, .getDayOfMonth, .getDayOfWeek,
            .getDayOfYear, .getHours, .getMinutes, .getSeconds, .getMilliseconds:
            .int
        case .uint: .uint
        case .double: .double
        case .bool, .contains, .startsWith, .endsWith, .matches, .isNan, .isInf, .isHostname, .isEmail, .isIp,
            .isIpPrefix, .isUri, .isUriRef, .isHostAndPort, .unique:
            .bool
        case .string, .charAt, .lowerAscii, .upperAscii, .replace, .join, .substring, .trim, .reverse, .format: .string
        case .bytes: .bytes
        case .timestamp: .timestamp
        case .duration: .duration
        case .type, .dyn, .split, .greatest, .least, .getField: nil
        }
    }
}
