// SPDX-License-Identifier: Apache-2.0
import RPCServer
import StrategosAPI

/// Chat completions of one endpoint, as OpenAI's API has them.
///
/// Asks for a stream, so that an answer can be followed, and takes a whole answer from servers that do not stream.
public struct OpenAIProvider: ModelProvider {
    private let exchange: ModelExchange
    private let body: ChatRequestBody

    /// - Parameters:
    ///   - exchange: how the endpoint is reached.
    ///   - model: the model's name there; empty for the one that it has.
    ///   - constraint: how answers are kept in form.
    ///   - temperature: nil for the endpoint's own.
    public init(_ exchange: ModelExchange, model: String, constraint: OutputConstraint, temperature: Double? = nil) {
        self.exchange = exchange
        body = ChatRequestBody(model: model, constraint: constraint, temperature: temperature, streams: true)
    }

    /// Has the model answer.
    public func generate(
        _ request: ModelRequest, events: @Sendable (ModelEvent) -> Void
    ) async throws(ModelFailure) -> ModelAnswer {
        let reader = ChatCompletionReader(limit: exchange.limits.bodyBytes)
        return try await exchange.ask(
            "/v1/chat/completions", body.bytes(request), deadline: request.deadline, reader, events: events)
    }
}
