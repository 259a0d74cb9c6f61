// SPDX-License-Identifier: Apache-2.0

/// What teams see and remember.
extension MatchState {
    mutating func look(_ map: GameMap, _ rules: Rules) {
        for team in 0..<Int(teamCount) {
            var visible = CellSet()
            for agent in agents(of: team) {
                let place = map.places[Int(cell[agent])]
                let radius = Int(body[agent].vision)
                let rows = map.disks.rows(radius, around: place)
                let row = Int(place.row)
                for seen in max(1, row - radius)...min(map.geometry.height, row + radius) {
                    visible[seen] |= rows[seen &- row]
                }
            }
            for row in 1...map.geometry.height {
                self.visible[team, row] = (visible[row] | owned[team, row]) & map.passable[row]
                explored[team, row] |= self.visible[team, row]
            }
            if rules.isFogged { remember(team, map) }
        }
    }

    private mutating func remember(_ team: Int, _ map: GameMap) {
        for row in 1...map.geometry.height {
            let visible = visible[team, row]
            let foreign = foreignRow(row, team)
            knownForeign[team, row] = knownForeign[team, row] & ~visible | foreign & visible
            for kind in 0..<3 {
                let known = knownDeposits[3 * team + kind, row]
                knownDeposits[3 * team + kind, row] = known & ~visible | deposits[kind, row] & visible
            }
        }
    }
}
