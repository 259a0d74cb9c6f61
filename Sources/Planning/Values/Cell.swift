// SPDX-License-Identifier: Apache-2.0

/// A cell of the hexagonal grid in axial coordinates: `q` grows to the east, `r` to the south-east.
public struct Cell: Hashable, Sendable {
    /// Axial coordinate to the east.
    public var q: Int32
    /// Axial coordinate to the south-east: the row.
    public var r: Int32

    /// The cell at `q`, `r`; both within ±10,000, as the schema has it.
    public init(_ q: Int32, _ r: Int32) {
        self.q = q
        self.r = r
    }

    /// Steps from this cell to another, without regard to obstacles.
    @inlinable
    public func distance(to other: Cell) -> Int32 {
        let dq = q - other.q
        let dr = r - other.r
        return (abs(dq) + abs(dr) + abs(dq + dr)) / 2
    }

    /// Column when odd rows are counted as shifted right by half a cell.
    @inlinable
    public var column: Int32 { q + (r - (r & 1)) / 2 }

    /// The cell at a column and row, odd rows shifted right by half a cell.
    @inlinable
    public init(column: Int32, row: Int32) {
        self.init(column - (row - (row & 1)) / 2, row)
    }

    /// The six neighbours: E, NE, NW, W, SW, SE.
    @inlinable
    public func neighbour(_ direction: Int) -> Cell {
        switch direction {
        case 0: Cell(q + 1, r)
        case 1: Cell(q + 1, r - 1)
        case 2: Cell(q, r - 1)
        case 3: Cell(q - 1, r)
        case 4: Cell(q - 1, r + 1)
        default: Cell(q, r + 1)
        }
    }
}

/// All cells within a distance of a centre.
public struct Area: Hashable, Sendable {
    /// The cell in the middle.
    public var center: Cell
    /// Greatest distance from it, in cells.
    public var radius: Int32

    /// The cells within `radius` of `center`.
    public init(_ center: Cell, radius: Int32) {
        self.center = center
        self.radius = radius
    }
}
