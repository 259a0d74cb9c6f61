// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Rules of a value: of a field, or of an element, key or value of one.
extension MessageCheckCode {
    /// `raw` is the value as it stands in the message, `subject` the one that standard rules see.
    mutating func write(
        _ rules: ValueRules, _ subject: Subject, raw: Place, _ field: SchemaField, _ step: String, forKey: Bool,
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
        writeChecks(rules, subject, step, forKey: forKey, to: &out)
        let origin = message.fields.first { $0.name == field.name }?.origin
        for rule in rules.expressions {
            writeRule(rule, this: (subject, field, raw), step: step, forKey: forKey, origin: origin, to: &out)
        }
        if let type = rules.message, schema.hasRules(type.fullName) {
            out.line("if report.check(\(raw.lent ?? raw.code), at: \(step)) { return true }")
        }
    }

    private mutating func writeChecks(
        _ rules: ValueRules, _ subject: Subject, _ step: String, forKey: Bool, to out: inout SourceWriter
    ) {
        var index = rules.checks.startIndex
        while index < rules.checks.endIndex {
            let rule = rules.checks[index]
            let next = index + 1 < rules.checks.endIndex ? rules.checks[index + 1] : nil
            if case .finite = rule.check, let next, next.check.isBounded,
                let condition = standard.condition(next.check, subject)
            {
                // A number that lies between two others is finite: that is not asked besides.
                out.line("if !(\(condition)) {")
                out.indented { out in
                    write(rule, subject, step, forKey: forKey, to: &out)
                    write(next, subject, step, forKey: forKey, to: &out)
                }
                out.line("}")
                index += 2
            } else {
                write(rule, subject, step, forKey: forKey, to: &out)
                index += 1
            }
        }
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
            out.line("if !(\(condition)), \(add) { return true }")
            return
        }
        out.line("do throws(CELError) {")
        out.indented { $0.line("if !(try \(condition)), \(add) { return true }") }
        out.line("} catch {")
        out.indented { $0.line("if report.fail(error, \(SourceWriter.literal(finding.id))) { return true }") }
        out.line("}")
    }

    private func write(
        _ form: StandardRule.Form, _ type: String, _ subject: Subject, _ step: String, _ path: String, _ forKey: Bool,
        to out: inout SourceWriter
    ) {
        let wrong = add("\(type).\(form.id)", form.message, step, path, forKey)
        let value = subject.kind == .string ? subject.text : subject.code
        let check = "!report.checks.isOf(.\(form), \(value))"
        guard form.refusesEmpty else {
            out.line("if \(check), \(wrong) { return true }")
            return
        }
        let text = "value is empty, which is not a valid \(form.noun)"
        out.line("if \(subject.code).isEmpty {")
        out.indented {
            $0.line("if \(add("\(type).\(form.id)_empty", text, step, path, forKey)) { return true }")
        }
        out.line("} else if \(check), \(wrong) {")
        out.indented { $0.line("return true") }
        out.line("}")
    }

    /// A call that reports a violation, and says whether that was enough.
    func add(_ id: String, _ message: String, _ step: String?, _ path: String, _ forKey: Bool) -> String {
        add(id, text: SourceWriter.literal(message), step, path, forKey)
    }

    private func add(_ id: String, text: String, _ step: String?, _ path: String, _ forKey: Bool) -> String {
        var arguments = [SourceWriter.literal(id), text]
        if let step { arguments.append("at: \(step)") }
        if path != "[]" || forKey { arguments.append("by: \(path)") }
        if forKey { arguments.append("forKey: true") }
        return "report.add(\(arguments.joined(separator: ", ")))"
    }

    // MARK: - CEL

    /// Without `this` the rule is one of the message.
    mutating func writeRule(
        _ rule: ExpressionRule, this: (subject: Subject, field: SchemaField, raw: Place)?, step: String?,
        forKey: Bool, origin: Origin?, to out: inout SourceWriter
    ) {
        let isWhole = this.map { self.isWhole($0.field, step) } ?? false
        let function: ExpressionCode
        do throws(CELSyntaxError) {
            function = try ExpressionCode(
                rule, number: functions.count + 1, this: this.map { ($0.subject, $0.field) },
                message: rules.descriptor, isWhole: isWhole, schema: schema, constants: constants)
        } catch {
            let place = "\(error.line):\(error.column)"
            problems.append((origin, "rule \(rule.id): \(place): \(error.message)"))
            return
        }
        functions.append(function)
        let path = constants.path(rule.path)
        let value = this.map { $0.subject.isLent && !isWhole ? $0.subject.text : $0.subject.code } ?? "message"
        let call = function.call(value)
        let id = SourceWriter.literal(rule.id)
        var lines: [String]
        if function.givesText {
            let text = rule.message.isEmpty ? "text" : SourceWriter.literal(rule.message)
            let add = add(rule.id, text: text, step, path, forKey)
            lines = ["let text = \(call)", "if !text.isEmpty, \(add) { return true }"]
            if !function.canFail { lines = ["do {"] + lines.map { "    " + $0 } + ["}"] }
        } else {
            let text = rule.message.isEmpty ? "\(rule.program.source.quoted) returned false" : rule.message
            lines = ["if !(\(call)), \(add(rule.id, text, step, path, forKey)) { return true }"]
        }
        if function.canFail {
            lines =
                ["do throws(CELError) {"] + lines.map { "    " + $0 }
                + ["} catch {", "    if report.fail(error, \(id)) { return true }", "}"]
        }
        for line in lines { out.line(line) }
    }

    /// Whether `this` is a list or a map as a whole, and not an element of it.
    private func isWhole(_ field: SchemaField, _ step: String?) -> Bool {
        (field.isList || field.isMap) && step?.hasSuffix(".element(index)") != true
            && step?.hasSuffix(".entry(key)") != true
    }
}
