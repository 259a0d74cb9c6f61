// SPDX-License-Identifier: Apache-2.0
import RPCServer
import StrategosAPI

/// A workflow served by NVIDIA's NeMo Agent Toolkit (AIQToolkit), `nat serve`.
///
/// What a request may have is decided by the workflow's own configuration: the toolkit ignores limits of tokens,
/// seeds and forms. It tries failed calls to its model again by itself, whatever its settings say, so that this
/// side should not (`attempts: 1`); and it goes on generating when its caller has gone.
public struct AgentToolkitProvider: ModelProvider {
    private let exchange: ModelExchange
    private let route: ToolkitRoute
    private let input: String

    /// - Parameters:
    ///   - exchange: how the endpoint is reached.
    ///   - route: how the workflow is called.
    ///   - input: the member of the request that takes the question; `input_message` if empty.
    public init(_ exchange: ModelExchange, route: ToolkitRoute, input: String = "") {
        self.exchange = exchange
        self.route = route
        self.input = input.isEmpty ? "input_message" : input
    }

    /// Has the workflow answer.
    public func generate(
        _ request: ModelRequest, events: @Sendable (ModelEvent) -> Void
    ) async throws(ModelFailure) -> ModelAnswer {
        let limit = exchange.limits.bodyBytes
        if route == .chat {
            let body = ChatRequestBody(model: "", constraint: .none, temperature: nil, streams: true)
            let answer = try await exchange.ask(
                "/v1/chat/completions", body.bytes(request), deadline: request.deadline,
                ChatCompletionReader(limit: limit), events: events)
            guard request.form == nil || JSONValue(Array(answer.text.utf8))?.isObject == true else {
                throw ModelFailure(.invalidResponse, "an object was asked for, and a text came: \(answer.text)")
            }
            // Its usage counts words, and its model's name is unknown.
            return ModelAnswer(text: answer.text)
        }
        return try await exchange.ask(
            route == .generate ? "/generate" : "/generate/stream", ToolkitRequestBody(member: input).bytes(request),
            deadline: request.deadline, ToolkitReader(limit: limit, wantsObject: request.form != nil), events: events)
    }
}
