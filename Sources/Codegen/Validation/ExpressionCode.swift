// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// A rule in CEL as a Swift function.
struct ExpressionCode {
    private let name: String
    private let source: String
    private let parameter: String
    private let body: String
    private let lists: [(name: String, code: String)]
    private let usesNow: Bool
    private let usesBudget: Bool
    private let usesChecks: Bool
    /// Whether the rule gives a text, which is empty if all is well.
    let givesText: Bool
    /// Whether evaluating it can fail.
    let canFail: Bool

    /// Without `this` the rule is one of the message.
    init(
        _ rule: ExpressionRule, number: Int, this: (subject: Subject, field: SchemaField)?, message: SchemaMessage,
        isWhole: Bool, schema: ValidationSchema, constants: ValidationConstants
    ) throws(CELSyntaxError) {
        var emitter = CELEmitter(rule: rule, schema: schema, constants: constants)
        if let this {
            let types = emitter.types
            if isWhole {
                emitter.this = CELCode(
                    "this", this.field.isMap ? .map(this.field) : .list(this.field))
                parameter = types.swiftType(of: this.field)
            } else {
                let isNamed = this.subject.kind.isMessage || this.subject.kind == .enumeration
                let type =
                    isNamed
                    ? schema.swiftName(this.subject.typeName ?? "") : StandardCheckCode.swiftType(this.subject.kind)
                let place = this.subject.isLent ? .lent("this") : Place(code: "this")
                emitter.this =
                    isNamed
                    ? types.value(place, this.subject.kind, this.field) : types.scalar(place, this.subject.kind)
                parameter = this.subject.isLent ? "Borrowed<\(type)>" : type
            }
        } else {
            emitter.this = CELCode("this.value", .message(message, isOptional: false), lent: "this")
            parameter = "Borrowed<Self>"
        }
        let code = try emitter.emit(rule.program.expression)
        switch code.type {
        case .bool: givesText = false
        case .string: givesText = true
        default: throw emitter.refusal("a result whose type is known at run time only", rule.program.expression)
        }
        name = "rule\(number)"
        source = rule.program.source
        body = code.code
        canFail = code.canFail
        lists = emitter.lists
        usesNow = emitter.usesNow
        usesBudget = emitter.usesBudget
        usesChecks = emitter.usesChecks
    }

    /// A call of the function.
    func call(_ value: String) -> String {
        (canFail ? "try " : "")
            + "\(name)(\(value)\(usesChecks ? ", report.checks" : "")\(usesNow ? ", report.now" : ""))"
    }

    func write(to out: inout SourceWriter) {
        for line in source.split(separator: "\n", omittingEmptySubsequences: false) { out.line("// \(line)") }
        let checks = usesChecks ? ", _ checks: Checks" : ""
        let now = usesNow ? ", _ now: CELTimestamp" : ""
        let result = givesText ? "String" : "Bool"
        let failing = canFail ? "throws(CELError) " : ""
        out.line("private static func \(name)(_ this: \(parameter)\(checks)\(now)) \(failing)-> \(result) {")
        out.indented { out in
            if usesBudget { out.line("let budget = CELBudget()") }
            for list in lists { out.line("let \(list.name) = \(list.code)") }
            out.line("return \(canFail ? "try " : "")\(body)")
        }
        out.line("}")
    }
}

/// A Swift expression for a part of a rule.
struct CELCode {
    indirect enum Kind {
        case bool, int, uint, double, string, bytes, timestamp, duration
        /// A `CELValue`.
        case dyn
        /// A message, or an optional one that counts as empty if it is absent.
        case message(SchemaMessage, isOptional: Bool)
        /// A list or map as the field holds it.
        case list(SchemaField)
        case map(SchemaField)
        /// A list of values of CEL's types.
        case values(Kind)
    }

