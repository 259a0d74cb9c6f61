// SPDX-License-Identifier: Apache-2.0

/// How much of a situation was known, and what was missing.
public struct Knowledge: Sendable {
    /// Something that was not known.
    public enum Missing: Hashable, Sendable {
        /// The tick.
        case tick
        /// The rules of the game.
        case rules
        /// The map's size.
        case map
        /// Who holds which cell.
        case cells
        /// Where resources lie.
        case deposits
        /// The base of a team, by index.
        case base(Int)
        /// The stockpile of a team.
        case stock(Int)
        /// The income of a team.
        case income(Int)
        /// All agents of a team.
        case agents(Int)
        /// Positions of so many of a team's agents.
        case positions(Int, Int)
        /// Roles of so many of a team's agents.
        case roles(Int, Int)
        /// What fog hides.
        case fogged
    }

    /// What was missing, in the order of its weight.
    public var missing: [Missing] = []
    /// Part of what matters that was known, 0 to 1.
    public var known = 1.0

    init() {}

    init(_ situation: Situation, _ measures: Measures) {
        addBoard(situation, measures)
        addTeams(situation)
        lack(situation.bases.contains { $0.team == situation.me } ? 0 : 0.06, .base(situation.me))
        if situation.isFogged { lack(0.12, .fogged) }
        if !situation.rulesAreKnown { lack(0.08, .rules) }
        if situation.tick == nil { lack(0.04, .tick) }
    }

    private mutating func addBoard(_ situation: Situation, _ measures: Measures) {
        if situation.cells.isEmpty {
            lack(measures.territory.share == nil ? 0.25 : 0.12, .cells)
        }
        let placed = situation.deposits.contains { $0.cell != nil }
        if !placed { lack(measures.economy.unplaced.sum() > 0 ? 0.06 : 0.1, .deposits) }
        if situation.map.map({ $0.columns == 0 || $0.rows == 0 }) ?? true { lack(0.04, .map) }
    }

    private mutating func addTeams(_ situation: Situation) {
        let opponents = max(1, situation.teams.count - 1)
        for (index, team) in situation.teams.enumerated() {
            // All opponents together weigh as much as the own team.
            let weight = index == situation.me ? 1 : 1 / Double(opponents)
            if team.stock == nil { lack((index == situation.me ? 0.12 : 0.04) * weight, .stock(index)) }
            if index == situation.me, team.income == nil { lack(0.03, .income(index)) }
            guard !team.agents.isEmpty else {
                lack((index == situation.me ? 0.12 : 0.15) * weight, .agents(index))
                continue
            }
            let count = Double(team.agents.count)
            let unplaced = team.agents.count { $0.cell == nil }
            if unplaced > 0 { lack(0.18 * weight * Double(unplaced) / count, .positions(index, unplaced)) }
            let nameless = team.agents.count { $0.role == nil }
            if nameless > 0 { lack(0.1 * weight * Double(nameless) / count, .roles(index, nameless)) }
        }
    }

    private mutating func lack(_ loss: Double, _ what: Missing) {
        guard loss > 0 else { return }
        known *= 1 - loss
        missing.append(what)
    }
}
