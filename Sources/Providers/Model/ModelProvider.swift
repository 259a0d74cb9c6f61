// SPDX-License-Identifier: Apache-2.0
import RPCServer
import StrategosAPI

/// Something that answers questions with text: a language model, an agent toolkit's workflow, or a recording.
///
/// Implementations may be asked by many tasks at once. A cancelled task ends the work at the other side too, as
/// far as that can be told.
public protocol ModelProvider: Sendable {
    /// What it speaks, and so what its answers are called.
    var kind: BackendKind { get }

    /// Asks, and gives the whole answer once it has ended by itself (``StopReason/stop``).
    ///
    /// - Parameters:
    ///   - request: what is asked.
    ///   - events: told of parts of the answer as they come, on the task that asks.
    /// - Throws: why there is no answer. Half an answer is none.
    func generate(
        _ request: ModelRequest, events: @Sendable (ModelEvent) -> Void
    ) async throws(ModelFailure) -> ModelAnswer
}

extension ModelProvider {
    /// Most are language models.
    public var kind: BackendKind { .openai }

    /// Asks without looking at the parts.
    public func generate(_ request: ModelRequest) async throws(ModelFailure) -> ModelAnswer {
        try await generate(request) { _ in }
    }
}

/// A question to a model.
public struct ModelRequest: Sendable {
    /// What was said so far, the question last.
    public var messages: [ChatMessage]
    /// The most tokens that may be written. The number that the longest answer can have in characters is always
    /// enough.
    public var maxTokens: Int
    /// The form of the answer, for backends that can be held to one.
    public var form: AnswerForm?
    /// Makes answers of some backends repeatable.
    public var seed: Int64?
    /// When the answer must be there. Backends have time limits of their own.
    public var deadline: Deadline

    /// A question without a form.
    public init(messages: [ChatMessage], maxTokens: Int, deadline: Deadline) {
        self.messages = messages
        self.maxTokens = maxTokens
        self.deadline = deadline
    }
}

/// One message of a conversation with a model.
public struct ChatMessage: Sendable, Hashable {
    /// Whose message it is, as chat completions name them.
    public enum Role: String, Sendable {
        case system
        case user
        case assistant
    }

    /// Who says it.
    public var role: Role
    /// What is said.
    public var content: String

    /// A message.
    public init(_ role: Role, _ content: String) {
        self.role = role
        self.content = content
    }
}

/// The form of an answer that is JSON, once for each way in which a backend can be held to it.
public struct AnswerForm: Sendable, Hashable {
    /// Its name, of letters, digits, `_` and `-`.
    public var name: String
    /// A JSON Schema, as text; empty if there is none.
    public var schema: String
    /// A grammar in llama.cpp's notation; empty if there is none.
    public var grammar: String

    /// A form.
    public init(name: String, schema: String = "", grammar: String = "") {
        self.name = name
        self.schema = schema
        self.grammar = grammar
    }
}

/// Something that happens while an answer comes.
public enum ModelEvent: Sendable, Hashable {
    /// So many characters of the answer have come, all together. Not which: half an answer is of no use.
    case written(characters: Int)
    /// A step of a toolkit's workflow: its kind or name, and what it says of itself.
    case step(name: String, detail: String)
}

/// A whole answer.
public struct ModelAnswer: Sendable, Hashable {
    /// The text.
    public var text: String
    /// The model's name as the backend says it; empty if it does not.
    public var model: String
    /// How many tokens it took; nil if the backend does not say.
    public var usage: TokenUsage?

    /// An answer.
    public init(text: String, model: String = "", usage: TokenUsage? = nil) {
        self.text = text
        self.model = model
        self.usage = usage
    }
}

/// Tokens as a backend counts them.
public struct TokenUsage: Sendable, Hashable {
    /// Of the question.
    public var prompt: Int
    /// Of the answer.
    public var completion: Int

    /// Counts.
    public init(prompt: Int, completion: Int) {
        self.prompt = prompt
        self.completion = completion
    }
}
