// SPDX-License-Identifier: Apache-2.0

import Protobuf
import RPCServer
import StrategosAPI
import Synchronization
import WorkflowEngine
import YAMLMessages

/// Tasks whose behaviour a workflow's settings choose.
enum Fixtures {
    /// Gives its input `value`, or its setting `value`; takes so many tokens.
    struct Echo: StepTask {
        let name = "echo"
        let pace = StepPace.brief
        let inputs: (required: Set<String>, optional: Set<String>) = ([], ["value"])

        func check(_ settings: Google_Protobuf_Struct) throws(TaskDefect) {
            guard let wrong = settings.fields.keys.first(where: { !["value", "tokens"].contains($0) }) else { return }
            throw TaskDefect(setting: wrong, message: "echo has no such setting")
        }

        func run(_ call: TaskCall) async throws(StepFailure) -> WorkflowValue {
            if case .numberValue(let tokens)? = call.settings.fields["tokens"]?.kind { call.spend(tokens: Int(tokens)) }
            return call.inputs["value"] ?? call.settings.fields["value"].map { WorkflowValue($0) } ?? .null
        }
    }

    /// Fails so many times, and then gives how often it was called.
    final class Failing: StepTask {
        let name = "failing"
        let inputs: (required: Set<String>, optional: Set<String>) = ([], [])
        let calls = Atomic<Int>(0)
        let times: Int

        init(times: Int) { self.times = times }

        func run(_ call: TaskCall) async throws(StepFailure) -> WorkflowValue {
            let number = calls.add(1, ordering: .relaxed).newValue
            guard number > times else { throw StepFailure(.backendDown, "failure \(number)") }
            return WorkflowValue(Google_Protobuf_Value(Double(number)))
        }
    }

    /// Waits until it is cancelled.
    struct Waiting: StepTask {
        let name = "waiting"
        let pace = StepPace.waiting
        let inputs: (required: Set<String>, optional: Set<String>) = ([], [])

        func run(_ call: TaskCall) async throws(StepFailure) -> WorkflowValue {
            try? await Task.sleep(for: .seconds(3600))
            throw StepFailure(.timeout, "cancelled")
        }
    }

    /// What it may take, as numbers.
    struct Budgets: StepTask {
        let name = "budget"
        let inputs: (required: Set<String>, optional: Set<String>) = ([], [])

        func run(_ call: TaskCall) async throws(StepFailure) -> WorkflowValue {
            let left = (call.deadline.remaining / .milliseconds(1)).rounded()
            return WorkflowValue([
                "ms": WorkflowValue(.init(left)), "tokens": WorkflowValue(.init(Double(call.tokens))),
            ])
        }
    }

    /// Who runs it, if that is a text.
    struct Context: StepTask {
        let name = "context"
        let inputs: (required: Set<String>, optional: Set<String>) = ([], [])

        func run(_ call: TaskCall) async throws(StepFailure) -> WorkflowValue {
            WorkflowValue(Google_Protobuf_Value(call.context as? String ?? ""))
        }
    }

    /// A clock that stands still.
    static let clock = MonotonicClock { 1_000_000_000 }

    static func program(_ steps: String, result: String = "", more: String = "", failing: Failing = Failing(times: 99))
        throws -> WorkflowProgram
    {
        let text =
            "name: test\nversion: 1\ntokens: 100\n" + more + (result.isEmpty ? "" : "result: |-\n  \(result)\n")
            + "steps:\n" + steps
        let tasks = TaskRegistry([Echo(), failing, Waiting(), Budgets(), Context()])
        guard let program = try WorkflowLibrary([("test.yaml", text)], tasks: tasks)["test"] else {
            throw StepFailure(.invalidOutput, "not there")
        }
        return program
    }

    static func run(
        _ steps: String, result: String = "", more: String = "", failing: Failing = Failing(times: 99),
        input: Google_Protobuf_Value = .null, within: Duration = .seconds(10), clock: MonotonicClock = Fixtures.clock
    ) async throws -> WorkflowResult {
        try await program(steps, result: result, more: more, failing: failing)
            .run(WorkflowValue(input), deadline: .after(within, clock: clock))
    }
}
