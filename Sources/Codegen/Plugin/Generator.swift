// SPDX-License-Identifier: Apache-2.0

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
        for source in chosen {
            let model = builder.model(of: source)
            response.files.append(MessageFile(model: model, parameters: parameters).output())
            if parameters.stubs != .none && (!model.services.isEmpty || parameters.files == .all) {
                response.files.append(ServiceFile(model: model, parameters: parameters).output())
            }
        }
        response.problems += builder.problems
        response.problems += ModuleNames.problems(in: request, parameters)
        return response
    }
}
