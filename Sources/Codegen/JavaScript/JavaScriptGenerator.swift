// SPDX-License-Identifier: Apache-2.0

/// The plugin for ES modules: for each file of the schema `NAME.js` and `NAME.d.ts`.
///
/// Parameter: `runtime=PATH`, the runtime module as seen from the output folder.
package enum JavaScriptGenerator {
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
        let runtime = runtimePath(request.parameter, problems: &response.problems)
        let index = TypeIndex(request.files)
        let files = Dictionary(request.files.map { ($0.name, $0) }) { first, _ in first }
        for name in request.filesToGenerate {
            guard let file = files[name] else {
                response.problems.append("\(name): protoc did not send this file")
                continue
            }
            let scope = JavaScriptScope(file: file, index: index, runtime: runtime)
            response.problems += scope.problems()
            let stem = JavaScriptScope.stem(file.name)
            response.files.append(.init(name: stem + ".js", content: JavaScriptModule(scope: scope).text()))
            response.files.append(.init(name: stem + ".d.ts", content: JavaScriptDeclarations(scope: scope).text()))
        }
        return response
    }

    private static func runtimePath(_ parameter: String, problems: inout [String]) -> String {
        var path = "../runtime/index.js"
        for option in parameter.split(separator: ",") {
            if option.hasPrefix("runtime=") {
                path = String(option.dropFirst("runtime=".count))
            } else {
                problems.append("parameter '\(option)' is unknown: runtime=PATH is known")
            }
        }
        return path
    }
}
