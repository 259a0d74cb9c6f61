// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Protobuf
import Providers
import RPCServer

/// `strategos backends ask`: questions to a backend, answers as lines of JSON.
struct BackendsAskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: "Ask a backend; each answer, or why there is none, is a line of JSON.",
        discussion: """
            Without QUESTION, each line of standard input is one. Breakers, limits and the retry budget work as \
            they do in the server.
            """)

    @Argument(help: "A file of backends (YAML).")
    var file: String
    @Argument(help: "What is asked.")
    var question: String?
    @Option(help: "Which backend. (default: the first of the file)")
    var backend: String?
    @Option(help: "When an answer must be there. (default: 60s)")
    var deadline = "60s"
    @Option(help: "The most tokens of an answer.")
    var maxTokens = 256
    @Option(help: "Makes answers of some backends repeatable.")
    var seed: Int64?
    @Option(help: "A JSON Schema that answers are to keep, for backends with that constraint.")
    var schema: String?
    @Option(help: "A grammar that answers are to keep, for backends with that constraint.")
    var grammar: String?
    @Option(help: "Write the metrics to this file after each answer.")
    var metrics: String?

    func validate() throws {
        guard Duration(setting: deadline) != nil else {
            throw ValidationError("--deadline: '\(deadline)' is not \(Duration.settingForm)")
        }
        guard (1...1_000_000).contains(maxTokens) else {
            throw ValidationError("--max-tokens: \(maxTokens) is not from 1 to 1000000")
        }
    }

    func run() async throws {
        let backends = try BackendsOfFile.read(file)
        guard let chosen = backend.map({ name in backends.first { $0.name == name } }) ?? backends.first else {
            throw ValidationError("--backend: there is none of that name in \(file)")
        }
        let form = try form()
        if let question { return try await ask(chosen, question, form) }
        while let line = readLine() { try await ask(chosen, line, form) }
    }

    private func form() throws -> AnswerForm? {
        guard schema != nil || grammar != nil else { return nil }
        func text(_ path: String?) throws -> String {
            try path.map { try String(contentsOf: URL(filePath: $0), encoding: .utf8) } ?? ""
        }
        return AnswerForm(name: "answer", schema: try text(schema), grammar: try text(grammar))
    }

    private func ask(_ backend: ModelBackend, _ question: String, _ form: AnswerForm?) async throws {
        let time = Duration(setting: deadline) ?? .seconds(60)
        var request = ModelRequest(
            messages: [ChatMessage(.user, question)], maxTokens: maxTokens, deadline: .after(time))
        request.form = form
        request.seed = seed
        let began = ContinuousClock.now
        var line: Google_Protobuf_Struct
        do throws(ModelFailure) {
            let answer = try await backend.generate(request) { event in
                guard case .step(let name, let detail) = event else { return }
                Self.write(["step": Google_Protobuf_Value(name), "detail": Google_Protobuf_Value(detail)])
            }
            line = ["outcome": "ok", "text": Google_Protobuf_Value(answer.text)]
            if !answer.model.isEmpty { line.fields["model"] = Google_Protobuf_Value(answer.model) }
            if let usage = answer.usage {
                line.fields["prompt_tokens"] = Google_Protobuf_Value(Double(usage.prompt))
                line.fields["completion_tokens"] = Google_Protobuf_Value(Double(usage.completion))
            }
        } catch {
            line = [
                "outcome": Google_Protobuf_Value(error.reason.rawValue), "detail": Google_Protobuf_Value(error.detail),
            ]
            if let status = error.httpStatus { line.fields["http_status"] = Google_Protobuf_Value(Double(status)) }
        }
        let took = (ContinuousClock.now - began) / .milliseconds(1)
        line.fields["milliseconds"] = Google_Protobuf_Value(took.rounded())
        if let metrics {
            try BackendMetricsText.text([backend.status()]).write(toFile: metrics, atomically: true, encoding: .utf8)
        }
        Self.write(line)
    }

    private static func write(_ line: Google_Protobuf_Struct) {
        var options = JSONEncodingOptions()
        options.sortsMapKeys = true
        let text = (try? line.json(options: options)) ?? "{}"
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }
}
