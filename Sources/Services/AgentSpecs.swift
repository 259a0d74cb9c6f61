// SPDX-License-Identifier: Apache-2.0

import Planning
import RPCServer
import StrategosAPI

/// Agents and compositions as the schema has them.
extension AgentAnswers {
    /// The first tier's agent.
    func designed(_ wish: AgentWish, _ asked: Asked, _ trace: inout Trace) -> AgentSpec {
        let design = trace.step("design") { firstDesign(wish, asked) }
        let reasons = reasons(asked)
        var agent = trace.step("explain") {
            AgentSpec(design, asked, description: reasons.describe(design, asked.plan))
        }
        var provenance = trace.provenance(P.identifier, isCutShort: asked.plan.isCutShort)
        provenance.candidates = design.options.enumerated().map { ScoredCandidate($1, chosen: $0 == 0) }
        agent.provenance = complete(provenance, asked, reasons)
        return agent
    }

    private func firstDesign(_ wish: AgentWish, _ asked: Asked) -> AgentDesign {
        AgentDesigner(asked.question.situation, asked.plan, following: wish.strategy)
            .design(role: wish.role, affordableOnly: wish.affordableOnly)
    }

    /// The agent that a search has found.
    func spec(_ found: FoundAgent, _ wish: AgentWish, _ asked: Asked, _ trace: inout Trace) -> AgentSpec {
        let reasons = reasons(asked)
        let design = AgentDesigner(asked.question.situation, asked.plan, following: wish.strategy)
            .design(Role(found.result.best.role), made: found.result.best.make.attributes, cost: found.cost)
        var agent = trace.step("explain") {
            AgentSpec(design, asked, description: reasons.describe(design, found.result))
        }
        var provenance = trace.provenance(TieredPlanner.identifier)
        provenance.candidates = found.result.scoredCandidates
        var simulation = Simulation()
        simulation.value = max(0, min(1, found.result.value))
        simulation.playouts = UInt64(found.result.visits)
        simulation.ticks = UInt64(found.ticks)
        simulation.tickBudget = UInt64(desk.search?.settings.ticks ?? 0)
        simulation.horizonTick = UInt64(max(0, found.result.horizon))
        provenance.simulation = simulation
        agent.provenance = complete(provenance, asked, reasons)
        return agent
    }

    /// A composition by a search or, without one, by the first tier.
    func advised(
        _ request: RecommendCompositionRequest, _ asked: Asked, _ found: CompositionSearch.Result?,
        _ trace: inout Trace
    ) -> RecommendCompositionResponse {
        let (situation, plan) = (asked.question.situation, asked.plan)
        let size = request.size.map { Int($0) }
        let advice = trace.step("compose") {
            found?.options.first.map { CompositionAdvice(situation, plan, shares: $0.shares, size: size) }
                ?? CompositionAdvice(situation, plan, following: request.strategy?.planned, size: size)
        }
        let reasons = reasons(asked)
        var response = RecommendCompositionResponse()
        response.composition = Composition(advice.shares)
        response.wanted = RoleCounts(advice.wanted)
        response.current = RoleCounts(advice.current, unknown: plan.measures.forces.ownUnknown)
        response.missing = RoleCounts(advice.missing)
        response.buildNext = advice.next.map { AgentRole($0) }
        response.confidence = plan.confidence
        response.description = trace.step("explain") { reasons.describe(advice, found) }
        var provenance: Provenance
        if let found {
            provenance = trace.provenance(TieredPlanner.identifier)
            provenance.candidates = found.scoredCandidates
            var simulation = Simulation()
            simulation.value = max(0, min(1, found.options.first?.value ?? 0))
            simulation.playouts = UInt64(found.visits)
            simulation.ticks = UInt64(found.ticks)
            simulation.tickBudget = UInt64(desk.search?.settings.ticks ?? 0)
            simulation.horizonTick = UInt64(max(0, found.horizon))
            provenance.simulation = simulation
        } else {
            provenance = trace.provenance(P.identifier, isCutShort: plan.isCutShort)
            provenance.candidates = plan.scoredCandidates
        }
        response.provenance = complete(provenance, asked, reasons)
        return response
    }

    private func reasons(_ asked: Asked) -> Reasons {
        Reasons(situation: asked.question.situation, measures: asked.plan.measures, teams: asked.state.teams)
    }

    private func complete(_ provenance: Provenance, _ asked: Asked, _ reasons: Reasons) -> Provenance {
        var provenance = provenance
        provenance.measures = asked.plan.scoreTerms
        provenance.missingInputs = reasons.missingInputs
        return provenance
    }

    // MARK: A squad without simulation

    /// How many agents the first tier thinks of: as many as asked, or as many as there is room for, up to six.
    func firstTierCount(_ wish: AgentWish, _ asked: Asked) -> Int {
        let situation = asked.question.situation
        return wish.size ?? max(1, min(6, situation.agentLimit - situation.teams[situation.me].agents.count))
    }

    /// Lets the next agent be there and paid for, and plans again.
    func join(_ asked: inout Asked, _ wish: AgentWish) {
        let best = firstDesign(wish, asked).best
        join(&asked, best.role, best.attributes, cost: best.cost)
    }

    /// Lets an agent be there and paid for, and plans again.
    func join(_ asked: inout Asked, _ role: Role, _ made: Attributes, cost: ResourceVector) {
        var team = asked.question.situation.teams[asked.question.situation.me]
        var agent = AgentView(role, at: asked.plan.measures.home)
        agent.attributes = made
        team.agents.append(agent)
        team.stock = team.stock.map { stock in
            let left = stock - cost
            return left.replacing(with: 0, where: left .< 0)
        }
        asked.question.situation.teams[asked.question.situation.me] = team
        asked.plan = desk.planner.plan(asked.question)
    }
}

extension AgentSpec {
    init(_ design: AgentDesign, _ asked: Asked, description: String) {
        self.init()
        let best = design.best
        role = AgentRole(best.role)
        attributes = AgentAttributes(best.attributes)
        priority = AgentPriority(design.resource)
        deployment = design.area.map(StrategosAPI.Zone.init)
        cost = ResourceAmounts(best.cost)
        // Beyond what a tick can be, it is never.
        ticksUntilAffordable = best.wait.flatMap { seconds in
            let ticks = (seconds * 1000 / Double(asked.question.situation.tickMilliseconds)).rounded(.up)
            return ticks <= 1e12 ? UInt64(ticks) : nil
        }
        task = StrategosAPI.TaskKind(design.task)
        confidence = asked.plan.confidence
        self.description = description
    }
}

extension CompositionSearch.Result {
    /// The best compositions that were played.
    var scoredCandidates: [ScoredCandidate] {
        options.prefix(ScoredCandidate.greatestCount).enumerated().map { index, option in
            var candidate = ScoredCandidate()
            let shares = option.shares
            candidate.name =
                (option.isCurrent ? "as before, " : "") + "\(shares[0])/\(shares[1])/\(shares[2])/\(shares[3])"
            candidate.score = option.value
            candidate.playouts = UInt32(clamping: option.visits)
            candidate.chosen = index == 0
            return candidate
        }
    }
}
