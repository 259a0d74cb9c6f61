// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Protobuf
import Providers
import RPCServer
import Services
import StrategosAPI
import StrategyTasks
import WorkflowEngine

/// `strategos workflow`: workflows, tried without a server.
struct WorkflowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow",
        abstract: "Check workflows, run one, and show how its time was spent.",
        subcommands: [WorkflowCheckCommand.self, WorkflowRunCommand.self, WorkflowTraceCommand.self])
}

/// `strategos workflow check`.
struct WorkflowCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Say what is wrong with files of workflows, or with a folder of them and its prompts.",
        discussion:
            "Each thing that is wrong has its file, line, column and field; the command ends with 1 then."
    )

    @Argument(help: "A file, or a folder with *.yaml and prompts/*.mustache.")
    var path: String

    func run() async throws {
        let folder = try WorkflowFolder(path: path)
        let library = try folder.library(backends: [:])
        for (name, program) in library.programs.sorted(by: { $0.key < $1.key }) {
            print("\(name) version \(program.workflow.version): \(program.workflow.steps.count) steps")
        }
    }
}

/// What `run` and `trace` have in common.
struct WorkflowRunOptions: ParsableArguments {
    @Argument(help: "A file, or a folder with *.yaml and prompts/*.mustache.")
    var path: String
    @Option(help: "Which workflow. (default: the only one, or the one of the file)")
    var name: String?
    @Option(
        help: "The question, a message in JSON such as a GenerateStrategyRequest; - for standard input."
    )
    var input: String
    @Option(help: "A file of backends (YAML) for steps that ask models.")
    var backends: String?
    @Option(help: "When the answer must be there. (default: 2s)")
    var deadline = "2s"

    func validate() throws {
        guard Duration(setting: deadline) != nil else {
            throw ValidationError("--deadline: '\(deadline)' is not \(Duration.settingForm)")
        }
    }

    /// Runs the workflow.
    func result(_ observer: @escaping @Sendable (WorkflowEvent) -> Void) async throws
        -> WorkflowResult
    {
        let folder = try WorkflowFolder(path: path)
        var models: [String: any ModelProvider] = [:]
        if let backends {
            for backend in try BackendsOfFile.read(backends) { models[backend.name] = backend }
        }
        let library = try folder.library(backends: models)
        let wanted =
            name ?? folder.named ?? (library.programs.count == 1 ? library.programs.keys.first : nil)
        guard let wanted, let program = library[wanted] else {
            let known = library.programs.keys.sorted().joined(separator: ", ")
            throw ValidationError("--name: must be one of \(known)")
        }
        let deadline = Deadline.after(Duration(setting: deadline) ?? .seconds(2))
        let question: any AdvisedQuestion
        do {
            let text =
                input == "-"
                ? FileHandle.standardInput.readDataToEndOfFile()
                : try Data(contentsOf: URL(filePath: input))
            question = try PlannerQuestions(search: StrategySearch())
                .question(for: wanted, [UInt8](text), deadline: deadline)
        } catch let error as JSONError {
            throw ValidationError("--input: \(input): \(error)")
        } catch let error as RPCError {
            throw ValidationError("--input: \(input): \(error.message)")
        }
        let run = AdviceRun(question)
        return await program.run(run.input, deadline: deadline, context: run, observer: observer)
    }
}

/// `strategos workflow run`.
struct WorkflowRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract:
            "Run a workflow; its answer is JSON on standard output, its steps are shown as they go on standard error."
    )

    @OptionGroup var options: WorkflowRunOptions

    func run() async throws {
        let result = try await options.result { event in
            let line =
                switch event {
                case .began(let path): "> \(path)"
                case .note(let path, let detail): "  \(path): \(detail)"
                case .ended(let entry): "\(WorkflowTrace.mark(entry.outcome)) \(entry.path)\(entry.suffix)"
                }
            FileHandle.standardError.write(Data((line + "\n").utf8))
        }
        guard let value = result.value else {
            throw WorkflowFailed(description: "there is no answer: \(result.failure.map(\.detail) ?? "")")
        }
        var options = JSONEncodingOptions()
        options.pretty = true
        options.sortsMapKeys = true
        print(try value.json(options: options))
    }
}

/// `strategos workflow trace`.
struct WorkflowTraceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace",
        abstract: "Run a workflow, and show when each of its steps began and how long it took.")

    @OptionGroup var options: WorkflowRunOptions

    func run() async throws {
        let result = try await options.result { _ in }
        print(result.trace.timeline())
        guard result.value == nil else { return }
        throw WorkflowFailed(description: "there is no answer: \(result.failure.map(\.detail) ?? "")")
    }
}

/// A run without an answer.
private struct WorkflowFailed: LocalizedError, CustomStringConvertible {
    let description: String
    var errorDescription: String? { description }
}

extension WorkflowTrace {
    /// What stands before a step that has ended.
    fileprivate static func mark(_ outcome: StepOutcome) -> String {
        switch outcome {
        case .ok: "+"
        case .skipped: "-"
        default: "!"
        }
    }
}

extension WorkflowTrace.Entry {
    /// How long it took, and why it failed.
    fileprivate var suffix: String {
        let time = "\((duration / .milliseconds(1) * 10).rounded() / 10) ms"
        return " (\(time))" + (outcome == .ok || detail.isEmpty ? "" : ": \(detail)")
    }
}
