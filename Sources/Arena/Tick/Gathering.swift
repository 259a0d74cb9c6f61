// SPDX-License-Identifier: Apache-2.0

/// Picking up, delivering, healing.
extension MatchState {
    /// - Parameters:
    ///   - here: the agent's cell.
    ///   - isHome: whether that is the own base or next to it.
    @inline(__always)
    mutating func gather(
        _ agent: Int, _ here: Int, of team: Int, isHome: Bool, _ map: GameMap, _ rules: Rules
    ) {
        if !deposit[here].isEmpty, load[agent].total < Int32(body[agent].capacity),
            !isContested(map.places[here], by: team)
        {
            pickUp(agent, here, map)
        }
        guard isHome else { return }
        if !load[agent].isEmpty { deliver(agent, of: team) }
        let healed = Int32(health[agent]) + rules.healing
        health[agent] = Int16(min(healed, Int32(body[agent].fullHealth)))
    }

    /// Takes what there is room for, of what the agent prefers first.
    private mutating func pickUp(_ agent: Int, _ here: Int, _ map: GameMap) {
        var room = Int32(body[agent].capacity) - load[agent].total
        let preferred = body[agent].preference.rawValue < 3 ? Int(body[agent].preference.rawValue) : 0
        for index in 0..<3 {
            let kind = (preferred + index) % 3
            let taken = min(room, Int32(deposit[here].units[kind]))
            guard taken > 0 else { continue }
            room -= taken
            load[agent].units[kind] += UInt8(taken)
            deposit[here].units[kind] -= UInt8(taken)
            if deposit[here].units[kind] == 0 { deposits.remove(map.places[here], in: kind) }
        }
        if deposit[here].isEmpty { depositCount -= 1 }
        patience[agent] = 0
    }

    private mutating func deliver(_ agent: Int, of team: Int) {
        teams[team].stock &+= load[agent].wide
        teams[team].delivered &+= load[agent].wide
        load[agent] = ResourceUnits()
        patience[agent] = 0
    }
}
