// SPDX-License-Identifier: Apache-2.0

/// The search for the best cell.
///
/// Resources are few and may lie far away: all of them are looked at, rows near the agent first. Other cells
/// are many, and the best one is mostly near: belts around the agent, from the inside to the outside, until
/// no cell further away could be worth more than the best one found. Belts go by the distance without
/// obstacles, which is never longer than the way around them. Only cells that are worth something get their
/// way's length, from the map's table.
enum CellSearch {
    /// The outer distances of the belts: narrow where most searches end.
    static let radii = [1, 2, 3, 5, 7, 10, 13, 17, 22, 28, 36, 64]

    /// What the search needs of the map for one agent.
    struct Start {
        /// The way's length to each cell.
        let distances: MapPart<UInt8>
        /// How the team sees each cell.
        let views: MapPart<UInt16>
        /// The agent's row, counted from one.
        let row: Int
        let place: CellPlace

        @inline(__always)
        init(_ cell: Int, of team: Int, _ map: GameMap) {
            distances = map.distances(from: cell)
            views = map.views.part(from: team &* map.geometry.count)
            place = map.places[cell]
            row = Int(place.row)
        }
    }
}

extension MatchState {
    mutating func considerCells(_ agent: Int, of team: Int, _ map: GameMap, _ rules: Rules, _ best: inout Choice) {
        let wants = CellWants(&self, agent, of: team, rules)
        let start = CellSearch.Start(Int(cell[agent]), of: team, map)
        if wants.gathers { considerDeposits(of: team, wants, start, map, &best) }
        guard wants.greatest > 0 else { return }
        var nearest = 0
        for belt in CellSearch.radii.indices {
            guard best.compare(wants.greatest, distance: Int32(nearest)) >= 0 else { return }
            let outer = map.radii[belt]
            let rows = map.belts.rows(belt, around: start.place)
            let last = min(map.geometry.height, start.row &+ outer)
            var row = max(1, start.row &- outer)
            while row <= last {
                let free = rows[row &- start.row] & map.passable[row] & ~chosen[team, row]
                if free != 0 { offer(free, row: row, nearest: Int32(nearest), wants, start, team, map, &best) }
                row &+= 1
            }
            nearest = outer &+ 1
        }
    }

    /// Offers the cells on which resources lie. Resources that are wanted alike are looked for together.
    private mutating func considerDeposits(
        of team: Int, _ wants: CellWants, _ start: CellSearch.Start, _ map: GameMap, _ best: inout Choice
    ) {
        let weights = wants.collect
        for kind in 0..<3 where weights[kind] > 0 {
            let weight = weights[kind]
            if kind > 0, weight == weights[0] || kind == 2 && weight == weights[1] { continue }
            // All bits for each kind that is wanted as much as this one.
            let energy: UInt64 = weights[0] == weight ? .max : 0
            let materials: UInt64 = weights[1] == weight ? .max : 0
            let data: UInt64 = weights[2] == weight ? .max : 0
            var reach = best.reach(weight)
            var offset = 0
            // Rows that are so far away are at least so many steps away.
            while offset < map.geometry.height, Int32(offset) <= reach {
                if start.row > offset { offerRow(start.row &- offset) }
                if offset > 0, start.row &+ offset <= map.geometry.height { offerRow(start.row &+ offset) }
                offset &+= 1
            }

            @inline(__always)
            func offerRow(_ row: Int) {
                let lying =
                    wants.isFogged
                    ? knownDeposits[3 &* team, row] & energy | knownDeposits[3 &* team &+ 1, row] & materials
                        | knownDeposits[3 &* team &+ 2, row] & data
                    : deposits[0, row] & energy | deposits[1, row] & materials | deposits[2, row] & data
                let free = lying & ~chosen[team, row] & map.passable[row] & wants.row(.collect, row, map)
                if free != 0 { Self.offer(free, row: row, weight, .collect, rank: 2, start, map, &reach, &best) }
            }
        }
    }

