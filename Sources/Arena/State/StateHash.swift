// SPDX-License-Identifier: Apache-2.0

extension MatchState {
    /// A number that differs when anything differs that decides the further match, orders aside; the same
    /// on every machine and at every optimisation level. docs/arena.md defines it.
    public func hash(on map: GameMap) -> UInt64 {
        var copy = self
        return copy.hashed(on: map)
    }

    private mutating func hashed(on map: GameMap) -> UInt64 {
        var hash = StateHash()
        hash.add(UInt64(UInt32(bitPattern: tick)) << 16 | UInt64(ending.rawValue) << 8 | UInt64(winner))
        hash.add(waves.state)
        for cell in 0..<map.geometry.count {
            let held = UInt64(UInt16(bitPattern: control[cell])) << 8 | UInt64(holder[cell])
            hash.add(held << 32 | UInt64(deposit[cell].bits))
        }
        for team in 0..<Int(teamCount) {
            add(team: team, rows: map.geometry.height, to: &hash)
            for agent in agents(of: team) { add(agent: agent, to: &hash) }
        }
        return hash.value
    }

    private mutating func add(team: Int, rows: Int, to hash: inout StateHash) {
        let state = teams[team]
        for kind in 0..<3 { hash.add(UInt64(UInt32(bitPattern: state.stock[kind]))) }
        hash.add(UInt64(UInt32(bitPattern: state.spawnDelay)) << 32 | UInt64(UInt32(bitPattern: state.heldTicks)))
        hash.add(UInt64(alive[team]) << 1 | (state.isOut ? 1 : 0))
        for row in 1...rows {
            hash.add(frontier[team, row])
            hash.add(visible[team, row])
            hash.add(explored[team, row])
            hash.add(knownForeign[team, row])
            for kind in 0..<3 { hash.add(knownDeposits[3 * team + kind, row]) }
        }
    }

    private mutating func add(agent: Int, to hash: inout StateHash) {
        hash.add(UInt64(cell[agent]) << 32 | UInt64(target[agent]) << 16 | UInt64(UInt16(bitPattern: progress[agent])))
        hash.add(
            UInt64(UInt16(bitPattern: health[agent])) << 32 | UInt64(cooldown[agent]) << 24
                | UInt64(patience[agent]) << 16 | UInt64(task[agent].rawValue) << 8 | UInt64(mood[agent].rawValue))
        hash.add(UInt64(load[agent].bits))
        let body = body[agent]
        hash.add(
            UInt64(body.role.rawValue) << 56 | UInt64(body.preference.rawValue) << 48
                | UInt64(UInt16(bitPattern: body.pace)) << 32 | UInt64(UInt16(bitPattern: body.fullHealth)) << 16
                | UInt64(UInt16(bitPattern: body.strength)))
        hash.add(
            UInt64(UInt16(bitPattern: body.ward)) << 24 | UInt64(body.cooldown) << 16 | UInt64(body.capacity) << 8
                | UInt64(body.vision))
    }
}

/// Mixes numbers into one, in their order.
struct StateHash {
    private(set) var value: UInt64 = 0x9e37_79b9_7f4a_7c15

    mutating func add(_ number: UInt64) {
        value = Randomness.mixed(value ^ number) &+ 0x9e37_79b9_7f4a_7c15
    }
}
