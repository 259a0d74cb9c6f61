// SPDX-License-Identifier: Apache-2.0

import Arena
import Planning
import Testing

@Suite("Rollout planner")
struct RolloutTests {
    /// A match in which the second team follows an archetype, and the first one is balanced.
    private func match(_ archetype: Arena.Archetype = .rush, ticks: Int32 = 0, seed: UInt64 = 5) throws -> Match {
        var match = try Match(map: .duel(seed: seed), seed: seed)
        match.order(1, archetype.orders)
        match.advance(to: ticks)
        return match
    }

    /// The shape of a plan, to be compared.
    private func summary(_ plan: RolloutPlan) -> [String] {
        ["\(plan.strategy.orders) \(plan.ticks) \(plan.visits)"]
            + plan.candidates.map { "\($0.strategy.origin) \($0.value) \($0.visits)" }
            + plan.belief.map { "\($0.strategy.origin) \($0.likelihood)" }
    }

    @Test("The same ticks give the same plan, in either seat")
    func repeats() throws {
        var options = RolloutPlanner.Options()
        options.horizon = 300
        func plans(team: Int) throws -> [[String]] {
            var match = try Match(map: .duel(seed: 9), seed: 9)
            var planner = RolloutPlanner(team: team, seed: 3, options: options)
            return try (1...3).map { step in
                let plan = planner.decide(match, budget: Budget(nodes: 4000))
                try #require(plan.visits > 0 && !plan.isCutShort)
                match.order(team, plan.strategy.orders)
                match.order(1 - team, Arena.Archetype.raid.orders)
                match.advance(to: Int32(step) * 60)
                return summary(plan)
            }
        }
        let first = try plans(team: 0)
        #expect(try plans(team: 0) == first)
        #expect(try plans(team: 1) == first)
    }

    @Test("A plan spends the ticks that it may, and says what it spent")
    func spends() throws {
        let match = try match(ticks: 200)
        var options = RolloutPlanner.Options()
        options.horizon = 200
        var planner = RolloutPlanner(team: 0, options: options)
        let plan = planner.decide(match, budget: Budget(nodes: 5000))
        // The last playout may go beyond, by its own length.
        #expect(plan.ticks >= 5000 && plan.ticks < 5200)
        #expect(plan.visits == 25)
        #expect(plan.horizon == 400)
        #expect(plan.candidates.reduce(0) { $0 + $1.visits } == plan.visits)
        #expect(plan.candidates.allSatisfy { (0...1).contains($0.value) })
        #expect(plan.candidates.filter(\.isCurrent).count == 1)
        #expect(abs(plan.belief.reduce(0) { $0 + $1.likelihood } - 1) < 1e-9)
    }

    @Test("Time that is over ends a plan at once, whatever the ticks", arguments: [0, 1, 5])
    func interrupts(looks: Int) throws {
        let match = try match()
        var planner = RolloutPlanner(team: 0)
        var asked = 0
        let budget = Budget(isOver: {
            asked += 1
            return asked > looks
        })
        let plan = planner.decide(match, budget: budget)
        #expect(plan.isCutShort)
        #expect(asked == looks + 1)
        #expect(plan.ticks <= looks * 500)
    }

    @Test("No ticks at all still give a plan")
    func nothing() throws {
        var planner = RolloutPlanner(team: 0)
        let plan = planner.decide(try match(), budget: Budget(nodes: 0))
        #expect(plan.visits == 0 && plan.ticks == 0)
        #expect(plan.value == 0.5)
    }

    @Test("Each archetype is recognised, and again after it has changed", arguments: Arena.Archetype.allCases)
    func recognises(archetype: Arena.Archetype) throws {
        let all = Arena.Archetype.allCases
        let next = all[(Int(archetype.rawValue) + 1) % all.count]
        var match = try match(archetype, seed: 21)
        var planner = RolloutPlanner(team: 0)
        var likeliest: [Hypothesis.Origin] = []
        for step in 1...12 {
            let plan = planner.decide(match, budget: Budget(nodes: 0))
            likeliest.append(plan.belief[0].strategy.origin)
            match.order(0, plan.strategy.orders)
            match.order(1, step <= 5 ? archetype.orders : next.orders)
            match.advance(to: Int32(step) * 100)
        }
        #expect(likeliest[5] == .archetype(archetype))
        #expect(likeliest[11] == .archetype(next))
    }

