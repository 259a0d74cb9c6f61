// SPDX-License-Identifier: Apache-2.0

/// Agents in numbers.
public struct Forces: Sendable {
    /// Own agents by role.
    public var own = RoleVector()
    /// Opponents' agents by role, all opponents together.
    public var opponents = RoleVector()
    /// Own agents whose role is not known.
    public var ownUnknown = 0
    /// Opponents' agents whose role is not known.
    public var opponentsUnknown = 0
    /// Own fighting strength; see `Rules.strength`.
    public var ownStrength = 0.0
    /// Fighting strength of the strongest opponent.
    public var opponentStrength = 0.0
    /// Own part of own and strongest opponent's strength, 0 to 1.
    public var part: Double?
    /// The same where both sides' agents are near each other or near the frontier.
    public var frontierPart: Double?
    /// Own strength within 8 cells of home.
    public var strengthAtHome = 0.0
    /// Opponents' strength nearer to our home than to theirs.
    public var intruders = 0.0
    /// Mean attack and defence of the opponents' agents, those that fight counting most, in the game's
    /// units.
    public var opponentMake: (attack: Double, defense: Double)?
    /// Agents, own and others', whose position is not known.
    public var unlocated = 0

    init() {}

    init(_ situation: Situation, homes: Homes, sectors: inout Sectors) {
        var strengths = [Double](repeating: 0, count: situation.teams.count)
        var make = (attack: 0.0, defense: 0.0, weight: 0.0)
        for (team, view) in situation.teams.enumerated() {
            let isOwn = team == situation.me
            for agent in view.agents {
                count(agent, isOwn)
                let strength = agent.strength
                strengths[team] += strength
                if !isOwn {
                    let weight = agent.aggression
                    make.attack += weight * Rules.blow(agent.make)
                    make.defense += weight * Rules.guardValue(agent.make)
                    make.weight += weight
                }
                guard let cell = agent.cell else {
                    unlocated += 1
                    continue
                }
                place(cell, strength, team, situation.me, homes)
                sectors.update(cell) {
                    if isOwn {
                        $0.own.add(cell, strength)
                    } else {
                        $0.opponents.add(cell, strength)
                        $0.opponent = team
                    }
                }
            }
        }
        if make.weight > 0 { opponentMake = (make.attack / make.weight, make.defense / make.weight) }
        ownStrength = strengths[situation.me]
        opponentStrength = strengths.indices.filter { $0 != situation.me }.map { strengths[$0] }.max() ?? 0
        if ownStrength + opponentStrength > 0, situation.teams.count > 1 {
            part = ownStrength / (ownStrength + opponentStrength)
        }
    }

    private mutating func count(_ agent: AgentView, _ isOwn: Bool) {
        switch (agent.role, isOwn) {
        case (let role?, true): own[role] += 1
        case (let role?, false): opponents[role] += 1
        case (nil, true): ownUnknown += 1
        case (nil, false): opponentsUnknown += 1
        }
    }

    private mutating func place(_ cell: Cell, _ strength: Double, _ team: Int, _ me: Int, _ homes: Homes) {
        guard let toHome = homes.distance(from: cell, to: me) else { return }
        if team == me {
            if toHome <= 8 { strengthAtHome += strength }
        } else if let toTheirs = homes.distance(from: cell, to: team), toHome < toTheirs {
            intruders += strength
        }
    }

    /// Compares the sides where they meet: sectors with contact, and where opponents stand with ours
    /// around them.
    mutating func measureFrontier(_ sectors: Sectors) {
        var (own, other) = (0.0, 0.0)
        for (index, sector) in sectors.all.enumerated() {
            let isFront = sector.weakOpponent.weight > 0 || sector.opponents.weight > 0
            guard isFront else { continue }
            let around = sectors.strengthAround(index)
            guard sector.weakOpponent.weight > 0 || around.own > 0 else { continue }
            own += around.own
            other += around.opponents
        }
        frontierPart = own + other > 0 ? own / (own + other) : nil
    }

    /// Own agents in all.
    public var ownCount: Int { Int(own.sum()) + ownUnknown }
    /// Opponents' agents in all.
    public var opponentsCount: Int { Int(opponents.sum()) + opponentsUnknown }
}

extension AgentView {
    /// What it is made of, as usual for its role where that is not known.
    var make: Attributes { attributes ?? Rules.typical(role ?? .explorer) }

    /// Health left, 0 to 1.
    var vigour: Double {
        if let health { return max(0, min(1, health)) }
        if let hitPoints { return max(0, min(1, hitPoints / Rules.hitPoints(make))) }
        return 1
    }

    /// Fighting strength; see `Rules.strength`.
    var strength: Double { Rules.strength(make, health: vigour) }

    /// How much of its strength it is likely to use for an attack, 0 to 1.
    var aggression: Double {
        switch (task, role) {
        case (.attack, _), (_, .attacker): 1
        case (_, .defender): 0.5
        case (_, nil): 0.5
        case (_, .explorer): 0.4
        case (_, .collector): 0.15
        }
    }
}
