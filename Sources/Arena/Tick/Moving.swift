// SPDX-License-Identifier: Apache-2.0

/// Agents on their ways.
extension MatchState {
    mutating func move(_ map: GameMap) {
        for team in 0..<Int(teamCount) {
            for agent in agents(of: team) {
                guard cell[agent] != target[agent] else {
                    progress[agent] = 0
                    continue
                }
                let way = progress[agent] &+ body[agent].pace
                progress[agent] = way >= 1000 ? way &- 1000 : way
                if way >= 1000 { step(agent, of: team, map) }
            }
            countOccupied(team, map)
        }
    }

    /// To the neighbour that is closer to the target; of several to the first one in the team's view.
    @inline(__always)
    private mutating func step(_ agent: Int, of team: Int, _ map: GameMap) {
        let here = Int(cell[agent])
        let ways = UInt32(map.ways[Int(target[agent]) * map.geometry.count + here])
        guard ways != 0 else { return }
        let turn = UInt32(team * map.turn)
        let seen = (ways &>> turn | ways &<< (6 &- turn)) & 63
        let direction = (seen.trailingZeroBitCount + Int(turn)) % 6
        cell[agent] = map.neighbors[here * 6 + direction]
    }

    /// Marks the cells on which agents are.
    mutating func countOccupied(_ map: GameMap) {
        for team in 0..<Int(teamCount) { countOccupied(team, map) }
    }

    private mutating func countOccupied(_ team: Int, _ map: GameMap) {
        var rows = occupiedRows[team]
        while rows != 0 {
            occupied[team, rows.trailingZeroBitCount] = 0
            rows &= rows &- 1
        }
        for agent in agents(of: team) {
            let place = map.places[Int(cell[agent])]
            occupied.insert(place, in: team)
            rows |= 1 &<< UInt32(place.row)
        }
        occupiedRows[team] = rows
    }

    /// Marks a cell on which an agent of the team appears.
    mutating func occupy(_ place: CellPlace, _ team: Int) {
        occupied.insert(place, in: team)
        occupiedRows[team] |= 1 &<< UInt32(place.row)
    }

    /// Whether an agent of another team is on the cell.
    @inline(__always)
    mutating func isContested(_ place: CellPlace, by team: Int) -> Bool {
        for other in 0..<Int(teamCount) where other != team {
            if occupied.contains(place, in: other) { return true }
        }
        return false
    }
}
