// SPDX-License-Identifier: Apache-2.0

/// Rows of belts and disks around any cell where nothing is in the way, worked out once: `CellPlace.disk` as
/// two look-ups and two shifts.
///
/// A row is written for a cell in the middle of 128 columns, so that no belt comes to an edge, and moved to
/// where the cell is. Columns beyond the map's may be in it.
struct BeltTable: ~Copyable, Sendable {
    /// For each belt and for odd and even rows, the rows from the highest to the lowest, two words each.
    private let words: MapColumn<UInt64>
    /// Where the middle row of each of these lies.
    private let middles: MapColumn<Int32>

    /// Disks of the radii 0 to `greatest`.
    init(disksUpTo greatest: Int) { self.init((0...greatest).map { (-1, $0) }) }

    /// Belts one around the other: the first one is a disk, each further one what its radius adds.
    init(radii: [Int]) {
        self.init(radii.indices.map { ($0 == 0 ? -1 : radii[$0 - 1], radii[$0]) })
    }

    /// What lies further away than `inner` and no further than `outer`.
    private init(_ belts: [(inner: Int, outer: Int)]) {
        var words: [UInt64] = []
        var middles: [Int32] = []
        for belt in belts {
            for parity in 0..<2 {
                let rows = min(belt.outer, Capacity.rows)
                middles.append(Int32(words.count + 2 * rows))
                for distance in -rows...rows {
                    let (low, high) = Self.row(belt.outer, parity, distance)
                    let (lowHole, highHole) = Self.row(belt.inner, parity, distance)
                    words += [low & ~lowHole, high & ~highHole]
                }
            }
        }
        self.words = MapColumn(words)
        self.middles = MapColumn(middles)
    }

    /// The row of a disk around column 64 of a row whose number is odd or even.
    private static func row(_ radius: Int, _ parity: Int, _ distance: Int) -> (UInt64, UInt64) {
        let reach = 2 * radius - abs(distance)
        guard radius >= 0, abs(distance) <= radius else { return (0, 0) }
        // Columns in half hexes, so that shifted rows count alike; rows with an even number are shifted.
        let shift = (parity ^ 1) - ((parity + distance) & 1 ^ 1)
        var words: (UInt64, UInt64) = (0, 0)
        for column in max(-64, (shift - reach) / 2)...min(63, (shift + reach) / 2) {
            if column < 0 { words.0 |= 1 << UInt64(column + 64) } else { words.1 |= 1 << UInt64(column) }
        }
        return words
    }

    /// The rows of a belt around a place.
    @inline(__always)
    func rows(_ belt: Int, around place: CellPlace) -> BeltRows {
        BeltRows(
            words: words.part(from: Int(middles[belt * 2 + Int(place.row & 1)])), shift: 64 &- UInt64(place.column))
    }
}

/// The rows of a belt around a cell.
struct BeltRows {
    fileprivate let words: MapPart<UInt64>
    /// 64 less the cell's column.
    fileprivate let shift: UInt64

    /// The cells in the row that lies so many below the cell's own; the belt must reach as far.
    @inline(__always)
    subscript(offset: Int) -> UInt64 {
        words[2 &* offset] &>> shift | words[2 &* offset &+ 1] &<< (64 &- shift)
    }
}
