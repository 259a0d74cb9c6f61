// SPDX-License-Identifier: Apache-2.0

import Arena

/// Orders as a file has them. Lists have the order of the simulation's vocabulary, and its lengths.
struct OrdersRecord: Codable, Equatable {
    /// Cells within a distance of one.
    struct Zone: Codable, Equatable {
        var center: Int
        var radius: Int

        init?(_ zone: OrderZone) {
            guard !zone.isEverywhere else { return nil }
            (center, radius) = (Int(zone.center), Int(zone.radius))
        }

        var zone: OrderZone { OrderZone(center: UInt16(clamping: center), radius: UInt8(clamping: radius)) }
    }

    /// What new agents of a role are like.
    struct Design: Codable, Equatable {
        /// Speed, health, attack, defense, carry.
        var make: [Int]
        var preference: Int
        var deployment: Zone?
    }

    /// By task: collect, expand, attack, defend territory, defend base, scout.
    var weights: [Int]
    /// By task; null where it is wanted everywhere.
    var zones: [Zone?]
    /// By role: collector, explorer, defender, attacker.
    var mix: [Int]
    /// Energy, materials, data.
    var shares: [Int]
    var spawnInterval: Int
    var retreatHealth: Int
    var engagement: Int
    var rival: Int?
    /// By role.
    var designs: [Design]

    init(_ orders: Orders) {
        weights = (0..<6).map { Int(orders.weights[$0]) }
        zones = (0..<6).map { Zone(orders.zones[$0]) }
        mix = (0..<4).map { Int(orders.mix[$0]) }
        shares = (0..<3).map { Int(orders.shares[$0]) }
        spawnInterval = Int(orders.spawnInterval)
        retreatHealth = Int(orders.retreatHealth)
        engagement = Int(orders.engagement)
        rival = orders.rival == MatchState.noTeam ? nil : Int(orders.rival)
        designs = (0..<4).map { role in
            let design = orders.designs[role]
            let make = design.make
            return Design(
                make: [make.speed, make.health, make.attack, make.defense, make.carry].map { Int($0) },
                preference: Int(design.preference.rawValue), deployment: Zone(design.deployment))
        }
    }

    /// What is wrong with the lists, or nothing.
    var defect: String? {
        let lengths = [
            ("weights", weights.count, 6), ("zones", zones.count, 6), ("mix", mix.count, 4),
            ("shares", shares.count, 3),
            ("designs", designs.count, 4),
        ]
        for (name, count, wanted) in lengths where count != wanted { return "\(name): \(count) entries, not \(wanted)" }
        for (role, design) in designs.enumerated() {
            if design.make.count != 5 { return "designs[\(role)].make: \(design.make.count) entries, not 5" }
            if Self.preference(design.preference) == nil {
                return "designs[\(role)].preference: no preference has the number \(design.preference)"
            }
        }
        return numbers.first { !(0...65_535).contains($0.value) }.map {
            "\($0.name): \($0.value) is not from 0 to 65535"
        }
    }

    private static func preference(_ number: Int) -> AgentPreference? {
        UInt8(exactly: number).flatMap { AgentPreference(rawValue: $0) }
    }

    /// All numbers with their names.
    private var numbers: [(name: String, value: Int)] {
        func list(_ name: String, _ values: [Int]) -> [(name: String, value: Int)] {
            values.enumerated().map { ("\(name)[\($0.offset)]", $0.element) }
        }
        func zone(_ name: String, _ zone: Zone?) -> [(name: String, value: Int)] {
            zone.map { [("\(name).center", $0.center), ("\(name).radius", $0.radius)] } ?? []
        }
        var numbers = list("weights", weights) + list("mix", mix) + list("shares", shares)
        numbers += [("spawnInterval", spawnInterval), ("retreatHealth", retreatHealth), ("engagement", engagement)]
        numbers += [("rival", rival ?? 0)]
        for (task, place) in zones.enumerated() { numbers += zone("zones[\(task)]", place) }
        for (role, design) in designs.enumerated() {
            numbers += list("designs[\(role)].make", design.make)
            numbers += zone("designs[\(role)].deployment", design.deployment)
        }
        return numbers
    }

    /// The orders; there must be no `defect`. Numbers out of their ranges are brought into them by the match.
    var orders: Orders {
        var orders = Orders(collect: 0, expand: 0, attack: 0, defend: 0, mix: [0, 0, 0, 0])
        for task in 0..<6 {
            orders.weights[task] = Int16(clamping: weights[task])
            orders.zones[task] = zones[task]?.zone ?? .anywhere
        }
        for role in 0..<4 {
            orders.mix[role] = Int16(clamping: mix[role])
            let make = designs[role].make.map { Int16(clamping: $0) }
            var design = AgentDesign(
                AgentMake(speed: make[0], health: make[1], attack: make[2], defense: make[3], carry: make[4]))
            design.preference = Self.preference(designs[role].preference) ?? .nothing
            design.deployment = designs[role].deployment?.zone ?? .anywhere
            orders.designs[role] = design
        }
        for kind in 0..<3 { orders.shares[kind] = Int16(clamping: shares[kind]) }
        orders.spawnInterval = Int16(clamping: spawnInterval)
        orders.retreatHealth = Int16(clamping: retreatHealth)
        orders.engagement = UInt8(clamping: engagement)
        orders.rival = rival.map { UInt8(clamping: $0) } ?? MatchState.noTeam
        return orders
    }
}
