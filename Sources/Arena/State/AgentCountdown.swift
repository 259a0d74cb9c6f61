// SPDX-License-Identifier: Apache-2.0

/// Counting down for all agents of a team at once: sixteen bytes are two words.
enum AgentCountdown {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let low: UInt64 = 0x7f7f_7f7f_7f7f_7f7f

    /// Takes one off each number of a team's slots that is not zero. Slots without an agent count down too:
    /// nobody looks at them before `MatchState.addAgent` writes them.
    ///
    /// - Returns: the slots whose number was zero already, as bits.
    @inline(__always)
    static func countDown(_ column: inout InlineArray<96, UInt8>, of team: Int) -> UInt32 {
        precondition(team < Capacity.teams)
        return unsafe withUnsafeMutableBytes(of: &column) { bytes in
            let slots = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[team * 16..<team * 16 + 16])
            let first = unsafe countDown(slots, at: 0)
            return unsafe first | countDown(slots, at: 8) << 8
        }
    }

    @inline(__always)
    private static func countDown(_ slots: UnsafeMutableRawBufferPointer, at offset: Int) -> UInt32 {
        let word = UInt64(littleEndian: unsafe slots.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        // The highest bit of each byte that is zero, and of no other (Warren, Hacker's Delight, 6-1).
        let zeros = ~((word & low) &+ low | word | low) &>> 7
        let counted = word &- (ones & ~zeros)
        unsafe slots.storeBytes(of: counted.littleEndian, toByteOffset: offset, as: UInt64.self)
        // Moves bit 8n to bit 56 + n.
        return UInt32(truncatingIfNeeded: (zeros &* 0x0102_0408_1020_4080) &>> 56)
    }
}
