// SPDX-License-Identifier: Apache-2.0
import Protobuf
import StrategosAPI
import WorkflowEngine

/// `validate`: whether a value is a message of the schema: decoded by the generated codec, checked by the generated
/// validator. The value is the message as it was understood, without provenance.
///
/// Input `value`; `request` to make a strategy that of the team that asks. Setting `form`: `strategy` or `agent`.
struct ValidateTask: StepTask {
    /// A task that keeps nothing.
    init() {}

    var name: String { "validate" }
    var inputs: (required: Set<String>, optional: Set<String>) { (["value"], ["request"]) }

    func check(_ settings: Google_Protobuf_Struct) throws(TaskDefect) {
        if let other = settings.fields.keys.sorted().first(where: { $0 != "form" }) {
            throw TaskDefect(setting: other, message: "validate has no such setting")
        }
        guard let form = settings.fields["form"]?.text, ["strategy", "agent"].contains(form) else {
            throw TaskDefect(setting: "form", message: "must be strategy or agent")
        }
    }

    func run(_ call: TaskCall) async throws(StepFailure) -> Google_Protobuf_Value {
        guard call.settings.fields["form"]?.text == "strategy" else {
            var agent: AgentSpec = try MessageValue.message(call.inputs["value"])
            agent.provenance = nil
            return try MessageValue.value(agent)
        }
        var strategy: TeamStrategy = try MessageValue.message(call.inputs["value"])
        // What a model says of how it came about is not to be believed.
        strategy.provenance = nil
        strategy.confidence = 0
        if let team = call.inputs["request"]?["teamId"]?.text ?? call.inputs["request"]?["team_id"]?.text {
            strategy.teamID = team
        }
        guard strategy.posture != .unspecified || !strategy.priorities.isEmpty else {
            throw StepFailure(.invalidOutput, "the strategy says neither a posture nor what to do")
        }
        return try MessageValue.value(strategy)
    }
}

/// `choose`: the one with the largest `value` of its inputs, the first by the inputs' names if several have it. Inputs
/// that are null are not there.
///
/// Setting `margin`: how much better the others must be than the input `plan` or else it stays.
struct ChooseTask: StepTask {
    /// A task that keeps nothing.
    init() {}

    var name: String { "choose" }
    var takesAnyInput: Bool { true }
    var inputs: (required: Set<String>, optional: Set<String>) { (["plan"], []) }

    func check(_ settings: Google_Protobuf_Struct) throws(TaskDefect) {
        for (name, value) in settings.fields.sorted(by: { $0.key < $1.key }) {
            guard name == "margin" else { throw TaskDefect(setting: name, message: "choose has no such setting") }
            guard let number = value.number, (0...1000).contains(number) else {
                throw TaskDefect(setting: name, message: "must be a number from 0 to 1000")
            }
        }
    }

    func run(_ call: TaskCall) async throws(StepFailure) -> Google_Protobuf_Value {
        guard let plan = call.inputs["plan"], let planned = plan["value"]?.number else {
            throw StepFailure(.invalidOutput, "the planner has no strategy with a value")
        }
        let margin = call.settings.fields["margin"]?.number ?? 0
        var best = (name: "plan", value: planned + margin, candidate: plan)
        for (name, candidate) in call.inputs.sorted(by: { $0.key < $1.key }) where name != "plan" {
            guard let value = candidate["value"]?.number, value > best.value else { continue }
            best = (name, value, candidate)
        }
        let others = call.inputs.sorted { $0.key < $1.key }.compactMap { name, candidate in
            candidate["value"]?.number.map { "\(name) \(Rounded.text($0))" }
        }
        call.note("\(best.name) of " + others.joined(separator: ", "))
        return best.candidate
    }
}
