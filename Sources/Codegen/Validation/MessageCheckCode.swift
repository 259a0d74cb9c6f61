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
        let head = "\(access)static func validate(_ message: Borrowed<Self>, into report: inout Violations) {"
        var body = out.fresh(depth: 2)
        for rule in rules.expressions { writeRule(rule, this: nil, step: nil, forKey: false, origin: nil, to: &body) }
        for group in rules.groups { write(group, to: &body) }
        for oneof in rules.requiredOneofs { write(oneof, to: &body) }
        for field in rules.fields { write(field, to: &body) }
        out.indented { $0.line(head) }
        out.append(body)
        out.indented { out in
            out.line("}")
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
            out.line("if count > 1 { report.add(\"message.oneof\", \(many)) }")
            if group.isRequired {
                let none = SourceWriter.literal("one of \(names) must be set")
                out.line("if count == 0 { report.add(\"message.oneof\", \(none)) }")
            }
        }
        out.line("}")
    }

    private func write(_ oneof: MessageRules.RequiredOneof, to out: inout SourceWriter) {
        let text = "\"exactly one field is required in oneof\""
        out.line("if message.value.\(Names.member(oneof.name)) == nil {")
        out.indented {
            $0.line("report.add(\"required\", \(text), at: .oneof(\(SourceWriter.literal(oneof.name))))")
        }
        out.line("}")
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
        let value = "message.value.\(field.swiftName)"
        if field.isList || field.isMap { return writeContainer(rules, value, to: &out) }
        if let oneof = field.oneof(in: self.rules.descriptor) {
            let head = "case .\(field.swiftName)(let value)? = message.value.\(Names.member(oneof))"
            return writePresent(rules, head, "value", to: &out)
        }
        if field.hasPresence {
            return writePresent(rules, "let value = \(value)", "value", to: &out)
        }
        if rules.isRequired || rules.isSkippedUnset {
            writePresent(rules, isNotDefault(value, field), value, to: &out)
        } else {
            write(rules.value, .unwrapped(value, of: field), raw: value, field, step(field), forKey: false, to: &out)
        }
    }

    /// Rules of a value that may be absent.
    private mutating func writePresent(
        _ rules: FieldRules, _ condition: String, _ value: String, to out: inout SourceWriter
    ) {
        let field = rules.field
        var body = out.fresh(depth: out.depth + 1)
        write(
            rules.value, .unwrapped(value, of: field), raw: value, field, step(field), forKey: false, to: &body)
        var head = condition
        if body.text.isEmpty {
            guard rules.isRequired else { return }
            // The value itself is not needed.
            head =
                head.hasPrefix("let value = ")
                ? "message.value.\(field.swiftName) != nil" : head.replacingPayload()
        }
        out.line("if \(head) {")
        out.append(body)
        if rules.isRequired {
            let path = constants.path(rules.requiredPath)
            out.line("} else {")
            out.indented { $0.line("report.add(\"required\", \"value is required\", at: \(step(field)), by: \(path))") }
        }
        out.line("}")
    }

    // MARK: - Lists and maps

    private mutating func writeContainer(_ rules: FieldRules, _ value: String, to out: inout SourceWriter) {
        let field = rules.field
        var whole = rules.value
        whole.message = nil
        if rules.isRequired || rules.isSkippedUnset {
            var body = out.fresh(depth: out.depth + 1)
            write(whole, Subject(code: value, kind: .message), raw: value, field, step(field), forKey: false, to: &body)
            if !body.text.isEmpty || rules.isRequired {
                out.line("if !\(value).isEmpty {")
                out.append(body)
                if rules.isRequired {
                    let path = constants.path(rules.requiredPath)
                    out.line("} else {")
                    out.indented {
                        $0.line("report.add(\"required\", \"value is required\", at: \(step(field)), by: \(path))")
                    }
                }
                out.line("}")
            }
        } else {
            write(whole, Subject(code: value, kind: .message), raw: value, field, step(field), forKey: false, to: &out)
        }
        if field.isMap {
            writeEntries(rules.value, value, field, to: &out)
        } else {
            for element in rules.value.elements where !element.isIgnored {
                writeElements(element, value, field, to: &out)
            }
        }
    }

    private mutating func writeElements(
        _ rules: ValueRules, _ value: String, _ field: SchemaField, to out: inout SourceWriter
    ) {
        let asks = !rules.checks.isEmpty || !rules.expressions.isEmpty
        if !asks {
            guard let type = rules.message, schema.hasRules(type.fullName) else { return }
            out.line("report.check(\(value), at: \(step(field)))")
            return
        }
        var body = out.fresh(depth: out.depth + 1)
        let step = step(field) + ".element(index)"
        write(rules, .unwrapped("value", of: field), raw: "value", field, step, forKey: false, to: &body)
        if body.text.isEmpty { return }
        out.line("for index in \(value).indices where !report.isFull {")
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
        for rule in rules.keys where !rule.isIgnored {
            write(rule, .unwrapped("key", of: keyField), raw: "key", keyField, step, forKey: true, to: &keys)
        }
        var values = out.fresh(depth: out.depth + 2)
        for rule in rules.elements where !rule.isIgnored {
            write(rule, .unwrapped("value", of: valueField), raw: "value", valueField, step, forKey: false, to: &values)
        }
        if keys.text.isEmpty, values.text.isEmpty { return }
        out.line("do {")
        out.indented { out in
            out.line("let start = report.count")
            out.line(values.text.isEmpty ? "for key in \(value).keys {" : "for (key, value) in \(value) {")
            out.append(keys)
            out.append(values)
            out.indented { $0.line("if report.isFull { break }") }
            out.line("}", "if report.count > start + 1 { report.sortByKey(from: start) }")
        }
        out.line("}")
    }
}

extension String {
    /// `case .x(let value)? = y` without the payload.
    fileprivate func replacingPayload() -> String {
        guard let range = range(of: "(let value)") else { return self }
        return String(self[..<range.lowerBound] + self[range.upperBound...])
    }

    private func range(of part: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
            start = index(after: start)
        }
        return nil
    }
}
