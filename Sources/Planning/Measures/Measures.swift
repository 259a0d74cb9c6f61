// SPDX-License-Identifier: Apache-2.0

/// A situation in numbers: what strategies, agents and analyses are made from.
public struct Measures: Sendable {
    /// How far the match has come.
    public enum Phase: Sendable {
        /// Not known.
        case unknown
        /// Most of the map is neutral.
        case opening
        /// The frontiers meet.
        case middle
        /// The end is near.
        case late
    }

    /// How far the match has come.
    public var phase = Phase.unknown
    /// Cells.
    public var territory = Territory()
    /// Resources.
    public var economy = Economy()
    /// Agents.
    public var forces = Forces()
    /// Opponents near our bases, most urgent first.
    public var threats: [Threat] = []
    /// Places that matter, best first.
    public var sites: [Site] = []
    /// How the opponents seem to play, in the order of the teams.
    public var opponents: [OpponentBelief] = []
    /// Where the team is at home: its base, or else the middle of what it holds.
    public var home: Cell?
    /// Where the nearest opponent is at home.
    public var opponentHome: Cell?
    /// What was known.
    public var knowledge = Knowledge()

    /// Measures a situation. Takes time in proportion to the cells, and to agents × bases.
    public init(_ situation: Situation) {
        let homes = Homes(situation)
        home = homes.center(of: situation.me)
        opponentHome = homes.nearestOpponent(to: home, of: situation.me)
        var sectors = Sectors(covering: situation.placedCells)
        forces = Forces(situation, homes: homes, sectors: &sectors)
        territory = Territory(situation, sectors: &sectors)
        economy = Economy(situation, homes: homes, sectors: &sectors)
        threats = Threat.all(in: situation, homes: homes)
        forces.measureFrontier(sectors)
        sites = Site.all(in: sectors, home: home)
        opponents = OpponentBelief.all(in: situation, homes: homes, territory: territory)
        phase = Self.phase(situation, territory)
        knowledge = Knowledge(situation, self)
    }

    /// Strongest danger to a base, 0 to 1.
    public var danger: Double { threats.first?.urgency ?? 0 }

    /// How we stand against the strongest opponent, −1 lost to 1 won.
    public var advantage: Double {
        var sum = 0.0
        var weight = 0.0
        if let own = territory.share, let other = territory.opponentShare, own + other > 0 {
            sum += 0.45 * (own - other) / (own + other)
            weight += 0.45
        }
        if let part = forces.part {
            sum += 0.35 * (2 * part - 1)
            weight += 0.35
        }
        if let part = economy.stockPart {
            sum += 0.2 * (2 * part - 1)
            weight += 0.2
        }
        return weight > 0 ? max(-1, min(1, sum / weight - 0.3 * danger)) : -0.3 * danger
    }

    private static func phase(_ situation: Situation, _ territory: Territory) -> Phase {
        if let tick = situation.tick, let last = situation.lastTick, last > 0, tick * 4 > last * 3 { return .late }
        if let own = territory.share, let other = territory.opponentShare {
            if max(own, other) > 0.5 { return .late }
            return own + other < 0.4 && territory.contactCells < 4 ? .opening : .middle
        }
        guard let tick = situation.tick else { return .unknown }
        return tick < 1200 ? .opening : tick < 4500 ? .middle : .late
    }
}

extension Situation {
    /// All cells at which something is known to be, for the bounds of the map.
    var placedCells: [Cell] {
        var cells: [Cell] = []
        if let map, map.columns > 0, map.rows > 0 {
            cells.append(Cell(column: map.firstColumn, row: map.firstRow))
            cells.append(Cell(column: map.firstColumn + map.columns - 1, row: map.firstRow + map.rows - 1))
            return cells
        }
        cells.reserveCapacity(self.cells.count + deposits.count + bases.count)
        for view in self.cells { cells.append(view.cell) }
        for deposit in deposits { if let cell = deposit.cell { cells.append(cell) } }
        for base in bases { cells.append(base.cell) }
        return cells
    }

    /// Ticks in a second of game time.
    var ticksPerSecond: Double { 1000 / Double(max(1, tickMilliseconds)) }
}

/// Where teams are at home.
struct Homes {
    /// Cells of the bases of each team; where none is known, the middle of what the team holds.
    let cells: [[Cell]]
    /// Teams whose homes are guessed.
    let isGuessed: [Bool]

    init(_ situation: Situation) {
        var cells = [[Cell]](repeating: [], count: situation.teams.count)
        var isGuessed = [Bool](repeating: false, count: situation.teams.count)
        for base in situation.bases { cells[base.team].append(base.cell) }
        if cells.contains(where: { $0.isEmpty }) {
            var held = [Spot](repeating: Spot(), count: cells.count)
            for view in situation.cells where view.owner >= 0 && view.control >= 600 {
                held[Int(view.owner)].add(view.cell, Double(view.control))
            }
            for team in cells.indices where cells[team].isEmpty {
                if held[team].weight == 0 {
                    for agent in situation.teams[team].agents { if let cell = agent.cell { held[team].add(cell) } }
                }
                guard let cell = held[team].cell else { continue }
                cells[team] = [cell]
                isGuessed[team] = true
            }
        }
        self.cells = cells
        self.isGuessed = isGuessed
    }

    /// The first home of a team.
    func center(of team: Int) -> Cell? { cells[team].first }

    /// Steps from a cell to the nearest home of a team.
    func distance(from cell: Cell, to team: Int) -> Int32? {
        cells[team].lazy.map { $0.distance(to: cell) }.min()
    }

    /// The home of an opponent that is nearest to a cell.
    func nearestOpponent(to cell: Cell?, of me: Int) -> Cell? {
        var best: (cell: Cell, distance: Int32)?
        for team in cells.indices where team != me {
            for home in cells[team] {
                let distance = cell.map { $0.distance(to: home) } ?? 0
                if best.map({ distance < $0.distance }) ?? true { best = (home, distance) }
            }
        }
        return best?.cell
    }
}
