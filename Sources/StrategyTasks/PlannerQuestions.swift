// SPDX-License-Identifier: Apache-2.0
import Planning
import Protobuf
import RPCServer
import Services
import StrategosAPI
import WorkflowEngine

/// Questions for planners without a server, for who tries a workflow.
public struct PlannerQuestions: Sendable {
    private let strategies: StrategyAnswers<ReflexPlanner>
    private let agents: AgentAnswers<ReflexPlanner>

    /// Answered by the reflex planner, and by a search where futures can be played.
    public init(search: StrategySearch? = nil) {
        strategies = StrategyAnswers(planner: ReflexPlanner(), search: search)
        agents = AgentAnswers(planner: ReflexPlanner(), search: search)
    }

    /// The question that a workflow is asked.
    ///
    /// - Parameters:
    ///   - workflow: its name: which says what kind of request it takes, a GenerateStrategyRequest for all but
    ///     those of ``AdvisedKind``.
    ///   - request: the request in JSON.
    ///   - deadline: when the answer must be there.
    /// - Throws: what is wrong with the request.
    public func question(
        for workflow: String, _ request: [UInt8], deadline: Deadline
    ) throws -> any AdvisedQuestion {
        switch AdvisedKind.allCases.first(where: { $0.workflow == workflow }) ?? .strategy {
        case .strategy: try strategies.question(try GenerateStrategyRequest(json: request), deadline: deadline)
        case .adaptation: try strategies.question(try AdaptStrategyRequest(json: request), deadline: deadline)
        case .agent: try agents.question(try CreateAgentRequest(json: request), deadline: deadline)
        }
    }
}
