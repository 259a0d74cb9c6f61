// SPDX-License-Identifier: Apache-2.0

/// How much a situation needs each kind of work, 0 to 1. The formulas are judgement; what they are made
/// from is measured, and docs/planner.md says how they do in matches.
enum Needs {
    /// What the situation needs, and what the opponents' way to play adds to that.
    static func all(_ measures: Measures, _ situation: Situation, opponentsWeight: Double) -> WorkVector {
        var needs = WorkVector()
        needs[.collect] = collect(measures, situation)
        needs[.expand] = expand(measures, situation)
        needs[.attack] = situation.teams.count > 1 ? attack(measures, situation) : 0
        needs[.defend] = situation.teams.count > 1 ? defend(measures) : 0
        needs += opponents(measures) * opponentsWeight
        return needs.clamped(lowerBound: WorkVector(repeating: 0.02), upperBound: WorkVector(repeating: 1))
    }

    /// Who is likely to attack needs defence before it comes; who gathers or claims is best disturbed;
    /// who waits is best outgrown.
    private static func opponents(_ measures: Measures) -> WorkVector {
        let even = measures.forces.frontierPart ?? measures.forces.part ?? 0.5
        var sum = WorkVector()
        for belief in measures.opponents {
            var answer = WorkVector()
            answer[.defend] = 0.5 * belief[.rush] + 0.35 * belief[.raid]
            answer[.attack] = (0.6 * belief[.boom] + 0.4 * belief[.expand]) * even - 0.2 * belief[.turtle]
            answer[.collect] = 0.3 * belief[.turtle] - 0.2 * belief[.rush]
            answer[.expand] = 0.3 * belief[.turtle] + 0.15 * belief[.boom]
            sum += answer * belief.evidence
        }
        return sum / Double(max(1, measures.opponents.count))
    }

    /// Half at `half`, one at infinity.
    private static func saturating(_ value: Double, half: Double) -> Double { max(0, value) / (max(0, value) + half) }

    /// Stock is short, there is something to gather, and agents can still be built from it.
    private static func collect(_ measures: Measures, _ situation: Situation) -> Double {
        let economy = measures.economy
        let gatherable = economy.inReach.sum() + 0.5 * economy.contested.sum() + 0.3 * economy.unplaced.sum()
        let plenty = saturating(gatherable, half: 25)
        let payable = economy.affordable.map { $0.sum() / 4 }
        let poverty = payable.map { 2 / (2 + $0) } ?? 0.5
        let room = measures.forces.ownCount < situation.agentLimit ? 1 : 0.5
        let flow = saturating((economy.income ?? ResourceVector()).sum(), half: 3)
        let worth = (0.15 + 0.55 * poverty) * (1 - 0.4 * flow) * room
        return worth * (0.3 + 0.7 * plenty) + 0.2 * plenty * (1 - measures.danger)
    }

    /// Cells are to be had, we have fewer than others, or we are losing some.
    private static func expand(_ measures: Measures, _ situation: Situation) -> Double {
        let territory = measures.territory
        let neutral = territory.neutralShare ?? (measures.phase == .opening ? 0.8 : 0.4)
        let open = territory.ownCells > 0 ? saturating(Double(territory.openFrontierCells), half: 8) : 0.4
        let behind = max(0, (territory.opponentShare ?? 0) - (territory.share ?? 0))
        let shrinking = max(0, min(0.15, -(territory.trend ?? 0)))
        let need = 0.08 + 0.75 * neutral * (0.4 + 0.6 * open) + min(0.4, 1.2 * behind) + shrinking
        return need * (1 - 0.5 * measures.danger)
    }

    /// We are stronger where the sides meet, or nothing else can turn the match.
    private static func attack(_ measures: Measures, _ situation: Situation) -> Double {
        let territory = measures.territory
        let part = measures.forces.frontierPart ?? measures.forces.part ?? 0.4
        let edge = 2 * part - 1
        let contact = saturating(Double(territory.contactCells), half: 8)
        let prey = measures.best(.prey)?.value ?? 0
        let weakness = territory.opponentContactControl.map { (1 - $0) * contact } ?? 0
        var need = 0.05 + 0.15 * contact + 0.75 * max(0, edge) * (0.35 + 0.65 * max(contact, prey)) + 0.2 * prey
        need += 0.25 * weakness * (edge > 0 ? 1 : 0.4)
        if measures.phase == .late, measures.advantage < -0.05 { need += 0.3 }
        need += 0.8 * spareWealth(measures, situation)
        // Who is weaker does not attack, unless time runs out.
        return edge < 0 ? need * (1 + 0.6 * edge) : need
    }

    /// How cheap losses are, 0 to 1: there is stock for new agents, no room for them before others die, and
    /// no base that needs those who are there.
    private static func spareWealth(_ measures: Measures, _ situation: Situation) -> Double {
        guard let payable = measures.economy.affordable?.min() else { return 0 }
        let fullness = min(1, Double(measures.forces.ownCount) / Double(max(1, situation.agentLimit)))
        return saturating(payable, half: 3) * fullness * (1 - measures.danger)
    }

    /// A base is in danger, the frontier is weak where they are strong, or there is a lead to keep.
    private static func defend(_ measures: Measures) -> Double {
        let pressure = frontierPressure(measures)
        var lead = max(0, (measures.territory.share ?? 0) - (measures.territory.opponentShare ?? 0))
        lead = min(0.35, lead * (measures.phase == .late ? 1.5 : 0.5))
        let intruders = saturating(measures.forces.intruders, half: 3) * 0.25
        return 1 - (1 - measures.danger) * (1 - pressure) * (1 - lead) * (1 - intruders) * 0.96
    }

    /// How hard the frontier is pressed, 0 to 1.
    static func frontierPressure(_ measures: Measures) -> Double {
        let territory = measures.territory
        let contact = saturating(Double(territory.contactCells), half: 10)
        let weakness = territory.contactControl.map { 1.15 - $0 } ?? 0
        let theirs = 1 - (measures.forces.frontierPart ?? measures.forces.part ?? 0.5)
        return min(1, contact * weakness * theirs)
    }
}
