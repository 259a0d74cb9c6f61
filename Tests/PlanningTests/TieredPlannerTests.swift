// SPDX-License-Identifier: Apache-2.0

import Arena
import Planning
import Testing

@Suite("Both tiers of the planner")
struct TieredPlannerTests {
    /// A question in the middle of a match against an archetype.
    private func question(
        _ archetype: Arena.Archetype = .rush, tick: Int32 = 900, memory: RolloutPlanner? = nil
    ) throws -> Question {
        var match = try Match(map: .duel(seed: 31), seed: 31)
        match.order(1, archetype.orders)
        match.advance(to: tick)
        var question = Question(Situation(match, me: 0))
        question.playable = PlayableMatch(match, memory: memory)
        return question
    }

    private func planner(horizon: Int32 = 200, _ solution: RolloutSolution = .bestResponse) -> TieredPlanner {
        var options = RolloutPlanner.Options()
        options.horizon = horizon
        options.solution = solution
        return TieredPlanner(options: options)
    }

    @Test("The reflex planner's answer comes first, then those of the search, each with its numbers")
    func improves() throws {
        var plans: [Plan] = []
        let last = planner().plan(try question(), budget: Budget(nodes: 8000)) { plans.append($0) }
        #expect(plans.count >= 2)
        #expect(plans.first?.simulation == nil)
        #expect(plans.dropFirst().allSatisfy { $0.simulation != nil })
        let search = try #require(last.simulation?.search)
        #expect(search.visits == 40 && search.ticks >= 8000 && search.horizon == 1100)
        #expect(plans.last?.strategy == last.strategy)
    }

    @Test("What is answered is what was played", arguments: Arena.Archetype.allCases)
    func saysWhatItPlays(archetype: Arena.Archetype) throws {
        let question = try question(archetype)
        let match = try #require(question.playable?.match)
        for seed in 1...3 {
            // Another memory draws other variations.
            var options = RolloutPlanner.Options()
            (options.horizon, options.saysWhatItPlays) = (200, true)
            let memory = RolloutPlanner(team: 0, seed: UInt64(seed), options: options)
            var asked = question
            asked.playable = PlayableMatch(match, memory: memory)
            let plan = planner().plan(asked, budget: Budget(nodes: 12_000))
            let search = try #require(plan.simulation?.search)
            let said = Hypothesis(.known, Intent(plan.strategy, on: match.map).orders)
            #expect(said.isSame(as: search.strategy), "\(search.strategy.origin)")
        }
    }

    @Test("What somebody else proposes is played beside the planner's own, and followed where it is the best")
    func proposals() throws {
        var question = try question(.rush)
        let match = try #require(question.playable?.match)
        // What the planner itself finds, and what nobody should do.
        let best = planner().plan(question, budget: Budget(nodes: 60_000)).strategy
        var worst = best
        (worst.priorities, worst.spawnInterval, worst.retreatHealth) = ([Priority(.scout, weight: 1000)], 10_000, 1000)
        for (proposal, isFollowed) in [(best, true), (worst, false)] {
            question.playable = PlayableMatch(match, proposals: [proposal])
            let search = try #require(planner().plan(question, budget: Budget(nodes: 60_000)).simulation?.search)
            let played = search.candidates.contains { $0.strategy.origin == .proposal && $0.visits > 0 }
            #expect(played && (search.strategy.origin == .proposal) == isFollowed, "\(search.strategy.origin)")
        }
    }

    @Test("Without a playable match, ticks or time the reflex planner's answer stands")
    func reflexOnly() throws {
        var unplayable = try question()
        unplayable.playable = nil
        let reflex = ReflexPlanner().plan(unplayable)
        #expect(planner().plan(unplayable).strategy == reflex.strategy)
        #expect(planner().plan(unplayable).simulation == nil)
        for budget in [Budget(nodes: 0), Budget(isOver: { true })] {
            let plan = planner().plan(try question(), budget: budget)
            #expect(plan.strategy == reflex.strategy)
            #expect(plan.simulation?.search.visits == 0)
        }
    }

    @Test("What a team follows is kept unless something else is better on the same futures")
    func keeps() throws {
        var question = try question(.turtle)
        question.current = planner().plan(question, budget: Budget(nodes: 12_000)).strategy
        let plan = planner().plan(question, budget: Budget(nodes: 12_000))
        let search = try #require(plan.simulation?.search)
        let kept = search.candidates.first { $0.isCurrent }
        let current = try #require(kept)
        if plan.strategy.priorities == question.current?.priorities {
            #expect(search.value == current.value)
        } else {
            #expect(search.value > current.value)
        }
    }

    @Test("Memory of earlier states tells how the opponent plays")
    func remembers() throws {
        var match = try Match(map: .duel(seed: 8), seed: 8)
        match.order(1, Arena.Archetype.boom.orders)
        var memory: RolloutPlanner?
        for step in 1...4 {
            var question = Question(Situation(match, me: 0))
            question.playable = PlayableMatch(match, memory: memory)
            let plan = planner().plan(question, budget: Budget(nodes: 2000))
            let simulation = try #require(plan.simulation)
            memory = simulation.memory
            #expect(simulation.memory.decisions == step)
            match.order(0, Intent(plan.strategy, on: match.map).orders)
            match.advance(to: Int32(step) * 100)
            if step == 4 {
                #expect(simulation.search.belief[0].strategy.origin == .archetype(.boom))
                #expect(simulation.search.belief[0].likelihood > 0.9)
            }
        }
    }

    @Test("A forecast over too long a time is none: the belief fades instead")
    func longAbsence() throws {
        let first = planner().plan(try question(.boom, tick: 100), budget: Budget(nodes: 0))
        let memory = try #require(first.simulation?.memory)
        let plan = planner().plan(try question(.boom, tick: 2000, memory: memory), budget: Budget(nodes: 0))
        #expect(plan.simulation?.search.ticks == 0)
    }

    @Test("Maximin and equilibrium look at all archetypes alike", arguments: [RolloutSolution.maximin, .nash])
    func solutions(solution: RolloutSolution) throws {
        let plan = planner(solution).plan(try question(), budget: Budget(nodes: 30_000))
        let search = try #require(plan.simulation?.search)
        // No strategy is thinned out: all have played as often, give or take the round that was cut off.
        let visits = search.candidates.map(\.visits)
        #expect(try #require(visits.max()) - (try #require(visits.min())) <= 1)
        #expect(try #require(visits.min()) >= 6)
        // The same ticks give the same answer.
        let again = planner(solution).plan(try question(), budget: Budget(nodes: 30_000))
        #expect(again.strategy == plan.strategy)
    }

    private func planner(_ solution: RolloutSolution) -> TieredPlanner { planner(horizon: 200, solution) }
}
