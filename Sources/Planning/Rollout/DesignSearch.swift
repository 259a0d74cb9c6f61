// SPDX-License-Identifier: Apache-2.0

import Arena

/// Designs the next agent by playing futures: what it is for and what it is made of is worth what comes of it at the
/// end of the match.
///
/// Each generation plays its candidates on the same samples of opponent and piles (`RolloutSearch`); the next one
/// consists of the best and of makes a step away from them. As nobody looks at a single agent's merits, a make
/// is good for what it costs, how fast the team gets it, and how it fits what the team does.
public struct DesignSearch {
    /// A candidate that was played out.
    public struct Option: Sendable {
        /// The agent; none: the team goes on as before.
        public var agent: Agent?
        /// The mean payoff, 0 to 1.
        public var value: Double
        /// Playouts.
        public var visits: Int
    }

    /// A role and a make.
    public struct Agent: Hashable, Sendable {
        /// What it is for.
        public var role: AgentRole
        /// What it is made of.
        public var make: AgentMake

        /// An agent of a role and a make.
        public init(_ role: AgentRole, _ make: AgentMake) {
            self.role = role
            self.make = make
        }
    }

    /// What was found.
    public struct Result: Sendable {
        /// The best one.
        public var best: Agent
        /// What is expected of it.
        public var value: Double
        /// What is expected of going on as before, on the same samples.
        public var before: Double
        /// All of the last generation, best first.
        public var options: [Option]
        /// Playouts of all generations.
        public var visits: Int
        /// Ticks simulated.
        public var ticks: Int
        /// The tick up to which futures were played.
        public var horizon: Int32
    }

    private let match: Match
    private let team: Int
    private let orders: Orders
    private let opponents: [(orders: [(team: Int, orders: Orders)], weight: Double)]
    private var random: Randomness

    /// A search for a team that follows orders.
    ///
    /// - Parameter opponents: what the others may do, and how likely that is; together 1.
    public init(
        _ match: Match, team: Int, orders: Orders,
        opponents: [(orders: [(team: Int, orders: Orders)], weight: Double)], seed: UInt64
    ) {
        self.match = match
        self.team = team
        self.orders = orders
        self.opponents = opponents
        random = Randomness(seed: seed, stream: 12)
    }

    /// The next agent: of one of the roles, made so that most comes of it.
    ///
    /// - Parameters:
    ///   - first: agents that somebody else thinks of.
    ///   - isAllowed: whether an agent may be answered at all, by its cost for instance.
    /// - Returns: nothing where no future could be played, or nothing is allowed.
    public mutating func nextAgent(
        roles: [AgentRole], first: [Agent] = [], budget: Budget, isAllowed: (Agent) -> Bool = { _ in true }
    ) -> Result? {
        var parents = first.filter { roles.contains($0.role) && isAllowed($0) }
        for role in roles {
            let usual = Agent(role, orders.designs[Int(role.rawValue)].make)
            if isAllowed(usual), !parents.contains(usual) { parents.append(usual) }
        }
        var result: Result?
        var (ticks, visits) = (0, 0)
        // Half of what is left of the match is a fair guess for a playout; few of them allow no generations.
        let length = max(1, Int(match.rules.matchTicks - match.state.tick) / 2)
        let affordable = max(0, budget.nodes) / length
        let generations = max(1, min(3, affordable / 16))
        for generation in 1...generations {
            let most = max(2, min(generation == 1 ? 16 : 10, affordable / generations - 1))
            let candidates = brood(of: parents, roles, isAllowed, count: most)
            guard !candidates.isEmpty else { return result }
            let end = budget.nodes / generations * generation
            let share = Budget(nodes: max(0, end - ticks), isOver: budget.isOver)
            var search = search(share)
            search.run([Hypothesis(.followed, orders)] + candidates.map(hypothesis), keeping: 0)
            (ticks, visits) = (ticks + search.ticks, visits + search.visits)
            guard let found = read(search, candidates) else { break }
            result = found
            result?.ticks = ticks
            result?.visits = visits
            if search.isCutShort { break }
            parents = found.options.compactMap(\.agent).prefix(3).map { $0 }
        }
        return result
    }

    /// Plays agents on the same samples, each next and all later ones of its role like it.
    ///
    /// - Parameter agents: the one that the others are measured by comes first.
    /// - Returns: what came of each, in the same order; nothing if not even the first sample was played by all.
    public func compare(_ agents: [Agent], budget: Budget) -> RolloutComparison? {
        guard !agents.isEmpty else { return nil }
        var designs = self
        var search = designs.search(budget)
        search.run(agents.map(hypothesis), keeping: 0, thins: false)
        return RolloutComparison(search)
    }

    private mutating func search(_ budget: Budget) -> RolloutSearch {
        RolloutSearch(
            match, team: team, columns: opponents.map { RolloutSearch.Column(orders: $0.orders, weight: $0.weight) },
            horizon: .max, budget: budget, ticks: 0, seed: random.next())
    }

    /// The parents, and makes near to them, of all roles alike.
    private mutating func brood(
        of parents: [Agent], _ roles: [AgentRole], _ isAllowed: (Agent) -> Bool, count: Int
    ) -> [Agent] {
        var agents = Array(parents.prefix(count))
        guard !agents.isEmpty else { return [] }
        // A bounded number of tries: little may be allowed.
        for attempt in 0..<count * 4 where agents.count < count {
            let parent = parents[attempt % parents.count]
            var make = parent.make
            for _ in 0...random.below(3) { make = make.varied(&random, greatestSum: match.rules.greatestMakeSum) }
            let agent = Agent(parent.role, make)
            if isAllowed(agent), !agents.contains(agent) { agents.append(agent) }
        }
        return agents
    }

    /// The agent next, and all later ones of its role like it.
    private func hypothesis(_ agent: Agent) -> Hypothesis {
        var later = orders
        later.designs[Int(agent.role.rawValue)].make = agent.make
        var opening = later
        for role in 0..<4 { opening.mix[role] = role == Int(agent.role.rawValue) ? 1000 : 0 }
        var hypothesis = Hypothesis(.design, later)
        hypothesis.opening = opening
        return hypothesis
    }

    private func read(_ search: RolloutSearch, _ agents: [Agent]) -> Result? {
        let scores = search.scores
        let ranking = agents.indices.filter { scores[$0 + 1].visits > 0 }.sorted { one, other in
            let (a, b) = (scores[one + 1], scores[other + 1])
            return (b.visits, b.value, one) < (a.visits, a.value, other)
        }
        guard let best = ranking.first else { return nil }
        return Result(
            best: agents[best], value: scores[best + 1].value, before: scores[0].value,
            options: ranking.map {
                Option(agent: agents[$0], value: scores[$0 + 1].value, visits: scores[$0 + 1].visits)
            },
            visits: search.visits, ticks: search.ticks, horizon: min(search.horizon, match.rules.matchTicks))
    }
}
