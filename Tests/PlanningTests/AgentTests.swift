// SPDX-License-Identifier: Apache-2.0

import Planning
import Testing

@Suite("Agents and compositions")
struct AgentTests {
    private func design(_ situation: Situation, role: Role? = nil, affordableOnly: Bool = false) -> AgentDesign {
        AgentDesigner(situation, Scene.plan(situation)).design(role: role, affordableOnly: affordableOnly)
    }

    private func threatened() -> Situation {
        var situation = Scene.middle()
        for step in 0..<Int32(5) {
            situation.teams[1].agents.append(AgentView(.attacker, at: Cell(column: 5 + step % 2, row: 1 + step)))
        }
        return situation
    }

    @Test("A threatened base gets a fighter, at that base")
    func fighter() throws {
        let design = design(threatened())
        #expect(design.best.role == .defender || design.best.role == .attacker)
        #expect(try #require(design.area).center.distance(to: Scene.myBase) <= 8)
    }

    @Test("Rich and quiet land gets a gatherer")
    func gatherer() {
        var situation = Scene.opening()
        situation.teams[0].agents.removeAll { $0.role == .collector }
        let design = design(situation)
        #expect(design.best.role == .collector && design.task == .collect)
        #expect(design.resource != nil)
        #expect(design.best.attributes.carry > design.best.attributes.attack)
    }

    @Test("The make follows the situation: dangerous ways need tougher gatherers, long ways faster ones")
    func make() {
        let quiet = design(Scene.opening(), role: .collector).best.attributes
        let dangerous = design(threatened(), role: .collector).best.attributes
        #expect(dangerous.health + dangerous.defense > quiet.health + quiet.defense)
        var far = Scene.opening()
        far.deposits = far.deposits.filter { ($0.cell?.distance(to: Scene.myBase) ?? 0) > 14 }
        var near = Scene.opening()
        near.deposits = near.deposits.filter { ($0.cell?.distance(to: Scene.myBase) ?? 99) < 6 }
        let (long, short) = (
            design(far, role: .collector).best.attributes, design(near, role: .collector).best.attributes
        )
        #expect(long != short)
    }

    @Test("Roles are made differently")
    func roles() {
        let makes = Role.allCases.map { design(Scene.middle(), role: $0).best.attributes }
        #expect(Set(makes).count == 4)
        #expect(makes[Role.attacker.rawValue].attack > makes[Role.collector.rawValue].attack)
        #expect(makes[Role.collector.rawValue].carry > makes[Role.defender.rawValue].carry)
    }

    @Test("If it must be affordable, the stockpile pays for it")
    func affordable() {
        var situation = Scene.middle()
        situation.teams[0].stock = [12, 12, 12]
        let best = design(situation, affordableOnly: true).best
        #expect(best.wait == 0)
        #expect(best.cost.max() <= 12)
    }

    @Test("What cannot be paid for says how long it takes, or that it never will")
    func wait() {
        var situation = Scene.middle()
        situation.teams[0].stock = [0, 0, 0]
        situation.teams[0].income = [1, 1, 1]
        let best = design(situation).best
        #expect(best.wait == best.cost.max())
        situation.teams[0].income = [1, 0, 1]
        #expect(design(situation).best.wait == nil)
    }

    @Test("The composition leans to defenders against attackers, and says what is missing")
    func composition() {
        let situation = threatened()
        let (calm, alarmed) = (Scene.middle(), situation)
        let before = CompositionAdvice(calm, Scene.plan(calm))
        let after = CompositionAdvice(alarmed, Scene.plan(alarmed))
        #expect(after.shares[Role.defender.rawValue] > before.shares[Role.defender.rawValue])
        #expect(after.current == [3, 1, 1, 2])
        #expect(after.missing.min() >= 0)
        #expect(after.next.first == .defender)
    }

    @Test("A full team builds nothing next")
    func full() {
        var situation = Scene.middle()
        situation.agentLimit = 7
        #expect(CompositionAdvice(situation, Scene.plan(situation)).next.isEmpty)
    }
}