    @Test("Who does nothing that was thought of is guessed at; who does is not")
    func guesses() throws {
        var stranger = Arena.Archetype.expand.orders
        (stranger.weights[0], stranger.weights[2], stranger.engagement) = (350, 500, 3)
        for (orders, isKnown) in [(Arena.Archetype.rush.orders, true), (stranger, false)] {
            var match = try Match(map: .duel(seed: 6), seed: 6)
            match.order(1, orders)
            var planner = RolloutPlanner(team: 0)
            var counts: [Int] = []
            for _ in 0..<8 where match.state.ending == .running {
                let plan = planner.decide(match, budget: Budget(nodes: 5000))
                match.order(0, plan.strategy.orders)
                match.advance(to: match.state.tick + 100)
                let tracker = planner.opponents[0]
                counts.append(tracker.hypotheses.count)
                #expect(tracker.likelihoods.count == tracker.hypotheses.count)
                #expect(abs(tracker.likelihoods.reduce(0, +) - 1) < 1e-9)
            }
            let most = counts.max() ?? 0
            #expect(isKnown ? most == Hypothesis.all.count : most > Hypothesis.all.count)
            // Those that were kept, and as many new ones, never more.
            #expect(most <= Hypothesis.all.count + 12)
        }
    }

    @Test("Guesses are given up when the opponent does again what is known")
    func endOfGuesses() throws {
        var stranger = Arena.Archetype.expand.orders
        (stranger.weights[0], stranger.weights[2], stranger.engagement) = (350, 500, 3)
        var match = try Match(map: .duel(seed: 6), seed: 6)
        var planner = RolloutPlanner(team: 0)
        var counts: [Int] = []
        for step in 0..<16 where match.state.ending == .running {
            match.order(0, planner.decide(match, budget: Budget(nodes: 5000)).strategy.orders)
            counts.append(planner.opponents[0].hypotheses.count)
            match.order(1, step < 6 ? stranger : Arena.Archetype.boom.orders)
            match.advance(to: match.state.tick + 100)
        }
        #expect(counts.contains { $0 > Hypothesis.all.count })
        #expect(counts.last == Hypothesis.all.count)
        let tracker = planner.opponents[0]
        #expect(tracker.ranking.first.map { tracker.hypotheses[$0].origin } == .archetype(.boom))
    }

    @Test("What somebody tells of the opponent's orders is played against")
    func oracle() throws {
        let match = try match(.boom, ticks: 100)
        var planner = RolloutPlanner(team: 0)
        let plan = planner.decide(
            match, budget: Budget(nodes: 3000), known: [1: Arena.Archetype.boom.orders])
        #expect(plan.visits > 0)
    }
}

@Suite("The arena in the planner's words")
struct ArenaWordsTests {
    @Test("A match becomes a situation with all that it shows")
    func situation() throws {
        var match = try Match(map: .duel(seed: 3), seed: 3)
        match.advance(to: 400)
        let situation = Situation(match, me: 1)
        let state = match.state
        #expect(situation.cells.count == match.map.geometry.count)
        for team in 0...1 {
            // The one that looks is the first one for itself.
            let seen = 1 - team
            #expect(situation.cells.filter { $0.owner == Int32(seen) }.count == Int(state.teams[team].cells))
            #expect(situation.teams[seen].agents.count == state.agentCount(of: team))
            let stock = state.teams[team].stock
            #expect(situation.teams[seen].stock == [Double(stock.x), Double(stock.y), Double(stock.z)])
        }
        #expect(situation.cells.filter(\.isObstacle).count == match.map.geometry.count - match.map.passableCount)
        #expect(Set(situation.deposits.map(\.cell)).count == Int(state.depositCount))
        #expect(situation.tick == 400 && situation.lastTick == 6000)
    }

    @Test("The reflex planner's strategy can be played")
    func intent() throws {
        var match = try Match(map: .duel(seed: 4), seed: 4)
        match.advance(to: 600)
        let strategy = ReflexPlanner().plan(Question(Situation(match, me: 0))).strategy
        let intent = Intent(strategy, on: match.map)
        #expect(intent.priorities.count == strategy.priorities.count)
        for (made, from) in zip(intent.priorities, strategy.priorities) {
            #expect(Int(made.task.rawValue) == from.task.rawValue)
            #expect(Int32(made.weight) == from.weight)
            #expect(made.zone.isEverywhere == (from.area == nil))
            guard let area = from.area else { continue }
            let (q, r) = match.map.geometry.axial(Int(made.zone.center))
            #expect(area.center.q == Int32(q) && area.center.r == Int32(r))
        }
        #expect(intent.composition.map { $0.wrappedSum() } == 1000)
        match.order(0, intent.orders)
        match.advance(to: 700)
        #expect(match.state.tick == 700)
    }
}