    /// Offers the cells of a row that are worth something.
    ///
    /// - Parameter nearest: no cell of the row is nearer.
    @inline(__always)
    private mutating func offer(
        _ free: UInt64, row: Int, nearest: Int32, _ wants: CellWants, _ start: CellSearch.Start, _ team: Int,
        _ map: GameMap, _ best: inout Choice
    ) {
        if wants.expand > 0 || wants.take > 0 {
            let foreign = foreignRow(row, team, wants)
            if wants.expand > 0 {
                let zone = free & wants.row(.expand, row, map)
                offer(zone & ~(foreign | owned[team, row] | otherRow(row, team, wants)), wants.expand, .expand, 3)
                offer(foreign & zone, wants.expand / 2, .expand, 4)
            }
            if wants.take > 0 { offer(foreign & free & wants.row(.attack, row, map), wants.take, .attack, 5) }
        }
        if wants.post > 0 {
            offer(frontier[team, row] & free & wants.row(.defendTerritory, row, map), wants.post, .defendTerritory, 6)
        }
        if wants.watch > 0 {
            let around = map.surroundings[team &* 32 &+ row]
            offer(around & free & wants.row(.defendBase, row, map), wants.watch, .defendBase, 7)
        }
        if wants.scout > 0 {
            offer(free & ~explored[team, row] & wants.row(.scout, row, map), wants.scout, .scout, 8)
        }

        @inline(__always)
        func offer(_ cells: UInt64, _ weight: Int32, _ task: AgentTask, _ rank: Int32) {
            guard cells != 0, weight > 0, best.compare(weight, distance: nearest) >= 0 else { return }
            var reach = best.reach(weight)
            Self.offer(cells, row: row, weight, task, rank: rank, start, map, &reach, &best)
        }
    }

    /// Offers cells of a row for a task, which must weigh something.
    ///
    /// - Parameter reach: `best.reach(weight)`, and again when it is over.
    private static func offer(
        _ cells: UInt64, row: Int, _ weight: Int32, _ task: AgentTask, rank: Int32, _ start: CellSearch.Start,
        _ map: GameMap, _ reach: inout Int32, _ best: inout Choice
    ) {
        var bits = cells
        let first = (row &- 1) &* map.geometry.width &- 1
        while bits != 0 {
            let target = first &+ bits.trailingZeroBitCount
            bits &= bits &- 1
            let distance = Int32(start.distances[target])
            guard distance <= reach else { continue }
            if best.offer(
                weight, distance: distance, rank: rank, view: start.views[target], target: target, task: task,
                kind: .place)
            {
                reach = best.reach(weight)
            }
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

    init(_ state: inout MatchState, _ agent: Int, of team: Int, _ rules: Rules) {
        let preference = state.body[agent].preference
        var collect = SIMD4<Int32>()
        let gathering = state.worth(.collect, agent, of: team)
        if gathering > 0, state.load[agent].total < Int32(state.body[agent].capacity) {
            for kind in 0..<3 {
                collect[kind] = gathering * Int32(state.orders[team].shares[kind]) * 3 / 1000
                if Int(preference.rawValue) == kind { collect[kind] *= 2 }
            }
        }
        self.collect = collect
        gathers = collect.max() > 0
        expand = state.worth(.expand, agent, of: team) * (preference == .territory ? 2 : 1)
        take = state.worth(.attack, agent, of: team) / 2
        post = state.worth(.defendTerritory, agent, of: team) * 3 / 10
        watch = state.worth(.defendBase, agent, of: team) * 3 / 10
        scout = state.worth(.scout, agent, of: team)
        greatest = max(max(expand, take), max(post, watch, scout))
        let rival = state.orders[team].rival
        self.rival = rival == UInt8(team) ? MatchState.noTeam : rival
        isFogged = rules.isFogged
        zones = state.orders[team].zones
        hasZones = state.orders[team].hasZones
    }

    @inline(__always)
    func row(_ task: AgentTask, _ row: Int, _ map: GameMap) -> UInt64 {
        hasZones ? zones[Int(task.rawValue)].row(row, map) : .max
    }
}
