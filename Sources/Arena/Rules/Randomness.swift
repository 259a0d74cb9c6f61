// SPDX-License-Identifier: Apache-2.0

/// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014): eight bytes of
/// state, and a good stream from any seed. One for each purpose, so that a further use of one leaves the
/// others as they were.
public struct Randomness: BitwiseCopyable, Hashable, Sendable, RandomNumberGenerator {
    /// Where it stands.
    public private(set) var state: UInt64

    /// A stream of its own for each pair of seed and number.
    public init(seed: UInt64, stream: UInt64) {
        state = seed &* 0x9e37_79b9_7f4a_7c15
        state ^= Self.mixed(stream &+ 0x6a09_e667_f3bc_c909)
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        return Self.mixed(state)
    }

    /// A number from 0 up to, not including, `bound`, which must be positive. The high half of a product:
    /// no division, and a bias below 2⁻³² for the bounds in use.
    public mutating func below(_ bound: UInt32) -> UInt32 {
        UInt32(truncatingIfNeeded: ((next() >> 32) &* UInt64(bound)) >> 32)
    }

    static func mixed(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
