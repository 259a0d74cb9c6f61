// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Providers
import RPCServer
import Services
import StrategosAPI
import Synchronization
import WorkflowEngine

/// `propose`: asks a backend by a prompt. The inputs are what the prompt sees.
///
/// Settings: `backend`, `prompt`, `form` (`strategy`, `agent` or `text`; `text` if absent), `max_tokens`, `variants`, a
/// list of other prompts that may take the place of `prompt` (``PromptTrials`` says which one does), and `same_by`, a
/// list of inputs: questions in which these are nearly the same share an answer (``ProposalCache``). The value of a
/// form is the object that the model wrote, of `text` the text. Critique and explanation are this task with other
/// prompts.
struct ProposeTask: StepTask {
    private let backends: [String: any ModelProvider]
    private let prompts: PromptLibrary
    private let forms: [String: AnswerForm]
    private let cache: ProposalCache
    private let trials: PromptTrials?

    /// - Parameters:
    ///   - backends: whom it can ask, by name.
    ///   - prompts: how.
    ///   - forms: how answers are kept in form, by name.
    ///   - cache: what was answered lately.
    ///   - trials: which of several prompts is tried next, and where it is noted what becomes of it; nil: the first.
    init(
        backends: [String: any ModelProvider], prompts: PromptLibrary, forms: [String: AnswerForm],
        cache: ProposalCache, trials: PromptTrials?
    ) {
        self.backends = backends
        self.prompts = prompts
        self.forms = forms
        self.cache = cache
        self.trials = trials
    }

    /// So that who follows a run hears of long answers, and not of each token.
    private static let charactersBetweenNews = 100
    /// Other prompts that a step may have: the words for all of them must have room in a step of the trace.
    private static let mostVariants = 7

    var name: String { "propose" }
    var pace: StepPace { .waiting }
    var takesAnyInput: Bool { true }
    var inputs: (required: Set<String>, optional: Set<String>) { ([], []) }

    func check(_ settings: Google_Protobuf_Struct) throws(TaskDefect) {
        for (name, value) in settings.fields.sorted(by: { $0.key < $1.key }) {
            switch name {
            // A backend may be missing: then the step fails, and the planner's answer stands.
            case "backend":
                guard value.text != nil else { throw TaskDefect(setting: name, message: "must be a backend's name") }
            case "prompt": try Self.demand(value.text, among: prompts.names, name)
            case "form": try Self.demand(value.text, among: forms.keys.sorted() + ["text"], name)
            case "max_tokens":
                guard let number = value.number, (1...100_000).contains(number), number == number.rounded() else {
                    throw TaskDefect(setting: name, message: "must be a whole number from 1 to 100000")
                }
            case "same_by":
                guard case .listValue(let list)? = value.kind, !list.values.isEmpty,
                    list.values.allSatisfy({ $0.text != nil })
                else { throw TaskDefect(setting: name, message: "must be a list of inputs' names") }
                guard settings.fields["form"]?.text ?? "text" != "text" else {
                    throw TaskDefect(setting: name, message: "only answers in a form are shared")
                }
            case "variants": try checkVariants(settings)
            default: throw TaskDefect(setting: name, message: "propose has no such setting")
            }
        }
        for name in ["backend", "prompt"] where settings.fields[name] == nil {
            throw TaskDefect(setting: name, message: "is missing")
        }
    }

    private func checkVariants(_ settings: Google_Protobuf_Struct) throws(TaskDefect) {
        let setting = "variants"
        guard case .listValue(let list)? = settings.fields[setting]?.kind,
            (1...Self.mostVariants).contains(list.values.count)
        else { throw TaskDefect(setting: setting, message: "must be a list of 1 to \(Self.mostVariants) prompts") }
        for value in list.values { try Self.demand(value.text, among: prompts.names, setting) }
        let names = Self.variants(settings.fields)
        guard Set(names).count == names.count else {
            throw TaskDefect(setting: setting, message: "has a prompt twice, or the one of prompt")
        }
        guard settings.fields["form"]?.text ?? "text" != "text" else {
            throw TaskDefect(setting: setting, message: "only answers in a form are chosen, so only these are tried")
        }
    }

