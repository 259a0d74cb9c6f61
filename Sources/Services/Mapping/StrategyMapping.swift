// SPDX-License-Identifier: Apache-2.0

import Planning
import Protobuf
import StrategosAPI

extension TeamStrategy {
    /// The planner's strategy in the schema's words, without the words for people.
    init(_ strategy: Strategy, team: String, teams: [Team]) {
        self.init()
        teamID = team
        archetype = StrategosAPI.Archetype(strategy.archetype)
        posture = StrategosAPI.Posture(strategy.posture)
        focus = StrategosAPI.Focus(strategy.focus)
        priorities = strategy.priorities.map(StrategosAPI.Priority.init)
        composition = Composition(strategy.composition)
        resourceShares = ResourceShares(strategy.resourceShares)
        counters = strategy.counters.map { Counter($0, teams) }
        validUntilTick = strategy.validUntil.map { UInt64(max(0, min(1_000_000_000_000, $0))) }
        spawnIntervalPerMille = UInt32(max(100, min(10_000, strategy.spawnInterval)))
        retreatHealthPerMille = UInt32(max(0, min(1000, strategy.retreatHealth)))
        strategyID = Self.name(of: self)
    }

    /// A name made from the content, so that equal strategies are called the same: 64 bits of FNV-1a
    /// over the encoded message. Until when it holds is not part of what it is.
    private static func name(of strategy: TeamStrategy) -> String {
        var content = strategy
        content.validUntilTick = nil
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in content.serialized() { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return "s-" + String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// A checked strategy in the planner's words; what it does not say is as its archetype has it.
    var planned: Strategy {
        var strategy = Strategy(archetype.planned ?? likelyArchetype)
        if let posture = Planning.Posture(rawValue: Int(posture.rawValue) - 1) { strategy.posture = posture }
        if let focus = Planning.Focus(rawValue: Int(focus.rawValue) - 1) { strategy.focus = focus }
        strategy.priorities = priorities.compactMap { priority in
            priority.task.planned.map {
                Planning.Priority(
                    $0, weight: Int32(priority.weightPerMille), area: priority.zone?.area,
                    resource: priority.resource.planned)
            }
        }
        strategy.composition = composition?.parts ?? strategy.archetype.mix.thousandths
        if let shares = resourceShares { strategy.resourceShares = shares.parts }
        strategy.validUntil = validUntilTick.map { Int64($0) }
        if let interval = spawnIntervalPerMille { strategy.spawnInterval = Int32(interval) }
        if let health = retreatHealthPerMille { strategy.retreatHealth = Int32(health) }
        return strategy
    }

    private var likelyArchetype: Planning.Archetype {
        switch (posture, focus) {
        case (.aggressive, .resources): .raid
        case (.aggressive, _): .rush
        case (.defensive, _): .turtle
        case (.economic, _): .boom
        case (_, .territory): .expand
        default: .balanced
        }
    }
}

extension StrategosAPI.Priority {
    init(_ priority: Planning.Priority) {
        self.init()
        task = StrategosAPI.TaskKind(priority.task)
        weightPerMille = UInt32(max(0, min(1000, priority.weight)))
        zone = priority.area.map(StrategosAPI.Zone.init)
        resource = ResourceKind(priority.resource)
    }
}

extension Counter {
    init(_ counter: CounterMove, _ teams: [Team]) {
        self.init()
        opponentTeam = teams[counter.opponent].id
        observed = StrategosAPI.Archetype(counter.observed)
        likelihoodPerMille = UInt32(max(0, min(1000, counter.likelihood)))
        response = StrategosAPI.TaskKind(counter.response)
        zone = counter.area.map(StrategosAPI.Zone.init)
        description = Words.counter(counter, team: opponentTeam)
    }
}
