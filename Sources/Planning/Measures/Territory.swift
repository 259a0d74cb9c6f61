// SPDX-License-Identifier: Apache-2.0

/// Cells in numbers.
public struct Territory: Sendable {
    /// Own share of the ownable cells, 0 to 1.
    public var share: Double?
    /// Share of the largest opponent.
    public var opponentShare: Double?
    /// Shares by team, where known.
    public var shares: [Double?] = []
    /// Change of the own share a minute of game time.
    public var trend: Double?
    /// Own cells.
    public var ownCells = 0
    /// Own cells that touch an opponent's.
    public var contactCells = 0
    /// Own cells that touch neutral ones.
    public var openFrontierCells = 0
    /// Own cells at the frontier with less than half control.
    public var weakCells = 0
    /// Mean control of the own cells that touch an opponent's, 0 to 1.
    public var contactControl: Double?
    /// The same of the opponents' cells that touch ours.
    public var opponentContactControl: Double?
    /// Part of the ownable cells that nobody holds, 0 to 1.
    public var neutralShare: Double?

    init() {}

    init(_ situation: Situation, sectors: inout Sectors) {
        measureCells(situation, &sectors)
        measureTrend(situation)
    }

    private mutating func measureCells(_ situation: Situation, _ sectors: inout Sectors) {
        let board = Board(situation)
        let me = Int32(situation.me)
        var held = [Int](repeating: 0, count: situation.teams.count)
        var obstacles = 0
        var own = Spot()
        var opponents = Spot()
        for view in situation.cells {
            if view.isObstacle {
                obstacles += 1
            } else if view.owner == me {
                held[situation.me] += 1
                measureOwn(view, board, &sectors, &own)
            } else if view.owner >= 0 {
                held[Int(view.owner)] += 1
                measureOpponent(view, me, board, &sectors, &opponents)
            }
        }
        ownCells = held[situation.me]
        contactControl = contactCells > 0 ? own.weight / Double(contactCells) / 1000 : nil
        opponentContactControl = opponentContact > 0 ? opponents.weight / Double(opponentContact) / 1000 : nil
        setShares(situation, held, obstacles)
    }

    private var opponentContact = 0

    private mutating func measureOwn(_ view: CellView, _ board: Board, _ sectors: inout Sectors, _ sum: inout Spot) {
        var touchesOpponent = false
        var touchesNeutral = false
        for direction in 0..<6 {
            let neighbour = view.cell.neighbour(direction)
            let holder = board.holder(neighbour)
            if holder == Board.neutral {
                touchesNeutral = true
                sectors.update(neighbour) { $0.open.add(neighbour) }
            } else if holder >= 0, Int32(holder) != view.owner {
                touchesOpponent = true
            }
        }
        guard touchesOpponent || touchesNeutral else { return }
        if view.control < 500 { weakCells += 1 }
        if touchesNeutral { openFrontierCells += 1 }
        if touchesOpponent {
            contactCells += 1
            sum.add(view.cell, Double(view.control))
        }
        let weakness = Double(1000 - min(1000, view.control)) / 1000 * (touchesOpponent ? 1 : 0.25)
        sectors.update(view.cell) { $0.weakOwn.add(view.cell, weakness + 0.05) }
    }

    private mutating func measureOpponent(
        _ view: CellView, _ me: Int32, _ board: Board, _ sectors: inout Sectors, _ sum: inout Spot
    ) {
        guard (0..<6).contains(where: { Int32(board.holder(view.cell.neighbour($0))) == me }) else { return }
        opponentContact += 1
        sum.add(view.cell, Double(view.control))
        sectors.update(view.cell) {
            $0.weakOpponent.add(view.cell, Double(1000 - min(1000, view.control)) / 1000 + 0.05)
            $0.opponent = Int(view.owner)
        }
    }

    private mutating func setShares(_ situation: Situation, _ held: [Int], _ obstacles: Int) {
        var ownable = 0
        if let map = situation.map, map.columns > 0, map.rows > 0 {
            ownable = map.passable ?? Int(map.columns) * Int(map.rows) - obstacles
        }
        // A map that is smaller than what is held on it is not believed.
        ownable = max(ownable, situation.cells.count - obstacles)
        let isCounted = !situation.cells.isEmpty && ownable > 0
        shares = situation.teams.indices.map { team in
            if let stated = situation.teams[team].statedShare { return stated }
            // Under fog an opponent's cells are a lower bound at best.
            guard isCounted, team == situation.me || !situation.isFogged || held[team] > 0 else { return nil }
            return Double(held[team]) / Double(ownable)
        }
        share = shares[situation.me]
        opponentShare = shares.indices.compactMap { $0 == situation.me ? nil : shares[$0] }.max()
        if shares.allSatisfy({ $0 != nil }) {
            neutralShare = max(0, 1 - shares.reduce(0) { $0 + ($1 ?? 0) })
        }
    }

    /// From earlier shares within two minutes where they are given, else from the cells that events say
    /// were taken.
    private mutating func measureTrend(_ situation: Situation) {
        guard let tick = situation.tick, let share else { return }
        let ticksPerMinute = 60 * situation.ticksPerSecond
        let oldest = tick - Int64(2 * ticksPerMinute)
        let samples = situation.teams[situation.me].history.filter { $0.tick >= oldest && $0.tick < tick }
        if let first = samples.min(by: { $0.tick < $1.tick }) {
            trend = (share - first.share) / Double(tick - first.tick) * ticksPerMinute
            return
        }
        guard ownCells > 0, share > 0 else { return }
        var net = 0
        var start = tick
        for event in situation.events {
            guard case .took(let count) = event.kind, event.tick <= tick else { continue }
            if event.team == situation.me { net += count } else if event.other == situation.me { net -= count }
            start = min(start, event.tick)
        }
        guard start < tick else { return }
        trend = Double(net) / (Double(ownCells) / share) / Double(tick - start) * ticksPerMinute
    }
}