    /// The prompts of a step, in the order of its file.
    private static func variants(_ settings: [String: Google_Protobuf_Value]) -> [String] {
        guard let prompt = settings["prompt"]?.text else { return [] }
        guard case .listValue(let list)? = settings["variants"]?.kind else { return [prompt] }
        return [prompt] + list.values.compactMap(\.text)
    }

    private static func demand(_ text: String?, among known: [String], _ setting: String) throws(TaskDefect) {
        guard let text, known.contains(text) else {
            throw TaskDefect(setting: setting, message: "must be one of \(known.joined(separator: ", "))")
        }
    }

    /// A prompt that was taken, and why that one.
    private struct Taken: Sendable {
        var prompt: String
        /// For the trace, to stand behind something else; empty where there is only one.
        var why = ""
        /// What is recorded of it; nothing where nothing is.
        var trial: ProposalTrial?
    }

    /// The prompt that is asked by.
    private func take(_ call: TaskCall) -> Taken {
        let names = Self.variants(call.settings.fields)
        guard let trials, call.settings.fields["form"]?.text ?? "text" != "text" else {
            return Taken(
                prompt: names.first ?? "",
                why: names.count > 1 ? "; prompt \(names[0]), the first of \(names.count)" : "")
        }
        let (workflow, place) = (call.workflow, call.place)
        let variants = names.map { name in
            PromptVariant(
                workflow: workflow.name, step: place, prompt: name, digest: prompts.digest(of: name) ?? "")
        }
        let (index, tallies) = trials.next(of: variants)
        var taken = Taken(prompt: names[index])
        if names.count > 1 {
            let counts = zip(names, tallies).map { "\($0) \($1.chosen) of \($1.trials)" }.joined(separator: ", ")
            taken.why = "; prompt \(taken.prompt), chosen before: \(counts)"
        }
        var trial = ProposalTrial()
        (trial.workflow, trial.workflowVersion, trial.step) = (workflow.name, workflow.version, place)
        (trial.prompt, trial.promptDigest) = (taken.prompt, variants[index].digest)
        trial.backend = call.settings.fields["backend"]?.text ?? ""
        taken.trial = trial
        return taken
    }

    func run(_ call: TaskCall) async throws(StepFailure) -> WorkflowValue {
        let taken = take(call)
        guard call.settings.fields["form"]?.text ?? "text" != "text" else {
            let (name, answer) = try await ask(call, taken)
            call.note(Self.summary(answer, name))
            return WorkflowValue(Google_Protobuf_Value(answer.text))
        }
        do throws(StepFailure) {
            let (written, origin) = try await proposal(call, taken)
            let value = WorkflowValue(accept(written, origin, call, taken))
            if origin == .asked, var trial = taken.trial {
                trial.model = String(written.model.unicodeScalars.prefix(128))
                (call.context as? AdviceRun)?.began(trial, as: value)
            }
            return value
        } catch {
            throw StepFailure(error.reason, error.detail + taken.why)
        }
    }

    /// What a model has written, asked now or before.
    private func proposal(
        _ call: TaskCall, _ taken: Taken
    ) async throws(StepFailure) -> (ProposalCache.Written, ProposalCache.Origin) {
        let settings = call.settings.fields
        guard case .listValue(let names)? = settings["same_by"]?.kind else {
            return (try await written(call, taken), .asked)
        }
        let shared = Set(names.values.compactMap(\.text))
        var parts = ["backend", "form", "max_tokens"].map { name in settings[name].flatMap { try? $0.json() } ?? "" }
        // The prompt that was taken, not all that might have been: what another one has brought is not its answer.
        parts.append(taken.prompt)
        let key = ProposalCache.key(parts, call.inputs.filter { shared.contains($0.key) }.mapValues(\.json))
        return try await cache.written(for: key) { () throws(StepFailure) in
            try await self.written(call, taken)
        }
    }

    /// Who answers in a form has proposed something; texts only explain and criticise.
    private func accept(
        _ written: ProposalCache.Written, _ origin: ProposalCache.Origin, _ call: TaskCall, _ taken: Taken
    ) -> Google_Protobuf_Value {
        if origin != .asked { call.note("\(written.model), \(origin == .kept ? "kept" : "shared")\(taken.why)") }
        (call.context as? AdviceRun)?.answered(written.kind, written.model, isKept: origin == .kept)
        return written.object
    }

