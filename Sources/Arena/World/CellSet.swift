// SPDX-License-Identifier: Apache-2.0

/// A set of cells as bits: a row of the map is one word. Row and column count from one (`CellPlace`), and
/// the first and the last row and bit stay empty, so that neighbours need no test for the edge.
public struct CellSet: BitwiseCopyable, Sendable {
    private var rows = InlineArray<32, UInt64>(repeating: 0)

    /// The empty set.
    public init() {}

    /// The bits of a row.
    @inline(__always)
    public subscript(row: Int) -> UInt64 {
        get { rows[row & 31] }
        set { rows[row & 31] = newValue }
    }

    /// Whether a cell belongs to it.
    @inline(__always)
    public func contains(_ place: CellPlace) -> Bool { self[Int(place.row)] & place.bit != 0 }

    /// Adds a cell.
    @inline(__always)
    public mutating func insert(_ place: CellPlace) { self[Int(place.row)] |= place.bit }

    /// Takes a cell out.
    @inline(__always)
    public mutating func remove(_ place: CellPlace) { self[Int(place.row)] &= ~place.bit }

    /// How many cells it has.
    public var count: Int {
        var count = 0
        for row in 0..<32 { count += self[row].nonzeroBitCount }
        return count
    }

    /// The cells of `row` next to those in the rows `above`, `here` and `below`, together with `here`.
    /// Rows with an even number (odd ones of the map) are shifted right by half a hex.
    @inline(__always)
    static func grown(row: Int, above: UInt64, here: UInt64, below: UInt64) -> UInt64 {
        let vertical = above | below
        let slanted = row & 1 == 0 ? vertical >> 1 : vertical << 1
        return here | here << 1 | here >> 1 | vertical | slanted
    }
}

/// Several sets of cells, such as one for each team, 32 words for each. They lie in one flat column because
/// reading a set out of an array of sets would copy the array.
public struct CellSets<let words: Int>: BitwiseCopyable, Sendable {
    private var rows = InlineArray<words, UInt64>(repeating: 0)

    /// Empty sets.
    public init() {}

    /// The bits of a row of a set.
    @inline(__always)
    public subscript(set: Int, row: Int) -> UInt64 {
        mutating get { rows[set &<< 5 | row & 31] }
        set { rows[set &<< 5 | row & 31] = newValue }
    }

    /// Whether a cell belongs to a set.
    @inline(__always)
    public mutating func contains(_ place: CellPlace, in set: Int) -> Bool {
        self[set, Int(place.row)] & place.bit != 0
    }

    /// Adds a cell to a set.
    @inline(__always)
    public mutating func insert(_ place: CellPlace, in set: Int) { self[set, Int(place.row)] |= place.bit }

    /// Takes a cell out of a set.
    @inline(__always)
    public mutating func remove(_ place: CellPlace, in set: Int) { self[set, Int(place.row)] &= ~place.bit }
}

/// A set of cells for each of `Capacity.teams`.
public typealias TeamCells = CellSets<192>

/// Where a cell stands in a `CellSet`.
public struct CellPlace: BitwiseCopyable, Hashable, Sendable {
    /// Row, counted from one.
    public var row: UInt8
    /// Column, counted from one: the number of its bit.
    public var column: UInt8

    /// The cell's bit in its row.
    @inline(__always)
    public var bit: UInt64 { 1 &<< UInt64(column) }

    /// The bits of `row` that are at most `radius` steps away where nothing is in the way.
    @inline(__always)
    func disk(radius: Int, row other: Int) -> UInt64 {
        let rows = abs(other - Int(row))
        guard rows <= radius else { return 0 }
        // Columns in half hexes, so that shifted rows count alike.
        let middle = 2 * Int(column) + (Int(row) & 1 ^ 1)
        let reach = 2 * radius - rows
        let shift = other & 1 ^ 1
        let first = max((middle - reach - shift) >> 1, 1)
        let last = min((middle + reach - shift) >> 1, Capacity.columns)
        guard first <= last else { return 0 }
        return (2 &<< UInt64(last)) &- (1 &<< UInt64(first))
    }
}
