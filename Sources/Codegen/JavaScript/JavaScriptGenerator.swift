// SPDX-License-Identifier: Apache-2.0

/// The plugin for ES modules: for each file of the schema `NAME.js` and `NAME.d.ts`.
///
/// Parameter: `runtime=PATH`, the runtime module as seen from the output folder.
package enum JavaScriptGenerator: SchemaGenerator {
    package static let program = "protoc-gen-strategos-js"
    package static let purpose = "Writes ES modules with TypeScript types, codecs and clients."
    package static let parameterHelp: [(form: String, meaning: String)] = [
        ("runtime=PATH", "the runtime module as seen from the output folder, ../runtime/index.js unless given")
    ]

    package static func generate(_ request: PluginRequest) -> PluginResponse {
        var response = PluginResponse()
        let runtime = runtimePath(request.parameter, problems: &response.problems)
        let index = TypeIndex(request.files)
        for file in request.chosenFiles() {
            let scope = JavaScriptScope(file: file, index: index, runtime: runtime)
            response.problems += scope.problems()
            let stem = JavaScriptScope.stem(file.name)
            response.files.append(.init(name: stem + ".js", content: JavaScriptModule(scope: scope).text()))
            response.files.append(.init(name: stem + ".d.ts", content: JavaScriptDeclarations(scope: scope).text()))
        }
        return response
    }

    private static func runtimePath(_ parameter: String, problems: inout [Problem]) -> String {
        var path = "../runtime/index.js"
        for option in parameter.split(separator: ",") {
            if option.hasPrefix("runtime=") {
                path = String(option.dropFirst("runtime=".count))
            } else {
                problems.append(unknownParameter(option))
            }
        }
        return path
    }
}
