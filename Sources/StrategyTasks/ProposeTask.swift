// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Providers
import RPCServer
import StrategosAPI
import Synchronization
import WorkflowEngine

/// `propose`: asks a backend by a prompt. The inputs are what the prompt sees.
///
/// Settings: `backend`, `prompt`, `form` (`strategy`, `agent` or `text`; `text` if absent), `max_tokens`, and `same_by`,
/// a list of inputs: questions in which these are nearly the same share an answer (``ProposalCache``). The value
/// of a form is the object that the model wrote, of `text` the text. Critique and explanation are this task with
/// other prompts.
struct ProposeTask: StepTask {
    private let backends: [String: any ModelProvider]
    private let prompts: PromptLibrary
    private let forms: [String: AnswerForm]
    private let cache: ProposalCache

    /// - Parameters:
    ///   - backends: whom it can ask, by name.
    ///   - prompts: how.
    ///   - forms: how answers are kept in form, by name.
    ///   - cache: what was answered lately.
    init(
        backends: [String: any ModelProvider], prompts: PromptLibrary, forms: [String: AnswerForm],
        cache: ProposalCache
    ) {
        self.backends = backends
        self.prompts = prompts
        self.forms = forms
        self.cache = cache
    }

    /// So that who follows a run hears of long answers, and not of each token.
    private static let charactersBetweenNews = 100

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
            default: throw TaskDefect(setting: name, message: "propose has no such setting")
            }
        }
        for name in ["backend", "prompt"] where settings.fields[name] == nil {
            throw TaskDefect(setting: name, message: "is missing")
        }
    }

    private static func demand(_ text: String?, among known: [String], _ setting: String) throws(TaskDefect) {
        guard let text, known.contains(text) else {
            throw TaskDefect(setting: setting, message: "must be one of \(known.joined(separator: ", "))")
        }
    }

    func run(_ call: TaskCall) async throws(StepFailure) -> WorkflowValue {
        let settings = call.settings.fields
        guard settings["form"]?.text ?? "text" != "text" else {
            let (name, answer) = try await ask(call)
            call.note(Self.summary(answer, name))
            return WorkflowValue(Google_Protobuf_Value(answer.text))
        }
        guard case .listValue(let names)? = settings["same_by"]?.kind else {
            return WorkflowValue(accept(try await written(call), .asked, call))
        }
        let shared = Set(names.values.compactMap(\.text))
        let parts = ["backend", "prompt", "form", "max_tokens"].map { name in
            settings[name].flatMap { try? $0.json() } ?? ""
        }
        let key = ProposalCache.key(parts, call.inputs.filter { shared.contains($0.key) }.mapValues(\.json))
        let (written, origin) = try await cache.written(for: key) { () throws(StepFailure) in
            try await self.written(call)
        }
        return WorkflowValue(accept(written, origin, call))
    }

    /// Who answers in a form has proposed something; texts only explain and criticise.
    private func accept(
        _ written: ProposalCache.Written, _ origin: ProposalCache.Origin, _ call: TaskCall
    ) -> Google_Protobuf_Value {
        if origin != .asked { call.note("\(written.model), \(origin == .kept ? "kept" : "shared")") }
        (call.context as? AdviceRun)?.answered(written.kind, written.model, isKept: origin == .kept)
        return written.object
    }

    /// Asks for an object.
    private func written(_ call: TaskCall) async throws(StepFailure) -> ProposalCache.Written {
        let (name, answer) = try await ask(call)
        call.note(Self.summary(answer, name))
        guard let object = try? Google_Protobuf_Struct(json: answer.text) else {
            throw StepFailure(.invalidOutput, "\(name): the answer is no JSON object")
        }
        return ProposalCache.Written(
            object: Google_Protobuf_Value(object), kind: backends[name]?.kind ?? .openai,
            model: answer.model.isEmpty ? name : answer.model)
    }

    private static func summary(_ answer: ModelAnswer, _ name: String) -> String {
        "\(answer.model.isEmpty ? name : answer.model), \(answer.text.unicodeScalars.count) characters"
    }

    private func ask(_ call: TaskCall) async throws(StepFailure) -> (backend: String, answer: ModelAnswer) {
        let settings = call.settings.fields
        let name = settings["backend"]?.text ?? ""
        guard let backend = backends[name] else {
            throw StepFailure(.backendDown, "no backend \(name) is configured")
        }
        let most = min(call.tokens, settings["max_tokens"]?.number.map { Int($0) } ?? call.tokens)
        guard most > 0 else { throw StepFailure(.budgetTooSmall, "no tokens are left") }
        guard let text = prompts.render(settings["prompt"]?.text ?? "", call.inputs.mapValues(\.json)) else {
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
            throw StepFailure(error.degradation, "\(name): \(error)")
        }
    }
}

extension ModelFailure {
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
