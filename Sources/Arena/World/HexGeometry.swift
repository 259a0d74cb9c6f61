// SPDX-License-Identifier: Apache-2.0

/// The hexes of a map: pointy-top, in rows, odd rows shifted right by half a hex. A cell's index is
/// `row * width + column`.
///
/// The six directions in order, counter-clockwise: E, NE, NW, W, SW, SE.
public struct HexGeometry: BitwiseCopyable, Hashable, Sendable {
    /// Columns.
    public let width: Int
    /// Rows.
    public let height: Int

    /// A grid; nothing if it has no cell or more than `Capacity` allows.
    public init?(width: Int, height: Int) {
        guard width >= 1, height >= 1, width <= Capacity.columns, height <= Capacity.rows,
            width * height <= Capacity.cells
        else { return nil }
        self.width = width
        self.height = height
    }

    /// Cells of the grid.
    public var count: Int { width * height }

    /// The cell's row.
    @inline(__always)
    public func row(_ cell: Int) -> Int { cell / width }

    /// The cell's column.
    @inline(__always)
    public func column(_ cell: Int) -> Int { cell % width }

    /// The cell at a column and a row, or nothing outside of the grid.
    public func cell(column: Int, row: Int) -> Int? {
        guard column >= 0, column < width, row >= 0, row < height else { return nil }
        return row * width + column
    }

    /// The neighbour in a direction, or nothing at the edge.
    public func neighbor(of cell: Int, _ direction: Int) -> Int? {
        let row = row(cell)
        let column = column(cell)
        let shifted = row & 1
        switch direction {
        case 0: return self.cell(column: column + 1, row: row)
        case 1: return self.cell(column: column + shifted, row: row - 1)
        case 2: return self.cell(column: column + shifted - 1, row: row - 1)
        case 3: return self.cell(column: column - 1, row: row)
        case 4: return self.cell(column: column + shifted - 1, row: row + 1)
        default: return self.cell(column: column + shifted, row: row + 1)
        }
    }

    /// Steps between two cells where nothing is in the way.
    public func distance(_ one: Int, _ other: Int) -> Int {
        let rows = abs(row(one) - row(other))
        // Columns in half hexes, so that shifted rows count alike.
        let across = abs(2 * column(one) + (row(one) & 1) - 2 * column(other) - (row(other) & 1))
        return rows + max(0, (across - rows) / 2)
    }

    /// The cell opposite to `cell` through the middle of the grid. On grids with an even number of rows
    /// neighbours stay neighbours.
    func opposite(_ cell: Int) -> Int { count - 1 - cell }

    /// The cell that `cell` comes to when the grid turns counter-clockwise by a sixth of a circle, so many
    /// times, around `center`; nothing outside of the grid.
    func turned(_ cell: Int, sixths: Int, around center: Int) -> Int? {
        let middle = axial(center)
        var (q, r) = axial(cell)
        (q, r) = (q - middle.q, r - middle.r)
        for _ in 0..<sixths { (q, r) = (q + r, -q) }
        (q, r) = (q + middle.q, r + middle.r)
        return self.cell(column: q + (r - (r & 1)) / 2, row: r)
    }

    /// Axial coordinates, as the schema's `HexCoordinate` has them: q grows to the east, r to the
    /// south-east.
    public func axial(_ cell: Int) -> (q: Int, r: Int) {
        let row = row(cell)
        return (column(cell) - (row - (row & 1)) / 2, row)
    }
}
