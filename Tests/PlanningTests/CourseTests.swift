// SPDX-License-Identifier: Apache-2.0

import Arena
import Planning
import Testing

@Suite("Keeping a course")
struct CourseTests {
    private let situation: Situation
    private let match: Match

    init() throws {
        var match = try Match(map: .duel(seed: 4), seed: 4)
        match.advance(to: 600)
        self.match = match
        situation = Situation(match, me: 0)
    }

    private func isKept(_ course: Course) -> Course.Reason? {
        if case .keep(let reason) = course { return reason }
        return nil
    }

    @Test("What is planned again with small differences is the same course")
    func same() {
        let plan = ReflexPlanner().plan(Question(situation))
        var current = plan.strategy
        current.priorities[0].weight += 9
        #expect(isKept(Course(plan, from: current, followedFor: 500)) == .isSame)
    }

    @Test("Another course is taken, but not at once after the last change")
    func dithering() throws {
        let plan = ReflexPlanner().plan(Question(situation))
        let other = Planning.Archetype.allCases.first { $0.posture != plan.strategy.posture } ?? .turtle
        let current = Strategy(other)
        #expect(isKept(Course(plan, from: current, followedFor: 500)) == nil)
        #expect(isKept(Course(plan, from: current, followedFor: nil)) == nil)
        try #require(plan.measures.danger < 0.5)
        #expect(isKept(Course(plan, from: current, followedFor: 49)) == .isNew(49))
    }

    @Test("The reflex planner's own wish to stay is heard")
    func stays() {
        var question = Question(situation)
        question.current = ReflexPlanner().plan(question).strategy
        let plan = ReflexPlanner().plan(question)
        guard plan.candidates[0].variation == .current else { return }
        let reason = isKept(Course(plan, from: question.current ?? plan.strategy, followedFor: 500))
        guard case .isBest(let own, let next)? = reason else {
            Issue.record("kept as the best")
            return
        }
        #expect(own >= next)
    }

    @Test("By futures a course is left for what is better on the same ones")
    func futures() throws {
        var options = RolloutPlanner.Options()
        options.horizon = 200
        var question = Question(situation, current: Strategy(.turtle))
        question.playable = PlayableMatch(match)
        let plan = TieredPlanner(options: options).plan(question, budget: Budget(nodes: 12_000))
        let search = try #require(plan.simulation?.search)
        let before = search.candidates.first { $0.isCurrent }?.value ?? 0
        let reason = isKept(Course(plan, from: Strategy(.turtle), followedFor: 500))
        #expect((reason == nil) == (search.strategy.origin != .followed))
        let soon = isKept(Course(plan, from: Strategy(.turtle), followedFor: 10))
        if reason == nil { #expect((soon == .isNew(10)) == (search.value - before < 0.15)) }
    }
}
