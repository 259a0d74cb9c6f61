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

    /// A run for a question.
    public init(_ question: any AdvisedQuestion) {
        self.question = question
    }

    /// Who has answered last in a form, if anybody has.
    var proposer: (source: Source, model: String)? { last.withLock { $0 } }

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
    /// The message as a value.
    func value() throws(StepFailure) -> Google_Protobuf_Value {
        switch self {
        case .strategy(var strategy):
            // How it came about is for the answer to say.
            strategy.provenance = nil
            return try MessageValue.value(strategy)
        case .agent(var agent):
            agent.provenance = nil
            return try MessageValue.value(agent)
        }
    }

    /// A value as the message that a kind of question is answered with.
    init(_ value: Google_Protobuf_Value?, for kind: AdvisedKind) throws(StepFailure) {
        switch kind {
        case .strategy, .adaptation: self = .strategy(try MessageValue.message(value))
        case .agent: self = .agent(try MessageValue.message(value))
        }
    }
}
