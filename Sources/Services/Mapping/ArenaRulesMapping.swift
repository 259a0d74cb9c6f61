// SPDX-License-Identifier: Apache-2.0

import Arena
import StrategosAPI

// The numbers of `ArenaRules` and those of `Arena.Rules`, each pair once, for both directions.

extension Arena.Rules {
    /// The rules of a valid message; a number that is absent keeps the value of `Rules()`.
    public init(_ message: ArenaRules) {
        self.init()
        for (part, own) in VictoryNumbers.pairs { read(message.victory?[keyPath: part], own) }
        for (part, own) in AgentNumbers.pairs { read(message.agents?[keyPath: part], own) }
        for (part, own) in CombatNumbers.pairs { read(message.combat?[keyPath: part], own) }
        for (part, own) in TerritoryNumbers.pairs { read(message.territory?[keyPath: part], own) }
        for (part, own) in ResourceNumbers.pairs { read(message.resources?[keyPath: part], own) }
        for (part, own) in SpawnNumbers.pairs { read(message.spawning?[keyPath: part], own) }
        for (part, own) in ChoiceNumbers.pairs { read(message.choosing?[keyPath: part], own) }
        for (part, own) in SightNumbers.pairs { read(message.sight?[keyPath: part], own) }
        isFogged = message.sight?.fogged ?? isFogged
        for role in Arena.AgentRole.allCases {
            let index = Int(role.rawValue)
            let part = message[keyPath: RoleNumbers.part(of: role)]
            claim[index] = part?.claim.map(Self.number) ?? claim[index]
            for (offset, path) in RoleNumbers.cost.enumerated() {
                let value = part?.cost?[keyPath: path]
                costs[index * 3 + offset] = value.map(Self.number) ?? costs[index * 3 + offset]
            }
            for (offset, path) in RoleNumbers.affinity.enumerated() {
                let value = part?.affinity?[keyPath: path]
                affinity[index * 6 + offset] = value.map(Self.number) ?? affinity[index * 6 + offset]
            }
            for (offset, path) in RoleNumbers.damage.enumerated() {
                let value = part?.damage?[keyPath: path]
                counterDamage[index * 4 + offset] = value.map(Self.number) ?? counterDamage[index * 4 + offset]
            }
        }
    }

    private mutating func read(_ value: UInt32??, _ own: WritableKeyPath<Arena.Rules, Int32>) {
        if case .some(.some(let value)) = value { self[keyPath: own] = Self.number(value) }
    }

    private static func number(_ value: UInt32) -> Int32 { Int32(clamping: value) }
}

extension ArenaRules {
    /// The rules as a message, complete.
    public init(id: String, _ rules: Arena.Rules) {
        self.init()
        self.id = id
        victory = Self.part(ArenaVictoryRules(), VictoryNumbers.pairs, rules)
        agents = Self.part(ArenaAgentRules(), AgentNumbers.pairs, rules)
        combat = Self.part(ArenaCombatRules(), CombatNumbers.pairs, rules)
        territory = Self.part(ArenaTerritoryRules(), TerritoryNumbers.pairs, rules)
        resources = Self.part(ArenaResourceRules(), ResourceNumbers.pairs, rules)
        spawning = Self.part(ArenaSpawnRules(), SpawnNumbers.pairs, rules)
        choosing = Self.part(ArenaChoiceRules(), ChoiceNumbers.pairs, rules)
        sight = Self.part(ArenaSightRules(), SightNumbers.pairs, rules)
        sight?.fogged = rules.isFogged
        for role in Arena.AgentRole.allCases {
            let index = Int(role.rawValue)
            var (cost, affinity, damage) = (ArenaRoleCost(), ArenaAffinity(), ArenaRoleDamage())
            for (offset, path) in RoleNumbers.cost.enumerated() {
                cost[keyPath: path] = UInt32(clamping: rules.costs[index * 3 + offset])
            }
            for (offset, path) in RoleNumbers.affinity.enumerated() {
                affinity[keyPath: path] = UInt32(clamping: rules.affinity[index * 6 + offset])
            }
            for (offset, path) in RoleNumbers.damage.enumerated() {
                damage[keyPath: path] = UInt32(clamping: rules.counterDamage[index * 4 + offset])
            }
            var part = ArenaRoleRules()
            (part.cost, part.affinity, part.damage) = (cost, affinity, damage)
            part.claim = UInt32(clamping: rules.claim[index])
            self[keyPath: RoleNumbers.part(of: role)] = part
        }
    }

