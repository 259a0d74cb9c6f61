// SPDX-License-Identifier: Apache-2.0

import Arena
import Planning
import Protobuf
import RPCServer
import StrategosAPI
import Synchronization

/// A question for an agent as advisors see it, and what the planners have designed so far.
final class AdvisedAgent<P: Planner>: AdvisedQuestion {
    /// What the planners have designed, and how.
    struct Found {
        var trace: Trace
        /// Nothing yet.
        var agent: AgentSpec?
        var valuation: Valuation?
        /// What proposals cost by the rules of the match, by name, where these are known.
        var costs: [String: ResourceVector] = [:]
    }

    let kind = AdvisedKind.agent
    let request: any JSONMessage
    private let wish: AgentWish
    private let asked: Asked
    private let answers: AgentAnswers<P>
    private let content: Mutex<Found>

    init(_ request: CreateAgentRequest, _ asked: Asked, _ answers: AgentAnswers<P>, _ trace: Trace) {
        self.request = request
        wish = request.wish
        self.asked = asked
        self.answers = answers
        content = Mutex(Found(trace: trace))
    }

    /// What there is now.
    var found: Found { content.withLock { $0 } }

    var analysis: GameAnalysis { asked.analysis }

    var history: [PastStrategy] { asked.session?.past ?? [] }

    func firstPlan() async -> PlannedAnswer {
        // Is noted where it is the answer.
        var trace = found.trace
        return Self.answer(answers.designed(wish, asked, &trace))
    }

    func plan(until deadline: Deadline) async -> PlannedAnswer {
        if let agent = found.agent { return Self.answer(agent) }
        var trace = found.trace
        let agent = await answers.agent(wish, asked, &trace, until: deadline.instant)
        let ended = trace
        return content.withLock { found in
            if found.agent == nil { (found.trace, found.agent) = (ended, agent) }
            return Self.answer(found.agent ?? agent)
        }
    }

    private static func answer(_ agent: AgentSpec) -> PlannedAnswer {
        let considered = agent.provenance?.candidates ?? []
        return PlannedAnswer(value: considered.first { $0.chosen }?.score ?? 0) { (.agent(agent), considered) }
    }

    func value(_ proposals: [Proposal], until deadline: Deadline) async -> Valuation? {
        let agents = proposals.compactMap { proposal -> (name: String, role: Role, made: Attributes)? in
            guard case .agent(let agent) = proposal.content, let role = agent.role.planned,
                let made = agent.attributes?.planned
            else { return nil }
            return (proposal.name, role, made)
        }
        guard let own = found.agent, agents.count == proposals.count else { return nil }
        let valuation: Valuation?
        if let search = answers.desk.search, search.refusal(asked.state) == nil {
            valuation = await simulated(agents, own, search, until: deadline)
        } else {
            valuation = scored(agents, own)
        }
        if let valuation { content.withLock { $0.valuation = valuation } }
        return valuation
    }
}

// MARK: - What proposals are worth

extension AdvisedAgent {
    /// Futures of all of them, on the same samples.
    private func simulated(
        _ proposals: [(name: String, role: Role, made: Attributes)], _ own: AgentSpec, _ search: StrategySearch,
        until deadline: Deadline
    ) async -> Valuation? {
        let (asked, wish, now) = (asked, wish, answers.clock.now())
        typealias Played = (comparison: RolloutComparison, allowed: [Bool], costs: [ResourceVector])
        let running: RunningSearch<Played>? = search.begin(
            asked.state, slots: asked.session?.memory.slots, interval: (now, max(now, deadline.instant))
        ) { playable, put in
            let (match, me) = (playable.match, asked.question.situation.me)
            let planner = search.planner.planner(
                for: asked.question, PlayableMatch(match, memory: asked.session?.memory.planner), asked.plan)
            let followed = wish.strategy ?? asked.question.current ?? asked.plan.strategy
            let designs = DesignSearch(
                match, team: me, orders: Intent(followed, on: match.map).orders,
                opponents: planner.believedOrders(match), seed: UInt64(match.state.tick))
            func agent(_ role: Role, _ made: Attributes) -> DesignSearch.Agent {
                DesignSearch.Agent(Arena.AgentRole(rawValue: UInt8(role.rawValue)) ?? .collector, AgentMake(made))
            }
            let planned = agent(own.role.planned ?? .collector, own.attributes?.planned ?? Rules.typical(.collector))
            let stock = match.state.teams[me].stock
            func pays(_ agent: DesignSearch.Agent) -> Bool {
                all(match.rules.cost(of: agent.role, agent.make) .<= stock)
            }
            let others = proposals.map { agent($0.role, $0.made) }
            // What may not be answered is not played.
            let allowed = zip(proposals, others).map { proposal, agent in
                (wish.role.map { $0 == proposal.role } ?? true)
                    && agent.make.sum <= match.rules.greatestMakeSum
                    && (!wish.affordableOnly || pays(agent) || !pays(planned))
            }
            let played = [planned] + zip(others, allowed).filter(\.1).map(\.0)
            let costs = others.map { agent in
                let cost = match.rules.cost(of: agent.role, agent.make)
                return ResourceVector(Double(cost.x), Double(cost.y), Double(cost.z))
            }
            if let comparison = designs.compare(played, budget: playable.budget) { put((comparison, allowed, costs)) }
        }
        guard let found = await running?.end().last else { return nil }
        content.withLock { content in
            for (proposal, cost) in zip(proposals, found.costs) { content.costs[proposal.name] = cost }
        }
        var entries = found.comparison.entries.makeIterator()
        let own = entries.next().map {
            Valuation.Entry(name: "the planner's agent", value: $0.value, gain: 0, error: 0)
        }
        let others = zip(proposals, found.allowed).map { proposal, isAllowed in
            guard isAllowed, let entry = entries.next() else {
                return Valuation.Entry(name: proposal.name, value: 0, gain: -1, error: 0)
            }
            return Valuation.Entry(name: proposal.name, value: entry.value, gain: entry.gain, error: entry.error)
        }
        return own.map {
            Valuation(entries: [$0] + others, proposals: proposals.count, playouts: found.comparison.samples)
        }
    }

