// SPDX-License-Identifier: Apache-2.0

/// The plugin for JSON Schema (2020-12): for each message that `message=NAME` asks for
/// `NAME.schema.json`, and `NAME.unchecked.txt` with the rules that a JSON Schema cannot express in
/// the shape that language models' servers accept.
package enum JSONSchemaGenerator: SchemaGenerator {
    package static let program = "protoc-gen-strategos-jsonschema"
    package static let purpose =
        "Writes JSON Schemas (2020-12), each with a list of the rules that it leaves unchecked."
    package static let parameterHelp: [(form: String, meaning: String)] = [
        ("message=NAME", "the full name of a message to write a schema for; may be given often")
    ]

    package static func generate(_ request: PluginRequest) -> PluginResponse {
        var response = PluginResponse()
        let index = TypeIndex(request.files)
        for option in request.parameter.split(separator: ",") {
            guard option.hasPrefix("message=") else {
                response.problems.append(unknownParameter(option))
                continue
            }
            let name = String(option.dropFirst("message=".count))
            guard index.message("." + name) != nil else {
                response.problems.append(Problem("there is no message '\(name)' in the schema"))
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
