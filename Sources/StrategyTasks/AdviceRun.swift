// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Services
import StrategosAPI
import Synchronization
import WorkflowEngine

/// What the tasks of one run share: the question, and which models have answered.
public final class AdviceRun: Sendable {
    /// The question.
    public let question: any AdvisedQuestion
    private let last = Mutex<(source: Source, model: String)?>(nil)
    private let plan = Mutex<WorkflowValue?>(nil)

    /// A run for a question.
    public init(_ question: any AdvisedQuestion) {
        self.question = question
    }

    /// Who has answered last in a form, if anybody has.
    var proposer: (source: Source, model: String)? { last.withLock { $0 } }

    /// Notes the value that stands for the planners' own answer, and gives it.
    func planned(_ value: WorkflowValue) -> WorkflowValue {
        plan.withLock { $0 = value }
        return value
    }

    /// Whether a value is the planners' own answer as it was: then nobody has to look into it.
    func isPlanned(_ value: WorkflowValue) -> Bool { plan.withLock { $0 === value } }

    /// - Parameter isKept: it was an answer to an earlier question.
    func answered(_ kind: BackendKind, _ model: String, isKept: Bool) {
        last.withLock { $0 = (isKept ? .cache : kind == .agentToolkit ? .agentToolkit : .llm, model) }
    }
}

extension TaskCall {
    /// The run that it belongs to.
    ///
    /// - Throws: if whoever runs the workflow has no question for planners.
    func run() throws(StepFailure) -> AdviceRun {
        guard let run = context as? AdviceRun else {
            throw StepFailure(.rulesUnknown, "this workflow is run without a question for planners")
        }
        return run
    }
}

extension Proposal.Content {
    /// The message as a value. How it came about is for the answer to say.
    var value: WorkflowValue {
        WorkflowValue {
            switch self {
            case .strategy(var strategy):
                strategy.provenance = nil
                return MessageValue.json(strategy)
            case .agent(var agent):
                agent.provenance = nil
                return MessageValue.json(agent)
            }
        }
    }

    /// A value as the message that a kind of question is answered with.
    init(_ value: WorkflowValue?, for kind: AdvisedKind) throws(StepFailure) {
        switch kind {
        case .strategy, .adaptation: self = .strategy(try MessageValue.message(value))
        case .agent: self = .agent(try MessageValue.message(value))
        }
    }
}