    /// The first tier's scores, where nothing can be played.
    private func scored(_ proposals: [(name: String, role: Role, made: Attributes)], _ own: AgentSpec) -> Valuation? {
        guard let role = own.role.planned, let made = own.attributes?.planned else { return nil }
        let designer = AgentDesigner(asked.question.situation, asked.plan, following: wish.strategy)
        let best = designer.option(role, made: made)
        let entries = proposals.map { proposal in
            let option = designer.option(proposal.role, made: proposal.made)
            let isAllowed =
                (wish.role.map { $0 == proposal.role } ?? true)
                && (!wish.affordableOnly || option.wait == 0 || best.wait != 0)
            return isAllowed
                ? Valuation.Entry(
                    name: proposal.name, value: option.score, gain: option.score - best.score, error: 0)
                : Valuation.Entry(name: proposal.name, value: best.score - 1, gain: -1, error: 0)
        }
        let planned = Valuation.Entry(name: "the planner's agent", value: best.score, gain: 0, error: 0)
        return Valuation(entries: [planned] + entries, proposals: proposals.count, playouts: nil)
    }
}

// MARK: - The answer

extension AgentAnswers {
    /// The planners' agent, or what an advisor has proposed and is better.
    func advised(
        _ request: CreateAgentRequest, _ asked: Asked, _ advising: Advising, _ trace: inout Trace
    ) async -> AgentSpec {
        let question = AdvisedAgent(request, asked, self, trace)
        let began = clock.now()
        let advice = await StrategyDesk<P>.advice(on: question, advising, trace, isHeard: false) { _ in }
        let found = question.found
        trace = found.trace
        var agent = found.agent ?? designed(request.wish, asked, &trace)
        let proposed = advice.flatMap { self.proposed($0, found, request.wish, asked) }
        desk.note(advice, on: .agent, since: began, isFollowed: proposed != nil, &trace)
        var provenance = agent.provenance ?? Provenance()
        if let valuation = found.valuation {
            provenance.candidates = valuation.scoredCandidates(chosen: proposed == nil ? nil : advice?.proposal?.name)
        }
        if let proposed, let advice {
            agent = proposed
            provenance.source = advice.source
            provenance.model = Words.bounded(advice.model, 128)
        }
        trace.renew(&provenance)
        agent.provenance = provenance
        return agent
    }

    /// What an advisor has proposed, with what the planners know of such an agent here.
    private func proposed(
        _ advice: Advice, _ found: AdvisedAgent<P>.Found, _ wish: AgentWish, _ asked: Asked
    ) -> AgentSpec? {
        guard let proposal = advice.proposal, case .agent(let agent) = proposal.content,
            let role = agent.role.planned, let made = agent.attributes?.planned
        else { return nil }
        let design = AgentDesigner(asked.question.situation, asked.plan, following: wish.strategy)
            .design(role, made: made, cost: found.costs[proposal.name] ?? Rules.cost(role, attributeSum: made.sum))
        return AgentSpec(
            design, asked,
            description: Words.bounded(
                found.valuation.describe(proposal.name, by: advice.model, saying: agent.description)))
    }
}
