// SPDX-License-Identifier: Apache-2.0

/// The search for the best cell.
///
/// Resources are few and may lie far away: all of them are looked at, rows near the agent first. Other cells
/// are many, and the best one is mostly near: belts around the agent, from the inside to the outside, until
/// no cell further away could be worth more than the best one found. Belts go by the distance without
/// obstacles, which is never longer than the way around them: a row of a belt is two runs of bits. Only
/// cells that are worth something get their way's length, from the map's table.
extension MatchState {
    /// The outer distances of the belts: narrow where most searches end.
    private static let belts: InlineArray<12, Int32> = [1, 2, 3, 5, 7, 10, 13, 17, 22, 28, 36, 64]

    mutating func considerCells(_ agent: Int, of team: Int, _ map: GameMap, _ rules: Rules, _ best: inout Choice) {
        let wants = CellWants(&self, agent, of: team, map, rules)
        if wants.gathers { considerDeposits(agent, of: team, wants, map, &best) }
        guard wants.greatest > 0 else { return }
        let start = Int(cell[agent])
        let place = map.places[start]
        let middle = Int(place.row)
        var inner: Int32 = -1
        for index in 0..<12 {
            guard best.compare(wants.greatest, distance: inner + 1) >= 0 else { return }
            let outer = Self.belts[index]
            for row in max(1, middle - Int(outer))...min(map.geometry.height, middle + Int(outer)) {
                let disk = place.disk(radius: Int(outer), row: row)
                let belt = inner < 0 ? disk : disk & ~place.disk(radius: Int(inner), row: row)
                let free = belt & map.passable[row] & ~chosen[team, row]
                if free != 0 { offer(free, row: row, from: start, nearest: inner + 1, wants, team, map, &best) }
            }
            inner = outer
        }
    }

    /// Offers the cells on which resources lie.
    private mutating func considerDeposits(
        _ agent: Int, of team: Int, _ wants: CellWants, _ map: GameMap, _ best: inout Choice
    ) {
        let start = Int(cell[agent])
        let middle = Int(map.places[start].row)
        for kind in 0..<3 where wants.collect[kind] > 0 {
            var offset = 0
            // Rows that are so far away are at least so many steps away.
            while offset < map.geometry.height, best.compare(wants.collect[kind], distance: Int32(offset)) >= 0 {
                if middle - offset >= 1 { offerRow(middle - offset, kind) }
                if offset > 0, middle + offset <= map.geometry.height { offerRow(middle + offset, kind) }
                offset += 1
            }
        }

        @inline(__always)
        func offerRow(_ row: Int, _ kind: Int) {
            let lying = wants.isFogged ? knownDeposits[3 * team + kind, row] : deposits[kind, row]
            let free = lying & ~chosen[team, row]
            guard free != 0 else { return }
            Self.offer(
                free & map.passable[row] & wants.row(.collect, row, map), row: row, from: start, wants.collect[kind],
                .collect, rank: 2, team, map, &best)
        }
    }

    /// Offers the cells of a row that are worth something.
    ///
    /// - Parameter nearest: no cell of the row is nearer.
    @inline(__always)
    private mutating func offer(
        _ free: UInt64, row: Int, from start: Int, nearest: Int32, _ wants: CellWants, _ team: Int, _ map: GameMap,
        _ best: inout Choice
    ) {
        if wants.expand > 0 || wants.take > 0 {
            let foreign = foreignRow(row, team, wants)
            let neutral = free & ~foreign & ~owned[team, row] & ~otherRow(row, team, wants)
            let zone = wants.row(.expand, row, map)
            if wants.expand > 0 {
                offer(neutral & zone, wants.expand, .expand, 3)
                offer(foreign & free & zone, wants.expand / 2, .expand, 4)
            }
            if wants.take > 0 { offer(foreign & free & wants.row(.attack, row, map), wants.take, .attack, 5) }
        }
        if wants.post > 0 {
            offer(frontier[team, row] & free & wants.row(.defendTerritory, row, map), wants.post, .defendTerritory, 6)
        }
        if wants.watch > 0 {
            let around = map.places[map.bases[team]].disk(radius: 2, row: row)
            offer(around & free & wants.row(.defendBase, row, map), wants.watch, .defendBase, 7)
        }
        if wants.scout > 0 {
            offer(free & ~explored[team, row] & wants.row(.scout, row, map), wants.scout, .scout, 8)
        }

        @inline(__always)
        func offer(_ cells: UInt64, _ weight: Int32, _ task: AgentTask, _ rank: Int32) {
            guard cells != 0, best.compare(weight, distance: nearest) >= 0 else { return }
            Self.offer(cells, row: row, from: start, weight, task, rank: rank, team, map, &best)
        }
    }

