// SPDX-License-Identifier: Apache-2.0

import Arena

/// A planner that finds strategies by playing futures: candidates against what the opponents seem to do,
/// each from a copy of the match to its end.
///
/// It accompanies one team through one match: between decisions it remembers what the opponents were seen
/// doing, what the team follows, and which strategies did well. It knows of a match what players see under
/// open rules: everything but the opponents' orders and the piles to come.
public struct RolloutPlanner: Sendable {
    /// Part of a decision's ticks that guesses at what opponents follow may take: one in so many.
    static let guessingPart = 10

    /// Name and version.
    public static var identifier: StaticString { "rollout/1" }

    /// What can be set.
    public struct Options: Sendable {
        /// Ticks that futures are played ahead at most; none: to the end of the match.
        public var horizon: Int32?
        /// Most strategies played out in one decision.
        public var candidates = 16
        /// Most of the opponent's strategies that are played against.
        public var columns = 6
        /// How much better than the current strategy another one must be.
        public var hysteresis = 0.02
        /// What is taken for the best.
        public var solution = RolloutSolution.bestResponse
        /// Only strategies are played that the words of `Strategy` can say: what is answered is then what was
        /// played.
        public var saysWhatItPlays = false

        /// The usual.
        public init() {}
    }

    /// The team that is planned for.
    public let team: Int
    /// What is believed of the opponents, in the order of their numbers.
    public private(set) var opponents: [OpponentTracker]
    private let options: Options
    private var random: Randomness
    private var current = Hypothesis(.balanced)
    /// Strategies that did well last time.
    private var promising: [Hypothesis] = []
    /// The match at the last decision, with the own orders that followed from it.
    private var seen: Match?
    /// States of the match that were looked at: for decisions, or by ``watch(_:following:budget:)``.
    public private(set) var decisions = 0

    /// A planner for a team at the beginning of a match.
    ///
    /// - Parameters:
    ///   - seed: decides which piles are imagined and which variations are tried.
    ///   - experience: what earlier matches have taught of opponents; nil: nothing.
    public init(
        team: Int, teams: Int = 2, seed: UInt64 = 0, options: Options = Options(),
        experience: ArchetypeExperience? = nil
    ) {
        self.team = team
        self.options = options
        random = Randomness(seed: seed, stream: 10)
        opponents = (0..<teams).filter { $0 != team }.map {
            OpponentTracker(team: $0, opponents: teams - 1, experience: experience)
        }
    }

    /// Decides what the team does from now on.
    ///
    /// - Parameters:
    ///   - budget: nodes are ticks simulated.
    ///   - known: the opponents' orders by team, where somebody told them; none: they are inferred.
    ///   - proposals: strategies that somebody else thinks of; they are tried before the archetypes.
    ///   - improved: hears of each strategy that is better than the one before, while the search goes on.
    public mutating func decide(
        _ match: Match, budget: Budget, known: [Int: Orders] = [:], proposals: [Hypothesis] = [],
        improved: (RolloutPlan) -> Void = { _ in }
    ) -> RolloutPlan {
        var ticks = known.isEmpty ? observe(match, budget) : 0
        decisions += 1
        let columns = columns(match, known)
        var search = RolloutSearch(
            match, team: team, columns: columns, horizon: options.horizon.map { match.state.tick + $0 } ?? .max,
            budget: budget, ticks: ticks, seed: random.next())
        let candidates = candidates(match, search.affordable, proposals)
        var told = 0
        search.run(candidates, keeping: 0, thins: options.solution == .bestResponse) { search in
            let choice = options.solution.choice(search, options.hysteresis)
            guard choice != told else { return }
            told = choice
            improved(summary(search, choice))
        }
        ticks = search.ticks
        let choice = options.solution.choice(search, options.hysteresis, drawing: &random)
        let plan = summary(search, choice)
        current = plan.strategy
        promising = plan.candidates.filter { !$0.isCurrent }.prefix(3).map(\.strategy)
        var followed = match
        followed.order(team, current.orders)
        seen = followed
        return plan
    }

    /// A search as it stands.
    private func summary(_ search: RolloutSearch, _ choice: Int) -> RolloutPlan {
        let strongest = strongest(search.match)
        return RolloutPlan(
            strategy: search.strategies[choice], value: search.mean(choice), candidates: search.results(current: 0),
            opponent: strongest.team,
            belief: strongest.ranking.map { (strongest.hypotheses[$0], strongest.likelihoods[$0]) },
            visits: search.visits, horizon: min(search.horizon, search.match.rules.matchTicks), ticks: search.ticks,
            isCutShort: search.isCutShort)
    }

    /// Begins with what is believed of an opponent's archetype before anything of it was watched.
    public mutating func expect(
        _ archetypes: [(archetype: Arena.Archetype, likelihood: Double)], of opponent: Int
    ) {
        for index in opponents.indices where opponents[index].team == opponent {
            opponents[index].expect(archetypes)
        }
    }

    /// Says that the team follows something else than what was decided last: until the next decision
    /// forecasts are made with it, and it counts as the current strategy.
    public mutating func follow(_ strategy: Hypothesis) {
        current = strategy
        seen?.order(team, strategy.orders)
    }

    /// Learns from a state of the match without deciding anything.
    ///
    /// - Parameters:
    ///   - strategy: what the team was told there; nil: it goes on with what it follows.
    ///   - budget: nodes are ticks simulated; a part of them guesses at what opponents follow.
    public mutating func watch(_ match: Match, following strategy: Hypothesis?, budget: Budget) {
        _ = observe(match, budget)
        decisions += 1
        if let strategy { current = strategy }
        var followed = match
        followed.order(team, current.orders)
        seen = followed
    }

