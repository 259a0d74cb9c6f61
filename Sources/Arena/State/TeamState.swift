// SPDX-License-Identifier: Apache-2.0

/// Units of the three resources.
public struct ResourceUnits: BitwiseCopyable, Hashable, Sendable {
    /// Energy, materials, data; the fourth is always zero.
    public var units = SIMD4<UInt8>()

    /// None.
    public init() {}

    /// All three together.
    @inline(__always)
    public var total: Int32 { Int32(units.x) + Int32(units.y) + Int32(units.z) }

    /// Whether there is none.
    @inline(__always)
    public var isEmpty: Bool { bits == 0 }

    /// The same in wide numbers.
    @inline(__always)
    public var wide: SIMD4<Int32> { SIMD4(truncatingIfNeeded: units) }

    @inline(__always)
    var bits: UInt32 {
        UInt32(units.x) | UInt32(units.y) << 8 | UInt32(units.z) << 16 | UInt32(units.w) << 24
    }
}

/// What a team has.
public struct TeamState: BitwiseCopyable, Hashable, Sendable {
    /// Energy, materials, data; the fourth is always zero.
    public var stock = SIMD4<Int32>()
    /// Ticks until it may spawn.
    public var spawnDelay: Int32 = 0
    /// Ticks for which it has held the share that wins.
    public var heldTicks: Int32 = 0
    /// Whether it is out of the match.
    public var isOut = false
    /// Cells that belong to it.
    public var cells: Int32 = 0
    /// The sum of `cells` over all ticks: territory-time.
    public var cellTicks: Int64 = 0
    /// Units delivered to the base.
    public var delivered = SIMD4<Int32>()
    /// Units paid for its territory.
    public var income = SIMD4<Int32>()
    /// Units spent on agents.
    public var spent = SIMD4<Int32>()
    /// Agents spawned, the first ones included.
    public var spawned: Int32 = 0
    /// Agents lost.
    public var lost: Int32 = 0
    /// Damage of its blows, in tenths of a hit point, whether or not the victim had as much health left.
    public var damage: Int64 = 0
}
