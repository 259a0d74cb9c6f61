// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Writes `NAME.validate.swift`: validators for the messages of a file that have rules.
struct ValidationFile {
    let model: FileModel
    let parameters: Parameters
    let schema: ValidationSchema

    /// Nothing where no message has rules. What cannot be generated is added to `problems`.
    func output(problems: inout [Problem]) -> PluginResponse.File? {
        let constants = ValidationConstants()
        var body = SourceWriter(comments: parameters.comments)
        var count = 0
        for message in model.messages { write(message, constants, to: &body, &count, &problems) }
        guard count > 0 || parameters.files == .all else { return nil }
        var out = SourceWriter(comments: parameters.comments)
        out.fileHead(of: model.source.name, imports: model.imports)
        out.append(body)
        constants.write(to: &out)
        let name = parameters.outputName(model.source.name, ending: ".validate.swift")
        return PluginResponse.File(name: name, content: out.text)
    }

    private func write(
        _ message: MessageModel, _ constants: ValidationConstants, to out: inout SourceWriter, _ count: inout Int,
        _ problems: inout [Problem]
    ) {
        do throws(ValidationError) {
            if let rules = try schema.rules(of: message.fullName), schema.hasRules(message.fullName) {
                var code = MessageCheckCode(message: message, rules: rules, schema: schema, constants: constants)
                code.write(access: access, to: &out)
                problems += code.problems.map { Problem(model.source.name, $0.origin ?? message.origin, $0.text) }
                count += 1
            }
        } catch {
            let field = message.fields.first { "\(message.fullName).\($0.name)" == error.element }
            problems.append(Problem(model.source.name, field?.origin ?? message.origin, "\(error)"))
        }
        for nested in message.messages { write(nested, constants, to: &out, &count, &problems) }
    }

    private var access: String { parameters.visibility == .internal ? "" : parameters.visibility.rawValue + " " }
}
