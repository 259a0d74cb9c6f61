// SPDX-License-Identifier: Apache-2.0

/// The plugin for JSON Schema (2020-12): for each message that `message=NAME` asks for
/// `NAME.schema.json`, and `NAME.unchecked.txt` with the rules that a JSON Schema cannot express in
/// the shape that language models' servers accept.
package enum JSONSchemaGenerator {
    /// Answers a serialised request with a serialised response.
    package static func run(_ request: [UInt8]) -> [UInt8] {
        guard let request = PluginRequest(serialized: request) else {
            return PluginResponse(problems: ["this is no request of protoc"]).serialized()
        }
        return run(request).serialized()
    }

    package static func run(_ request: PluginRequest) -> PluginResponse {
        var response = PluginResponse()
        let index = TypeIndex(request.files)
        for option in request.parameter.split(separator: ",") {
            guard option.hasPrefix("message=") else {
                response.problems.append("parameter '\(option)' is unknown: message=NAME is known")
                continue
            }
            let name = String(option.dropFirst("message=".count))
            guard index.message("." + name) != nil else {
                response.problems.append("there is no message '\(name)' in the schema")
                continue
            }
            var schema = JSONSchema(index: index)
            let text = schema.document(of: "." + name).written() + "\n"
            response.files.append(.init(name: name + ".schema.json", content: text))
            let unchecked = schema.unchecked.map { $0 + "\n" }.joined()
            response.files.append(.init(name: name + ".unchecked.txt", content: unchecked))
        }
        return response
    }
}