    /// Compares what the hypotheses foresaw with what came.
    private mutating func observe(_ match: Match, _ budget: Budget) -> Int {
        guard let seen else { return 0 }
        var ticks = 0
        for index in opponents.indices {
            var before = seen
            for other in opponents where other.team != opponents[index].team {
                before.order(other.team, other.hypotheses[other.ranking[0]].orders)
            }
            ticks += opponents[index].observe(
                from: before, to: match, guessing: budget.nodes / Self.guessingPart / opponents.count,
                isOver: budget.isOver)
        }
        return ticks
    }

    /// The tracker of the opponent with most cells.
    private func strongest(_ match: Match) -> OpponentTracker {
        var best = 0
        for index in opponents.indices
        where match.state.teams[opponents[index].team].cells > match.state.teams[opponents[best].team].cells {
            best = index
        }
        return opponents[best]
    }

    /// What is played against: of each opponent its likeliest strategies, side by side.
    private func columns(_ match: Match, _ known: [Int: Orders]) -> [RolloutSearch.Column] {
        guard known.isEmpty else {
            let orders = known.sorted { $0.key < $1.key }.map { (team: $0.key, orders: $0.value) }
            return [RolloutSearch.Column(orders: orders, weight: 1)]
        }
        guard options.solution == .bestResponse else { return evenColumns }
        let strongest = strongest(match)
        let rankings = opponents.map(\.ranking)
        var columns: [RolloutSearch.Column] = []
        var covered = 0.0
        for rank in 0..<min(options.columns, strongest.hypotheses.count) where covered < 0.9 {
            let weight = strongest.likelihoods[strongest.ranking[rank]]
            covered += weight
            let orders = zip(opponents, rankings).map { tracker, ranking in
                (team: tracker.team, orders: tracker.hypotheses[ranking[min(rank, ranking.count - 1)]].orders)
            }
            columns.append(RolloutSearch.Column(orders: orders, weight: weight))
        }
        let sum = columns.reduce(0) { $0 + $1.weight }
        for index in columns.indices { columns[index].weight /= sum }
        return columns
    }

    /// What the opponents are believed to do: orders for each of them, and how likely these are.
    public func believedOrders(_ match: Match) -> [(orders: [(team: Int, orders: Orders)], weight: Double)] {
        columns(match, [:]).map { ($0.orders, $0.weight) }
    }

    /// Plays strategies against what the opponents are believed to do, all of them on the same samples, and thins
    /// none of them out.
    ///
    /// - Parameters:
    ///   - strategies: the one that the others are measured by comes first.
    ///   - budget: nodes are ticks simulated.
    /// - Returns: what came of each, in the same order; nothing if not even the first sample was played by all.
    public func compare(_ strategies: [Hypothesis], in match: Match, budget: Budget) -> RolloutComparison? {
        guard !strategies.isEmpty else { return nil }
        var search = RolloutSearch(
            match, team: team, columns: columns(match, [:]),
            horizon: options.horizon.map { match.state.tick + $0 } ?? .max, budget: budget, ticks: 0,
            seed: UInt64(match.state.tick))
        search.run(strategies, keeping: 0, thins: false)
        return RolloutComparison(search)
    }

    /// For who wants to be safe whatever the opponents do: each archetype, all of them alike.
    private var evenColumns: [RolloutSearch.Column] {
        Hypothesis.archetypes.map { hypothesis in
            RolloutSearch.Column(
                orders: opponents.map { (team: $0.team, orders: hypothesis.orders) },
                weight: 1 / Double(Hypothesis.archetypes.count))
        }
    }

    /// What is played out: the current strategy first, what did well before, what was proposed, the archetypes,
    /// and variations of all these.
    private mutating func candidates(
        _ match: Match, _ affordable: Int, _ proposals: [Hypothesis]
    ) -> [Hypothesis] {
        let each = options.solution == .bestResponse ? 2 : Hypothesis.archetypes.count
        let count = min(options.candidates, max(2, affordable / each))
        func sayable(_ strategy: Hypothesis) -> Hypothesis {
            options.saysWhatItPlays ? strategy.sayable(on: match.map) : strategy
        }
        var candidates = [sayable(current)]
        func add(_ strategy: Hypothesis) {
            guard candidates.count < count else { return }
            let strategy = sayable(strategy)
            guard !candidates.contains(where: { $0.orders.isSame(as: strategy.orders) }) else { return }
            candidates.append(strategy)
        }
        for strategy in promising.prefix(1) { add(strategy) }
        for strategy in proposals { add(strategy) }
        for strategy in Hypothesis.archetypes { add(strategy) }
        for strategy in promising { add(strategy) }
        let parents = candidates.count
        while candidates.count < count {
            // Mostly of the current strategy and the best of the others.
            let parent = random.below(2) == 0 ? 0 : Int(random.below(UInt32(parents)))
            candidates.append(sayable(candidates[parent].varied(&random)))
        }
        return candidates
    }
}

extension Orders {
    /// Whether nothing that strategies here differ in is different.
    func isSame(as other: Orders) -> Bool {
        for task in 0..<6 where weights[task] != other.weights[task] || zones[task] != other.zones[task] {
            return false
        }
        for role in 0..<4 where mix[role] != other.mix[role] { return false }
        return spawnInterval == other.spawnInterval && retreatHealth == other.retreatHealth
            && engagement == other.engagement
    }
}
