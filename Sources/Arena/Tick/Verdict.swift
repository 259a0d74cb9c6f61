// SPDX-License-Identifier: Apache-2.0

/// Income, and who has won.
extension MatchState {
    /// Pays for territory.
    mutating func pay(_ rules: Rules) {
        guard rules.incomeCells > 0, tick / rules.incomeTicks > (tick - countedTicks) / rules.incomeTicks else {
            return
        }
        for team in 0..<Int(teamCount) where !teams[team].isOut {
            let units = teams[team].cells / rules.incomeCells
            let income = SIMD4(units, units, units, 0)
            teams[team].stock &+= income
            teams[team].income &+= income
            created &+= income
        }
    }

    mutating func judge(_ map: GameMap, _ rules: Rules) {
        for team in 0..<Int(teamCount) {
            let isEnough = teams[team].cells * 1000 >= Int32(map.passableCount) * rules.territoryShare
            teams[team].heldTicks = isEnough ? teams[team].heldTicks + countedTicks : 0
            teams[team].cellTicks += Int64(teams[team].cells) * Int64(countedTicks)
            if alive[team] == 0, !holdsBase(team, map, rules) || !affordsAgent(team, rules) { teams[team].isOut = true }
        }
        if judgeElimination() || judgeTerritory(rules) || judgeResources(rules) { return }
        if tick >= rules.matchTicks { judgeTime(map, rules) }
    }

    private mutating func end(_ ending: Ending, _ winner: UInt8) {
        self.ending = ending
        self.winner = winner
    }

    private mutating func judgeElimination() -> Bool {
        var left = 0
        var last = Self.noTeam
        for team in 0..<Int(teamCount) where !teams[team].isOut {
            left += 1
            last = UInt8(team)
        }
        guard left <= 1 else { return false }
        end(left == 1 ? .elimination : .draw, last)
        return true
    }

    /// More than one team can hold the share only where it is below a half; then the larger one wins.
    private mutating func judgeTerritory(_ rules: Rules) -> Bool {
        var leader = Self.noTeam
        var most: Int32 = -1
        for team in 0..<Int(teamCount) where teams[team].heldTicks > rules.territoryTicks {
            if teams[team].cells == most { leader = Self.noTeam }
            if teams[team].cells > most { (leader, most) = (UInt8(team), teams[team].cells) }
        }
        guard most >= 0 else { return false }
        end(leader == Self.noTeam ? .draw : .territory, leader)
        return true
    }

    private mutating func judgeResources(_ rules: Rules) -> Bool {
        for team in 0..<Int(teamCount) where !teams[team].isOut {
            let own = Int64(teams[team].stock.wrappedSum())
            guard own > rules.resourceFloor else { continue }
            var isFarAhead = true
            for other in 0..<Int(teamCount) where other != team && !teams[other].isOut {
                let needed = Int64(teams[other].stock.wrappedSum()) * Int64(rules.resourceFactor)
                if own < needed { isFarAhead = false }
            }
            guard isFarAhead else { continue }
            end(.resources, UInt8(team))
            return true
        }
        return false
    }

    private mutating func judgeTime(_ map: GameMap, _ rules: Rules) {
        var leader = Self.noTeam
        var (most, second): (Int32, Int32) = (-1, -1)
        for team in 0..<Int(teamCount) {
            let cells = teams[team].cells
            if cells > most {
                (leader, most, second) = (UInt8(team), cells, most)
            } else {
                second = max(second, cells)
            }
        }
        let isClear = (most - second) * 1000 > Int32(map.passableCount) * rules.drawMargin
        end(isClear ? .time : .draw, isClear ? leader : Self.noTeam)
    }
}
