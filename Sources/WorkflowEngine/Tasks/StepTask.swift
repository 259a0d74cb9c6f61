// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import StrategosAPI

/// A kind of thing that a step of a workflow can do. This is how a workflow learns something new: conform, and put
/// it into the ``TaskRegistry``.
///
/// Many runs use one task at once, each with a call of its own.
public protocol StepTask: Sendable {
    /// What files call it: lower-case letters, digits and `_`.
    var name: String { get }

    /// How it spends its time.
    var pace: StepPace { get }

    /// The inputs that it must have, and those that it may have.
    var inputs: (required: Set<String>, optional: Set<String>) { get }

    /// Whether it takes inputs of any other name too.
    var takesAnyInput: Bool { get }

    /// Looks at the settings of a step when its workflow is read.
    func check(_ settings: Google_Protobuf_Struct) throws(TaskDefect)

    /// Does it.
    ///
    /// - Returns: the step's value.
    /// - Throws: why there is none.
    func run(_ call: TaskCall) async throws(StepFailure) -> WorkflowValue
}

/// How a task spends its time, the least first.
public enum StepPace: Int, Sendable, Comparable {
    /// It has its thread for no longer than some ten microseconds at a time, and whom it awaits looks at the time. A
    /// workflow of such steps alone can be run where its caller is, even on a server's loop.
    case brief
    /// It computes, and looks at ``TaskCall/isOver`` itself.
    case computing
    /// It waits for something outside of the process, so that it has to be cancelled when its time is over.
    case waiting

    /// The one that takes less comes first.
    public static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}

extension StepTask {
    /// Most tasks only compute.
    public var pace: StepPace { .computing }

    /// Most tasks know their inputs.
    public var takesAnyInput: Bool { false }

    /// Refuses settings, since most tasks have none.
    public func check(_ settings: Google_Protobuf_Struct) throws(TaskDefect) {
        guard let name = settings.fields.keys.min() else { return }
        throw TaskDefect(setting: name, message: "the task \(self.name) has no such setting")
    }
}

/// What is wrong with the settings of a step.
public struct TaskDefect: Error, Sendable, Hashable {
    /// Which setting.
    public var setting: String
    /// What is wrong with it.
    public var message: String

    /// A defect.
    public init(setting: String, message: String) {
        self.setting = setting
        self.message = message
    }
}

/// Why a step has no value.
public struct StepFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is, as the answer's provenance says it.
    public var reason: DegradationReason
    /// More about it, for people; at most 500 characters, no secrets.
    public var detail: String

    /// A failure.
    public init(_ reason: DegradationReason, _ detail: String) {
        self.reason = reason
        self.detail = String(detail.unicodeScalars.prefix(500))
    }

    /// The detail.
    public var description: String { detail }
}

/// One call of a task: what it works on, and what it may take.
public struct TaskCall: Sendable {
    /// The values of its inputs by name.
    public let inputs: [String: WorkflowValue]
    /// How, in members that the task has looked at when the workflow was read.
    public let settings: Google_Protobuf_Struct
    /// When it must have ended.
    public let deadline: Deadline
    /// The most tokens that it may have a model write.
    public let tokens: Int
    let state: RunState
    let path: String

    /// What whoever runs the workflow lets tasks see, beyond what is JSON.
    public var context: (any Sendable)? { state.context }

    /// The workflow that is run, which may have begun the one that the step is of, and its version.
    public var workflow: (name: String, version: UInt32) { state.workflow }

    /// The step's place in the run: the names of the steps around it and its own, joined by `/`, the same in each round
    /// and attempt.
    public var place: String {
        path.split(separator: "/").map { $0.prefix { $0 != "#" } }.joined(separator: "/")
    }

    /// Whether its time is over.
    public var isOver: Bool { deadline.hasPassed }

    /// Takes tokens that a model has written out of what the run has.
    public func spend(tokens: Int) { state.spend(tokens) }

    /// Tells the trace, and who follows the run, what is being done.
    public func note(_ detail: String) { state.note(path, detail) }

    /// An input as a text; nothing if it is absent or something else.
    public func text(_ name: String) -> String? { inputs[name]?.text }
}

/// The tasks that workflows can use, by name.
public struct TaskRegistry: Sendable {
    private var tasks: [String: any StepTask] = [:]

    /// These tasks.
    public init(_ tasks: [any StepTask] = []) {
        for task in tasks { add(task) }
    }

    /// Adds a task; one of the same name that was there is replaced.
    public mutating func add(_ task: any StepTask) { tasks[task.name] = task }

    /// The task of that name.
    public subscript(name: String) -> (any StepTask)? { tasks[name] }

    /// All names, sorted.
    public var names: [String] { tasks.keys.sorted() }
}
