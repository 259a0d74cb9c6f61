// SPDX-License-Identifier: Apache-2.0

import Arena
import Planning
import StrategosAPI

/// What agents are asked for.
struct AgentWish: Sendable {
    /// What the team follows, if it says so.
    var strategy: Strategy?
    /// The wanted role; none: the one that is worth most.
    var role: Role?
    /// Only what the stock pays for at once, if it pays for anything.
    var affordableOnly = false
    /// How many agents; none: as many as are worth it and there is room for.
    var size: Int? = 1
    /// The first of them, where somebody has thought of it already.
    var first: (role: Role, made: Attributes)?
}

/// An agent that was found by playing futures.
struct FoundAgent: Sendable {
    var result: DesignSearch.Result
    var cost: ResourceVector
    /// Ticks simulated for it and those before it.
    var ticks: Int
}

/// Searches for agents and roles instead of strategies.
enum AgentSearch {
    /// Agents one after the other: each is designed in the match as it will be when those before it are there.
    static func agents(
        _ asked: Asked, _ wish: AgentWish, _ planner: TieredPlanner, _ playable: StrategySearch.Playable,
        _ put: (FoundAgent) -> Void
    ) {
        let (question, memory) = (asked.question, asked.session?.memory.planner)
        let me = question.situation.me
        var match = playable.match
        let believed = planner.planner(for: question, PlayableMatch(match, memory: memory), asked.plan)
            .believedOrders(match)
        var orders = Intent(wish.strategy ?? question.current ?? asked.plan.strategy, on: match.map).orders
        let designer = AgentDesigner(question.situation, asked.plan, following: wish.strategy)
        let room = max(1, Int(match.rules.agentLimit) - match.state.agentCount(of: me))
        let count = min(wish.size ?? min(room, greatestSquad), 64)
        var ticks = 0
        if let first = wish.first {
            let role = Arena.AgentRole(rawValue: UInt8(first.role.rawValue)) ?? .collector
            build(DesignSearch.Agent(role, AgentMake(first.made)), &orders, me, believed, &match, playable.budget)
        }
        for number in (wish.first == nil ? 1 : 2)..<(count + 1) {
            guard match.state.ending == .running else { return }
            var search = DesignSearch(
                match, team: me, orders: orders, opponents: believed, seed: UInt64(match.state.tick))
            let share = playable.budget.nodes / count
            let roles = Arena.AgentRole.allCases.filter { role in
                wish.role.map { $0.rawValue == Int(role.rawValue) } ?? true
            }
            let stock = match.state.teams[me].stock
            let pays =
                wish.affordableOnly
                && roles.contains { paysFor(orders.designs[Int($0.rawValue)].make, $0, stock, match) }
            let first = roles.map { role in
                DesignSearch.Agent(role, AgentMake(designer.design(role: Role(role)).best.attributes))
            }
            let found = search.nextAgent(
                roles: roles, first: first, budget: Budget(nodes: share, isOver: playable.budget.isOver)
            ) { !pays || paysFor($0.make, $0.role, stock, match) }
            guard let found else { return }
            ticks += found.ticks
            // Where nobody said how many, an agent that makes nothing better is one too many.
            if wish.size == nil, number > 1, found.value <= found.before { return }
            let cost = match.rules.cost(of: found.best.role, found.best.make)
            put(
                FoundAgent(
                    result: found, cost: ResourceVector(Double(cost.x), Double(cost.y), Double(cost.z)), ticks: ticks))
            guard number < count, !playable.budget.isOver() else { return }
            build(found.best, &orders, me, believed, &match, playable.budget)
        }
    }

    /// As many as a squad has where nobody says how many.
    private static let greatestSquad = 6

    private static func paysFor(
        _ make: AgentMake, _ role: Arena.AgentRole, _ stock: SIMD4<Int32>, _ match: Arena.Match
    ) -> Bool { all(match.rules.cost(of: role, make) .<= stock) }

    /// Plays on until the agent is there.
    private static func build(
        _ agent: DesignSearch.Agent, _ orders: inout Orders, _ team: Int,
        _ believed: [(orders: [(team: Int, orders: Orders)], weight: Double)], _ match: inout Arena.Match,
        _ budget: Budget
    ) {
        orders.designs[Int(agent.role.rawValue)].make = agent.make
        for order in believed.first?.orders ?? [] { match.order(order.team, order.orders) }
        match.build(agent.role, orders, for: team, isOver: budget.isOver)
    }

    /// What a team should consist of.
    static func composition(
        _ asked: Asked, _ wish: AgentWish, _ planner: TieredPlanner, _ playable: StrategySearch.Playable,
        _ put: (CompositionSearch.Result) -> Void
    ) {
        let (question, memory) = (asked.question, asked.session?.memory.planner)
        let match = playable.match
        let believed = planner.planner(for: question, PlayableMatch(match, memory: memory), asked.plan)
            .believedOrders(match)
        let followed = wish.strategy ?? question.current ?? asked.plan.strategy
        let advice = CompositionAdvice(question.situation, asked.plan, following: wish.strategy)
        let result = CompositionSearch.best(
            match, team: question.situation.me, orders: Intent(followed, on: match.map).orders,
            first: [advice.shares], opponents: believed, budget: playable.budget)
        if let result { put(result) }
    }
}

extension Role {
    init(_ role: Arena.AgentRole) { self = Role(rawValue: Int(role.rawValue)) ?? .collector }
}
