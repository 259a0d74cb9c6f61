// SPDX-License-Identifier: Apache-2.0

/// What a planner is asked: what should this team do now?
public struct Question: Sendable {
    /// The match as the team sees it. A planner knows nothing beyond it.
    public var situation: Situation
    /// What the team follows now.
    public var current: Strategy?
    /// How much the opponents' way to play counts against the situation; more when it is what is asked
    /// about.
    public var opponentsWeight = 1.0
    /// What earlier matches by the same rules have taught; nil: nothing.
    public var experience: ArchetypeExperience?
    /// What only planners need that simulate: `playable` says what it is.
    var notes: PlannerNotes?

    /// A question in a situation.
    public init(_ situation: Situation, current: Strategy? = nil) {
        self.situation = situation
        self.current = current
    }
}

/// What goes with a question or a plan where futures are played: an object, because it is large, and most
/// questions have none. The reflex planner does without, so that it can be compiled without the rollouts.
public class PlannerNotes: @unchecked Sendable {
    init() {}
}

/// How much work a planner may do. Work is counted in nodes, so that an answer is the same on every
/// machine; the clock only cuts off.
public struct Budget {
    /// Greatest number of nodes: candidates scored, or ticks simulated.
    public var nodes: Int
    /// Says that time is over. Asked often, so it must be cheap.
    public let isOver: () -> Bool

    /// So many nodes, or until `isOver` says stop.
    public init(nodes: Int = .max, isOver: @escaping () -> Bool = { false }) {
        self.nodes = nodes
        self.isOver = isOver
    }

    /// As much as it takes.
    public static var unlimited: Budget { Budget() }
}

/// A planner: anytime and interruptible. It always gives an answer, however small its budget, and the
/// same answer to the same question with the same nodes.
public protocol Planner: Sendable {
    /// Its name and version, as `reflex/1`.
    static var identifier: StaticString { get }

    /// Finds a strategy. `improved` is called with the first one as soon as it is there, and with each
    /// better one; the result is the last.
    func plan(_ question: Question, budget: Budget, improved: (Plan) -> Void) -> Plan
}

extension Planner {
    /// Finds a strategy without telling of its improvements.
    public func plan(_ question: Question, budget: Budget = .unlimited) -> Plan {
        plan(question, budget: budget) { _ in }
    }
}

/// A strategy, and how it was found.
public struct Plan: Sendable {
    /// What the team should do.
    public var strategy: Strategy
    /// How sure that is, 0 to 1.
    public var confidence: Double
    /// What was considered, best first. The first one is the strategy.
    public var candidates: [Candidate]
    /// The situation in numbers.
    public var measures: Measures
    /// How much each kind of work is needed, 0 to 1.
    public var needs: WorkVector
    /// The budget ended the search.
    public var isCutShort = false
    /// What only planners say that simulate: `simulation` says what it is.
    var notes: PlannerNotes?
}
