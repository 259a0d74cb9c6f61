// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// The validator of one message.
struct MessageCheckCode {
    let message: MessageModel
    let rules: MessageRules
    let schema: ValidationSchema
    let constants: ValidationConstants
    /// What cannot be generated, and at which field.
    var problems: [(origin: Origin?, text: String)] = []
    /// Functions of CEL rules, written behind the validator.
    var functions: [ExpressionCode] = []
    /// Members of oneofs that rules read by name.
    var members: [Int32: SchemaField] = [:]

    init(message: MessageModel, rules: MessageRules, schema: ValidationSchema, constants: ValidationConstants) {
        self.message = message
        self.rules = rules
        self.schema = schema
        self.constants = constants
    }

    var standard: StandardCheckCode { StandardCheckCode(constants: constants) }

    mutating func write(access: String, to out: inout SourceWriter) {
        let name = message.swiftName
        out.line("", "// MARK: - \(message.fullName)", "")
        out.line("extension \(name): Validatable {")
        var body = out.fresh(depth: 2)
        for rule in rules.expressions { writeRule(rule, this: nil, step: nil, forKey: false, origin: nil, to: &body) }
        for group in rules.groups { write(group, to: &body) }
        for oneof in rules.requiredOneofs { write(oneof, to: &body) }
        for field in rules.fields { write(field, to: &body) }
        out.indented { out in
            out.line(
                "\(access)static func isValid(_ message: Borrowed<Self>, _ report: inout Validity) -> Bool {",
                "    !check(message, &report)", "}", "",
                "\(access)static func validate(_ message: Borrowed<Self>, into report: inout Violations) {",
                "    _ = check(message, &report)", "}", "",
                "private static func check(_ message: Borrowed<Self>, _ report: inout some RuleReport) -> Bool {")
        }
        out.append(body)
        out.indented { out in
            out.line("    return false", "}")
            for function in functions {
                out.line("")
                function.write(to: &out)
            }
        }
        out.line("}")
    }

    // MARK: - Rules of the message

    private mutating func write(_ group: MessageRules.FieldGroup, to out: inout SourceWriter) {
        let conditions = group.fields.map { isSet($0) }
        let names = group.fields.map(\.name).joined(separator: ", ")
        out.line("do {")
        out.indented { out in
            out.line("var count = 0")
            for condition in conditions { out.line("if \(condition) { count += 1 }") }
            let many = SourceWriter.literal("only one of \(names) can be set")
            out.line("if count > 1, report.add(\"message.oneof\", \(many)) { return true }")
            if group.isRequired {
                let none = SourceWriter.literal("one of \(names) must be set")
                out.line("if count == 0, report.add(\"message.oneof\", \(none)) { return true }")
            }
        }
        out.line("}")
    }

    private func write(_ oneof: MessageRules.RequiredOneof, to out: inout SourceWriter) {
        let text = "\"exactly one field is required in oneof\""
        let add = "report.add(\"required\", \(text), at: .oneof(\(SourceWriter.literal(oneof.name))))"
        out.line("if message.value.\(Names.member(oneof.name)) == nil, \(add) { return true }")
    }

    /// Whether a field is set, as a Swift condition.
    private func isSet(_ field: SchemaField) -> String {
        let value = "message.value.\(field.swiftName)"
        if let oneof = field.oneof(in: rules.descriptor) {
            return "case .\(field.swiftName)? = message.value.\(Names.member(oneof))"
        }
        if field.isList || field.isMap { return "!\(value).isEmpty" }
        if field.hasPresence { return "\(value) != nil" }
        return isNotDefault(value, field)
    }

    /// Whether a field without presence is on the wire.
    func isNotDefault(_ value: String, _ field: SchemaField) -> String {
        switch field.kind {
        case .float, .double: "\(value).bitPattern != 0"
        default: Subject(code: value, kind: field.kind).isNotZero
        }
    }

    // MARK: - Fields

    private func step(_ field: SchemaField) -> String {
        let name = SourceWriter.literal(field.name)
        return ".field(\(field.number), \(name), .\(field.kind))"
    }

    private mutating func write(_ rules: FieldRules, to out: inout SourceWriter) {
        let field = rules.field
        let place = Place(code: "message.value.\(field.swiftName)", lent: "message.lent(\\.\(field.swiftName))")
        if field.isList || field.isMap { return writeContainer(rules, place.code, to: &out) }
        if let oneof = field.oneof(in: self.rules.descriptor) {
            let head = "case .\(field.swiftName)(let value)? = message.value.\(Names.member(oneof))"
            return writePresent(rules, head, Place(code: "value"), to: &out)
        }
        if field.hasPresence {
            // What would be retained is lent; the rest is copied.
            if schema.isStored(field, in: self.rules.descriptor), field.kind.isRetained {
                let head = "let value = message.part(\\.\(field.swiftName))"
                return writePresent(rules, head, .lent("value"), to: &out)
            }
            return writePresent(rules, "let value = \(place.code)", Place(code: "value"), to: &out)
        }
        if rules.isRequired || rules.isSkippedUnset {
            writePresent(rules, isNotDefault(place.code, field), place, to: &out)
        } else {
            write(rules.value, .unwrapped(place, of: field), raw: place, field, step(field), forKey: false, to: &out)
        }
    }

