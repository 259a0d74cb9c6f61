// SPDX-License-Identifier: Apache-2.0

/// Opponents of one team that come near one of our bases.
public struct Threat: Sendable {
    /// Index of the opponent.
    public var team: Int
    /// Where they are.
    public var area: Area
    /// The base.
    public var base: Cell
    /// Their strength, as far as they are likely to use it.
    public var strength: Double
    /// Own strength that is there in time.
    public var defense: Double
    /// Ticks until the first of them arrives.
    public var arrival: Int64

    /// How dangerous it is, 0 to 1: their part of the strength that will meet, less when they are far.
    public var urgency: Double {
        let meets = strength / (strength + defense + 0.25)
        return min(1, meets * 1.4) * Self.horizon / (Self.horizon + Double(arrival))
    }

    /// Ticks of travel after which a danger counts half.
    private static let horizon = 120.0
    /// Seconds of travel beyond which nobody is a threat.
    private static let farthest = 30.0

    /// All threats to our bases, most urgent first.
    static func all(in situation: Situation, homes: Homes) -> [Threat] {
        var threats: [Threat] = []
        for base in homes.cells[situation.me] {
            for team in situation.teams.indices where team != situation.me {
                if let threat = threat(of: team, to: base, situation) { threats.append(threat) }
            }
        }
        addAttacks(&threats, situation, homes)
        return ranking(threats.map { $0.urgency }).map { threats[$0] }
    }

    private static func threat(of team: Int, to base: Cell, _ situation: Situation) -> Threat? {
        var spot = Spot()
        var soonest = Double.infinity
        var farthestCell: Int32 = 0
        for agent in situation.teams[team].agents {
            guard let cell = agent.cell else { continue }
            let distance = cell.distance(to: base)
            let seconds = Double(distance) / Rules.cellsPerSecond(agent.make)
            guard seconds <= farthest else { continue }
            var use = agent.aggression
            if let target = agent.target { use = target.distance(to: base) <= 3 ? max(use, 0.8) : use * 0.5 }
            // Half of those that could come are not on their way.
            let nearness = distance <= 5 ? 1 : max(0.1, 1 - seconds / farthest)
            let strength = agent.strength * use * nearness
            guard strength > 0.02 else { continue }
            spot.add(cell, strength)
            if strength >= 0.1 { soonest = min(soonest, seconds) }
            farthestCell = max(farthestCell, distance)
        }
        guard spot.weight >= 0.25, soonest.isFinite, let middle = spot.cell else { return nil }
        return Threat(
            team: team, area: Area(middle, radius: min(4, max(1, farthestCell / 4))), base: base,
            strength: spot.weight, defense: defense(of: base, within: soonest + 3, situation),
            arrival: Int64(soonest * situation.ticksPerSecond))
    }

    private static func defense(of base: Cell, within seconds: Double, _ situation: Situation) -> Double {
        var sum = 0.0
        for agent in situation.teams[situation.me].agents {
            guard let cell = agent.cell else { continue }
            let needed = Double(cell.distance(to: base)) / Rules.cellsPerSecond(agent.make)
            // Collectors run rather than fight.
            if needed <= seconds { sum += agent.strength * (agent.role == .collector ? 0.3 : 1) }
        }
        return sum
    }

    /// An attack that was reported makes its base threatened even if the attackers are not seen.
    private static func addAttacks(_ threats: inout [Threat], _ situation: Situation, _ homes: Homes) {
        for event in situation.events {
            guard event.kind == .baseAttacked, event.team == situation.me else { continue }
            if let tick = situation.tick, tick - event.tick > 100 { continue }
            let place = event.cell ?? homes.center(of: situation.me)
            guard let place,
                let base = homes.cells[situation.me].min(by: { $0.distance(to: place) < $1.distance(to: place) })
            else { continue }
            let team = event.other ?? -1
            if let known = threats.firstIndex(where: { $0.base == base && (team < 0 || $0.team == team) }) {
                threats[known].arrival = 0
                threats[known].strength += 0.5
            } else {
                threats.append(
                    Threat(
                        team: team, area: Area(place, radius: 3), base: base, strength: 1,
                        defense: defense(of: base, within: 3, situation), arrival: 0))
            }
        }
    }
}
