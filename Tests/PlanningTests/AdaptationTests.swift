// SPDX-License-Identifier: Apache-2.0

import Planning
import Testing

@Suite("Adapting to opponents")
struct AdaptationTests {
    private func adapt(_ archetype: Archetype?, _ change: (inout Situation) -> Void = { _ in }) -> Adaptation {
        var situation = Scene.middle()
        let current = Scene.plan(situation).strategy
        if let archetype {
            var observation = Observation(team: 1)
            observation.archetype = archetype
            observation.agents = archetype.mix * 10
            observation.weight = 3
            situation.observations = [observation]
        }
        change(&situation)
        return Adaptation(Question(situation, current: current), by: ReflexPlanner())
    }

    @Test("An opponent that is said to rush is met by more defence, and the change says why")
    func rush() {
        let before = Scene.plan(Scene.middle()).strategy
        let after = adapt(.rush)
        #expect(after.plan.strategy.work[.defend] > before.work[.defend])
        #expect(!after.changes.isEmpty)
        #expect(
            after.changes.contains {
                if case .opponent(1, .rush, _) = $0.reason { true } else { false }
            })
    }

    @Test("Different opponents are answered differently")
    func distinct() {
        let answers = Set([Archetype.rush, .turtle, .boom, .expand].map { adapt($0).plan.strategy })
        #expect(answers.count >= 3)
    }

    @Test("The belief follows the observations", arguments: Archetype.allCases)
    func belief(archetype: Archetype) {
        #expect(adapt(archetype).plan.measures.opponents.first?.likeliest == archetype)
    }

    @Test("Nothing new changes nothing")
    func nothing() {
        let situation = Scene.middle()
        var current = Scene.plan(situation).strategy
        // What an adaptation settles on is kept by the next one.
        current = Adaptation(Question(situation, current: current), by: ReflexPlanner()).plan.strategy
        let again = Adaptation(Question(situation, current: current), by: ReflexPlanner())
        #expect(again.changes.isEmpty)
    }
}

@Suite("Fog and budgets")
struct FogAndBudgetTests {
    @Test("What fog hides does not change the answer")
    func hidden() {
        // The planner is given the team's view: two matches that differ out of sight give one view.
        func view(_ hiddenAgents: Int32) -> Situation {
            var truth = Scene.middle()
            for step in 0..<hiddenAgents {
                truth.teams[1].agents.append(AgentView(.attacker, at: Cell(column: 30, row: 10 + step)))
            }
            let sight = truth.teams[0].agents.compactMap(\.cell)
            func isSeen(_ cell: Cell) -> Bool { sight.contains { $0.distance(to: cell) <= 4 } }
            truth.isFogged = true
            truth.teams[1].stock = nil
            truth.teams[1].income = nil
            truth.cells = truth.cells.filter { isSeen($0.cell) }
            truth.deposits = truth.deposits.filter { $0.cell.map(isSeen) ?? false }
            truth.teams[1].agents = truth.teams[1].agents.filter { $0.cell.map(isSeen) ?? false }
            return truth
        }
        let (few, many) = (view(0), view(5))
        #expect(few == many)
        #expect(Scene.plan(few).strategy == Scene.plan(many).strategy)
        #expect(Scene.plan(few).confidence < Scene.plan(Scene.middle()).confidence)
        #expect(Scene.plan(few).measures.knowledge.missing.contains(.fogged))
    }

    @Test("Nothing is assumed of cells that fog hides")
    func hiddenCells() {
        var open = Scene.middle()
        open.cells = open.cells.filter { $0.owner == 0 }
        var fogged = open
        fogged.isFogged = true
        #expect(Scene.plan(open).measures.territory.openFrontierCells > 0)
        #expect(Scene.plan(fogged).measures.territory.openFrontierCells == 0)
    }

    @Test("A budget of nothing still gives a strategy, and says that it was cut short")
    func spent() {
        let question = Question(Scene.middle())
        let plan = ReflexPlanner().plan(question, budget: Budget(isOver: { true }))
        #expect(plan.isCutShort && plan.candidates.count == Archetype.allCases.count)
        let few = ReflexPlanner().plan(question, budget: Budget(nodes: 12))
        #expect(few.isCutShort && few.candidates.count == 12)
        #expect(!Scene.plan(Scene.middle()).isCutShort)
    }

    @Test("The first strategy is told of as soon as it is there")
    func improved() {
        var told: [Strategy] = []
        let plan = ReflexPlanner().plan(Question(Scene.middle()), budget: .unlimited) { told.append($0.strategy) }
        #expect(told == [plan.strategy])
    }
}
