// SPDX-License-Identifier: Apache-2.0

/// Who holds which cell, made for asking about neighbours: a plain rectangle of columns and rows where
/// the known cells lie close enough together, a sorted list otherwise.
struct Board {
    /// What a cell is: the index of its owner, or one of the constants below.
    typealias Holder = Int16
    /// Open, and nobody's.
    static let neutral: Holder = -1
    /// Nobody passes.
    static let obstacle: Holder = -2
    /// Off the map, or not known.
    static let unknown: Holder = -3

    /// Greatest rectangle that is kept as one: a byte pair a cell, half a megabyte.
    private static let greatestRectangle = 262_144

    /// Bounds of the listed cells, or of the map where that is known.
    private var first: (column: Int32, row: Int32) = (0, 0)
    private var columns: Int32 = 0
    private var rows: Int32 = 0
    private var dense: [Holder] = []
    private var sparse: [(key: Int64, holder: Holder)] = []
    /// What a cell is that lies inside of the bounds and is not listed.
    private let unlisted: Holder

    init(_ situation: Situation) {
        unlisted = situation.isFogged ? Self.unknown : Self.neutral
        setBounds(situation)
        if Int(columns) * Int(rows) <= Self.greatestRectangle {
            fillRectangle(situation.cells)
        } else {
            fillList(situation.cells)
        }
    }

    private mutating func setBounds(_ situation: Situation) {
        if let map = situation.map, map.columns > 0, map.rows > 0 {
            first = (map.firstColumn, map.firstRow)
            (columns, rows) = (map.columns, map.rows)
            return
        }
        guard let some = situation.cells.first?.cell else { return }
        var (west, east, north, south) = (some.column, some.column, some.r, some.r)
        for view in situation.cells {
            let column = view.cell.column
            west = min(west, column)
            east = max(east, column)
            north = min(north, view.cell.r)
            south = max(south, view.cell.r)
        }
        first = (west, north)
        (columns, rows) = (east - west + 1, south - north + 1)
    }

    private mutating func fillRectangle(_ cells: [CellView]) {
        dense = [Holder](repeating: unlisted, count: Int(columns) * Int(rows))
        for view in cells {
            if let index = index(view.cell) { dense[index] = Self.holder(view) }
        }
    }

    private mutating func fillList(_ cells: [CellView]) {
        sparse = cells.map { (Self.key($0.cell), Self.holder($0)) }
        sparse.sort { $0.key < $1.key }
    }

    private static func holder(_ view: CellView) -> Holder {
        view.isObstacle ? obstacle : Holder(truncatingIfNeeded: view.owner)
    }

    private static func key(_ cell: Cell) -> Int64 { Int64(cell.r) << 32 | Int64(UInt32(bitPattern: cell.q)) }

    private func index(_ cell: Cell) -> Int? {
        let column = cell.column - first.column
        let row = cell.r - first.row
        guard column >= 0, column < columns, row >= 0, row < rows else { return nil }
        return Int(row) * Int(columns) + Int(column)
    }

    /// What that cell is.
    func holder(_ cell: Cell) -> Holder {
        guard let index = index(cell) else { return Self.unknown }
        if !dense.isEmpty { return dense[index] }
        let key = Self.key(cell)
        var (low, high) = (0, sparse.count)
        while low < high {
            let middle = (low + high) / 2
            if sparse[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low < sparse.count && sparse[low].key == key ? sparse[low].holder : unlisted
    }
}