    /// Asks for an object. That there is none is the end of a trial, noted here by the one who has asked, since others
    /// may share the answer.
    private func written(_ call: TaskCall, _ taken: Taken) async throws(StepFailure) -> ProposalCache.Written {
        let (name, answer) = try await ask(call, taken)
        call.note(Self.summary(answer, name) + taken.why)
        guard let object = try? Google_Protobuf_Struct(json: answer.text) else {
            if var trial = taken.trial {
                trial.model = String(answer.model.unicodeScalars.prefix(128))
                trials?.record(trial)
            }
            throw StepFailure(.invalidOutput, "\(name): the answer is no JSON object")
        }
        return ProposalCache.Written(
            object: Google_Protobuf_Value(object), kind: backends[name]?.kind ?? .openai,
            model: answer.model.isEmpty ? name : answer.model)
    }

    private static func summary(_ answer: ModelAnswer, _ name: String) -> String {
        "\(answer.model.isEmpty ? name : answer.model), \(answer.text.unicodeScalars.count) characters"
    }

    private func ask(_ call: TaskCall, _ taken: Taken) async throws(StepFailure) -> (
        backend: String, answer: ModelAnswer
    ) {
        let settings = call.settings.fields
        let name = settings["backend"]?.text ?? ""
        guard let backend = backends[name] else {
            throw StepFailure(.backendDown, "no backend \(name) is configured")
        }
        let most = min(call.tokens, settings["max_tokens"]?.number.map { Int($0) } ?? call.tokens)
        guard most > 0 else { throw StepFailure(.budgetTooSmall, "no tokens are left") }
        guard let text = prompts.render(taken.prompt, call.inputs.mapValues(\.json)) else {
            throw StepFailure(.invalidOutput, "there is no such prompt")
        }
        var request = ModelRequest(
            messages: [ChatMessage(.user, text)], maxTokens: most, deadline: call.deadline)
        request.form = forms[settings["form"]?.text ?? "text"]
        do throws(ModelFailure) {
            let told = Atomic<Int>(0)
            let answer = try await backend.generate(request) { event in
                switch event {
                case .step(let step, let detail): call.note("\(step): \(detail)")
                case .written(let characters):
                    guard characters >= told.load(ordering: .relaxed) + Self.charactersBetweenNews else { return }
                    told.store(characters, ordering: .relaxed)
                    call.note("\(characters) characters so far")
                }
            }
            call.spend(tokens: answer.usage?.completion ?? most)
            return (name, answer)
        } catch {
            if let trial = taken.trial, error.isOfThePrompt(isOver: call.isOver) { trials?.record(trial) }
            throw StepFailure(error.degradation, "\(name): \(error)")
        }
    }
}

extension ModelFailure {
    /// Whether another prompt might have had an answer, so that it counts against the one that was taken. A backend that
    /// is down, busy or out of tokens is none of its doing, and neither is a caller who went away.
    ///
    /// - Parameter isOver: the time for the answer was over.
    func isOfThePrompt(isOver: Bool) -> Bool {
        switch reason {
        case .timeout, .contextTooLong, .cutOff, .filtered, .tooLarge: true
        case .cancelled: isOver
        case .unreachable, .unavailable, .unauthorized, .serverError, .notRecorded, .rateLimited, .busy, .breakerOpen,
            .tooManyTokens, .rejected, .invalidResponse:
            false
        }
    }

    /// What an answer's provenance says of it.
    var degradation: DegradationReason {
        switch reason {
        case .unreachable, .unavailable, .unauthorized, .serverError, .notRecorded: .backendDown
        case .timeout, .cancelled: .timeout
        case .rateLimited: .rateLimited
        case .busy: .overloaded
        case .breakerOpen: .breakerOpen
        case .tooManyTokens: .budgetTooSmall
        case .rejected, .contextTooLong, .invalidResponse, .cutOff, .filtered, .tooLarge: .invalidOutput
        }
    }
}