    /// Rules of a value that may be absent.
    private mutating func writePresent(
        _ rules: FieldRules, _ condition: String, _ value: Place, to out: inout SourceWriter
    ) {
        let field = rules.field
        var body = out.fresh(depth: out.depth + 1)
        write(
            rules.value, .unwrapped(value, of: field), raw: value, field, step(field), forKey: false, to: &body)
        if body.text.isEmpty {
            guard rules.isRequired else { return }
            // The value itself is not needed.
            out.line("if \(isSet(field)) {", "} else if \(addRequired(rules)) {", "    return true", "}")
            return
        }
        out.line("if \(condition) {")
        out.append(body)
        if rules.isRequired {
            out.line("} else if \(addRequired(rules)) {")
            out.indented { $0.line("return true") }
        }
        out.line("}")
    }

    private func addRequired(_ rules: FieldRules) -> String {
        add("required", "value is required", step(rules.field), constants.path(rules.requiredPath), false)
    }

    // MARK: - Lists and maps

    private mutating func writeContainer(_ rules: FieldRules, _ value: String, to out: inout SourceWriter) {
        let field = rules.field
        var whole = rules.value
        whole.message = nil
        let lent = field.isMap ? nil : "message.list(\\.\(field.swiftName))"
        let subject = Subject(code: value, kind: .message, lent: lent)
        if rules.isRequired || rules.isSkippedUnset {
            var body = out.fresh(depth: out.depth + 1)
            write(whole, subject, raw: Place(code: value), field, step(field), forKey: false, to: &body)
            if !body.text.isEmpty {
                out.line("if !\(value).isEmpty {")
                out.append(body)
                out.line("}")
            }
            if rules.isRequired { out.line("if \(value).isEmpty, \(addRequired(rules)) { return true }") }
        } else {
            write(whole, subject, raw: Place(code: value), field, step(field), forKey: false, to: &out)
        }
        if field.isMap {
            writeEntries(rules.value, value, field, to: &out)
        } else {
            for element in rules.value.elements where !element.isIgnored {
                writeElements(element, "message.list(\\.\(field.swiftName))", field, to: &out)
            }
        }
    }

    private mutating func writeElements(
        _ rules: ValueRules, _ value: String, _ field: SchemaField, to out: inout SourceWriter
    ) {
        let asks = !rules.checks.isEmpty || !rules.expressions.isEmpty
        if !asks {
            guard let type = rules.message, schema.hasRules(type.fullName) else { return }
            out.line("if report.check(\(value), at: \(step(field))) { return true }")
            return
        }
        var body = out.fresh(depth: out.depth + 1)
        let step = step(field) + ".element(index)"
        write(rules, .unwrapped(.lent("value"), of: field), raw: .lent("value"), field, step, forKey: false, to: &body)
        if body.text.isEmpty { return }
        out.line("for index in \(value).indices {")
        out.indented { $0.line("let value = \(value)[index]") }
        out.append(body)
        out.line("}")
    }

    private mutating func writeEntries(
        _ rules: ValueRules, _ value: String, _ field: SchemaField, to out: inout SourceWriter
    ) {
        guard let keyField = field.mapKey, let valueField = field.mapValue else { return }
        let name = SourceWriter.literal(field.name)
        let step = ".map(\(field.number), \(name), .\(keyField.kind), .\(valueField.kind)).entry(key)"
        var keys = out.fresh(depth: out.depth + 2)
        let (key, item) = (Place(code: "key"), Place(code: "value"))
        for rule in rules.keys where !rule.isIgnored {
            write(rule, .unwrapped(key, of: keyField), raw: key, keyField, step, forKey: true, to: &keys)
        }
        var values = out.fresh(depth: out.depth + 2)
        for rule in rules.elements where !rule.isIgnored {
            write(rule, .unwrapped(item, of: valueField), raw: item, valueField, step, forKey: false, to: &values)
        }
        if keys.text.isEmpty, values.text.isEmpty { return }
        out.line("if report.entries({ report in")
        out.indented { out in
            out.line(values.text.isEmpty ? "for key in \(value).keys {" : "for (key, value) in \(value) {")
            out.append(keys)
            out.append(values)
            out.line("}", "return false")
        }
        out.line("}) { return true }")
    }
}
