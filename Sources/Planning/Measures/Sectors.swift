// SPDX-License-Identifier: Apache-2.0

/// A weighted sum of cells, for finding where the middle of something is.
struct Spot: Sendable, Hashable {
    private var q = 0.0
    private var r = 0.0
    /// The weights together.
    private(set) var weight = 0.0

    mutating func add(_ cell: Cell, _ weight: Double = 1) {
        q += Double(cell.q) * weight
        r += Double(cell.r) * weight
        self.weight += weight
    }

    mutating func add(_ other: Spot) {
        q += other.q
        r += other.r
        weight += other.weight
    }

    /// The cell in the middle.
    var cell: Cell? {
        guard weight > 0 else { return nil }
        return Cell(
            Int32(Swift.max(-10_000, Swift.min(10_000, (q / weight).rounded()))),
            Int32(Swift.max(-10_000, Swift.min(10_000, (r / weight).rounded()))))
    }
}

/// A few cells together, and what matters there.
struct Sector {
    /// Edges between own cells and neutral ones.
    var open = Spot()
    /// Own cells at the frontier, weighted by how weakly they are held.
    var weakOwn = Spot()
    /// Opponents' cells that touch ours, weighted by how weakly they are held.
    var weakOpponent = Spot()
    /// Resources, weighted by amount.
    var resources = Spot()
    /// Amounts by resource.
    var amounts = ResourceVector()
    /// Resources that an opponent reaches about as soon, weighted by amount.
    var contested = Spot()
    /// Own agents, weighted by strength.
    var own = Spot()
    /// Opponents' agents, weighted by strength.
    var opponents = Spot()
    /// The opponent that is met here; −1: none.
    var opponent = -1
}

/// The map in squares of a few columns and rows, so that places can be compared in one pass.
struct Sectors {
    /// Columns and rows of a sector where the map is not huge.
    private static let usualSize: Int32 = 4
    /// Greatest number of sectors.
    private static let greatestCount = 4096

    private(set) var all: [Sector]
    private let first: (column: Int32, row: Int32)
    private let size: Int32
    private let columns: Int32
    private let rows: Int32

    /// Sectors that cover all of these cells.
    init(covering cells: some Sequence<Cell>) {
        var (west, east, north, south) = (Int32.max, Int32.min, Int32.max, Int32.min)
        for cell in cells {
            west = min(west, cell.column)
            east = max(east, cell.column)
            north = min(north, cell.r)
            south = max(south, cell.r)
        }
        if west > east { (west, east, north, south) = (0, 0, 0, 0) }
        var size = Self.usualSize
        func count(_ length: Int32) -> Int32 { length / size + 1 }
        while Int(count(east - west)) * Int(count(south - north)) > Self.greatestCount { size *= 2 }
        first = (west, north)
        self.size = size
        columns = count(east - west)
        rows = count(south - north)
        all = [Sector](repeating: Sector(), count: Int(columns) * Int(rows))
    }

    /// Lets `change` work on the sector of a cell; a cell outside belongs to the nearest sector.
    @inline(__always)
    mutating func update(_ cell: Cell, _ change: (inout Sector) -> Void) {
        change(&all[index(cell)])
    }

    /// Number of the sector of a cell.
    func index(_ cell: Cell) -> Int {
        let column = max(0, min(columns - 1, (cell.column - first.column) / size))
        let row = max(0, min(rows - 1, (cell.r - first.row) / size))
        return Int(row) * Int(columns) + Int(column)
    }

    /// Radius that covers a sector from its middle, and a bit more: who is sent to a place that is too
    /// small stands idle when the work there is done.
    var radius: Int32 { size / 2 + 3 }

    /// Strength of both sides in a sector and those around it.
    func strengthAround(_ index: Int) -> (own: Double, opponents: Double) {
        let (row, column) = (Int32(index) / columns, Int32(index) % columns)
        var sums = (own: 0.0, opponents: 0.0)
        for y in max(0, row - 1)...min(rows - 1, row + 1) {
            for x in max(0, column - 1)...min(columns - 1, column + 1) {
                let sector = all[Int(y) * Int(columns) + Int(x)]
                sums.own += sector.own.weight
                sums.opponents += sector.opponents.weight
            }
        }
        return sums
    }
}
