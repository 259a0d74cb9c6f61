// SPDX-License-Identifier: Apache-2.0

/// A generator as a pure function from a request to a response. What the generators' commands have in
/// common is written once, in extensions of this.
package protocol SchemaGenerator {
    /// The name of its program, `protoc-gen-NAME`.
    static var program: String { get }
    /// What it writes, as one sentence.
    static var purpose: String { get }
    /// Its parameters: the form of each, `key=values`, and what it means.
    static var parameterHelp: [(form: String, meaning: String)] { get }

    /// Generates every file that is asked for; all problems are reported at once, in any order.
    static func generate(_ request: PluginRequest) -> PluginResponse
}

extension SchemaGenerator {
    /// Answers a serialised request with a serialised response.
    package static func run(_ request: [UInt8]) -> [UInt8] {
        guard let request = PluginRequest(serialized: request) else {
            return PluginResponse(problems: [Problem("this is no request of protoc")]).serialized()
        }
        return run(request).serialized()
    }

    /// Generates every file that is asked for; problems are in the order of the schema's lines.
    package static func run(_ request: PluginRequest) -> PluginResponse {
        let faults = request.missingFiles() + request.faults()
        guard faults.isEmpty else { return PluginResponse(problems: faults.sortedByPlace()) }
        var response = generate(request)
        response.problems = response.problems.sortedByPlace()
        if !response.problems.isEmpty { response.files = [] }
        return response
    }

    /// The sentence about a parameter that is none of these.
    static func unknownParameter(_ option: some StringProtocol) -> Problem {
        let known = parameterHelp.map(\.form).joined(separator: ", ")
        return Problem("parameter '\(option)' is unknown; known are \(known)")
    }
}
