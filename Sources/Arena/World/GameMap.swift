// SPDX-License-Identifier: Apache-2.0

/// What a match is played on: cells, obstacles, bases, and everything about them that can be worked out
/// once. Immutable; shared by all matches on it, from any thread.
///
/// A map looks the same from each base: turning it brings the first base to the second one, and obstacles
/// to obstacles. Each team decides ties in its own view of the map, so no seat is better than another.
public final class GameMap: Sendable {
    /// The grid.
    public let geometry: HexGeometry
    /// Whether a cell can be entered.
    public let isPassable: [Bool]
    /// The base of each team.
    public let bases: [Int]
    /// Cells that can be entered.
    public let passableCount: Int
    /// The cell that each cell comes to when the map turns so that the first base comes to the second.
    public let turned: [UInt16]

    /// Passable cells.
    let passable: CellSet
    /// Where each cell stands in a `CellSet`.
    let places: MapColumn<CellPlace>
    /// Steps from each cell (rows of `geometry.count`) to each other one around obstacles; 255 where no
    /// way leads.
    let distances: MapColumn<UInt8>
    /// For each target (rows) and cell the directions that lead closer, as bits.
    let ways: MapColumn<UInt8>
    /// Neighbours, six for each cell in the order of the directions; `none` where there is no passable one.
    let neighbors: MapColumn<UInt16>
    /// For each team (rows) the cell that it would be for the first team: ties are decided by it.
    let views: MapColumn<UInt16>

    /// What can be seen from where, by radius, up to the furthest that agents see (`Rules.defect`).
    let disks = BeltTable(disksUpTo: greatestDisk)
    /// The greatest radius of these.
    static let greatestDisk = 16
    /// Belts in which cells are sought.
    let belts = BeltTable(radii: CellSearch.radii)
    /// The outer distances of these.
    let radii = MapColumn(CellSearch.radii)
    /// For each team (rows of 32) the rows of the cells near its base.
    let surroundings: MapColumn<UInt64>

    /// A cell that is none.
    public static let none = UInt16.max

    /// A map.
    ///
    /// - Parameters:
    ///   - obstacles: cells that cannot be entered.
    ///   - bases: one for each team, in the order in which turning brings them to each other.
    ///   - turned: where turning brings each cell.
    /// - Throws: `MapError` where the map is not the same from each base, or a part cannot be reached.
    init(geometry: HexGeometry, obstacles: [Int], bases: [Int], turned: [UInt16]) throws(MapError) {
        guard bases.count == 2 || bases.count == 3 || bases.count == 6 else { throw .teams(bases.count) }
        let passable = try Self.passable(geometry, obstacles, bases, turned)
        let neighbors = Self.neighbors(geometry, passable)
        let distances = Self.distances(geometry.count, neighbors, passable)
        for cell in 0..<geometry.count where passable[cell] && distances[bases[0] * geometry.count + cell] == 255 {
            throw .unreachable(cell)
        }
        let places = (0..<geometry.count).map { cell in
            CellPlace(row: UInt8(geometry.row(cell) + 1), column: UInt8(geometry.column(cell) + 1))
        }
        var set = CellSet()
        for cell in 0..<geometry.count where passable[cell] { set.insert(places[cell]) }
        self.geometry = geometry
        self.bases = bases
        self.turned = turned
        self.neighbors = MapColumn(neighbors)
        self.distances = MapColumn(distances)
        self.places = MapColumn(places)
        isPassable = passable
        self.passable = set
        passableCount = set.count
        ways = MapColumn(Self.ways(geometry.count, neighbors, distances))
        views = MapColumn(Self.views(geometry.count, bases.count, turned))
        surroundings = MapColumn(
            bases.flatMap { base in (0..<32).map { row in places[base].disk(radius: 2, row: row) } })
    }

    /// Teams that the map has bases for: 2, 3 or 6.
    public var teamCount: Int { bases.count }

    /// Directions by which the map turns from one base to the next.
    var turn: Int { 6 / teamCount }

    /// Steps between two cells around obstacles, or nothing where no way leads.
    public func steps(from one: Int, to other: Int) -> Int? {
        let steps = distances[one * geometry.count + other]
        return steps == 255 ? nil : Int(steps)
    }

    @inline(__always)
    func distance(_ one: Int, _ other: Int) -> Int32 { Int32(distances[one &* geometry.count &+ other]) }

    /// The distances of all cells from one.
    @inline(__always)
    func distances(from cell: Int) -> MapPart<UInt8> { distances.part(from: cell &* geometry.count) }

    @inline(__always)
    func view(_ cell: Int, of team: Int) -> UInt16 { views[team &* geometry.count &+ cell] }
}

/// Why a map cannot be played on.
public enum MapError: Error, Hashable, Sendable {
    /// A map has two, three or six teams; the number that was given.
    case teams(Int)
    /// The size is not allowed; columns and rows, or the radius twice.
    case size(Int, Int)
    /// The cell lies outside of the grid.
    case outside(Int)
    /// The base stands on an obstacle or on another base, or turning does not bring the one before to it.
    case base(Int)
    /// Turning does not bring the cell to one of its kind.
    case lopsided(Int)
    /// No way leads to the cell.
    case unreachable(Int)
}
