// SPDX-License-Identifier: Apache-2.0

import Protobuf
import Providers
import RPCServer
import StrategosAPI
import Synchronization
import Testing

@Suite("Workflows of the agent toolkit")
struct ToolkitTests {
    typealias Script = ScriptedTransport.Script

    private func ask(
        _ script: Script, route: ToolkitRoute = .generateStream, wantsObject: Bool = true, input: String = ""
    ) async throws(ModelFailure) -> (answer: ModelAnswer, request: OutgoingRequest, events: [ModelEvent]) {
        let transport = ScriptedTransport([script])
        let provider = AgentToolkitProvider(
            ModelExchange(transport: transport, url: "http://host:1"), route: route, input: input)
        var request = ModelRequest(
            messages: [ChatMessage(.system, "s"), ChatMessage(.user, "u")], maxTokens: 9, deadline: .after(.seconds(5)))
        if wantsObject { request.form = AnswerForm(name: "f") }
        let events = Mutex<[ModelEvent]>([])
        let answer = try await provider.generate(request) { event in events.withLock { $0.append(event) } }
        return (answer, transport.requests[0], events.withLock { $0 })
    }

    private func reason(_ script: Script, route: ToolkitRoute = .generateStream) async -> ModelFailure.Reason? {
        do throws(ModelFailure) {
            _ = try await ask(script, route: route)
            return nil
        } catch {
            return error.reason
        }
    }

    @Test("A stream gives the object in its value, and its steps as events")
    func stream() async throws {
        let step = #"intermediate_data: {"id":"1","type":"markdown","name":"Function Start: plan","payload":"in"}"#
        let data = #"data: {"value": "{\"posture\": 1}"}"#
        let (answer, request, events) = try await ask(Script([step + "\n\n", data + "\n\n"]))
        #expect(answer.text == #"{"posture": 1}"# && request.url == "http://host:1/generate/stream")
        #expect(events == [.step(name: "Function Start: plan", detail: "in"), .written(characters: 14)])
        #expect(try Google_Protobuf_Struct(json: request.body) == ["input_message": "s\n\nu"])
    }

    @Test("A whole answer is an object, or a text in its value")
    func whole() async throws {
        let typed = Script([#"{"posture":"AGGRESSIVE"}"#], type: "application/json")
        let (answer, request, _) = try await ask(typed, route: .generate, input: "query")
        #expect(answer.text == #"{"posture":"AGGRESSIVE"}"# && request.url == "http://host:1/generate")
        #expect(try Google_Protobuf_Struct(json: request.body) == ["query": "s\n\nu"])
        let text = Script([#"{"value":"hello"}"#], type: "application/json")
        #expect(try await ask(text, route: .generate, wantsObject: false).answer.text == "hello")
    }

    @Test("The chat endpoint gives text; its usage is not believed")
    func chat() async throws {
        let chunk =
            #"{"model":"unknown-model","usage":{"prompt_tokens":1,"completion_tokens":1},"#
            + #""choices":[{"finish_reason":"stop","delta":{"content":"{}"}}]}"#
        let answer = try await ask(Script(["data: \(chunk)\n\ndata: [DONE]\n\n"]), route: .chat).answer
        #expect(answer == ModelAnswer(text: "{}"))
    }

    static let down = #"{"code":"workflow_error","message":"Connection error.","details":"OpenAIConnectionError"}"#

    @Test(
        "What the toolkit says when it fails is a failure, whatever its status is",
        arguments: [
            (Script([down], status: 422, type: "application/json"), ToolkitRoute.generate, .unavailable),
            (Script([down]), .generateStream, .unavailable),
            (Script([down], type: "application/json"), .generate, .unavailable),
            (
                Script(
                    [#"{"code":"workflow_error","message":"","details":"APITimeoutError"}"#], status: 422,
                    type: "application/json"), .generate, .timeout
            ),
            (
                Script([#"{"value":"I am sorry, I cannot reach my model."}"#], type: "application/json"), .generate,
                .invalidResponse
            ),
            (Script([#"data: {"value":"I am sorry."}"# + "\n\n"]), .generateStream, .invalidResponse),
            (
                Script(
                    [#"{"detail":[{"type":"missing","loc":["body","input_message"],"msg":"Field required"}]}"#],
                    status: 422, type: "application/json"), .generate, .rejected
            ),
            (Script([]), .generateStream, .cutOff), (Script([": ping\n\n"]), .generateStream, .cutOff),
            (Script(["data: nonsense\n\n"]), .generateStream, .invalidResponse),
            (Script(["half"], type: "application/json"), .generate, .invalidResponse),
            (
                Script([#"data: {"choices":[{"finish_reason":"stop","delta":{"content":"sorry"}}]}"# + "\n\n"]), .chat,
                .invalidResponse
            ),
        ] as [(Script, ToolkitRoute, ModelFailure.Reason)])
    func failures(script: Script, route: ToolkitRoute, expected: ModelFailure.Reason) async {
        #expect(await reason(script, route: route) == expected)
    }
}
