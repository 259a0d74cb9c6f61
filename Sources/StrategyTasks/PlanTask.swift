// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Services
import StrategosAPI
import WorkflowEngine

/// `plan`: the planners' own answer, with its value and what else they considered.
///
/// The value is `{answer, value, source, considered: [{name, value}]}`.
struct PlanTask: StepTask {
    /// A task that keeps nothing.
    init() {}

    var name: String { "plan" }
    var inputs: (required: Set<String>, optional: Set<String>) { ([], []) }

    func run(_ call: TaskCall) async throws(StepFailure) -> Google_Protobuf_Value {
        let planned = await (try call.run()).question.plan(until: call.deadline)
        let considered = planned.considered.prefix(Self.most)
        call.note(considered.map { "\($0.name) \(Rounded.text($0.score))" }.joined(separator: ", "))
        return Google_Protobuf_Value([
            "answer": try planned.answer.value(), "value": Google_Protobuf_Value(Rounded.number(planned.value)),
            "source": Google_Protobuf_Value(Answerer.planner),
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

/// `analyse`: the situation in measures, and what the team was advised before in this match.
///
/// Setting `most`: so many sites, threats and opponents at most; 4 if absent. The value is
/// `{situation, history: [{tick, did, byModel, expected, share, opponentShare}]}`.
struct AnalyseTask: StepTask {
    /// A task that keeps nothing.
    init() {}

    var name: String { "analyse" }
    var inputs: (required: Set<String>, optional: Set<String>) { ([], []) }

    func check(_ settings: Google_Protobuf_Struct) throws(TaskDefect) {
        for (name, value) in settings.fields.sorted(by: { $0.key < $1.key }) {
            guard name == "most" else { throw TaskDefect(setting: name, message: "analyse has no such setting") }
            guard let number = value.number, (1...32).contains(number), number == number.rounded() else {
                throw TaskDefect(setting: name, message: "must be a whole number from 1 to 32")
            }
        }
    }

    func run(_ call: TaskCall) async throws(StepFailure) -> Google_Protobuf_Value {
        let question = (try call.run()).question
        var analysis = question.analysis
        let most = Int(call.settings.fields["most"]?.number ?? 4)
        analysis.sites = Array(analysis.sites.prefix(most))
        analysis.threats = Array(analysis.threats.prefix(most))
        analysis.opponents = analysis.opponents.prefix(most).map { opponent in
            var opponent = opponent
            opponent.archetypes = Array(opponent.archetypes.prefix(2))
            return opponent
        }
        return Google_Protobuf_Value([
            "situation": try MessageValue.value(analysis),
            "history": Google_Protobuf_Value(Google_Protobuf_ListValue(values: question.history.map(Self.value))),
        ])
    }

    private static func value(_ past: PastStrategy) -> Google_Protobuf_Value {
        var fields: [String: Google_Protobuf_Value] = [
            "tick": Google_Protobuf_Value(Double(past.tick)), "did": Google_Protobuf_Value(past.summary),
            "byModel": Google_Protobuf_Value(past.isByModel),
        ]
        for (name, number) in [
            ("expected", past.expected), ("share", past.share), ("opponentShare", past.opponentShare),
        ] {
            if let number { fields[name] = Google_Protobuf_Value(Rounded.number(number)) }
        }
        return Google_Protobuf_Value(Google_Protobuf_Struct(fields: fields))
    }
}

/// What answers call those who have thought of them.
enum Answerer {
    static let planner = "planner"
    static let model = "model"
}

/// Numbers for people and prompts.
enum Rounded {
    /// To a thousandth.
    static func number(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

    static func text(_ value: Double) -> String { "\(number(value))" }
}
