// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Services
import StrategosAPI
import WorkflowEngine

/// `simulate`: what answers that others propose are worth beside the planners' own. Where the match can be played,
/// all play the same futures against what the opponents are believed to do; elsewhere the first planner's score of
/// the situation counts.
///
/// Its inputs are proposals, each a message that has been validated; those that are null are not there. The value has
/// a member for each of them by its name, and `plan`: `{name, answer, value, gain, error, source}`, where `gain` is
/// what it is better than `plan`, and `error` the standard error of that.
struct SimulateTask: StepTask {
    /// A task that keeps nothing.
    init() {}

    var name: String { "simulate" }
    var pace: StepPace { .brief }
    var takesAnyInput: Bool { true }
    var inputs: (required: Set<String>, optional: Set<String>) { ([], []) }

    func run(_ call: TaskCall) async throws(StepFailure) -> WorkflowValue {
        let run = try call.run()
        let question = run.question
        let planned = await question.plan(until: call.deadline)
        var proposals: [Proposal] = []
        for (name, value) in call.inputs.sorted(by: { $0.key < $1.key }) where !value.isNull && name != "plan" {
            proposals.append(Proposal(name: name, content: try Proposal.Content(value, for: question.kind)))
        }
        guard !proposals.isEmpty else { throw StepFailure(.invalidOutput, "there is nothing to compare") }
        guard let valuation = await question.value(proposals, until: call.deadline) else {
            throw StepFailure(.budgetTooSmall, "there was no time to play a future of all proposals")
        }
        var members: [String: WorkflowValue] = [:]
        let answers = [Proposal(name: "plan", content: planned.messages().answer)] + proposals
        for (answer, entry) in zip(answers, valuation.entries) {
            members[answer.name] = WorkflowValue([
                "name": WorkflowValue(.init(answer.name)), "answer": answer.content.value,
                "value": WorkflowValue(.init(entry.value)), "gain": WorkflowValue(.init(entry.gain)),
                "error": WorkflowValue(.init(entry.error)),
                "source": answer.name == "plan" ? Answerer.planner : Answerer.model,
            ])
            run.note(call.inputs[answer.name], next: members[answer.name]) { trial in
                trial.valid = true
                guard entry.gain.isFinite, entry.error.isFinite else { return }
                (trial.gain, trial.gainError) = (max(-1000, min(1000, entry.gain)), max(0, min(1000, entry.error)))
            }
        }
        let values = zip(answers, valuation.entries).map { "\($0.name) \(Rounded.text($1.value))" }
        let measure = valuation.playouts.map { "\($0) futures each" } ?? "scores, since the match cannot be played"
        call.note(values.joined(separator: ", ") + "; " + measure)
        return WorkflowValue(members)
    }
}

/// `choose`: the input `plan`, unless another one is better: its `value` is larger by more than the margin and the
/// error that it is known with. Of several that are, the one with the largest value, the first by the inputs' names if
/// several have it. Inputs that are null are not there.
///
/// Setting `margin`: how much better the others must be.
struct ChooseTask: StepTask {
    /// A task that keeps nothing.
    init() {}

    var name: String { "choose" }
    var pace: StepPace { .brief }
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

    func run(_ call: TaskCall) async throws(StepFailure) -> WorkflowValue {
        guard let plan = call.inputs["plan"], let planned = plan["value"]?.number else {
            throw StepFailure(.invalidOutput, "the planner has no answer with a value")
        }
        let margin = call.settings.fields["margin"]?.number ?? 0
        var best = (name: "plan", value: planned, candidate: plan)
        var reasons: [String] = []
        for (name, candidate) in call.inputs.sorted(by: { $0.key < $1.key }) where name != "plan" {
            guard let value = candidate["value"]?.number else { continue }
            let needed = margin + (candidate["error"]?.number ?? 0)
            let isBetter = value - planned > needed
            reasons.append(
                "\(name) gains \(Rounded.text(value - planned)), \(isBetter ? "more" : "not more") than "
                    + "\(Rounded.text(needed))")
            if isBetter, value > best.value { best = (name, value, candidate) }
        }
        call.note("\(best.name): " + reasons.joined(separator: "; "))
        (call.context as? AdviceRun)?.note(best.candidate) { $0.chosen = $0.valid }
        return best.candidate
    }
}
