// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// The generator of Swift: `NAME.pb.swift` and its companions for each file of a schema.
package enum Generator: SchemaGenerator {
    package static let program = "protoc-gen-strategos-swift"
    package static let purpose = "Writes Swift messages, codecs and stubs."
    package static let parameterHelp = Parameters.help

    package static func generate(_ request: PluginRequest) -> PluginResponse {
        var response = PluginResponse()
        let parameters = Parameters(request.parameter, problems: &response.problems)
        let chosen = request.chosenFiles()
        var builder = ModelBuilder(files: request.files, parameters: parameters)
        let schema = validationSchema(request, parameters, builder.index, problems: &response.problems)
        for source in chosen {
            let model = builder.model(of: source)
            response.files.append(MessageFile(model: model, parameters: parameters).output())
            if parameters.json == .all, model.hasTypes || parameters.files == .all {
                response.files.append(JSONFile(model: model, parameters: parameters).output())
            }
            if let schema, parameters.content == .all {
                let file = ValidationFile(model: model, parameters: parameters, schema: schema)
                    .output(problems: &response.problems)
                if let file { response.files.append(file) }
            }
            if parameters.stubs != .none && (!model.services.isEmpty || parameters.files == .all) {
                response.files.append(ServiceFile(model: model, parameters: parameters).output())
            }
        }
        response.problems += builder.problems
        response.problems += ModuleNames.problems(in: request, parameters)
        return response
    }

    /// The rules of the request's files; nothing if none are asked for, or no file has any.
    private static func validationSchema(
        _ request: PluginRequest, _ parameters: Parameters, _ index: TypeIndex, problems: inout [Problem]
    ) -> ValidationSchema? {
        guard parameters.validators == .all,
            parameters.files == .all || request.files.contains(where: { $0.name == "buf/validate/validate.proto" })
        else { return nil }
        do throws(DescriptorError) {
            return try ValidationSchema(request.files, index: index)
        } catch {
            problems.append(Problem("\(error)"))
            return nil
        }
    }
}
