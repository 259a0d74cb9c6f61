// SPDX-License-Identifier: Apache-2.0

/// What an opponent's agent is worth to one of ours, depending on where it stands.
struct OpponentWants: BitwiseCopyable {
    private let attack: Int32
    private let defendTerritory: Int32
    private let defendBase: Int32
    private let engage: Int32
    /// The greatest of them: no opponent is worth more.
    let greatest: Int32
    private let engagement: Int32
    private let rival: UInt8
    private let base: Int
    private let baseZone: Int32
    private let attackZone: OrderZone
    private let territoryZone: OrderZone

    init(_ state: inout MatchState, _ agent: Int, of team: Int, _ map: GameMap, _ rules: Rules) {
        attack = state.worth(.attack, agent, of: team)
        defendTerritory = state.worth(.defendTerritory, agent, of: team)
        defendBase = state.worth(.defendBase, agent, of: team)
        let affinity = rules.affinity[Int(state.body[agent].role.rawValue) * 6 + Int(AgentTask.attack.rawValue)]
        // Only those who are made for it turn on whoever is near.
        engage = affinity >= 400 ? affinity : 0
        greatest = max(max(attack, defendTerritory), max(defendBase, engage))
        engagement = Int32(state.orders[team].engagement)
        rival = state.orders[team].rival
        base = map.bases[team]
        baseZone = rules.baseZone
        attackZone = state.orders[team].zone(.attack)
        territoryZone = state.orders[team].zone(.defendTerritory)
    }

    /// The weight of an opponent's agent on a cell, and the task that going there is.
    func weight(
        of cell: Int, owner: Int, steps: Int32, isOwn: Bool, _ map: GameMap
    ) -> (Int32, AgentTask) {
        var result: (Int32, AgentTask) = (0, .attack)
        if attack > 0, attackZone.contains(cell, map) {
            result.0 = rival == MatchState.noTeam || Int(rival) == owner ? attack : attack / 4
        }
        if defendTerritory > result.0, isOwn, territoryZone.contains(cell, map) {
            result = (defendTerritory, .defendTerritory)
        }
        if defendBase > result.0, map.distance(base, cell) <= baseZone { result = (defendBase, .defendBase) }
        if steps <= engagement, engage > result.0 { result = (engage, .attack) }
        return result
    }
}

extension OrderZone {
    @inline(__always)
    func contains(_ cell: Int, _ map: GameMap) -> Bool {
        isEverywhere || map.geometry.distance(Int(center), cell) <= Int(radius)
    }

    /// The bits of a row that lie in it.
    @inline(__always)
    func row(_ row: Int, _ map: GameMap) -> UInt64 {
        isEverywhere ? .max : map.places[Int(center)].disk(radius: Int(radius), row: row)
    }
}
