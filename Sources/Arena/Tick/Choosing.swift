// SPDX-License-Identifier: Apache-2.0

/// What each agent does next: of everything in reach that its orders know the most worth for the way.
///
/// The worth of a target is the weight of its task times the role's affinity to it, divided by the steps
/// to it plus `Rules.choiceDistance`.
extension MatchState {
    mutating func chooseTargets(_ map: GameMap, _ rules: Rules) {
        for team in 0..<Int(teamCount) {
            let slots = AgentCountdown.countDown(&patience, of: team) & alive[team]
            for agent in AgentNumbers(slots: slots, first: Self.agent(team, 0)) { choose(agent, of: team, map, rules) }
        }
    }

    private mutating func choose(_ agent: Int, of team: Int, _ map: GameMap, _ rules: Rules) {
        if mood[agent].contains(.choosing) {
            chosen.remove(map.places[Int(target[agent])], in: team)
            mood[agent].remove(.choosing)
        }
        mood[agent].remove(.delivering)
        patience[agent] = UInt8(rules.choiceTicks - 1)
        decideRetreat(agent, of: team)
        if mood[agent].contains(.retreating) { return head(agent, for: map.bases[team]) }
        if mood[agent].contains(.deploying), deploys(agent, of: team, map) { return }

        var best = Choice(from: Int(cell[agent]), distanceAdded: rules.choiceDistance)
        considerDelivery(agent, of: team, map, rules, &best)
        // Cells first: with one of them in mind, most opponents are too far away to be looked at closely.
        considerCells(agent, of: team, map, rules, &best)
        if considerOpponents(agent, of: team, map, rules, &best) {
            patience[agent] = UInt8(rules.fightChoiceTicks - 1)
        }
        target[agent] = UInt16(best.target)
        task[agent] = best.task
        switch best.kind {
        case .delivery: mood[agent].insert(.delivering)
        case .place:
            mood[agent].insert(.choosing)
            chosen.insert(map.places[best.target], in: team)
        case .opponent, .nothing: break
        }
    }

    private mutating func head(_ agent: Int, for cell: Int) {
        target[agent] = UInt16(cell)
    }

    /// An agent withdraws below the ordered health, and stays away until it is nearly whole.
    private mutating func decideRetreat(_ agent: Int, of team: Int) {
        let share = Int32(health[agent]) * 1000 / max(1, Int32(body[agent].fullHealth))
        if share < Int32(orders[team].retreatHealth) {
            mood[agent].insert(.retreating)
        } else if share >= 900 || share >= Int32(orders[team].retreatHealth) * 2 {
            mood[agent].remove(.retreating)
        }
    }

    /// Whether the agent is still on its way to where it was deployed.
    private mutating func deploys(_ agent: Int, of team: Int, _ map: GameMap) -> Bool {
        let zone = orders[team].designs[Int(body[agent].role.rawValue)].deployment
        if zone.isEverywhere || !map.isPassable[Int(zone.center)]
            || map.distance(Int(cell[agent]), Int(zone.center)) <= Int32(zone.radius)
        {
            mood[agent].remove(.deploying)
            return false
        }
        head(agent, for: Int(zone.center))
        return true
    }

    /// Bringing home what is carried is worth more the fuller the agent is, and most when it is full.
    private mutating func considerDelivery(
        _ agent: Int, of team: Int, _ map: GameMap, _ rules: Rules, _ best: inout Choice
    ) {
        let units = load[agent].total
        guard units > 0 else { return }
        let weight = max(worth(.collect, agent, of: team), 20)
        let capacity = max(1, Int32(body[agent].capacity))
        let factor = units >= capacity ? 4000 : units * 1000 / capacity
        let steps = map.distance(Int(cell[agent]), map.bases[team])
        best.offer(
            weight * factor / 1000, distance: steps, rank: 0, view: 0, target: map.bases[team], task: .collect,
            kind: .delivery)
    }

    /// Whether opponents may be within so many steps: whether they are where nothing is in the way.
    @inline(__always)
    private mutating func hasOpponents(within steps: Int32, of cell: Int, _ team: Int, _ map: GameMap) -> Bool {
        guard steps <= Int32(GameMap.greatestDisk) else { return true }
        let place = map.places[cell]
        let disk = map.disks.rows(Int(steps), around: place)
        let row = Int(place.row)
        // Bits of the rows from so many above to so many below.
        let rows = (2 as UInt64) &<< UInt64(2 &* steps) &- 1
        let span = UInt32(truncatingIfNeeded: (rows &<< UInt64(row)) &>> UInt64(steps))
        for other in 0..<Int(teamCount) where other != team {
            var rows = occupiedRows[other] & span
            while rows != 0 {
                let next = rows.trailingZeroBitCount
                if occupied[other, next] & disk[next &- row] != 0 { return true }
                rows &= rows &- 1
            }
        }
        return false
    }

    /// Steps to an opponent that is near enough for an agent to choose anew soon.
    private static let nearby: Int32 = 3

    /// The opponents' agents, one by one. Says whether one of them is near.
    private mutating func considerOpponents(
        _ agent: Int, of team: Int, _ map: GameMap, _ rules: Rules, _ best: inout Choice
    ) -> Bool {
        let wants = OpponentWants(&self, agent, of: team, map, rules)
        var reach = wants.greatest > 0 ? best.reach(wants.greatest) : -1
        guard hasOpponents(within: max(reach, Self.nearby), of: Int(cell[agent]), team, map) else { return false }
        let distances = map.distances(from: Int(cell[agent]))
        let isFogged = rules.isFogged
        var isNear = false
        for other in 0..<Int(teamCount) where other != team {
            for opponent in agents(of: other) {
                let there = Int(cell[opponent])
                let steps = Int32(distances[there])
                // Most are far away: one comparison for these.
                guard steps <= max(reach, Self.nearby) else { continue }
                if isFogged, !visible.contains(map.places[there], in: team) { continue }
                if steps <= Self.nearby { isNear = true }
                guard steps <= reach else { continue }
                let (weight, task) = wants.weight(
                    of: there, owner: other, steps: steps, isOwn: owned.contains(map.places[there], in: team), map)
                guard weight > 0 else { continue }
                if best.offer(
                    weight, distance: steps, rank: 1, view: map.view(there, of: team), target: there, task: task,
                    kind: .opponent)
                {
                    reach = best.reach(wants.greatest)
                }
            }
        }
        return isNear
    }

    /// The weight of a task times the role's affinity to it.
    @inline(__always)
    mutating func worth(_ task: AgentTask, _ agent: Int, of team: Int) -> Int32 {
        Int32(orders[team].worths[Int(body[agent].role.rawValue) &* 6 &+ Int(task.rawValue)])
    }
}
