// SPDX-License-Identifier: Apache-2.0

import Planning
import Testing

@Suite("Situations and their strategies")
struct SituationTests {
    @Test("A base under threat is defended, there, and for a short time")
    func baseUnderThreat() throws {
        var calm = Scene.middle()
        calm.teams[1].agents.removeAll { $0.role == .attacker }
        var threatened = calm
        for step in 0..<Int32(4) {
            threatened.teams[1].agents.append(AgentView(.attacker, at: Cell(column: 6 + step % 2, row: 2 + step)))
        }
        let (before, after) = (Scene.plan(calm), Scene.plan(threatened))
        #expect(after.measures.danger > 0.5 && before.measures.danger < 0.1)
        #expect(after.strategy.posture == .defensive)
        let task = try #require(after.strategy.priorities.first)
        #expect(task.task == .defendBase)
        #expect(task.area?.center == Scene.myBase)
        #expect(after.strategy.weight(.defendBase) > before.strategy.weight(.defendBase) + 200)
        #expect(
            after.strategy.composition[Role.defender.rawValue] > before.strategy.composition[Role.defender.rawValue])
        #expect(try #require(after.strategy.validUntil) < #require(before.strategy.validUntil))
    }

    @Test("Rich land that nobody contests is gathered and claimed, not fought for")
    func richAndUncontested() {
        let plan = Scene.plan(Scene.opening())
        let work = plan.strategy.work
        #expect(work[.collect] + work[.expand] > 0.7)
        #expect(plan.strategy.posture == .economic || plan.strategy.posture == .balanced)
        #expect(plan.strategy.focus != .combat)
    }

    @Test("A stronger force near a weak frontier attacks, and there")
    func strongerAtWeakFrontier() throws {
        var situation = Scene.middle()
        // Their frontier is weak in one corner of the map, and six of our attackers stand there.
        let place = Cell(column: 22, row: 4)
        situation.cells = situation.cells.map { view in
            var view = view
            if view.owner == 1, view.cell.distance(to: place) <= 6 { view.control = 220 }
            return view
        }
        for step in 0..<Int32(6) {
            situation.teams[0].agents.append(AgentView(.attacker, at: Cell(column: 19 + step % 3, row: 3 + step / 3)))
        }
        let plan = Scene.plan(situation)
        #expect(plan.strategy.posture == .aggressive)
        #expect(plan.strategy.focus == .combat)
        let attack = try #require(plan.strategy.first(.attack)?.area)
        #expect(attack.center.distance(to: place) <= 8)
    }

    @Test("Who has nothing gathers first and spawns more slowly")
    func broke() {
        var rich = Scene.middle()
        rich.teams[0].stock = [300, 300, 300]
        var broke = Scene.middle()
        broke.teams[0].stock = [0, 0, 0]
        broke.teams[0].income = [0, 0, 0]
        let (some, none) = (Scene.plan(rich).strategy, Scene.plan(broke).strategy)
        #expect(none.work[.collect] > some.work[.collect] + 0.1)
        #expect(none.spawnInterval > some.spawnInterval)
    }

    @Test("A team without agents still gets a plan for building some")
    func noAgents() {
        var situation = Scene.middle()
        situation.teams[0].agents = []
        let plan = Scene.plan(situation)
        #expect(!plan.strategy.priorities.isEmpty)
        #expect(plan.confidence < Scene.plan(Scene.middle()).confidence)
        #expect(plan.strategy.posture != .aggressive)
    }

    @Test("Positions that are not known make the answer less sure, not impossible")
    func unknownPositions() {
        var situation = Scene.middle()
        for team in 0...1 {
            for index in situation.teams[team].agents.indices { situation.teams[team].agents[index].cell = nil }
        }
        let (plan, known) = (Scene.plan(situation), Scene.plan(Scene.middle()))
        #expect(plan.confidence < known.confidence - 0.1)
        #expect(plan.measures.knowledge.missing.contains(.positions(0, 7)))
        #expect(plan.measures.knowledge.missing.contains(.positions(1, 7)))
        #expect(plan.measures.threats.isEmpty)
    }

    @Test("Of three teams the one at our door is answered")
    func threeTeams() throws {
        var situation = Scene.middle()
        let third = Cell(column: 33, row: 2)
        situation.teams.append(TeamView())
        situation.bases.append(BaseView(team: 2, third))
        situation.teams[2].agents = (0..<4).map { AgentView(.attacker, at: Cell(column: 7, row: 1 + Int32($0))) }
        let plan = Scene.plan(situation)
        #expect(plan.measures.threats.first?.team == 2)
        #expect(plan.strategy.first(.defendBase)?.area?.center == Scene.myBase)
        #expect(plan.measures.opponents.map(\.team) == [1, 2])
    }

    @Test("Behind and nearly out of time, the same match is played harder than ahead")
    func outOfTime() {
        func late(_ mine: Int32) -> Strategy {
            var situation = Scene.middle()
            situation.tick = 5700
            situation.lastTick = 6000
            Scene.fill(&situation) { cell in (cell.column < mine ? 0 : 1, 700) }
            return Scene.plan(situation).strategy
        }
        let (behind, ahead) = (late(13), late(23))
        #expect(behind.work[.attack] + behind.work[.expand] > ahead.work[.attack] + ahead.work[.expand] + 0.1)
        #expect(ahead.work[.defend] > behind.work[.defend])
    }

    @Test("The same kind of match in different numbers gives different strategies")
    func distinct() {
        var answers: Set<Strategy> = []
        for radius in Int32(2)..<12 {
            var situation = Scene.middle()
            Scene.fill(&situation) { cell in
                if cell.distance(to: Scene.myBase) <= radius { return (0, 700) }
                if cell.distance(to: Scene.theirBase) <= 13 - radius { return (1, 600) }
                return nil
            }
            answers.insert(Scene.plan(situation).strategy)
        }
        #expect(answers.count == 10)
    }

    @Test("Both seats of a mirrored match get mirrored strategies")
    func mirrored() {
        let mine = Scene.plan(Scene.middle()).strategy
        let theirs = Scene.plan(Scene.seenByOther(Scene.middle())).strategy
        #expect(mine.posture == theirs.posture)
        #expect(mine.archetype == theirs.archetype)
        for work in Work.allCases { #expect(abs(mine.work[work] - theirs.work[work]) < 0.05) }
    }

    @Test("A good strategy is kept, a bad one is left")
    func continuity() {
        let situation = Scene.middle()
        let first = Scene.plan(situation).strategy
        let kept = Scene.plan(situation, current: first)
        #expect(kept.candidates.first?.variation == .current)
        #expect(kept.strategy.composition == first.composition)
        var threatened = situation
        for step in 0..<Int32(6) {
            threatened.teams[1].agents.append(AgentView(.attacker, at: Cell(column: 4 + step % 2, row: 1 + step)))
        }
        let left = Scene.plan(threatened, current: first)
        #expect(left.candidates.first?.variation != .current)
        #expect(left.strategy.weight(.defendBase) > first.weight(.defendBase))
    }
}
