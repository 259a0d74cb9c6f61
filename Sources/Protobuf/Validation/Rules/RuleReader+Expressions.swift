// SPDX-License-Identifier: Apache-2.0

/// Rules written in CEL.
extension RuleReader {
    /// The number of the extension `buf.validate.predefined` of field options.
    private static let predefinedNumber: Int32 = 1160

    /// The CEL rules of a message of rules; without a path for rules of messages.
    func expressions(
        of rules: DynamicMessage, at path: [FieldPathElement]?, _ types: RuleTypes, scope: String, in element: String
    ) throws(ValidationError) -> [ExpressionRule] {
        var result: [ExpressionRule] = []
        for (index, text) in rules.texts("cel_expression").enumerated() {
            let place = path.map { $0 + rules.path(to: "cel_expression", index: index) } ?? []
            let program = try program(text, types, scope: scope, in: element)
            result.append(ExpressionRule(id: text, message: "", program: program, path: place, rules: nil, rule: nil))
        }
        for (index, rule) in rules.messages("cel").enumerated() {
            let place = path.map { $0 + rules.path(to: "cel", index: index) } ?? []
            let program = try program(rule.text("expression"), types, scope: scope, in: element)
            result.append(
                ExpressionRule(
                    id: rule.text("id"), message: rule.text("message"), program: program, path: place, rules: nil,
                    rule: nil))
        }
        return result
    }

    private func program(
        _ text: String, _ types: RuleTypes, scope: String, in element: String
    ) throws(ValidationError) -> CELProgram {
        let program: CELProgram
        let type: CELType
        do throws(CELSyntaxError) {
            program = try CELProgram(text, container: scope)
            type = try program.check(types)
        } catch {
            throw ValidationError(schema: element, "CEL expression \"\(text)\": \(error)")
        }
        guard type.couldBe(.bool) || type.couldBe(.string) else {
            throw ValidationError(schema: element, "CEL expression \"\(text)\" gives \(type), neither bool nor string")
        }
        return program
    }

    /// The rules that come with a field of rules: how an extension of, say, `StringRules` is checked.
    func predefined(
        _ field: FieldDescriptor, value: CELValue, in rules: DynamicMessage, of this: CELType,
        at path: [FieldPathElement], element: String
    ) throws(ValidationError) -> [ExpressionRule] {
        let bytes = field.proto.options?.serialized()
        guard let options = try options("FieldOptions", bytes, field.fullName, number: Self.predefinedNumber) else {
            return []
        }
        let types = RuleTypes(
            pool: pool, this: this, rules: .message(rules.descriptor.fullName), rule: field.celType(.field))
        var result: [ExpressionRule] = []
        for rule in options.messages("cel") {
            let program = try program(rule.text("expression"), types, scope: field.package, in: element)
            result.append(
                ExpressionRule(
                    id: rule.text("id"), message: rule.text("message"), program: program,
                    path: path + [FieldPathElement(field)], rules: .message(rules), rule: value))
        }
        return result
    }
}

extension DynamicMessage {
    fileprivate func path(to name: String, index: Int) -> [FieldPathElement] {
        descriptor.schemaField(named: name).map { [FieldPathElement($0, index: index)] } ?? []
    }
}
