// SPDX-License-Identifier: Apache-2.0
import Planning
import Protobuf
import RPCServer
import Services
import StrategosAPI
import WorkflowEngine

/// A planner as tasks see it: a whole answer to a request, with the scores of what was considered.
public protocol StrategyPlanning: Sendable {
    /// The strategy for a request that keeps the rules of the schema.
    func strategy(for request: GenerateStrategyRequest, deadline: Deadline) async throws(StepFailure) -> TeamStrategy
}

/// A planner behind the service's own mapping, as callers of the service get it.
public struct ServedPlanner<P: Planner>: StrategyPlanning {
    private let answers: StrategyAnswers<P>

    /// Answers by this planner.
    public init(_ planner: P) {
        answers = StrategyAnswers(planner: planner)
    }

    /// The strategy as the service answers it.
    public func strategy(
        for request: GenerateStrategyRequest, deadline: Deadline
    ) async throws(StepFailure) -> TeamStrategy {
        do throws(RPCError) {
            return try answers.answer(request, deadline: deadline).strategy ?? TeamStrategy()
        } catch {
            throw StepFailure(.invalidOutput, error.message)
        }
    }
}
