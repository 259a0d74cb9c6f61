// SPDX-License-Identifier: Apache-2.0

/// The plugin for JSON Schema (2020-12): for each message that `message=NAME` asks for
/// `NAME.schema.json`, and `NAME.unchecked.txt` with the rules that a JSON Schema cannot express in
/// the shape that language models' servers accept.
package enum JSONSchemaGenerator: SchemaGenerator {
    package static let program = "protoc-gen-strategos-jsonschema"
    package static let purpose =
        "Writes JSON Schemas (2020-12), each with a list of the rules that it leaves unchecked."
    package static let parameterHelp = ShapeParameters.help

    package static func generate(_ request: PluginRequest) -> PluginResponse {
        var response = PluginResponse()
        let parameters = ShapeParameters(request, unknown: unknownParameter)
        response.problems = parameters.problems
        for name in parameters.messages {
            var schema = JSONSchema(index: parameters.index, caps: parameters.caps)
            let text = schema.document(of: "." + name).written() + "\n"
            response.files.append(.init(name: name + ".schema.json", content: text))
            let unchecked = schema.unchecked.map { $0 + "\n" }.joined()
            response.files.append(.init(name: name + ".unchecked.txt", content: unchecked))
        }
        return response
    }
}
