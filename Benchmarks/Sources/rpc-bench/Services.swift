// SPDX-License-Identifier: Apache-2.0
import BenchMessages
import Protobuf
import RPCServer
import StrategosAPI

/// The service of the published figures: the request is decoded, the reply encoded, and nothing else done.
struct BenchStrategies: Arena_V1_StrategyService {
    let reply: Arena_V1_TeamStrategy
    /// How many messages a stream has.
    let messages: Int

    init(reply: [UInt8], messages: Int) throws {
        self.reply = try Arena_V1_TeamStrategy(serialized: reply)
        self.messages = messages
    }

    func generateStrategyImmediately(
        _ request: Arena_V1_GenerateStrategyRequest, context: CallContext
    ) -> Arena_V1_TeamStrategy? {
        reply
    }

    func streamStrategy(
        _ request: Arena_V1_GenerateStrategyRequest, responses: ResponseWriter<Arena_V1_TeamStrategy>,
        context: CallContext
    ) async throws {
        for _ in 0..<messages { try await responses.write(reply) }
    }
}

/// The product's own service with a constant for an answer, that of `Fixtures/minimal_response.txtpb`.
struct MinimalStrategies: StrategyService {
    let reply: GenerateStrategyResponse
    /// Whether the answer comes from a task instead of from the loop itself.
    let isAsynchronous: Bool

    init(isAsynchronous: Bool) {
        self.isAsynchronous = isAsynchronous
        var strategy = TeamStrategy()
        strategy.strategyID = "s-1"
        strategy.teamID = "a"
        strategy.posture = .balanced
        strategy.focus = .resources
        strategy.priorities = [Self.priority(.collect, 600), Self.priority(.expandTerritory, 400)]
        strategy.confidence = 0.5
        strategy.description = "Nothing is known but the team: gather first, then spread."
        var response = GenerateStrategyResponse()
        response.strategy = strategy
        reply = response
    }

    private static func priority(_ task: TaskKind, _ weight: UInt32) -> Priority {
        var priority = Priority()
        priority.task = task
        priority.weightPerMille = weight
        return priority
    }

    func generateStrategyImmediately(
        _ request: GenerateStrategyRequest, context: CallContext
    ) -> GenerateStrategyResponse? {
        isAsynchronous ? nil : reply
    }

    func generateStrategy(_ request: GenerateStrategyRequest, context: CallContext) async -> GenerateStrategyResponse {
        reply
    }
}
