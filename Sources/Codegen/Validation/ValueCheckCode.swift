// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Rules of a value: of a field, or of an element, key or value of one.
extension MessageCheckCode {
    /// `raw` is the value as it stands in the message, `subject` the one that standard rules see.
    mutating func write(
        _ rules: ValueRules, _ subject: Subject, raw: String, _ field: SchemaField, _ step: String, forKey: Bool,
        to out: inout SourceWriter
    ) {
        if rules.isIgnored { return }
        if rules.isSkippedWhenZero, !subject.kind.isMessage {
            var inner = rules
            inner.isSkippedWhenZero = false
            var body = out.fresh(depth: out.depth + 1)
            write(inner, subject, raw: raw, field, step, forKey: forKey, to: &body)
            if body.text.isEmpty { return }
            out.line("if \(subject.isNotZero) {")
            out.append(body)
            out.line("}")
            return
        }
        for rule in rules.checks { write(rule, subject, step, forKey: forKey, to: &out) }
        let origin = message.fields.first { $0.name == field.name }?.origin
        for rule in rules.expressions {
            writeRule(rule, this: (subject, field, raw), step: step, forKey: forKey, origin: origin, to: &out)
        }
        if let type = rules.message, schema.hasRules(type.fullName) { out.line("report.check(\(raw), at: \(step))") }
    }

    private mutating func write(
        _ rule: StandardRule, _ subject: Subject, _ step: String, forKey: Bool, to out: inout SourceWriter
    ) {
        let path = constants.path(rule.path)
        if case .form(let form) = rule.check { return write(form, rule.type, subject, step, path, forKey, to: &out) }
        guard let condition = standard.condition(rule.check, subject) else { return }
        let finding: StandardRule.Finding
        do throws(CELError) {
            finding = try rule.finding
        } catch {
            problems.append((nil, error.message))
            return
        }
        let add = add(finding.id, finding.message, step, path, forKey)
        guard standard.canFail(rule.check, subject) else {
            out.line("if !(\(condition)) {")
            out.indented { $0.line(add) }
            out.line("}")
            return
        }
        out.line("do throws(CELError) {")
        out.indented { $0.line("if !(try \(condition)) { \(add) }") }
        out.line("} catch {")
        out.indented { $0.line("report.fail(error, \(SourceWriter.literal(finding.id)))") }
        out.line("}")
    }

    private func write(
        _ form: StandardRule.Form, _ type: String, _ subject: Subject, _ step: String, _ path: String, _ forKey: Bool,
        to out: inout SourceWriter
    ) {
        let wrong = add("\(type).\(form.id)", form.message, step, path, forKey)
        let check = "!Checks.isOf(.\(form), \(subject.code))"
        guard form.refusesEmpty else {
            out.line("if \(check) {")
            out.indented { $0.line(wrong) }
            out.line("}")
            return
        }
        let text = "value is empty, which is not a valid \(form.noun)"
        out.line("if \(subject.code).isEmpty {")
        out.indented { $0.line(add("\(type).\(form.id)_empty", text, step, path, forKey)) }
        out.line("} else if \(check) {")
        out.indented { $0.line(wrong) }
        out.line("}")
    }

    /// A call that reports a violation.
    func add(_ id: String, _ message: String, _ step: String?, _ path: String, _ forKey: Bool) -> String {
        var arguments = [SourceWriter.literal(id), SourceWriter.literal(message)]
        if let step { arguments.append("at: \(step)") }
        if path != "[]" { arguments.append("by: \(path)") }
        if forKey { arguments.append("forKey: true") }
        return "report.add(\(arguments.joined(separator: ", ")))"
    }

    // MARK: - CEL

    /// Without `this` the rule is one of the message.
    mutating func writeRule(
        _ rule: ExpressionRule, this: (subject: Subject, field: SchemaField, raw: String)?, step: String?,
        forKey: Bool, origin: Origin?, to out: inout SourceWriter
    ) {
        let function: ExpressionCode
        do throws(CELSyntaxError) {
            function = try ExpressionCode(
                rule, number: functions.count + 1, this: this.map { ($0.subject, $0.field) },
                message: rules.descriptor, isWhole: this.map { isWhole($0.field, step) } ?? false, schema: schema,
                constants: constants)
        } catch {
            let place = "\(error.line):\(error.column)"
            problems.append((origin, "rule \(rule.id): \(place): \(error.message)"))
            return
        }
        functions.append(function)
        let path = constants.path(rule.path)
        let call = function.call(this?.subject.code ?? "message")
        let id = SourceWriter.literal(rule.id)
        var lines: [String]
        if function.givesText {
            let text = rule.message.isEmpty ? "text" : SourceWriter.literal(rule.message)
            let add =
                "report.add(\(id), \(text)\(step.map { ", at: \($0)" } ?? "")"
                + (path == "[]" ? "" : ", by: \(path)") + (forKey ? ", forKey: true)" : ")")
            lines = ["let text = \(call)", "if !text.isEmpty { \(add) }"]
            if !function.canFail { lines = ["do {"] + lines.map { "    " + $0 } + ["}"] }
        } else {
            let text = rule.message.isEmpty ? "\(rule.program.source.quoted) returned false" : rule.message
            lines = ["if !(\(call)) {", "    " + add(rule.id, text, step, path, forKey), "}"]
        }
        if function.canFail {
            lines =
                ["do throws(CELError) {"] + lines.map { "    " + $0 }
                + ["} catch {", "    report.fail(error, \(id))", "}"]
        }
        for line in lines { out.line(line) }
    }

    /// Whether `this` is a list or a map as a whole, and not an element of it.
    private func isWhole(_ field: SchemaField, _ step: String?) -> Bool {
        (field.isList || field.isMap) && step?.hasSuffix(".element(index)") != true
            && step?.hasSuffix(".entry(key)") != true
    }
}
