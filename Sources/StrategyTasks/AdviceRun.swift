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
    /// Proposals that were asked for, and the values that each of them has become on its way.
    private let trials = Mutex<[(trial: ProposalTrial, values: [WorkflowValue])]>([])

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

    /// Proposals that were asked for, and how far each of them has come.
    var proposalTrials: [ProposalTrial] { trials.withLock { $0.map(\.trial) } }

    /// A proposal was asked for and is there; what becomes of it is noted as it is handed from step to step.
    func began(_ trial: ProposalTrial, as value: WorkflowValue) {
        trials.withLock { $0.append((trial, [value])) }
    }

    /// Notes what has become of the proposal that a value is, if it is one: values are known by their identity, since
    /// what expressions merely name is handed on as it is.
    ///
    /// - Parameter next: another value that the proposal is from now on.
    func note(_ value: WorkflowValue?, next: WorkflowValue? = nil, _ change: (inout ProposalTrial) -> Void) {
        guard let value else { return }
        trials.withLock { trials in
            guard let index = trials.firstIndex(where: { $0.values.contains { $0 === value } }) else { return }
            change(&trials[index].trial)
            if let next { trials[index].values.append(next) }
        }
    }

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
