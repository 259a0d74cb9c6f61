// SPDX-License-Identifier: Apache-2.0

extension MatchState {
    /// Ticks between counts of cells, income, sight, and looks for a winner.
    static let countTicks: Int32 = 5

    /// Ticks that this count stands for: fewer where the match's last tick comes before the next one is due.
    var countedTicks: Int32 { (tick - 1) % Self.countTicks + 1 }

    /// Plays one tick. Within each step all teams act at the same time: what one does is not seen by
    /// another before the step is over.
    mutating func advance(_ map: GameMap, _ rules: Rules) {
        guard ending == .running else { return }
        tick += 1
        if tick % rules.waveTicks == 0 { addPiles(map, rules) }
        spawn(map, rules)
        chooseTargets(map, rules)
        move(map)
        fight(map, rules)
        work(map, rules)
        guard tick % Self.countTicks == 0 || tick >= rules.matchTicks else { return }
        for team in 0..<Int(teamCount) { countFrontier(of: team, map) }
        look(map, rules)
        pay(rules)
        judge(map, rules)
    }

    /// Lets all agents gather, and claim the cell that they stand on. Neither looks at anything that the other
    /// one changes, so that one pass over the agents does for both.
    private mutating func work(_ map: GameMap, _ rules: Rules) {
        for team in 0..<Int(teamCount) {
            let home = map.distances(from: map.bases[team])
            for agent in agents(of: team) {
                let here = Int(cell[agent])
                gather(agent, here, of: team, isHome: home[here] <= 1, map, rules)
                claim(agent, here, of: team, map, rules)
            }
        }
    }

    /// Adds a pile for each team, in places that turning the map brings to each other.
    mutating func addPiles(_ map: GameMap, _ rules: Rules) {
        let kind = Int(waves.below(3))
        let amount = UInt8(1 + waves.below(UInt32(rules.waveAmount)))
        // A few tries: a full map gets none.
        for _ in 0..<8 {
            var cell = Int(waves.below(UInt32(map.geometry.count)))
            guard depositCount < rules.pileLimit, map.isPassable[cell], Int(map.turned[cell]) != cell,
                isOrbitFree(from: cell, map)
            else { continue }
            for _ in 0..<Int(teamCount) {
                deposit[cell].units[kind] = amount
                deposits.insert(map.places[cell], in: kind)
                depositCount += 1
                created[kind] += Int32(amount)
                cell = Int(map.turned[cell])
            }
            return
        }
    }

    private mutating func isOrbitFree(from start: Int, _ map: GameMap) -> Bool {
        var cell = start
        for _ in 0..<Int(teamCount) {
            guard deposit[cell].isEmpty else { return false }
            cell = Int(map.turned[cell])
        }
        return true
    }
}
