// SPDX-License-Identifier: Apache-2.0
import Protobuf
import StrategosAPI
import WorkflowEngine

/// `plan`: the planner's own strategy, with its value and what else it considered.
///
/// Input `request`, a GenerateStrategyRequest. The value is `{strategy, value, source, considered: [{name, value}]}`.
struct PlanTask: StepTask {
    private let planner: any StrategyPlanning

    /// Plans by this planner.
    init(_ planner: any StrategyPlanning) {
        self.planner = planner
    }

    var name: String { "plan" }
    var inputs: (required: Set<String>, optional: Set<String>) { (["request"], []) }

    func run(_ call: TaskCall) async throws(StepFailure) -> Google_Protobuf_Value {
        let request: GenerateStrategyRequest = try MessageValue.message(call.inputs["request"])
        let strategy = try await planner.strategy(for: request, deadline: call.deadline)
        let considered = (strategy.provenance?.candidates ?? []).prefix(Self.most)
        let chosen = considered.first { $0.chosen } ?? considered.first
        call.note(considered.map { "\($0.name) \(Rounded.text($0.score))" }.joined(separator: ", "))
        return Google_Protobuf_Value([
            "strategy": try MessageValue.value(strategy.withoutProvenance),
            "value": Google_Protobuf_Value(chosen?.score ?? 0), "source": "planner",
            "considered": Google_Protobuf_Value(
                Google_Protobuf_ListValue(
                    values: considered.map {
                        Google_Protobuf_Value([
                            "name": Google_Protobuf_Value($0.name),
                            "value": Google_Protobuf_Value(Rounded.number($0.score)),
                        ])
                    })),
        ])
    }

    /// Candidates that are handed on; more would only lengthen prompts.
    private static let most = 6
}

/// `evaluate`: what the planner thinks of a strategy that somebody else proposes: its value beside the planner's own
/// candidates, by the same measure.
///
/// Inputs `request` and `strategy`. The value is `{strategy, value, source}`.
struct EvaluateTask: StepTask {
    private let planner: any StrategyPlanning

    /// Evaluates by this planner.
    init(_ planner: any StrategyPlanning) {
        self.planner = planner
    }

    var name: String { "evaluate" }
    var inputs: (required: Set<String>, optional: Set<String>) { (["request", "strategy"], []) }

    func check(_ settings: Google_Protobuf_Struct) throws(TaskDefect) {
        for (name, value) in settings.fields.sorted(by: { $0.key < $1.key }) {
            guard name == "source" else { throw TaskDefect(setting: name, message: "evaluate has no such setting") }
            guard value.text != nil else { throw TaskDefect(setting: name, message: "must be a text") }
        }
    }

    func run(_ call: TaskCall) async throws(StepFailure) -> Google_Protobuf_Value {
        var request: GenerateStrategyRequest = try MessageValue.message(call.inputs["request"])
        let proposal: TeamStrategy = try MessageValue.message(call.inputs["strategy"])
        // What the team follows is always among the candidates.
        request.currentStrategy = proposal
        let answer = try await planner.strategy(for: request, deadline: call.deadline)
        let considered = answer.provenance?.candidates ?? []
        guard let last = considered.last else {
            throw StepFailure(.rulesUnknown, "the planner gives strategies no values")
        }
        // Only the best are listed: what is not among them is worth no more than the last of them.
        let own = considered.first(where: \.isCurrent)
        // That it is followed already is no merit of a proposal.
        let continuity = own?.terms.first { $0.name == "continuity" }?.value ?? 0
        let value = (own?.score ?? last.score) - continuity
        call.note("\(Rounded.text(value))")
        return Google_Protobuf_Value([
            "strategy": try MessageValue.value(proposal), "value": Google_Protobuf_Value(value),
            "source": call.settings.fields["source"] ?? "llm",
        ])
    }
}

extension ScoredCandidate {
    /// The planner calls it so, whatever it is.
    fileprivate var isCurrent: Bool { name.hasPrefix("current") }
}

extension TeamStrategy {
    /// How it came about is for the answer to say.
    var withoutProvenance: TeamStrategy {
        var strategy = self
        strategy.provenance = nil
        return strategy
    }
}

/// Numbers for people and prompts.
enum Rounded {
    /// To a thousandth.
    static func number(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

    static func text(_ value: Double) -> String { "\(number(value))" }
}