    private static func part<Part>(
        _ empty: Part, _ pairs: [(WritableKeyPath<Part, UInt32?>, WritableKeyPath<Arena.Rules, Int32>)],
        _ rules: Arena.Rules
    ) -> Part {
        var part = empty
        for (path, own) in pairs { part[keyPath: path] = UInt32(clamping: rules[keyPath: own]) }
        return part
    }
}

/// A number of a part of the message, and the same one of Arena.
private typealias Pairs<Part> = [(WritableKeyPath<Part, UInt32?>, WritableKeyPath<Arena.Rules, Int32>)]

private enum VictoryNumbers {
    static var pairs: Pairs<ArenaVictoryRules> {
        [
            (\.matchTicks, \.matchTicks), (\.territorySharePerMille, \.territoryShare),
            (\.territoryTicks, \.territoryTicks), (\.resourceFactor, \.resourceFactor),
            (\.resourceFloor, \.resourceFloor), (\.drawMarginPerMille, \.drawMargin),
        ]
    }
}

private enum AgentNumbers {
    static var pairs: Pairs<ArenaAgentRules> {
        [
            (\.agentLimit, \.agentLimit), (\.greatestAttributeSum, \.greatestMakeSum),
            (\.paceBase, \.paceBase), (\.paceGain, \.paceGain),
            (\.healthBase, \.healthBase), (\.healthGain, \.healthGain),
            (\.carryBase, \.carryBase), (\.carryGain, \.carryGain),
        ]
    }
}

private enum CombatNumbers {
    static var pairs: Pairs<ArenaCombatRules> {
        [
            (\.attackBase, \.attackBase), (\.attackGain, \.attackGain),
            (\.armorBase, \.armorBase), (\.armorGain, \.armorGain), (\.armorSharePerMille, \.armorShare),
            (\.cooldownBase, \.cooldownBase), (\.cooldownGain, \.cooldownGain),
            (\.healing, \.healing), (\.homeDamagePerMille, \.homeDamage),
        ]
    }
}

private enum TerritoryNumbers {
    static var pairs: Pairs<ArenaTerritoryRules> {
        [(\.ownedBeyond, \.ownedBeyond), (\.incomeTicks, \.incomeTicks), (\.incomeCells, \.incomeCells)]
    }
}

private enum ResourceNumbers {
    static var pairs: Pairs<ArenaResourceRules> {
        [
            (\.startStock, \.startStock), (\.startPiles, \.startPiles), (\.waveTicks, \.waveTicks),
            (\.waveAmount, \.waveAmount), (\.pileLimit, \.pileLimit),
        ]
    }
}

private enum SpawnNumbers {
    static var pairs: Pairs<ArenaSpawnRules> {
        [(\.spawnTicks, \.spawnTicks), (\.richStock, \.richStock), (\.poorStock, \.poorStock)]
    }
}

private enum ChoiceNumbers {
    static var pairs: Pairs<ArenaChoiceRules> {
        [
            (\.choiceTicks, \.choiceTicks), (\.fightChoiceTicks, \.fightChoiceTicks),
            (\.choiceDistance, \.choiceDistance), (\.baseZone, \.baseZone),
        ]
    }
}

private enum SightNumbers {
    static var pairs: Pairs<ArenaSightRules> { [(\.visionBase, \.visionBase), (\.visionGain, \.visionGain)] }
}

/// What each role has of its own, in the order of Arena's columns.
private enum RoleNumbers {
    static func part(of role: Arena.AgentRole) -> WritableKeyPath<ArenaRules, ArenaRoleRules?> {
        switch role {
        case .collector: \.collector
        case .explorer: \.explorer
        case .defender: \.defender
        case .attacker: \.attacker
        }
    }

    static var cost: [WritableKeyPath<ArenaRoleCost, UInt32?>] {
        [\.energyPerMille, \.materialsPerMille, \.dataPerMille]
    }

    static var affinity: [WritableKeyPath<ArenaAffinity, UInt32?>] {
        [
            \.collectPerMille, \.expandPerMille, \.attackPerMille, \.defendTerritoryPerMille, \.defendBasePerMille,
            \.scoutPerMille,
        ]
    }

    static var damage: [WritableKeyPath<ArenaRoleDamage, UInt32?>] {
        [\.toCollectorPerMille, \.toExplorerPerMille, \.toDefenderPerMille, \.toAttackerPerMille]
    }
}
