// SPDX-License-Identifier: Apache-2.0

/// The plugin for grammars in llama.cpp's notation (GBNF): for each message that `message=NAME` asks
/// for `NAME.gbnf`, and `NAME.gbnf.unchecked.txt` with the rules that a text of the grammar may break.
package enum GBNFGenerator: SchemaGenerator {
    package static let program = "protoc-gen-strategos-gbnf"
    package static let purpose =
        "Writes grammars of messages' JSON for language models (GBNF), each with a list of the rules that it leaves unchecked."
    package static let parameterHelp = ShapeParameters.help + GrammarLimits.help

    package static func generate(_ request: PluginRequest) -> PluginResponse {
        var response = PluginResponse()
        let parameters = ShapeParameters(request, further: GrammarLimits.ranges, unknown: unknownParameter)
        response.problems = parameters.problems
        for name in parameters.messages {
            var builder = GrammarBuilder(
                index: parameters.index, caps: parameters.caps, limits: GrammarLimits(parameters.numbers))
            guard let text = builder.document(of: name) else {
                response.problems.append(
                    Problem("no JSON of '\(name)' fulfils its rules, or none of max_depth levels"))
                continue
            }
            response.files.append(.init(name: name + ".gbnf", content: text))
            let unchecked = builder.unchecked.map { $0 + "\n" }.joined()
            response.files.append(.init(name: name + ".gbnf.unchecked.txt", content: unchecked))
        }
        return response
    }
}
