// SPDX-License-Identifier: Apache-2.0

import Protobuf
import Providers
import RPCServer
import StrategosAPI
import Synchronization
import Testing

@Suite("Chat completions")
struct OpenAITests {
    typealias Script = ScriptedTransport.Script

    /// What llama.cpp streams, cut where an event is not over.
    static let good = [
        ": waiting\n\n",
        "data: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":null}}]}\n\nda",
        "ta: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"{\\\"a\"}}]}\n\n",
        "data: {\"choices\":[{\"delta\":{\"content\":\"\\\":1}\"}}]}\n\n",
        "data: {\"choices\":[{\"finish_reason\":\"stop\",\"delta\":{}}]}\n\n",
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}\n\ndata: [DONE]\n\n",
    ]

    private func ask(
        _ script: Script, key: APIKey? = nil, constraint: OutputConstraint = .none, form: AnswerForm? = nil
    ) async throws(ModelFailure) -> (ModelAnswer, OutgoingRequest) {
        let transport = ScriptedTransport([script])
        let exchange = ModelExchange(transport: transport, url: "http://host:1/", key: key)
        let provider = OpenAIProvider(exchange, model: "m-1", constraint: constraint, temperature: 0.5)
        var request = ModelRequest(
            messages: [ChatMessage(.system, "be \"brief\""), ChatMessage(.user, "what?")], maxTokens: 320,
            deadline: .after(.seconds(5)))
        request.form = form
        return (try await provider.generate(request), transport.requests[0])
    }

    private func failure(_ script: Script, key: APIKey? = nil) async -> ModelFailure? {
        do throws(ModelFailure) {
            _ = try await ask(script, key: key)
            return nil
        } catch {
            return error
        }
    }

    @Test("A streamed answer is put together, with model and usage")
    func streamed() async throws {
        let (answer, request) = try await ask(Script(Self.good))
        #expect(
            answer
                == ModelAnswer(
                    text: #"{"a":1}"#, model: "m", usage: TokenUsage(prompt: 7, completion: 3)))
        #expect(request.method == "POST" && request.url == "http://host:1/v1/chat/completions")
        let body = try Google_Protobuf_Struct(json: request.body)
        #expect(body.fields["model"] == "m-1" && body.fields["max_tokens"] == 320 && body.fields["stream"] == true)
        #expect(body.fields["temperature"] == 0.5 && body.fields["tools"] == nil && body.fields["seed"] == nil)
        #expect(body.fields["grammar"] == nil && body.fields["response_format"] == nil)
    }

    @Test("A whole answer of a server that does not stream is taken too")
    func whole() async throws {
        let json = #"{"model":"w","choices":[{"message":{"content":"yes"},"finish_reason":"stop"}]}"#
        let (answer, _) = try await ask(Script([json], type: "application/json; charset=utf-8"))
        #expect(answer == ModelAnswer(text: "yes", model: "w"))
    }

    @Test("The form goes to the backend in the way that it takes, and the schema as it was written")
    func constraints() async throws {
        let form = AnswerForm(name: "spec", schema: #"{"z":1,"a":2}"#, grammar: "root ::= \"x\"")
        let (_, schema) = try await ask(Script(Self.good), constraint: .jsonSchema, form: form)
        let text = String(decoding: schema.body, as: UTF8.self)
        #expect(
            text.hasSuffix(
                #","response_format":{"type":"json_schema","json_schema":{"name":"spec","schema":{"z":1,"a":2}}}}"#))
        #expect((try? Google_Protobuf_Struct(json: schema.body)) != nil)
        let (_, grammar) = try await ask(Script(Self.good), constraint: .grammar, form: form)
        #expect(try Google_Protobuf_Struct(json: grammar.body).fields["grammar"] == "root ::= \"x\"")
    }

    @Test(
        "Each failure has its reason",
        arguments: [
            (
                Script([#"{"error":{"message":"Loading model","code":503}}"#], status: 503, type: "application/json"),
                .unavailable
            ),
            (Script([#"{"error":{"message":"no"}}"#], status: 401, type: "application/json"), .unauthorized),
            (Script(["slow"], status: 429, type: "text/plain", fields: ["retry-after": "2"]), .rateLimited),
            (Script(["<html>"], status: 502, type: "text/html"), .unavailable),
            (Script(["oops"], status: 500, type: "text/plain"), .serverError),
            (Script([#"{"error":{"message":"bad grammar"}}"#], status: 400, type: "application/json"), .rejected),
            (
                Script(
                    [#"{"error":{"type":"exceed_context_size_error","message":"long"}}"#], status: 400,
                    type: "application/json"), .contextTooLong
            ),
            (Script([""], status: 302, type: "text/html"), .invalidResponse),
            (Script(["<html>"], type: "text/html"), .invalidResponse),
            (Script([]), .invalidResponse), (Script(["data: [DONE]\n\n"]), .invalidResponse),
            (Script(["data: {\n\n"]), .invalidResponse), (Script(["data: [1]\n\n"]), .invalidResponse),
            (Script([#"data: {"choices":[{"delta":{"content":[]}}]}"# + "\n\n"]), .invalidResponse),
            (Script([#"data: {"choices":[{"delta":{"content":"a"}}]}"# + "\n\n", "data: [DONE]\n\n"]), .cutOff),
            (Script([#"data: {"choices":[{"finish_reason":"length","delta":{}}]}"# + "\n\n"]), .tooManyTokens),
            (Script([#"data: {"choices":[{"finish_reason":"content_filter","delta":{}}]}"# + "\n\n"]), .filtered),
            (Script([#"data: {"choices":[{"finish_reason":"tool_calls","delta":{}}]}"# + "\n\n"]), .invalidResponse),
            (Script([#"data: {"choices":[{"finish_reason":"stop","delta":{"refusal":"no"}}]}"# + "\n\n"]), .filtered),
            (Script([#"data: {"error":{"message":"died"}}"# + "\n\n"]), .serverError),
            (Script([#"{"error":{"message":"died","type":"unavailable_error"}}"#]), .unavailable),
            (Script([#"{"choices":[]}"#], type: "application/json"), .invalidResponse),
            (Script([#"{"choices""#], type: "application/json"), .invalidResponse),
            (Script(TransferFailure(.unreachable, "")), .unreachable),
            (Script(TransferFailure(.timeout, "")), .timeout),
            (Script(TransferFailure(.closed, ""), after: [good[1]]), .cutOff),
            (Script(TransferFailure(.tooLarge, "")), .tooLarge),
            (Script(["data: \(String(repeating: "a", count: 2 << 20))"]), .tooLarge),
        ] as [(Script, ModelFailure.Reason)])
    func failures(script: Script, reason: ModelFailure.Reason) async throws {
        let failure = try #require(await failure(script))
        #expect(failure.reason == reason, "\(failure)")
        if script.head.status == 429 { #expect(failure.retryAfter == .seconds(2)) }
    }

    @Test("A key that a backend quotes is in no failure, however long the text before it is")
    func canary() async throws {
        let key = try APIKey("sk-canary-0123456789")
        for filler in [0, 250, 290, 299] {
            let text = String(repeating: "x", count: filler) + "sk-canary-0123456789"
            for status in [400, 401, 500] {
                let failure = try #require(await failure(Script([text], status: status, type: "text/plain"), key: key))
                #expect(!"\(failure)".contains("canary"), "\(failure)")
            }
        }
        let stop = #"{"choices":[{"message":{"content":"sk-canary-0123456789"},"finish_reason":"stop"}]}"#
        let (answer, request) = try await ask(Script([stop], type: "application/json"), key: key)
        #expect(answer.text == "(secret)")
        #expect(!"\(request)".contains("canary") && !"\(key)".contains("canary"))
    }

    @Test("Control characters of others do not reach logs, and long texts are cut off")
    func details() {
        let failure = ModelFailure(.serverError, "a\nb\u{1B}[2J" + String(repeating: "ä", count: 1000))
        #expect(failure.detail.hasPrefix("a b [2J") && failure.detail.unicodeScalars.count == 301)
    }

    @Test("Without time nobody is asked")
    func noTime() async throws {
        let transport = ScriptedTransport([Script(Self.good)])
        let provider = OpenAIProvider(
            ModelExchange(transport: transport, url: "http://h"), model: "", constraint: .none)
        let request = ModelRequest(messages: [], maxTokens: 1, deadline: .after(.zero))
        await #expect(throws: ModelFailure.self) { try await provider.generate(request) }
        #expect(transport.requests.isEmpty)
    }
}
