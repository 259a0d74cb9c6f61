// SPDX-License-Identifier: Apache-2.0
import Foundation
import Protobuf
import Providers
import StrategosAPI
import WorkflowEngine
import YAMLMessages

/// A folder of workflows as users have it: `*.yaml`, `prompts/*.mustache`, and for answers in a form grammars and
/// JSON Schemas by the messages' names in `forms/Generated`. Or one file of such a folder.
public struct WorkflowFolder: Sendable {
    /// What its files say.
    public struct Files: Equatable, Sendable {
        /// A file.
        struct Text: Equatable, Sendable {
            var name: String
            var path: String
            var text: String
        }

        var workflows: [Text]
        var prompts: [Text]
        var forms: [String: AnswerForm]
        /// The workflow that is meant, if a file was given.
        var named: String?
    }

    /// The workflow that is meant, if a file was given.
    public var named: String? { files.named }
    private let files: Files
    private let prompts: PromptLibrary

    /// Reads files and prompts; workflows are only looked at by ``library(backends:more:)``.
    ///
    /// - Throws: a file that cannot be read, or a prompt that is no template.
    public init(path: String) throws(YAMLMessageError) {
        try self.init(try Files(path: path))
    }

    /// Takes files that were read.
    ///
    /// - Throws: a prompt that is no template.
    public init(_ files: Files) throws(YAMLMessageError) {
        self.files = files
        var prompts = PromptLibrary()
        for prompt in files.prompts {
            do throws(PromptLibrary.Malformed) {
                try prompts.add(prompt.name, prompt.text, file: prompt.path)
            } catch {
                throw Files.error(error.file, error.reason)
            }
        }
        self.prompts = prompts
    }

    /// The workflows with the tasks of this package.
    ///
    /// - Parameters:
    ///   - backends: whom `propose` can ask, by name.
    ///   - cache: what was answered lately; it outlives workflows that are read again.
    ///   - trials: which of several prompts is tried next; nil: always the first one.
    ///   - more: tasks of one's own; one that is called like another replaces it.
    public func library(
        backends: [String: any ModelProvider], cache: ProposalCache = ProposalCache(), trials: PromptTrials? = nil,
        more: [any StepTask] = []
    ) throws(YAMLMessageError) -> WorkflowLibrary {
        let own: [any StepTask] = [
            PlanTask(), AnalyseTask(), SimulateTask(), ValidateTask(), ChooseTask(),
            ProposeTask(backends: backends, prompts: prompts, forms: files.forms, cache: cache, trials: trials),
        ]
        return try WorkflowLibrary(files.workflows.map { ($0.path, $0.text) }, tasks: TaskRegistry(own + more))
    }

}

extension WorkflowFolder.Files {
    /// Reads a folder, or the folder of a file.
    ///
    /// - Throws: what cannot be read.
    public init(path: String) throws(YAMLMessageError) {
        var isFolder = ObjCBool(false)
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Self.error(path, "there is no such file or folder")
        }
        let url = URL(filePath: path)
        let folder = isFolder.boolValue ? url : url.deletingLastPathComponent()
        workflows = try Self.texts(in: folder, ending: ".yaml")
        prompts = try Self.texts(in: folder.appending(path: "prompts"), ending: ".mustache")
        named = isFolder.boolValue ? nil : url.deletingPathExtension().lastPathComponent
        forms = [:]
        for (name, message) in ["strategy": TeamStrategy.fullName, "agent": AgentSpec.fullName] {
            let file = folder.appending(path: "forms/Generated/\(message)")
            let grammar = try? String(contentsOf: file.appendingPathExtension("gbnf"), encoding: .utf8)
            let schema = try? String(contentsOf: file.appendingPathExtension("schema.json"), encoding: .utf8)
            // Without files a backend is only asked in words, and the answer is checked all the same.
            forms[name] = AnswerForm(name: name, schema: schema ?? "", grammar: grammar ?? "")
        }
    }

    private static func texts(in folder: URL, ending: String) throws(YAMLMessageError) -> [Text] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        var texts: [Text] = []
        for name in names.sorted() where name.hasSuffix(ending) {
            let file = folder.appending(path: name)
            do {
                let text = try String(contentsOf: file, encoding: .utf8)
                texts.append(Text(name: String(name.dropLast(ending.count)), path: file.relativePath, text: text))
            } catch {
                throw Self.error(file.relativePath, error.localizedDescription)
            }
        }
        return texts
    }

    static func error(_ file: String, _ message: String) -> YAMLMessageError {
        YAMLMessageError(file: file, reasons: [YAMLMessageError.Reason(line: 0, column: 0, message: message)])
    }
}
