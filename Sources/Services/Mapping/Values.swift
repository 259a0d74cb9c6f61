// SPDX-License-Identifier: Apache-2.0

import Planning
import Protobuf
import StrategosAPI

extension HexCoordinate {
    init(_ cell: Cell) {
        self.init()
        q = cell.q
        r = cell.r
    }

    var cell: Cell { Cell(q, r) }
}

extension StrategosAPI.Zone {
    init(_ area: Area) {
        self.init()
        center = HexCoordinate(area.center)
        radius = UInt32(max(0, min(1000, area.radius)))
    }

    var area: Area? { center.map { Area($0.cell, radius: Int32(radius)) } }
}

extension ResourceAmounts {
    init(_ vector: ResourceVector) {
        self.init()
        energy = vector[.energy].amount
        materials = vector[.materials].amount
        data = vector[.data].amount
    }

    var vector: ResourceVector { [energy, materials, data] }
}

extension RoleCounts {
    init(_ counts: SIMD4<Int32>, unknown: Int = 0) {
        self.init()
        collectors = UInt32(max(0, min(512, counts[0])))
        explorers = UInt32(max(0, min(512, counts[1])))
        defenders = UInt32(max(0, min(512, counts[2])))
        attackers = UInt32(max(0, min(512, counts[3])))
        self.unknown = UInt32(max(0, min(512, unknown)))
    }

    init(_ counts: RoleVector, unknown: Int = 0) {
        let bounded = counts.clamped(lowerBound: .zero, upperBound: .init(repeating: 512))
        self.init(SIMD4<Int32>(bounded), unknown: unknown)
    }

    var vector: RoleVector { [Double(collectors), Double(explorers), Double(defenders), Double(attackers)] }
}

extension Composition {
    init(_ parts: SIMD4<Int32>) {
        self.init()
        collectorPerMille = UInt32(parts[0])
        explorerPerMille = UInt32(parts[1])
        defenderPerMille = UInt32(parts[2])
        attackerPerMille = UInt32(parts[3])
    }

    var parts: SIMD4<Int32> {
        [Int32(collectorPerMille), Int32(explorerPerMille), Int32(defenderPerMille), Int32(attackerPerMille)]
    }
}

extension ResourceShares {
    init(_ parts: SIMD3<Int32>) {
        self.init()
        energyPerMille = UInt32(parts[0])
        materialsPerMille = UInt32(parts[1])
        dataPerMille = UInt32(parts[2])
    }

    var parts: SIMD3<Int32> { [Int32(energyPerMille), Int32(materialsPerMille), Int32(dataPerMille)] }
}

extension AgentAttributes {
    init(_ attributes: Attributes) {
        self.init()
        speedPerMille = UInt32(attributes.speed)
        healthPerMille = UInt32(attributes.health)
        attackPerMille = UInt32(attributes.attack)
        defensePerMille = UInt32(attributes.defense)
        carryCapacityPerMille = UInt32(attributes.carry)
    }

    var planned: Attributes {
        Attributes(
            speed: Int32(speedPerMille), health: Int32(healthPerMille), attack: Int32(attackPerMille),
            defense: Int32(defensePerMille), carry: Int32(carryCapacityPerMille))
    }
}

extension Double {
    /// Within the schema's range of amounts.
    var amount: Double { isFinite ? Swift.max(0, Swift.min(1_000_000_000, self)) : 0 }

    /// In thousandths, from 0 to a greatest value.
    func perMille(upTo greatest: UInt32 = 1000) -> UInt32 {
        isFinite ? UInt32(Swift.max(0, Swift.min(Double(greatest), (self * 1000).rounded()))) : 0
    }
}

extension Google_Protobuf_Duration {
    /// So many nanoseconds.
    package init(nanoseconds: UInt64) {
        self.init()
        seconds = Int64(nanoseconds / 1_000_000_000)
        nanos = Int32(nanoseconds % 1_000_000_000)
    }
}
