// SPDX-License-Identifier: Apache-2.0

import Planning
import Protobuf
import RPCServer
import StrategosAPI

/// Something that may find better answers than the planners alone, given time: workflows that ask models.
///
/// The planners' answer is always there, and stands whatever an advisor does. Called from any thread.
public protocol StrategyAdvisor: Sendable {
    /// The least time that is needed for such a question; nil if there is no advice on it.
    func leastTime(for kind: AdvisedKind) -> Duration?

    /// Whether advice on such a question asks nobody outside of the process, keeps to its time by itself, and never has
    /// its thread for longer than the first tier of the planners: then it is given where the call is.
    func isBrief(for kind: AdvisedKind) -> Bool

    /// Advises on a question. Its task is cancelled when the caller has gone or the time is over.
    ///
    /// - Parameters:
    ///   - deadline: when the advice must be there; what comes later is not heard.
    ///   - progress: told of what is being done, on whichever thread does it; nil: nobody wants to know.
    func advise(
        on question: any AdvisedQuestion, until deadline: Deadline,
        progress: (@Sendable (StrategyProgress) -> Void)?
    ) async -> Advice
}

extension StrategyAdvisor {
    /// Usually somebody is asked.
    public func isBrief(for kind: AdvisedKind) -> Bool { false }
}

/// What kinds of questions there is advice on.
public enum AdvisedKind: String, Sendable, CaseIterable {
    /// A strategy for a situation.
    case strategy
    /// A strategy that answers what an opponent did.
    case adaptation
    /// An agent to build.
    case agent
}

/// A question as advisors see it: what is asked, and what the planners can do with it.
public protocol AdvisedQuestion: Sendable {
    /// What kind of question it is.
    var kind: AdvisedKind { get }
    /// The request, as the caller has sent it.
    var request: any JSONMessage { get }
    /// The situation in measures.
    var analysis: GameAnalysis { get }
    /// What the team was advised before in this match, and what came of it, latest last.
    var history: [PastStrategy] { get }

    /// The first tier's answer, for which no futures are played.
    func firstPlan() async -> PlannedAnswer

    /// The planners' own answer, the same however often it is asked for.
    func plan(until deadline: Deadline) async -> PlannedAnswer

    /// What answers of others are worth beside the planners' own, all by the same measure.
    ///
    /// - Returns: nothing if there was no time.
    func value(_ proposals: [Proposal], until deadline: Deadline) async -> Valuation?
}

/// The planners' own answer. What it says is put into messages when somebody asks for it.
public struct PlannedAnswer: Sendable {
    /// What it is worth by its own measure.
    public var value: Double
    /// The answer, without provenance, and what was considered, best first.
    public let messages: @Sendable () -> (answer: Proposal.Content, considered: [ScoredCandidate])
}

/// An answer that somebody else thinks of.
public struct Proposal: Sendable {
    /// A message that keeps the rules of the schema.
    public enum Content: Sendable {
        case strategy(TeamStrategy)
        case agent(AgentSpec)
    }

    /// What it is called in traces.
    public var name: String
    /// What it is.
    public var content: Content

    /// A proposal.
    public init(name: String, content: Content) {
        self.name = name
        self.content = content
    }
}

/// What answers are worth.
public struct Valuation: Sendable {
    /// What one of them is worth.
    public struct Entry: Sendable {
        /// What it is called.
        public var name: String
        /// Its value; comparable within the valuation only.
        public var value: Double
        /// How much better it is than the planners' own.
        public var gain: Double
        /// The standard error of ``gain``.
        public var error: Double
    }

    /// The planners' own first, then the proposals in their order, then what else was compared.
    public var entries: [Entry]
    /// How many proposals there are.
    public var proposals: Int
    /// Futures that each of them has played; nil where none could be, and the value is a score.
    public var playouts: Int?
}

/// What an advisor has to say.
public struct Advice: Sendable {
    /// What is better than the planners' own answer; nil if that stands.
    public var proposal: Proposal?
    /// Who has proposed it.
    public var source = Source.planner
    /// By which model; empty if none is named.
    public var model = ""
    /// What was done, with times from its beginning.
    public var steps: [ProvenanceStep] = []
    /// What was less than it could have been.
    public var degraded: [Degradation] = []

    /// The planners' answer stands.
    public init() {}
}

/// What a team was advised earlier in a match.
public struct PastStrategy: Sendable, Hashable {
    /// The tick of the state.
    public var tick: UInt64
    /// The posture, the focus, and the most important task, for people.
    public var summary: String
    /// Whether a model had proposed it.
    public var isByModel: Bool
    /// What was expected of it, 0 lost to 1 won, where futures were played.
    public var expected: Double?
    /// The own share of the map when it was given.
    public var share: Double?
    /// The share of the strongest opponent then.
    public var opponentShare: Double?

    /// So many are remembered of a match.
    private static let greatestCount = 8

    /// A list with one more, without those that are too old. An answer that says the same as the one before takes
    /// its place, so that the list goes back as far as it can.
    static func list(_ past: [Self], adding plan: Plan, at tick: UInt64, isByModel: Bool) -> [Self] {
        list(past, adding: plan.strategy, at: tick, isByModel: isByModel, plan.simulation?.search.value, plan.measures)
    }

    /// The same for an answer out of the store.
    ///
    /// - Parameter plan: what the first tier says of the state.
    static func list(
        _ past: [Self], adding strategy: Strategy, _ message: TeamStrategy, _ plan: Plan, at tick: UInt64
    ) -> [Self] {
        let provenance = message.provenance ?? Provenance()
        let isByModel = provenance.source == .llm || provenance.source == .agentToolkit
        let expected = provenance.simulation == nil ? nil : provenance.candidates.first(where: \.chosen)?.score
        return list(past, adding: strategy, at: tick, isByModel: isByModel, expected, plan.measures)
    }

    private static func list(
        _ past: [Self], adding strategy: Strategy, at tick: UInt64, isByModel: Bool, _ expected: Double?,
        _ measures: Measures
    ) -> [Self] {
        let task = strategy.priorities.first.map { ", above all \(Words.order($0.task))" } ?? ""
        let new = Self(
            tick: tick, summary: "\(Words.name(strategy.posture)), for \(Words.name(strategy.focus))\(task)",
            isByModel: isByModel, expected: expected, share: measures.territory.share,
            opponentShare: measures.territory.opponentShare)
        if let last = past.last, last.summary == new.summary, last.isByModel == isByModel { return past }
        return Array((past + [new]).suffix(greatestCount))
    }
}
