// SPDX-License-Identifier: Apache-2.0

import Arena

/// Where a match stands, in columns of their own, so that JavaScript's typed arrays can look at them and
/// depend on nothing of how the simulation lays out its state. frontend/arena/arena.js has the same list.
@unsafe
struct Columns {
    /// The order in which `arena_column` knows them.
    enum Name: Int32, CaseIterable {
        case control, holder, deposits
        case alive, cell, target, health, fullHealth, progress, role, task, load
        case stock, cells, delivered, spawned, lost, isOut

        /// Bytes of a column.
        var size: Int {
            switch self {
            case .holder: Capacity.cells
            case .control: Capacity.cells * 2
            case .deposits: Capacity.cells * 4
            case .alive, .role, .task: Capacity.agents
            case .cell, .target, .health, .fullHealth, .progress: Capacity.agents * 2
            case .load: Capacity.agents * 4
            case .stock, .delivered: Capacity.teams * 3 * 4
            case .cells, .spawned, .lost, .isOut: Capacity.teams * 4
            }
        }
    }

    /// One block for each column.
    private let blocks: InlineArray<18, UnsafeMutableRawPointer>

    init() {
        unsafe blocks = InlineArray { index in
            let size = Name.allCases[index].size
            let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
            unsafe block.initializeMemory(as: UInt8.self, repeating: 0, count: size)
            return unsafe block
        }
    }

    func deallocate() { for index in 0..<18 { unsafe blocks[index].deallocate() } }

    func address(_ name: Name) -> UnsafeMutableRawPointer { unsafe blocks[Int(name.rawValue)] }

    func fill(from match: Match) {
        let state = match.state
        for cell in 0..<match.map.geometry.count {
            unsafe store(state.control[cell], .control, cell)
            unsafe store(state.holder[cell], .holder, cell)
            for kind in 0..<3 { unsafe store(state.deposit[cell].units[kind], .deposits, cell * 4 + kind) }
        }
        for team in 0..<match.map.teamCount {
            unsafe fill(team: team, state)
            for slot in 0..<Capacity.agentsPerTeam {
                let agent = team * Capacity.agentsPerTeam + slot
                let isAlive = state.alive[team] & 1 << UInt32(slot) != 0
                unsafe store(UInt8(isAlive ? 1 : 0), .alive, agent)
                if isAlive { unsafe fill(agent: agent, state) }
            }
        }
    }

    private func fill(team: Int, _ state: MatchState) {
        let own = state.teams[team]
        for kind in 0..<3 {
            unsafe store(own.stock[kind], .stock, team * 3 + kind)
            unsafe store(own.delivered[kind], .delivered, team * 3 + kind)
        }
        unsafe store(own.cells, .cells, team)
        unsafe store(own.spawned, .spawned, team)
        unsafe store(own.lost, .lost, team)
        unsafe store(Int32(own.isOut ? 1 : 0), .isOut, team)
    }

    private func fill(agent: Int, _ state: MatchState) {
        let body = state.body[agent]
        unsafe store(state.cell[agent], .cell, agent)
        unsafe store(state.target[agent], .target, agent)
        unsafe store(state.health[agent], .health, agent)
        unsafe store(body.fullHealth, .fullHealth, agent)
        unsafe store(state.progress[agent], .progress, agent)
        unsafe store(body.role.rawValue, .role, agent)
        unsafe store(state.task[agent].rawValue, .task, agent)
        for kind in 0..<3 { unsafe store(state.load[agent].units[kind], .load, agent * 4 + kind) }
    }

    /// Writes the `index`-th number of a column, whose size `Capacity` bounds.
    @inline(__always)
    private func store<Number: BitwiseCopyable>(_ number: Number, _ name: Name, _ index: Int) {
        unsafe address(name).storeBytes(of: number, toByteOffset: index * MemoryLayout<Number>.stride, as: Number.self)
    }
}
