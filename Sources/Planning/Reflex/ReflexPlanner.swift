// SPDX-License-Identifier: Apache-2.0

/// The first planner: it measures the situation, scores variations of all archetypes by the measures,
/// and takes the best. It simulates nothing, so that it takes well under a millisecond.
public struct ReflexPlanner: Planner {
    /// Name and version.
    public static var identifier: StaticString { "reflex/1" }

    /// A reflex planner; it keeps nothing between questions.
    public init() {}

    /// Finds a strategy. The plain archetypes are always scored; their variations while the budget lasts.
    public func plan(_ question: Question, budget: Budget, improved: (Plan) -> Void) -> Plan {
        let situation = question.situation
        let measures = Measures(situation)
        let needs = Needs.all(measures, situation, opponentsWeight: question.opponentsWeight)
        let scorer = Scorer(question, measures, needs)
        var candidates: [Candidate] = []
        if let current = question.current { candidates.append(Candidate(current: current)) }
        var isCutShort = false
        for variation in Candidate.Variation.allCases where variation != .current {
            let nodes = candidates.count + Archetype.allCases.count
            if variation != .plain, nodes > budget.nodes || budget.isOver() {
                isCutShort = true
                break
            }
            for archetype in Archetype.allCases {
                candidates.append(
                    Candidate(archetype, variation, needs: needs, opponents: measures.forces.opponents))
            }
        }
        for index in candidates.indices { scorer.score(&candidates[index]) }
        // Equal scores keep their order, so that the answer does not depend on the sort.
        candidates = ranking(candidates.map { $0.score }).map { candidates[$0] }
        let strategy = Strategy(candidates[0], situation, measures, needs)
        let plan = Plan(
            strategy: strategy, confidence: Self.confidence(candidates, measures), candidates: candidates,
            measures: measures, needs: needs, isCutShort: isCutShort)
        improved(plan)
        return plan
    }

    /// The scores of strategies that somebody else thinks of, in their order, by the measure of its own candidates.
    public func scores(of strategies: [Strategy], for question: Question) -> [Double] {
        let measures = Measures(question.situation)
        let needs = Needs.all(measures, question.situation, opponentsWeight: question.opponentsWeight)
        let scorer = Scorer(question, measures, needs)
        return strategies.map { strategy in
            var candidate = Candidate(current: strategy)
            scorer.score(&candidate)
            // Only what the team follows already is worth something for that.
            let isFollowed = question.current.map { $0.isSameCourse(as: strategy) } ?? false
            if !isFollowed { candidate[.continuity] = 0 }
            return candidate.score
        }
    }

    /// What was known, less where another archetype is about as good.
    private static func confidence(_ candidates: [Candidate], _ measures: Measures) -> Double {
        let best = candidates[0]
        let second = candidates.first { $0.archetype != best.archetype }
        let margin = min(1, (best.score - (second?.score ?? 0)) / 0.1)
        return max(0.02, min(0.98, measures.knowledge.known * (0.78 + 0.2 * margin)))
    }
}

/// Gives candidates their scores.
struct Scorer {
    private let needs: WorkVector
    private let opponentsWeight: Double
    private let mix: RoleVector?
    private let flexibility: Double
    private let lasts: ResourceVector?
    private let prospects: SIMD8<Double>

    init(_ question: Question, _ measures: Measures, _ needs: WorkVector) {
        let situation = question.situation
        self.needs = needs
        opponentsWeight = 0.4 * question.opponentsWeight
        let forces = measures.forces
        mix = forces.own.sum() > 0 ? forces.own.normalized : nil
        // Roles can be changed by building: as far as there is room and something to pay with.
        let room = max(0, Double(situation.agentLimit - forces.ownCount)) / Double(max(1, situation.agentLimit))
        let payable = measures.economy.affordable.map { $0.sum() / 4 } ?? 1
        flexibility = min(1, room + 0.2) * (0.3 + 0.7 * payable / (payable + 2))
        lasts = measures.economy.stock.map { $0 + (measures.economy.income ?? ResourceVector()) * 30 }
        var prospects = SIMD8<Double>()
        for archetype in Archetype.allCases {
            prospects[archetype.rawValue] = Self.prospects(archetype, measures, question.experience)
        }
        self.prospects = prospects
    }

    /// What is expected against all opponents, each by its share of what they hold.
    private static func prospects(
        _ archetype: Archetype, _ measures: Measures, _ experience: ArchetypeExperience?
    ) -> Double {
        var (sum, weight) = (0.0, 0.0)
        for belief in measures.opponents {
            let size = 0.1 + (measures.territory.shares[belief.team] ?? 0.1)
            sum += belief.prospects(of: archetype, experience: experience) * size
            weight += size
        }
        return weight > 0 ? sum / weight : 0
    }

    func score(_ candidate: inout Candidate) {
        // Concave: half of the effort for a task does much more than half of the good.
        let fourthRoot = candidate.work.squareRoot().squareRoot()
        let worth = needs * fourthRoot * fourthRoot.squareRoot()
        candidate[.economy] = worth[.collect]
        candidate[.expansion] = worth[.expand]
        candidate[.attack] = worth[.attack]
        candidate[.defense] = worth[.defend]
        candidate[.opponents] = opponentsWeight * prospects[candidate.nearest.rawValue]
        if let mix {
            let gap = (mix - candidate.mix)
            let moved = gap.replacing(with: -gap, where: gap .< 0).sum() / 2
            candidate[.change] = -0.3 * moved * (1 - flexibility)
        }
        if let lasts {
            var cost = ResourceVector()
            for role in Role.allCases { cost += Rules.typicalCost(role) * candidate.mix[role] }
            candidate[.cost] = -0.08 / (1 + (lasts / cost).min())
        }
        // A change must be worth its while, or teams dither between equals.
        if candidate.variation == .current { candidate[.continuity] = 0.02 }
    }
}
