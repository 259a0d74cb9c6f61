// SPDX-License-Identifier: Apache-2.0
import Protobuf
import StrategosAPI
import YAMLMessages

/// Workflows that may use each other, made of the texts of their files.
public struct WorkflowLibrary: Sendable {
    /// All of them by name.
    public private(set) var programs: [String: WorkflowProgram] = [:]

    /// A file: what errors call it, and its text.
    public typealias File = (path: String, text: String)

    /// Reads and checks all files; a workflow may use others in whatever order the files come.
    ///
    /// - Throws: what is wrong with the first files that are wrong, with file, line, column and field.
    public init(_ files: [File], tasks: TaskRegistry) throws(YAMLMessageError) {
        var open: [(file: File, document: YAMLDocument<Workflow>)] = []
        for file in files {
            let document = try YAMLDocument<Workflow>(file.text, file: file.path)
            guard !open.contains(where: { $0.document.message.name == document.message.name }) else {
                throw document.error([("name", "another file has a workflow of that name")])
            }
            open.append((file, document))
        }
        // Those whose others are there come first; what is left then goes round in a circle, or uses what is not there.
        while !open.isEmpty {
            let known = programs
            let next = open.firstIndex { Self.uses(of: $0.document.message).allSatisfy { known[$0] != nil } } ?? 0
            let (_, document) = open.remove(at: next)
            do throws(WorkflowDefects) {
                programs[document.message.name] = try WorkflowProgram(document.message, tasks: tasks, others: programs)
            } catch {
                throw document.error(error.defects)
            }
        }
    }

    /// The workflow of that name.
    public subscript(name: String) -> WorkflowProgram? { programs[name] }

    private static func uses(of workflow: Workflow) -> Set<String> {
        var names: Set<String> = []
        func look(_ steps: [WorkflowStep]) {
            for step in steps {
                look(step.fallback)
                switch step.action {
                case .workflow(let name)?: names.insert(name)
                case .sequence(let group)?, .parallel(let group)?, .race(let group)?: look(group.steps)
                case .loop(let loop)?: look(loop.steps)
                case .task?, nil: break
                }
            }
        }
        look(workflow.steps)
        return names
    }
}
