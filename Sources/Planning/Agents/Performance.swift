// SPDX-License-Identifier: Apache-2.0

/// How well an agent of some make does the four kinds of work in this situation. One is about what a
/// typical agent of the fitting role does on average ground.
struct Performance {
    /// Steps that a load is carried.
    private let haul: Double
    /// Units that lie together.
    private let amount: Double
    /// Damage that an agent must expect on its way.
    private let hazard: Double

    /// Attack and defence of the opponents' agents, in the game's units.
    private let opponent: (attack: Double, defense: Double)

    init(_ measures: Measures) {
        haul = max(2, measures.economy.meanDistance ?? 8)
        amount = max(0.5, measures.economy.meanAmount ?? 3)
        let forces = measures.forces
        let theirs = 1 - (forces.frontierPart ?? forces.part ?? 0.5)
        let armed = forces.opponents[.attacker] + 0.5 * forces.opponents[.defender]
        hazard = 20 + 60 * theirs + 12 * armed + 60 * measures.danger
        opponent = forces.opponentMake ?? Rules.middling
    }

    func callAsFunction(_ make: Attributes) -> WorkVector {
        let speed = Rules.cellsPerSecond(make)
        let staying = Rules.staying(make, against: opponent.attack)
        let survives = staying / (staying + hazard)
        let blows = Rules.damagePerSecond(make, against: opponent.defense)

        // A load is gathered from several places, each a detour of two steps and a moment to choose.
        let capacity = Rules.capacity(make)
        let stops = 1 + capacity / amount
        let gathered = capacity / ((2 * haul + 2 * stops) / speed + 1.2 * stops) * survives

        // A cell is reached, then stood on.
        let claimed = 1 / (1 / speed + 0.6) * (0.7 + 0.1 * Rules.visionCells(make)) * (0.4 + 0.6 * survives)

        // Who attacks must get there; who defends must stay.
        let struck = (blows * staying).squareRoot() * (0.5 + 0.2 * speed)
        let held = blows.squareRoot() * staying / 10
        return WorkVector(gathered / 0.35, claimed / 0.55, struck / 50, held / 60)
    }
}

extension Role {
    /// How much of each kind of work an agent of the role does.
    var affinity: WorkVector {
        switch self {
        case .collector: [1.0, 0.30, 0.05, 0.15]
        case .explorer: [0.30, 1.0, 0.15, 0.10]
        case .defender: [0.10, 0.20, 0.40, 1.0]
        case .attacker: [0.10, 0.30, 1.0, 0.40]
        }
    }

    /// The work that it is for.
    public var work: Work {
        switch self {
        case .collector: .collect
        case .explorer: .expand
        case .defender: .defend
        case .attacker: .attack
        }
    }
}
