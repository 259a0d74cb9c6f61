// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Providers
import RPCServer
import StrategosAPI
import WorkflowEngine

/// `propose`: asks a backend by a prompt. The inputs are what the prompt sees.
///
/// Settings: `backend`, `prompt`, `form` (`strategy`, `agent` or `text`; `text` if absent), `max_tokens`. The value
/// of a form is the object that the model wrote, of `text` the text. Critique and explanation are this task with
/// other prompts.
struct ProposeTask: StepTask {
    private let backends: [String: any ModelProvider]
    private let prompts: PromptLibrary
    private let forms: [String: AnswerForm]

    /// - Parameters:
    ///   - backends: whom it can ask, by name.
    ///   - prompts: how.
    ///   - forms: how answers are kept in form, by name.
    init(backends: [String: any ModelProvider], prompts: PromptLibrary, forms: [String: AnswerForm]) {
        self.backends = backends
        self.prompts = prompts
        self.forms = forms
    }

    var name: String { "propose" }
    var waits: Bool { true }
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

    func run(_ call: TaskCall) async throws(StepFailure) -> Google_Protobuf_Value {
        let settings = call.settings.fields
        let name = settings["backend"]?.text ?? ""
        guard let backend = backends[name] else {
            throw StepFailure(.backendDown, "no backend \(name) is configured")
        }
        let form = forms[settings["form"]?.text ?? "text"]
        let most = min(call.tokens, settings["max_tokens"]?.number.map { Int($0) } ?? call.tokens)
        guard most > 0 else { throw StepFailure(.budgetTooSmall, "no tokens are left") }
        guard let text = prompts.render(settings["prompt"]?.text ?? "", call.inputs) else {
            throw StepFailure(.invalidOutput, "there is no such prompt")
        }
        var request = ModelRequest(
            messages: [ChatMessage(.user, text)], maxTokens: most, deadline: call.deadline)
        request.form = form
        let answer: ModelAnswer
        do throws(ModelFailure) {
            answer = try await backend.generate(request) { event in
                if case .step(let step, let detail) = event { call.note("\(step): \(detail)") }
            }
        } catch {
            throw StepFailure(error.degradation, "\(name): \(error)")
        }
        call.spend(tokens: answer.usage?.completion ?? most)
        call.note("\(answer.model.isEmpty ? name : answer.model), \(answer.text.unicodeScalars.count) characters")
        guard form != nil else { return Google_Protobuf_Value(answer.text) }
        guard let object = try? Google_Protobuf_Struct(json: answer.text) else {
            throw StepFailure(.invalidOutput, "\(name): the answer is no JSON object")
        }
        return Google_Protobuf_Value(object)
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
