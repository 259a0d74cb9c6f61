// SPDX-License-Identifier: Apache-2.0

extension Strategy {
    /// Tasks with places, most important first.
    static func tasks(
        _ work: WorkVector, _ shares: SIMD3<Int32>, _ situation: Situation, _ measures: Measures
    ) -> [Priority] {
        var tasks: [Priority] = []
        addCollecting(&tasks, work[.collect], shares, measures)
        addExpansion(&tasks, work[.expand], situation, measures)
        addAttacks(&tasks, work[.attack], measures)
        addDefense(&tasks, work[.defend], measures)
        // Equal weights stay as they were added.
        return ranking(tasks.map { Double($0.weight) }).map { tasks[$0] }
    }

    private static func add(
        _ tasks: inout [Priority], _ task: TaskKind, _ weight: Double, _ area: Area?, _ resource: Resource? = nil
    ) {
        let thousandths = Int32((weight * 1000).rounded())
        guard thousandths >= 10 else { return }
        tasks.append(Priority(task, weight: thousandths, area: area, resource: resource))
    }

    private static func addCollecting(
        _ tasks: inout [Priority], _ weight: Double, _ shares: SIMD3<Int32>, _ measures: Measures
    ) {
        let worthwhile = Resource.allCases.filter { shares[$0.rawValue] >= 150 }
        let sum = worthwhile.reduce(0) { $0 + Double(shares[$1.rawValue]) }
        for resource in worthwhile {
            let site =
                measures.sites.first { $0.kind == .resources && $0.resource == resource }
                ?? measures.sites.first { $0.kind == .contestedResources && $0.resource == resource }
            add(&tasks, .collect, weight * Double(shares[resource.rawValue]) / sum, site?.area, resource)
        }
    }

    private static func addExpansion(
        _ tasks: inout [Priority], _ weight: Double, _ situation: Situation, _ measures: Measures
    ) {
        let unseen =
            situation.isFogged ? 0.25 : measures.forces.opponentsCount == 0 && situation.teams.count > 1 ? 0.2 : 0
        let open = measures.sites.filter { $0.kind == .openTerritory }
        if open.count > 1, weight > 0.3 {
            add(&tasks, .expand, weight * (1 - unseen) * 0.65, open[0].area)
            add(&tasks, .expand, weight * (1 - unseen) * 0.35, open[1].area)
        } else {
            add(&tasks, .expand, weight * (1 - unseen), open.first?.area)
        }
        add(&tasks, .scout, weight * unseen, measures.opponentHome.map { Area($0, radius: 8) })
    }

    private static func addAttacks(_ tasks: inout [Priority], _ weight: Double, _ measures: Measures) {
        let weak = measures.best(.opponentWeakFrontier)
        let prey = measures.best(.prey)
        switch (weak, prey) {
        case (let weak?, let prey?):
            let part = (weak.value / (weak.value + prey.value)).clamped(0.2, 0.8)
            add(&tasks, .attack, weight * part, weak.area)
            add(&tasks, .attack, weight * (1 - part), prey.area)
        case (let site?, nil), (nil, let site?):
            add(&tasks, .attack, weight, site.area)
        case (nil, nil):
            add(&tasks, .attack, weight, measures.opponentHome.map { Area($0, radius: 4) })
        }
    }

    private static func addDefense(_ tasks: inout [Priority], _ weight: Double, _ measures: Measures) {
        let pressure = Needs.frontierPressure(measures)
        let base = (measures.danger + 0.05) / (measures.danger + pressure + 0.1)
        let threatened = measures.threats.first
        let home = threatened.map { Area($0.base, radius: 4) } ?? measures.home.map { Area($0, radius: 4) }
        // The second base in danger gets its part.
        let second = measures.threats.dropFirst().first { $0.base != threatened?.base && $0.urgency > 0.2 }
        add(&tasks, .defendBase, weight * base * (second == nil ? 1 : 0.65), home)
        if let second { add(&tasks, .defendBase, weight * base * 0.35, Area(second.base, radius: 4)) }
        add(&tasks, .defendTerritory, weight * (1 - base), measures.best(.weakFrontier)?.area)
    }
}
