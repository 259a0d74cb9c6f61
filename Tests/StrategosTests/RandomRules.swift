// SPDX-License-Identifier: Apache-2.0

import Arena
import StrategosAPI

/// Rules as wild as the schema allows, often at the ends of the ranges.
struct RandomRules {
    private var random: Randomness

    /// A valid message.
    static func message(seed: UInt64) -> ArenaRules {
        var source = RandomRules(random: Randomness(seed: seed, stream: 300))
        var message = ArenaRules()
        message.id = "random-\(seed)"
        message.victory = source.victory()
        message.agents = source.agents()
        message.combat = source.combat()
        message.territory = source.territory()
        message.resources = source.resources()
        message.spawning = source.spawning()
        message.choosing = source.choosing()
        message.sight = source.sight()
        message.collector = source.role()
        message.explorer = source.role()
        message.defender = source.role()
        message.attacker = source.role()
        return message
    }

    private mutating func number(_ range: ClosedRange<UInt32>) -> UInt32 {
        switch random.below(4) {
        case 0: range.lowerBound
        case 1: range.upperBound
        default: range.lowerBound + random.below(range.upperBound - range.lowerBound + 1)
        }
    }

    private mutating func victory() -> ArenaVictoryRules {
        var victory = ArenaVictoryRules()
        victory.matchTicks = number(1...1_000_000)
        victory.territorySharePerMille = number(1...1000)
        victory.territoryTicks = number(0...1_000_000)
        victory.resourceFactor = number(2...1000)
        victory.resourceFloor = number(0...1_000_000)
        victory.drawMarginPerMille = number(0...1000)
        return victory
    }

    private mutating func agents() -> ArenaAgentRules {
        var agents = ArenaAgentRules()
        agents.agentLimit = number(1...16)
        agents.greatestAttributeSum = number(0...5000)
        agents.paceBase = number(1...1000)
        agents.paceGain = number(0...1000 - (agents.paceBase ?? 0))
        agents.healthBase = number(1...30_000)
        agents.healthGain = number(0...30_000 - (agents.healthBase ?? 0))
        agents.carryBase = number(0...200)
        agents.carryGain = number(0...200 - (agents.carryBase ?? 0))
        return agents
    }

    private mutating func combat() -> ArenaCombatRules {
        var combat = ArenaCombatRules()
        combat.attackBase = number(0...10_000)
        combat.attackGain = number(0...10_000 - (combat.attackBase ?? 0))
        combat.armorBase = number(0...10_000)
        combat.armorGain = number(0...10_000 - (combat.armorBase ?? 0))
        combat.armorSharePerMille = number(0...1000)
        combat.cooldownBase = number(1...200)
        combat.cooldownGain = number(0...(combat.cooldownBase ?? 1) - 1)
        combat.healing = number(0...10_000)
        combat.homeDamagePerMille = number(0...1000)
        return combat
    }

    private mutating func territory() -> ArenaTerritoryRules {
        var territory = ArenaTerritoryRules()
        territory.ownedBeyond = number(0...999)
        territory.incomeTicks = number(5...10_000)
        territory.incomeCells = number(0...1024)
        return territory
    }

    private mutating func resources() -> ArenaResourceRules {
        var resources = ArenaResourceRules()
        resources.startStock = number(0...1_000_000)
        resources.startPiles = number(0...100)
        resources.waveTicks = number(1...10_000)
        resources.waveAmount = number(1...100)
        resources.pileLimit = number(0...1000)
        return resources
    }

    private mutating func spawning() -> ArenaSpawnRules {
        var spawning = ArenaSpawnRules()
        spawning.spawnTicks = number(1...10_000)
        spawning.richStock = number(0...1_000_000)
        spawning.poorStock = number(0...(spawning.richStock ?? 0))
        return spawning
    }

    private mutating func choosing() -> ArenaChoiceRules {
        var choosing = ArenaChoiceRules()
        choosing.choiceTicks = number(1...200)
        choosing.fightChoiceTicks = number(1...200)
        choosing.choiceDistance = number(1...1000)
        choosing.baseZone = number(0...64)
        return choosing
    }

    private mutating func sight() -> ArenaSightRules {
        var sight = ArenaSightRules()
        sight.fogged = random.below(2) == 0
        sight.visionBase = number(0...16_000)
        sight.visionGain = number(0...16_000 - (sight.visionBase ?? 0))
        return sight
    }

    private mutating func role() -> ArenaRoleRules {
        var (cost, affinity, damage) = (ArenaRoleCost(), ArenaAffinity(), ArenaRoleDamage())
        cost.energyPerMille = number(0...100_000)
        cost.materialsPerMille = number(0...100_000)
        cost.dataPerMille = number(0...100_000)
        affinity.collectPerMille = number(0...1000)
        affinity.expandPerMille = number(0...1000)
        affinity.attackPerMille = number(0...1000)
        affinity.defendTerritoryPerMille = number(0...1000)
        affinity.defendBasePerMille = number(0...1000)
        affinity.scoutPerMille = number(0...1000)
        damage.toCollectorPerMille = number(0...10_000)
        damage.toExplorerPerMille = number(0...10_000)
        damage.toDefenderPerMille = number(0...10_000)
        damage.toAttackerPerMille = number(0...10_000)
        var role = ArenaRoleRules()
        (role.cost, role.affinity, role.damage) = (cost, affinity, damage)
        role.claim = number(0...1000)
        return role
    }

    /// Maps for each number of teams.
    static func maps() throws -> [Arena.GameMap] {
        try [2, 3, 6].map { try .hexagon(seed: 5, teams: $0, radius: 6) }
    }

    /// Plays rules for a while, with two, three and six teams.
    static func play(_ rules: Rules, on maps: [Arena.GameMap], seed: UInt64) throws {
        for map in maps {
            var match = try Match(map: map, rules: rules, seed: seed)
            for team in 0..<map.teamCount { match.order(team, Archetype.allCases[team].orders) }
            match.advance(to: 60)
        }
    }

    /// Changes some digits, or takes a piece out.
    static func damage(_ text: inout [UInt8], _ random: inout Randomness) {
        let place = Int(random.below(UInt32(text.count)))
        switch random.below(4) {
        case 0: text.removeSubrange(place..<min(text.count, place + 1 + Int(random.below(40))))
        case 1: text[place] = UInt8(truncatingIfNeeded: random.next())
        default:
            // The next digit becomes another one: mostly still JSON, and at times out of a range.
            let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
            guard let digit = text[place...].firstIndex(where: { digits.contains($0) }) else { return }
            text[digit] = digits.lowerBound + UInt8(random.below(10))
        }
    }
}