    /// Offers cells of a row for a task.
    @inline(__always)
    private static func offer(
        _ cells: UInt64, row: Int, from start: Int, _ weight: Int32, _ task: AgentTask, rank: Int32, _ team: Int,
        _ map: GameMap, _ best: inout Choice
    ) {
        var bits = cells
        let first = (row - 1) * map.geometry.width - 1
        while bits != 0 {
            let target = first + bits.trailingZeroBitCount
            bits &= bits &- 1
            let distance = map.distance(start, target)
            guard best.compare(weight, distance: distance) >= 0 else { continue }
            best.offer(
                weight, distance: distance, rank: rank, view: map.view(target, of: team), target: target,
                task: task, kind: .place)
        }
    }

    /// Cells of other teams that are sought: the rival's, or everyone's; under fog as last seen.
    @inline(__always)
    private mutating func foreignRow(_ row: Int, _ team: Int, _ wants: CellWants) -> UInt64 {
        if wants.isFogged { return knownForeign[team, row] }
        if wants.rival != Self.noTeam { return owned[Int(wants.rival), row] }
        return foreignRow(row, team)
    }

    /// Cells of teams other than the rival.
    @inline(__always)
    private mutating func otherRow(_ row: Int, _ team: Int, _ wants: CellWants) -> UInt64 {
        wants.isFogged || wants.rival == Self.noTeam ? 0 : foreignRow(row, team)
    }

    /// Cells of all other teams.
    @inline(__always)
    mutating func foreignRow(_ row: Int, _ team: Int) -> UInt64 {
        var result: UInt64 = 0
        for other in 0..<Int(teamCount) where other != team { result |= owned[other, row] }
        return result
    }
}

/// What cells are worth to an agent.
struct CellWants: BitwiseCopyable {
    /// Cells with resources, by kind.
    let collect: SIMD4<Int32>
    /// Whether any of these is.
    let gathers: Bool
    /// Cells that nobody owns; half of it for those of other teams.
    let expand: Int32
    /// Cells of other teams, to take them from them.
    let take: Int32
    /// Own cells along the frontier.
    let post: Int32
    /// Cells around the base.
    let watch: Int32
    /// Cells that were never seen.
    let scout: Int32
    /// The greatest of them, resources aside.
    let greatest: Int32
    let rival: UInt8
    let isFogged: Bool
    private let zones: InlineArray<6, OrderZone>
    /// Whether a zone leaves something out.
    private let hasZones: Bool

    init(_ state: inout MatchState, _ agent: Int, of team: Int, _ map: GameMap, _ rules: Rules) {
        let body = state.body[agent]
        let orders = state.orders[team]
        var collect = SIMD4<Int32>()
        let gathering = state.worth(.collect, agent, of: team, rules)
        if gathering > 0, state.load[agent].total < Int32(body.capacity) {
            for kind in 0..<3 {
                collect[kind] = gathering * Int32(orders.shares[kind]) * 3 / 1000
                if Int(body.preference.rawValue) == kind { collect[kind] *= 2 }
            }
        }
        self.collect = collect
        gathers = collect.max() > 0
        expand = state.worth(.expand, agent, of: team, rules) * (body.preference == .territory ? 2 : 1)
        take = state.worth(.attack, agent, of: team, rules) / 2
        post = state.worth(.defendTerritory, agent, of: team, rules) * 3 / 10
        watch = state.worth(.defendBase, agent, of: team, rules) * 3 / 10
        scout = state.worth(.scout, agent, of: team, rules)
        greatest = max(max(expand, take), max(post, watch, scout))
        let rival = orders.rival
        self.rival = rival == UInt8(team) ? MatchState.noTeam : rival
        isFogged = rules.isFogged
        zones = orders.zones
        var hasZones = false
        for task in 0..<6 where !orders.zones[task].isEverywhere { hasZones = true }
        self.hasZones = hasZones
    }

    @inline(__always)
    func row(_ task: AgentTask, _ row: Int, _ map: GameMap) -> UInt64 {
        hasZones ? zones[Int(task.rawValue)].row(row, map) : .max
    }
}
