// SPDX-License-Identifier: Apache-2.0

import Arena
import Planning

/// A contestant at one match: what it draws depends on the match's seed, never on its seat.
struct Player {
    /// Ticks between decisions.
    static let decisionTicks: Int32 = 100
    private let contestant: Contestant
    private let team: Int
    private let first: Arena.Archetype
    private let second: Arena.Archetype
    private let switchTick: Int32
    private let startsAsSwarm: Bool
    private let drawn: Orders
    private let drawnLater: Orders
    private var planner: RolloutPlanner
    /// What the reflex planner follows.
    private var strategy: Strategy?
    /// The same for both sides of a seed's games between designed agents and templates.
    private let shared: Arena.Archetype
    /// The makes that were tried so far.
    private var designs: DesignPool?
    private var remote: RemotePlayer?
    private var advised: AdvisedPlayer?

    /// - Parameter stream: tells the players of a match apart.
    /// - Throws: what keeps a service from being asked, or a file of proposals from being read.
    init(_ contestant: Contestant, team: Int, seed: UInt64, stream: UInt64) throws {
        self.contestant = contestant
        self.team = team
        var random = Randomness(seed: seed, stream: 100 + stream)
        let all = Arena.Archetype.allCases
        let index = Int(random.below(UInt32(all.count)))
        first = all[index]
        second = all[(index + 1 + Int(random.below(UInt32(all.count - 1)))) % all.count]
        switchTick = 500 + Int32(random.below(2000))
        var options = RolloutPlanner.Options()
        if case .solver(let solution, _) = contestant { options.solution = solution }
        planner = RolloutPlanner(team: team, seed: random.next(), options: options)
        if case .advised(let file) = contestant {
            advised = AdvisedPlayer(try file.strategies(), planner, Randomness(seed: seed, stream: 200 + stream))
        }
        var common = Randomness(seed: seed, stream: 99)
        shared = all[Int(common.below(UInt32(all.count)))]
        startsAsSwarm = random.below(2) == 0
        drawn = Orders(drawnBy: &random)
        drawnLater = Orders(drawnBy: &random)
        if case .remote(let service) = contestant { remote = try RemotePlayer(service, team: team) }
    }

    /// What the team is to do from now on.
    ///
    /// - Parameter opponent: what the other team is to do; only the oracle looks at it.
    /// - Throws: `RemotePlayerError` where a service does not answer.
    mutating func orders(_ match: Match, opponent: Orders?) async throws -> Orders {
        switch contestant {
        case .archetype(let archetype): archetype.orders
        case .random: first.orders
        case .switcher: (match.state.tick < switchTick ? first : second).orders
        case .stranger(let stranger): stranger.orders
        case .changeling:
            (match.state.tick < switchTick) == startsAsSwarm ? Stranger.swarm.orders : Stranger.fortress.orders
        case .arbitrary: drawn
        case .drifter: match.state.tick < switchTick ? drawn : drawnLater
        case .threshold: threshold(match).orders
        case .greedy: greedy(match)
        case .reflex: reflex(match)
        case .templates: templates
        case .advised: advised?.orders(match) ?? Arena.Archetype.balanced.orders
        case .remote: try await remote?.orders(match) ?? Arena.Archetype.balanced.orders
        case .designed(let milliseconds): designed(match, milliseconds)
        case .planner(let milliseconds), .solver(_, let milliseconds):
            planner.decide(match, budget: .milliseconds(milliseconds)).strategy.orders
        case .oracle(let milliseconds):
            planner.decide(
                match, budget: .milliseconds(milliseconds), known: opponent.map { [1 - team: $0] } ?? [:]
            ).strategy.orders
        }
    }

    /// Whether it looks at what the opponent is told to do.
    var isOracle: Bool { if case .oracle = contestant { true } else { false } }

    private mutating func reflex(_ match: Match) -> Orders {
        let question = Question(Situation(match, me: team), current: strategy)
        let plan = ReflexPlanner().plan(question)
        strategy = plan.strategy
        return Intent(plan.strategy, on: match.map, for: team).orders
    }

    /// The four templates that an agent designer has to beat.
    private var templates: Orders {
        var orders = shared.orders
        orders.designs[0].make = AgentMake(speed: 600, health: 500, attack: 300, defense: 500, carry: 900)
        orders.designs[1].make = AgentMake(speed: 800, health: 600, attack: 500, defense: 500, carry: 600)
        orders.designs[2].make = AgentMake(speed: 400, health: 900, attack: 500, defense: 900, carry: 200)
        orders.designs[3].make = AgentMake(speed: 700, health: 600, attack: 800, defense: 400, carry: 300)
        return orders
    }

    /// Begins with the templates, and changes what comes out better.
    private mutating func designed(_ match: Match, _ milliseconds: Int) -> Orders {
        var pool = designs ?? DesignPool(templates, seed: 1)
        // Only to watch the opponent.
        let watched = planner.decide(match, budget: Budget(nodes: 0))
        let ticks = Budget.milliseconds(milliseconds).nodes - watched.ticks
        pool.refine(
            match, team: team, orders: templates, opponents: planner.believedOrders(match),
            budget: Budget(nodes: ticks))
        designs = pool
        let orders = pool.applied(to: templates)
        planner.follow(Hypothesis(.known, orders))
        return orders
    }

    private func threshold(_ match: Match) -> Intent {
        let own = match.state.teams[team].cells
        var greatest: Int32 = 0
        for other in 0..<match.map.teamCount where other != team {
            greatest = max(greatest, match.state.teams[other].cells)
        }
        // Ten points of the map's cells.
        let margin = Int32(match.map.passableCount / 10)
        var intent = Intent(own + margin < greatest ? .aggressive : own > greatest + margin ? .defensive : .balanced)
        intent.focus = own + margin < greatest ? .territory : own > greatest + margin ? .resources : nil
        return intent
    }

    /// Half a minute ahead, against an opponent that is taken to be balanced, whoever leads then: cells,
    /// and ten for each agent.
    private func greedy(_ match: Match) -> Orders {
        var best = Arena.Archetype.balanced
        var most = Int32.min
        for archetype in Arena.Archetype.allCases {
            var future = match
            future.forgetPiles(seed: 0)
            future.order(team, archetype.orders)
            future.order(1 - team, Arena.Archetype.balanced.orders)
            future.advance(to: match.state.tick + 300)
            let (own, other) = (future.state.teams[team].cells, future.state.teams[1 - team].cells)
            let agents = future.state.agentCount(of: team) - future.state.agentCount(of: 1 - team)
            let worth = own - other + 10 * Int32(agents)
            if worth > most { (best, most) = (archetype, worth) }
        }
        return best.orders
    }
}
