// SPDX-License-Identifier: Apache-2.0

/// The plugin as a pure function: what protoc asks in, what it shall write out.
package enum Generator {
    /// Answers a serialised request with a serialised response.
    package static func run(_ request: [UInt8]) -> [UInt8] {
        guard let request = PluginRequest(serialized: request) else {
            return PluginResponse(problems: ["this is no request of protoc"]).serialized()
        }
        return run(request).serialized()
    }

    /// Generates every file that is asked for; all problems are reported at once.
    package static func run(_ request: PluginRequest) -> PluginResponse {
        var response = PluginResponse()
        let parameters = Parameters(request.parameter, problems: &response.problems)
        var builder = ModelBuilder(files: request.files, parameters: parameters)
        for name in request.filesToGenerate {
            guard let source = builder.files[name] else {
                response.problems.append("\(name): protoc did not send this file")
                continue
            }
            let model = builder.model(of: source)
            response.files.append(MessageFile(model: model, parameters: parameters).output())
            if !model.services.isEmpty && parameters.stubs != .none {
                response.files.append(ServiceFile(model: model, parameters: parameters).output())
            }
        }
        response.problems += builder.problems
        return response
    }
}
