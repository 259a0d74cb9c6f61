// SPDX-License-Identifier: Apache-2.0
import Foundation
import Planning
import Protobuf
import Providers
import StrategosAPI
import WorkflowEngine
import YAMLMessages

/// A folder of workflows as users have it: `*.yaml`, `prompts/*.mustache`, and for answers in a form grammars and
/// JSON Schemas by the messages' names in `forms/Generated`. Or one file of such a folder.
public struct WorkflowFolder: Sendable {
    /// The workflow that is meant, if a file was given.
    public private(set) var named: String?
    private let files: [WorkflowLibrary.File]
    private let prompts: PromptLibrary
    private let forms: [String: AnswerForm]

    /// Reads files and prompts; workflows are only looked at by ``library(backends:more:)``.
    ///
    /// - Throws: a file that cannot be read, or a prompt that is no template.
    public init(path: String) throws(YAMLMessageError) {
        var isFolder = ObjCBool(false)
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Self.error(path, "there is no such file or folder")
        }
        let url = URL(filePath: path)
        let folder = isFolder.boolValue ? url : url.deletingLastPathComponent()
        files = try Self.texts(in: folder, ending: ".yaml").map { ($0.path, $0.text) }
        if !isFolder.boolValue { named = url.deletingPathExtension().lastPathComponent }
        var prompts = PromptLibrary()
        for (name, path, text) in try Self.texts(in: folder.appending(path: "prompts"), ending: ".mustache") {
            do throws(PromptLibrary.Malformed) {
                try prompts.add(name, text, file: path)
            } catch {
                throw Self.error(error.file, error.reason)
            }
        }
        self.prompts = prompts
        var forms: [String: AnswerForm] = [:]
        for (name, message) in ["strategy": TeamStrategy.fullName, "agent": AgentSpec.fullName] {
            let file = folder.appending(path: "forms/Generated/\(message)")
            let grammar = try? String(contentsOf: file.appendingPathExtension("gbnf"), encoding: .utf8)
            let schema = try? String(contentsOf: file.appendingPathExtension("schema.json"), encoding: .utf8)
            // Without files a backend is only asked in words, and the answer is checked all the same.
            forms[name] = AnswerForm(name: name, schema: schema ?? "", grammar: grammar ?? "")
        }
        self.forms = forms
    }

    /// The workflows with the tasks of this package.
    ///
    /// - Parameters:
    ///   - backends: whom `propose` can ask, by name.
    ///   - planner: who plans and evaluates.
    ///   - more: tasks of one's own; one that is called like another replaces it.
    public func library(
        backends: [String: any ModelProvider], planner: any StrategyPlanning = ServedPlanner(ReflexPlanner()),
        more: [any StepTask] = []
    ) throws(YAMLMessageError) -> WorkflowLibrary {
        let own: [any StepTask] = [
            PlanTask(planner), EvaluateTask(planner), ValidateTask(), ChooseTask(),
            ProposeTask(backends: backends, prompts: prompts, forms: forms),
        ]
        return try WorkflowLibrary(files, tasks: TaskRegistry(own + more))
    }

    private static func texts(
        in folder: URL, ending: String
    ) throws(YAMLMessageError) -> [(name: String, path: String, text: String)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        var texts: [(name: String, path: String, text: String)] = []
        for name in names.sorted() where name.hasSuffix(ending) {
            let file = folder.appending(path: name)
            do {
                let text = try String(contentsOf: file, encoding: .utf8)
                texts.append((String(name.dropLast(ending.count)), file.relativePath, text))
            } catch {
                throw Self.error(file.relativePath, error.localizedDescription)
            }
        }
        return texts
    }

    private static func error(_ file: String, _ message: String) -> YAMLMessageError {
        YAMLMessageError(file: file, reasons: [YAMLMessageError.Reason(line: 0, column: 0, message: message)])
    }
}
