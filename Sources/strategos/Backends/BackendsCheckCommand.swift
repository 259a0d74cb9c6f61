// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Providers

/// `strategos backends check`: whether each endpoint of a file answers.
struct BackendsCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a file of backends, and ask each endpoint for one token.",
        discussion: """
            Ends with 1 if an endpoint does not answer. What is wrong with the file is said with line and field.
            """)

    @Argument(help: "A file of backends (YAML).")
    var file: String
    @Option(help: "How long each may take. (default: 10s)")
    var timeout = "10s"
    @Flag(help: "Only read the file; ask nobody.")
    var offline = false

    func validate() throws {
        guard Duration(setting: timeout) != nil else {
            throw ValidationError("--timeout: '\(timeout)' is not \(Duration.settingForm)")
        }
    }

    func run() async throws {
        let backends = try BackendsOfFile.read(file)
        guard !offline else { return print("\(file): \(backends.count) backends") }
        var allAnswer = true
        for backend in backends {
            for (endpoint, failure) in await backend.check(within: Duration(setting: timeout) ?? .seconds(10)) {
                print("\(backend.name) \(endpoint): \(failure.map { "\($0)" } ?? "ok")")
                allAnswer = allAnswer && failure == nil
            }
        }
        guard allAnswer else { throw ExitCode.failure }
    }
}
