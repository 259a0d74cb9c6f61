// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import Services
import StrategosAPI
import Synchronization
import WorkflowEngine

/// Advice by workflows: which one a kind of question is put to is said by its name, ``AdvisedKind/workflow``.
///
/// For any number of threads. Workflows can be replaced while it is used; what runs goes on with the old ones.
public final class WorkflowAdvisor: StrategyAdvisor {
    private struct Workflows {
        var library: WorkflowLibrary
        var leastTimes: [AdvisedKind: Duration]
        var paces: [AdvisedKind: StepPace]

        init(_ library: WorkflowLibrary) {
            self.library = library
            leastTimes = [:]
            paces = [:]
            for kind in AdvisedKind.allCases {
                paces[kind] = library[kind.workflow]?.pace
                leastTimes[kind] = library[kind.workflow].map { $0.workflow.leastTime?.duration ?? .zero }
            }
        }
    }

    private let workflows: Mutex<Workflows>
    private let trials: PromptTrials?

    /// Advice by these workflows.
    ///
    /// - Parameter trials: where it is recorded what becomes of proposals; nil: nowhere.
    public init(_ library: WorkflowLibrary, trials: PromptTrials? = nil) {
        workflows = Mutex(Workflows(library))
        self.trials = trials
    }

    /// Other workflows from now on.
    public func adopt(_ library: WorkflowLibrary) {
        workflows.withLock { $0 = Workflows(library) }
    }

    /// By the workflow; nil where there is none.
    public func leastTime(for kind: AdvisedKind) -> Duration? { workflows.withLock { $0.leastTimes[kind] } }

    /// Where all steps of the workflow are.
    public func isBrief(for kind: AdvisedKind) -> Bool { workflows.withLock { $0.paces[kind] == .brief } }

    /// Runs the workflow.
    public func advise(
        on question: any AdvisedQuestion, until deadline: Deadline,
        progress: (@Sendable (StrategyProgress) -> Void)?
    ) async -> Advice {
        guard let program = workflows.withLock({ $0.library[question.kind.workflow] }) else { return Advice() }
        let run = AdviceRun(question)
        var observer: (@Sendable (WorkflowEvent) -> Void)?
        if let progress { observer = { Self.tell($0, progress) } }
        let result = await program.run(run.input, deadline: deadline, context: run, observer: observer)
        if let trials { for trial in run.proposalTrials { trials.record(trial) } }
        return Self.advice(result, run)
    }

    /// What a run has come to.
    private static func advice(_ result: WorkflowResult, _ run: AdviceRun) -> Advice {
        var advice = Advice()
        advice.steps = result.trace.chronological.map(ProvenanceStep.init)
        advice.degraded = result.degraded
        guard let value = result.answer else {
            // The planner answers; what has failed is mostly noted already.
            if let failure = result.failure, advice.degraded.isEmpty { advice.degrade(failure) }
            return advice
        }
        guard !run.isPlanned(value), let source = value["source"]?.text, source != Answerer.planner.text else {
            return advice
        }
        do throws(StepFailure) {
            advice.proposal = Proposal(
                name: value["name"]?.text ?? source,
                content: try Proposal.Content(value["answer"], for: run.question.kind))
            let proposer = run.proposer
            advice.source = proposer?.source ?? .llm
            advice.model = proposer?.model ?? source
        } catch {
            advice.degrade(error)
        }
        return advice
    }

    /// What is being done, for who follows the call.
    private static func tell(_ event: WorkflowEvent, _ progress: (StrategyProgress) -> Void) {
        var news = StrategyProgress()
        switch event {
        case .began(let path): news.step = String(path.suffix(ProvenanceStep.longestName))
        case .note(let path, let detail):
            news.step = String(path.suffix(ProvenanceStep.longestName))
            news.detail = detail
        case .ended: return
        }
        progress(news)
    }
}

extension AdvisedKind {
    /// The workflow that such questions are put to.
    public var workflow: String {
        switch self {
        case .strategy: "team_strategy"
        case .adaptation: "strategy_adaptation"
        case .agent: "agent_creation"
        }
    }
}

extension AdviceRun {
    /// The request as expressions see it.
    public var input: WorkflowValue { WorkflowValue { MessageValue.json(self.question.request) } }
}

extension Advice {
    fileprivate mutating func degrade(_ failure: StepFailure) {
        var degradation = Degradation()
        degradation.reason = failure.reason
        degradation.detail = failure.detail
        degraded.append(degradation)
    }
}

extension ProvenanceStep {
    /// What the schema allows.
    static let longestName = 64

    /// A step of a workflow.
    init(_ entry: WorkflowTrace.Entry) {
        self.init()
        name = String(entry.path.suffix(Self.longestName))
        startedAfter = Google_Protobuf_Duration(nanoseconds: entry.started.clampedNanoseconds)
        duration = Google_Protobuf_Duration(nanoseconds: entry.duration.clampedNanoseconds)
        outcome = entry.outcome
        detail = entry.detail
    }
}
