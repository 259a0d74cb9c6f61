// SPDX-License-Identifier: Apache-2.0

import Arena
import Planning
import Testing

@Suite("Strategies that are compared on the same futures")
struct ComparisonTests {
    private let match: Match
    private let planner: RolloutPlanner

    init() throws {
        // So late that futures are short.
        var rules = Arena.Rules()
        rules.matchTicks = 600
        var match = try Match(map: .duel(seed: 5), rules: rules, seed: 5)
        match.order(1, Arena.Archetype.rush.orders)
        match.advance(to: 400)
        self.match = match
        planner = RolloutPlanner(team: 0, seed: 3)
    }

    @Test("What is the same gains nothing, and nothing is known better")
    func same() throws {
        let turtle = Hypothesis(.turtle)
        let found = planner.compare([turtle, turtle, Hypothesis(.boom)], in: match, budget: Budget(nodes: 6000))
        let comparison = try #require(found)
        #expect(comparison.samples >= 5 && comparison.ticks >= 6000)
        let (own, twin, other) = (comparison.entries[0], comparison.entries[1], comparison.entries[2])
        #expect(own.gain == 0 && own.error == 0)
        #expect(twin.gain == 0 && twin.value == own.value)
        // What no sample has contradicted is still only as sure as so many samples make it.
        let count = Double(comparison.samples)
        #expect(abs(twin.error - (0.5 / (count + 1) / count).squareRoot()) < 1e-12)
        #expect(other.error > 0)
        #expect(abs(other.gain - (other.value - own.value)) < 1e-9)
        #expect(comparison.entries.allSatisfy { (0...1).contains($0.value) && $0.error >= 0 })
    }

    @Test("The order changes nothing but whom the others are measured by")
    func order() throws {
        let (one, two) = (Hypothesis(.rush), Hypothesis(.boom))
        let budget = Budget(nodes: 4000)
        let there = try #require(planner.compare([one, two], in: match, budget: budget))
        let back = try #require(planner.compare([two, one], in: match, budget: budget))
        #expect(there.samples == back.samples)
        #expect(abs(there.entries[1].gain + back.entries[1].gain) < 1e-9)
        #expect(abs(there.entries[1].error - back.entries[1].error) < 1e-9)
    }

    @Test("Of one future nothing is known for sure, and without any there is no comparison")
    func few() throws {
        let two = [Hypothesis(.rush), Hypothesis(.boom)]
        let one = try #require(planner.compare(two, in: match, budget: Budget(nodes: 201)))
        #expect(one.samples == 1 && one.entries[1].error == 0.5)
        #expect(planner.compare([Hypothesis(.rush)], in: match, budget: Budget(nodes: 100) { true }) == nil)
        #expect(planner.compare([], in: match, budget: Budget(nodes: 100)) == nil)
    }

    @Test("An agent is compared with another one by what comes of it")
    func agents() throws {
        let designs = DesignSearch(
            match, team: 0, orders: Arena.Archetype.balanced.orders, opponents: planner.believedOrders(match), seed: 1)
        let make = AgentMake(speed: 400, health: 400, attack: 400, defense: 400, carry: 400)
        let agent = DesignSearch.Agent(.collector, make)
        let found = designs.compare([agent, agent, DesignSearch.Agent(.attacker, make)], budget: Budget(nodes: 3000))
        let comparison = try #require(found)
        #expect(comparison.entries.count == 3 && comparison.entries[1].gain == 0)
    }

    @Test("The first tier scores others' strategies by the measure of its own")
    func scores() throws {
        let situation = Situation(match, me: 0)
        let question = Question(situation)
        let plan = ReflexPlanner().plan(question)
        let scores = ReflexPlanner().scores(
            of: Archetype.allCases.map { Strategy($0) } + [plan.strategy], for: question)
        #expect(scores.count == 7 && scores.allSatisfy(\.isFinite))
        // Nothing is worth more than the best candidate by more than what fits it to the situation.
        #expect((scores.max() ?? 9) <= plan.candidates[0].score + 0.05)
        // What is followed already has its bonus.
        let followed = ReflexPlanner().scores(
            of: [plan.strategy], for: Question(situation, current: plan.strategy))
        #expect(followed[0] > scores[6])
    }
}
