// SPDX-License-Identifier: Apache-2.0
import Protobuf
import StrategosAPI
import WorkflowEngine

/// `validate`: whether a value is a message of the schema: decoded by the generated codec, checked by the generated
/// validator. The value is the message as it was understood, without provenance.
///
/// Input `value`. Setting `form`: `strategy` or `agent`.
struct ValidateTask: StepTask {
    /// A task that keeps nothing.
    init() {}

    var name: String { "validate" }
    var pace: StepPace { .brief }
    var inputs: (required: Set<String>, optional: Set<String>) { (["value"], []) }

    func check(_ settings: Google_Protobuf_Struct) throws(TaskDefect) {
        if let other = settings.fields.keys.sorted().first(where: { $0 != "form" }) {
            throw TaskDefect(setting: other, message: "validate has no such setting")
        }
        guard let form = settings.fields["form"]?.text, ["strategy", "agent"].contains(form) else {
            throw TaskDefect(setting: "form", message: "must be strategy or agent")
        }
    }

    func run(_ call: TaskCall) async throws(StepFailure) -> WorkflowValue {
        let value: Google_Protobuf_Value
        if call.settings.fields["form"]?.text == "strategy" {
            var strategy: TeamStrategy = try MessageValue.message(call.inputs["value"])
            // What a model says of how it came about is not to be believed.
            strategy.provenance = nil
            strategy.confidence = 0
            guard strategy.posture != .unspecified || !strategy.priorities.isEmpty else {
                throw StepFailure(.invalidOutput, "the strategy says neither a posture nor what to do")
            }
            value = MessageValue.json(strategy)
        } else {
            var agent: AgentSpec = try MessageValue.message(call.inputs["value"])
            agent.provenance = nil
            value = MessageValue.json(agent)
        }
        // So that the trace says what was proposed.
        call.note((try? value.json()) ?? "")
        let result = WorkflowValue(value)
        (call.context as? AdviceRun)?.note(call.inputs["value"], next: result) { $0.valid = true }
        return result
    }
}
