// SPDX-License-Identifier: Apache-2.0

import Arena
import Planning
import Testing

@Suite("What earlier matches have taught of the archetypes")
struct ArchetypeExperienceTests {
    private typealias Way = Planning.Archetype

    /// Matches against one archetype, all with the same end.
    private func matches(_ count: Int, of own: Way = .boom, against other: Way, score: Double = 1)
        -> [ArchetypeExperience.Outcome]
    {
        var opponent = SIMD8<Double>()
        opponent[other.rawValue] = 1
        return Array(repeating: .init(own: own, opponent: opponent, score: score), count: count)
    }

    @Test("Without experience, and with one that says nothing, each number is what it was, to the last bit")
    func nothing() throws {
        let unknown = ArchetypeExperience([.init(own: .rush, opponent: SIMD8(), score: 1)])
        for experience in [nil, ArchetypeExperience([]), unknown] {
            let tracker = OpponentTracker(team: 1, experience: experience)
            #expect(tracker.likelihoods == [Double](repeating: 1 / 22, count: 22))
            guard let experience else { continue }
            for own in Way.allCases {
                for other in Way.allCases {
                    #expect(experience.payoff(of: own, against: other) == own.prior(against: other))
                }
            }
        }
    }

    @Test("Plans are the same with an experience that says nothing, reflex and futures alike")
    func samePlans() throws {
        var match = try Match(map: .duel(seed: 5), seed: 5)
        match.order(1, Arena.Archetype.rush.orders)
        match.advance(to: 500)
        let plans = [nil, ArchetypeExperience([])].map { experience in
            var question = Question(Situation(match, me: 0))
            question.experience = experience
            let reflex = ReflexPlanner().plan(question)
            question.playable = PlayableMatch(match)
            let tiered = TieredPlanner().plan(question, budget: Budget(nodes: 3000))
            let belief = tiered.simulation?.search.belief.map { $0.likelihood.bitPattern } ?? []
            return "\(reflex.candidates.map(\.terms)) \(tiered.strategy) \(belief)"
        }
        #expect(plans[0] == plans[1])
    }

    @Test("The belief begins with the mean of the Dirichlet posterior: six matches count as much as none")
    func posterior() {
        let even = OpponentTracker(team: 1).archetypes[Way.rush.rawValue]
        for count in [1, 6, 600] {
            let tracker = OpponentTracker(team: 1, experience: ArchetypeExperience(matches(count, against: .rush)))
            let expected = (6 * even + Double(count)) / (6 + Double(count))
            #expect(abs(tracker.archetypes[Way.rush.rawValue] - expected) < 1e-12)
            #expect(abs(tracker.likelihoods.reduce(0, +) - 1) < 1e-12)
            // What was never met stays possible.
            #expect(tracker.likelihoods.allSatisfy { $0 >= 6 / 22 / (6 + Double(count)) - 1e-12 })
        }
        let once = OpponentTracker(team: 1, experience: ArchetypeExperience(matches(1, against: .rush)))
        #expect(once.likelihoods.max()! < 4.01 / 22)
    }

    @Test("A match counts once at most, whatever the sum of its shares")
    func onlyOnce() {
        let experience = ArchetypeExperience([
            .init(own: .boom, opponent: SIMD8(1, 1, 1, 1, 0, 0, 0, 0), score: -1),
            .init(own: .boom, opponent: SIMD8(0.5, 0, 0, 0, 0, 0, 0, 0), score: 1),
        ])
        #expect(experience.met == SIMD8(0.75, 0.25, 0.25, 0.25, 0, 0, 0, 0))
        #expect(experience.score(of: .boom, against: .balanced).map { abs($0 - 1.0 / 3) < 1e-12 } == true)
        #expect(experience.score(of: .rush, against: .balanced) == nil)
    }

    @Test("Payoffs move from the table to the scores: halfway after twenty matches")
    func payoffs() {
        let table = Way.boom.prior(against: .rush)
        for (count, part) in [(20, 0.5), (60, 0.75)] {
            let experience = ArchetypeExperience(matches(count, against: .rush, score: -1))
            let payoff = experience.payoff(of: .boom, against: .rush)
            #expect(abs(payoff - (table * (1 - part) - part)) < 1e-12)
            #expect(experience.payoff(of: .boom, against: .raid) == Way.boom.prior(against: .raid))
            #expect(experience.payoff(of: .raid, against: .rush) == Way.raid.prior(against: .rush))
        }
    }

    @Test("The order of the matches does not matter")
    func order() {
        let some = matches(3, against: .rush) + matches(2, of: .raid, against: .turtle, score: -1)
        let (one, other) = (ArchetypeExperience(some), ArchetypeExperience(some.reversed()))
        #expect(one.met == other.met)
        #expect(one.payoff(of: .raid, against: .turtle) == other.payoff(of: .raid, against: .turtle))
    }

    @Test("The reflex planner leaves what has always been lost")
    func reflex() throws {
        var match = try Match(map: .duel(seed: 5), seed: 5)
        match.order(1, Arena.Archetype.rush.orders)
        match.advance(to: 600)
        var question = Question(Situation(match, me: 0))
        let before = ReflexPlanner().plan(question).candidates[0]
        let lost = Way.allCases.flatMap { other in
            matches(500, of: before.archetype, against: other, score: -1)
        }
        question.experience = ArchetypeExperience(lost)
        let after = ReflexPlanner().plan(question)
        let same = after.candidates.first { $0.archetype == before.archetype && $0.variation == before.variation }
        #expect(try #require(same)[.opponents] < before[.opponents] - 0.1)
    }

    @Test("The planner's belief begins with what was met, and still finds what is there")
    func planner() throws {
        var match = try Match(map: .duel(seed: 21), seed: 21)
        var planner = RolloutPlanner(team: 0, experience: ArchetypeExperience(matches(100, against: .turtle)))
        let beginning = planner.decide(match, budget: Budget(nodes: 0))
        #expect(beginning.belief[0].strategy.archetype == .turtle)
        for step in 1...5 {
            match.order(1, Arena.Archetype.rush.orders)
            match.advance(to: Int32(step) * 100)
            let plan = planner.decide(match, budget: Budget(nodes: 0))
            if step == 5 { #expect(plan.belief[0].strategy.origin == .archetype(.rush)) }
        }
    }

    @Test("Where a look says little, what it leaves goes to what was met")
    func look() throws {
        let match = try Match(map: .duel(seed: 5), seed: 5)
        var question = Question(Situation(match, me: 0))
        func belief() -> SIMD8<Double> {
            let plan = ReflexPlanner().plan(question)
            return TieredPlanner().planner(for: question, PlayableMatch(match), plan).opponents[0].archetypes
        }
        let before = belief()
        question.experience = ArchetypeExperience(matches(50, against: .raid))
        let after = belief()
        #expect(after[Way.raid.rawValue] > before[Way.raid.rawValue])
        #expect(abs(after.sum() - 1) < 1e-12)
    }
}
