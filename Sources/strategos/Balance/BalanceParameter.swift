// SPDX-License-Identifier: Apache-2.0

import Arena
import Foundation

/// A number of the rules that the search may turn, with the range in which it may.
struct BalanceParameter: Sendable {
    /// As the rules have it.
    let name: String
    /// The least value.
    let least: Double
    /// The greatest value.
    let most: Double
    /// Whether steps are proportional to the value; else they are equal everywhere.
    let isProportional: Bool
    /// Its value.
    let get: @Sendable (Rules) -> Int32
    /// Sets it.
    let set: @Sendable (inout Rules, Int32) -> Void

    private init(
        _ name: String, _ range: ClosedRange<Double>, proportional: Bool = false,
        get: @escaping @Sendable (Rules) -> Int32, set: @escaping @Sendable (inout Rules, Int32) -> Void
    ) {
        self.name = name
        least = range.lowerBound
        most = range.upperBound
        isProportional = proportional
        self.get = get
        self.set = set
    }

    /// Where a value lies in the range, 0 to 1.
    func position(in rules: Rules) -> Double {
        let value = min(max(Double(get(rules)), least), most)
        return isProportional ? log(value / least) / log(most / least) : (value - least) / (most - least)
    }

    /// Sets the value at a position, 0 to 1; positions outside come to the nearer end.
    func apply(_ position: Double, to rules: inout Rules) {
        let position = min(max(position, 0), 1)
        let value =
            isProportional
            ? least * pow(most / least, position) : least + (most - least) * position
        set(&rules, Int32(value.rounded()))
    }

    /// All that are turned. What is left out is the reference game's: attributes, speeds, sight, and the
    /// length of a match.
    static let all: [BalanceParameter] =
        [
            BalanceParameter("territoryShare", 500...800, get: { $0.territoryShare }, set: { $0.territoryShare = $1 }),
            BalanceParameter("territoryTicks", 100...600, get: { $0.territoryTicks }, set: { $0.territoryTicks = $1 }),
            BalanceParameter("resourceFactor", 2...10, get: { $0.resourceFactor }, set: { $0.resourceFactor = $1 }),
            BalanceParameter(
                "resourceFloor", 100...3000, proportional: true, get: { $0.resourceFloor },
                set: { $0.resourceFloor = $1 }),
            BalanceParameter("healing", 2...40, proportional: true, get: { $0.healing }, set: { $0.healing = $1 }),
            BalanceParameter("homeDamage", 200...1000, get: { $0.homeDamage }, set: { $0.homeDamage = $1 }),
            BalanceParameter(
                "attackBase", 20...100, proportional: true, get: { $0.attackBase }, set: { $0.attackBase = $1 }),
            BalanceParameter(
                "attackGain", 80...400, proportional: true, get: { $0.attackGain }, set: { $0.attackGain = $1 }),
            BalanceParameter("armorShare", 100...800, get: { $0.armorShare }, set: { $0.armorShare = $1 }),
            BalanceParameter(
                "incomeCells", 20...400, proportional: true, get: { $0.incomeCells }, set: { $0.incomeCells = $1 }),
            BalanceParameter("startStock", 10...60, get: { $0.startStock }, set: { $0.startStock = $1 }),
            BalanceParameter(
                "waveTicks", 5...40, proportional: true, get: { $0.waveTicks }, set: { $0.waveTicks = $1 }),
            BalanceParameter("waveAmount", 2...10, get: { $0.waveAmount }, set: { $0.waveAmount = $1 }),
            BalanceParameter("spawnTicks", 60...250, get: { $0.spawnTicks }, set: { $0.spawnTicks = $1 }),
            BalanceParameter("choiceDistance", 2...10, get: { $0.choiceDistance }, set: { $0.choiceDistance = $1 }),
            BalanceParameter("baseZone", 3...12, get: { $0.baseZone }, set: { $0.baseZone = $1 }),
        ] + roles.flatMap { [claim($0), cost($0)] } + roles.flatMap { role in roles.map { counter(role, $0) } }

    private static let roles = AgentRole.allCases

    private static func claim(_ role: AgentRole) -> BalanceParameter {
        let index = Int(role.rawValue)
        return BalanceParameter(
            "claim[\(role)]", 4...100, proportional: true, get: { $0.claim[index] }, set: { $0.claim[index] = $1 })
    }

    /// The three multipliers of a role together, as its cost in energy; their proportions stay.
    private static func cost(_ role: AgentRole) -> BalanceParameter {
        let first = Int(role.rawValue) * 3
        return BalanceParameter(
            "costs[\(role)]", 400...3000, proportional: true, get: { $0.costs[first] },
            set: { rules, value in
                let before = max(1, rules.costs[first])
                for kind in 0..<3 { rules.costs[first + kind] = rules.costs[first + kind] * value / before }
            })
    }

    private static func counter(_ role: AgentRole, _ victim: AgentRole) -> BalanceParameter {
        let index = Int(role.rawValue) * 4 + Int(victim.rawValue)
        return BalanceParameter(
            "counterDamage[\(role) against \(victim)]", 400...2500, proportional: true,
            get: { $0.counterDamage[index] }, set: { $0.counterDamage[index] = $1 })
    }
}
