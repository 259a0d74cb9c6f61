// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Services
import StrategosAPI
import WorkflowEngine

/// `plan`: the planners' own answer, with its value and what else they considered.
///
/// Setting `tier`: `search`, which plays futures where it can (if absent), or `reflex`, which has looked at the
/// situation and plays none.
///
/// The value is `{answer, value, source, considered: [{name, value}]}`.
struct PlanTask: StepTask {
    /// A task that keeps nothing.
    init() {}

    var name: String { "plan" }
    var pace: StepPace { .brief }
    var inputs: (required: Set<String>, optional: Set<String>) { ([], []) }

    private enum Tier: String, CaseIterable {
        case search
        case reflex
    }

    func check(_ settings: Google_Protobuf_Struct) throws(TaskDefect) {
        for (name, value) in settings.fields.sorted(by: { $0.key < $1.key }) {
            guard name == "tier" else { throw TaskDefect(setting: name, message: "plan has no such setting") }
            guard value.text.flatMap(Tier.init) != nil else {
                let known = Tier.allCases.map(\.rawValue).joined(separator: " or ")
                throw TaskDefect(setting: name, message: "must be \(known)")
            }
        }
    }

    func run(_ call: TaskCall) async throws(StepFailure) -> WorkflowValue {
        let run = try call.run()
        let tier = call.settings.fields["tier"]?.text.flatMap(Tier.init) ?? .search
        let planned =
            switch tier {
            case .search: await run.question.plan(until: call.deadline)
            case .reflex: await run.question.firstPlan()
            }
        call.note("worth \(Rounded.text(planned.value))")
        return run.planned(WorkflowValue { Self.value(planned) })
    }

    private static func value(_ planned: PlannedAnswer) -> Google_Protobuf_Value {
        let (answer, considered) = planned.messages()
        return Google_Protobuf_Value([
            "answer": answer.value.json, "value": Google_Protobuf_Value(Rounded.number(planned.value)),
            "source": Answerer.planner.json,
            "considered": Google_Protobuf_Value(
                Google_Protobuf_ListValue(
                    values: considered.prefix(most).map {
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
/// Setting `most`: so many sites, threats, opponents and earlier strategies at most; 4 if absent. The value is
/// `{situation, history: [{tick, did, byModel, expected, share, opponentShare}]}`.
struct AnalyseTask: StepTask {
    /// A task that keeps nothing.
    init() {}

    var name: String { "analyse" }
    var pace: StepPace { .brief }
    var inputs: (required: Set<String>, optional: Set<String>) { ([], []) }

    func check(_ settings: Google_Protobuf_Struct) throws(TaskDefect) {
        for (name, value) in settings.fields.sorted(by: { $0.key < $1.key }) {
            guard name == "most" else { throw TaskDefect(setting: name, message: "analyse has no such setting") }
            guard let number = value.number, (1...32).contains(number), number == number.rounded() else {
                throw TaskDefect(setting: name, message: "must be a whole number from 1 to 32")
            }
        }
    }

    func run(_ call: TaskCall) async throws(StepFailure) -> WorkflowValue {
        let question = (try call.run()).question
        let most = Int(call.settings.fields["most"]?.number ?? 4)
        return WorkflowValue([
            "situation": WorkflowValue { Self.situation(question, most) },
            "history": WorkflowValue {
                Google_Protobuf_Value(Google_Protobuf_ListValue(values: question.history.suffix(most).map(Self.value)))
            },
        ])
    }

    private static func situation(_ question: any AdvisedQuestion, _ most: Int) -> Google_Protobuf_Value {
        var analysis = question.analysis
        analysis.sites = Array(analysis.sites.prefix(most))
        analysis.threats = Array(analysis.threats.prefix(most))
        analysis.opponents = analysis.opponents.prefix(most).map { opponent in
            var opponent = opponent
            opponent.archetypes = Array(opponent.archetypes.prefix(2))
            return opponent
        }
        return MessageValue.json(analysis)
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
    static let planner = WorkflowValue(Google_Protobuf_Value("planner"))
    static let model = WorkflowValue(Google_Protobuf_Value("model"))
}

/// Numbers for people and prompts.
enum Rounded {
    /// To a thousandth.
    static func number(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

    static func text(_ value: Double) -> String { "\(number(value))" }
}