    var code: String
    var type: Kind
    var canFail = false
    /// The magnitude of a number is below 2 to this power.
    var bits = 64
    /// The text of `matches` and the like.
    var literal: CELValue?
    /// An expression for a text, a list or a message as it is lent by what contains it, if it can be;
    /// an optional one for a message that may be absent.
    var lent: String?

    init(
        _ code: String, _ type: Kind, canFail: Bool = false, bits: Int = 64, literal: CELValue? = nil,
        lent: String? = nil
    ) {
        self.code = code
        self.type = type
        self.canFail = canFail
        self.bits = bits
        self.literal = literal
        self.lent = lent
    }

    /// What to look at: nothing is retained for what is lent.
    var viewed: String { lent ?? code }
}

extension CELCode.Kind {
    /// The Swift type of values that are no messages.
    var swiftType: String? {
        switch self {
        case .bool: "Bool"
        case .int: "Int64"
        case .uint: "UInt64"
        case .double: "Double"
        case .string: "String"
        case .bytes: "[UInt8]"
        case .timestamp: "CELTimestamp"
        case .duration: "CELDuration"
        case .dyn: "CELValue"
        case .message, .list, .map, .values: nil
        }
    }

    /// The name of the `CELValue` case and of the function that takes one apart.
    var caseName: String? {
        switch self {
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .timestamp: "timestamp"
        case .duration: "duration"
        case .dyn, .message, .list, .map, .values: nil
        }
    }

    var isNumber: Bool { ["int", "uint", "double"].contains(caseName) }
}

/// Fields as parts of expressions.
struct CELCodeTypes {
    let schema: ValidationSchema

    /// The Swift type of a field as a whole.
    func swiftType(of field: SchemaField) -> String {
        if let key = field.mapKey, let value = field.mapValue { return "[\(element(key)): \(element(value))]" }
        return "[\(element(field))]"
    }

    /// The Swift type of one value.
    func element(_ field: SchemaField) -> String {
        if let type = field.message?.fullName ?? field.enumeration?.fullName { return schema.swiftName(type) }
        return StandardCheckCode.swiftType(field.kind)
    }

    /// A number, text or the like as CEL sees it.
    func scalar(_ place: Place, _ kind: FieldKind) -> CELCode {
        var result = scalar(place.code, kind)
        if case .string = result.type { result.lent = place.lent }
        return result
    }

    /// The same of a value that cannot be lent.
    func scalar(_ code: String, _ kind: FieldKind) -> CELCode {
        switch kind {
        case .bool: CELCode(code, .bool)
        case .int32, .sint32, .sfixed32: CELCode("Int64(\(code))", .int, bits: 32)
        case .int64, .sint64, .sfixed64: CELCode(code, .int)
        case .uint32, .fixed32: CELCode("UInt64(\(code))", .uint, bits: 32)
        case .uint64, .fixed64: CELCode(code, .uint)
        case .float: CELCode("Double(\(code))", .double)
        case .double: CELCode(code, .double)
        case .string: CELCode(code, .string)
        case .bytes: CELCode(code, .bytes)
        case .enumeration: CELCode("Int64(\(code).rawValue)", .int, bits: 32)
        case .message, .group: CELCode(code, .dyn)
        }
    }

    /// A value of the field that is there.
    func value(_ place: Place, _ kind: FieldKind, _ field: SchemaField) -> CELCode {
        let code = place.code
        guard kind.isMessage, let message = field.message else { return scalar(place, kind) }
        switch message.fullName {
        case "google.protobuf.Timestamp": return CELCode("CELTimestamp(\(code))", .timestamp)
        case "google.protobuf.Duration": return CELCode("CELDuration(\(code))", .duration)
        default: break
        }
        if message.isWrapper, let inner = message.fields.first {
            return scalar(Place(code: "\(code).value", lent: place.lent.map { "\($0).lent(\\.value)" }), inner.kind)
        }
        return CELCode(code, .message(message, isOptional: false), lent: place.lent)
    }
}
