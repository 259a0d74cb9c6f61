// SPDX-License-Identifier: Apache-2.0

/// Control of cells.
extension MatchState {
    /// An agent moves its cell towards its team, unless an opponent stands there too.
    @inline(__always)
    mutating func claim(_ agent: Int, _ here: Int, of team: Int, _ map: GameMap, _ rules: Rules) {
        let isOwn = Int(holder[here]) == team
        if isOwn, control[here] == 1000 { return }
        guard !isContested(map.places[here], by: team) else { return }
        let claim = rules.claim[Int(body[agent].role.rawValue)]
        if isOwn {
            raise(here, to: min(1000, Int32(control[here]) + claim), agent, of: team, map, rules)
        } else {
            lower(here, by: claim, for: team, map, rules)
        }
    }

    private mutating func raise(
        _ here: Int, to value: Int32, _ agent: Int, of team: Int, _ map: GameMap, _ rules: Rules
    ) {
        let wasOwned = Int32(control[here]) > rules.ownedBeyond
        control[here] = Int16(value)
        guard !wasOwned, value > rules.ownedBeyond else { return }
        owned.insert(map.places[here], in: team)
        teams[team].cells += 1
        // The work is done where it was to claim the cell.
        if task[agent] == .expand || task[agent] == .attack { patience[agent] = 0 }
    }

    private mutating func lower(_ here: Int, by claim: Int32, for team: Int, _ map: GameMap, _ rules: Rules) {
        let value = Int32(control[here]) - claim
        let before = Int(holder[here])
        if Int32(control[here]) > rules.ownedBeyond, value <= rules.ownedBeyond {
            owned.remove(map.places[here], in: before)
            teams[before].cells -= 1
        }
        control[here] = Int16(abs(value))
        guard value < 0 else { return }
        holder[here] = UInt8(team)
        // A claim that is larger than the bound owns at once.
        guard -value > rules.ownedBeyond else { return }
        owned.insert(map.places[here], in: team)
        teams[team].cells += 1
    }

    /// Own cells with a neighbour that is not.
    mutating func countFrontier(of team: Int, _ map: GameMap) {
        var above = map.passable[0]
        var here = map.passable[1] & ~owned[team, 1]
        for row in 1...map.geometry.height {
            let below = map.passable[row + 1] & ~owned[team, row + 1]
            frontier[team, row] =
                CellSet.grown(row: row, above: above, here: here, below: below) & owned[team, row]
            (above, here) = (here, below)
        }
    }
}
