// SPDX-License-Identifier: Apache-2.0
import Protobuf
import StrategosAPI

/// A workflow, checked and ready to be run as often as wanted.
public struct WorkflowProgram: Sendable {
    /// What it was made of.
    public let workflow: Workflow
    let steps: [ProgramStep]
    let result: WorkflowExpression?
    /// How the slowest of its steps spends its time.
    public let pace: StepPace

    /// - Parameters:
    ///   - workflow: keeps the rules of the schema.
    ///   - tasks: what its steps may use.
    ///   - others: workflows that its steps may be, by name.
    /// - Throws: all that is wrong with it.
    public init(
        _ workflow: Workflow, tasks: TaskRegistry, others: [String: WorkflowProgram] = [:]
    ) throws(WorkflowDefects) {
        self.workflow = workflow
        var compiler = WorkflowCompiler(tasks: tasks, others: others)
        steps = compiler.steps(workflow.steps, at: "steps")
        result = workflow.result.isEmpty ? nil : compiler.expression(workflow.result, at: "result")
        pace = steps.map(\.pace).max() ?? .brief
        guard compiler.defects.isEmpty else { throw WorkflowDefects(defects: compiler.defects) }
    }
}

/// What is wrong with a workflow.
public struct WorkflowDefects: Error, Sendable, CustomStringConvertible {
    /// Each thing with its field, as `steps[1].task.uses`.
    public let defects: [(field: String, message: String)]

    /// One line for each.
    public var description: String { defects.map { "\($0.field): \($0.message)" }.joined(separator: "\n") }
}

/// A step, ready to be run.
struct ProgramStep: Sendable {
    indirect enum Action: Sendable {
        case task(any StepTask, inputs: [(name: String, expression: WorkflowExpression)], Google_Protobuf_Struct)
        case sequence([ProgramStep])
        case parallel([ProgramStep])
        case race([ProgramStep])
        case loop(times: Int, until: WorkflowExpression?, [ProgramStep])
        case workflow(WorkflowProgram)
    }

    let name: String
    let condition: WorkflowExpression?
    let budget: WorkflowBudget?
    let attempts: Int
    let isOptional: Bool
    let action: Action
    let fallback: [ProgramStep]

    /// How the slowest of what is within it spends its time.
    var pace: StepPace {
        let own =
            switch action {
            case .task(let task, _, _): task.pace
            case .sequence(let steps), .parallel(let steps), .race(let steps), .loop(_, _, let steps):
                steps.map(\.pace).max() ?? .brief
            case .workflow(let program): program.pace
            }
        return fallback.map(\.pace).reduce(own, max)
    }
}

/// Makes steps of messages, and notes all that is wrong.
struct WorkflowCompiler {
    let tasks: TaskRegistry
    let others: [String: WorkflowProgram]
    private(set) var defects: [(field: String, message: String)] = []
    /// Names that have been given, and that expressions may use from there on.
    private var names = WorkflowScope.builtin

    init(tasks: TaskRegistry, others: [String: WorkflowProgram]) {
        self.tasks = tasks
        self.others = others
    }

    mutating func steps(_ messages: [WorkflowStep], at field: String) -> [ProgramStep] {
        messages.enumerated().compactMap { step($0.element, at: "\(field)[\($0.offset)]") }
    }

    mutating func expression(_ source: String, at field: String) -> WorkflowExpression? {
        do throws(WorkflowExpressionError) {
            return try WorkflowExpression(source, names: names)
        } catch {
            defects.append((field, error.description))
            return nil
        }
    }

    private mutating func step(_ message: WorkflowStep, at field: String) -> ProgramStep? {
        let condition = message.when.isEmpty ? nil : expression(message.when, at: field + ".when")
        let action = action(of: message, at: field)
        let fallback = steps(message.fallback, at: field + ".fallback")
        // Behind what is within it, so that nothing refers to itself.
        if !names.insert(message.name).inserted {
            defects.append((field + ".name", "another step, or something that every expression knows, is called so"))
        }
        guard let action else { return nil }
        return ProgramStep(
            name: message.name, condition: condition, budget: message.budget, attempts: Int(message.attempts ?? 1),
            isOptional: message.optional, action: action, fallback: fallback)
    }

    private mutating func action(of message: WorkflowStep, at field: String) -> ProgramStep.Action? {
        switch message.action {
        case .task(let task)?: return self.task(task, at: field + ".task")
        case .sequence(let group)?: return .sequence(steps(group.steps, at: field + ".sequence.steps"))
        case .parallel(let group)?: return .parallel(steps(group.steps, at: field + ".parallel.steps"))
        case .race(let group)?: return .race(steps(group.steps, at: field + ".race.steps"))
        case .loop(let loop)?:
            let steps = steps(loop.steps, at: field + ".loop.steps")
            let until = loop.until.isEmpty ? nil : expression(loop.until, at: field + ".loop.until")
            return .loop(times: Int(loop.times), until: until, steps)
        case .workflow(let name)?:
            guard let other = others[name] else {
                let known = others.keys.sorted().joined(separator: ", ")
                defects.append((field + ".workflow", "there is no workflow \(name); known are: \(known)"))
                return nil
            }
            return .workflow(other)
        case nil: return nil  // the schema demands one
        }
    }

    private mutating func task(_ message: WorkflowTask, at field: String) -> ProgramStep.Action? {
        guard let task = tasks[message.uses] else {
            let known = tasks.names.joined(separator: ", ")
            defects.append((field + ".uses", "there is no task \(message.uses); known are: \(known)"))
            return nil
        }
        let (required, optional) = task.inputs
        for name in required.sorted() where message.inputs[name] == nil {
            defects.append((field + ".inputs", "\(message.uses) needs the input \(name)"))
        }
        var inputs: [(name: String, expression: WorkflowExpression)] = []
        for (name, source) in message.inputs.sorted(by: { $0.key < $1.key }) {
            let place = "\(field).inputs[\"\(name)\"]"
            if !task.takesAnyInput, !required.contains(name), !optional.contains(name) {
                defects.append((place, "\(message.uses) has no such input"))
            }
            if let expression = expression(source, at: place) { inputs.append((name, expression)) }
        }
        let settings = message.settings ?? Google_Protobuf_Struct()
        do throws(TaskDefect) {
            try task.check(settings)
        } catch {
            defects.append(("\(field).settings.\(error.setting)", error.message))
        }
        return .task(task, inputs: inputs, settings)
    }
}
