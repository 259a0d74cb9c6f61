// SPDX-License-Identifier: Apache-2.0

extension GameMap {
    /// The map for two teams of a seed: bases at (2, 2) and opposite to it, and pairs of obstacles that lie
    /// opposite to each other, none within four cells of a base.
    ///
    /// - Parameters:
    ///   - seed: equal seeds give equal maps.
    ///   - width, height: columns, 12 to 62, and rows, an even number from 8 to 30; 1024 cells at most.
    ///   - obstaclePairs: how many pairs are tried; a pair that would cut off a cell is left out.
    public static func duel(
        seed: UInt64, width: Int = 36, height: Int = 24, obstaclePairs: Int = 16
    ) throws(MapError) -> GameMap {
        guard width >= 12, height >= 8, height % 2 == 0, let geometry = HexGeometry(width: width, height: height) else {
            throw .size(width, height)
        }
        let turned = (0..<geometry.count).map { UInt16(geometry.opposite($0)) }
        let base = 2 * width + 2
        return try generated(
            seed: seed, geometry, outside: [], bases: [base, geometry.opposite(base)], turned, obstaclePairs)
    }

    /// A map for two teams of which the obstacles are known.
    ///
    /// - Parameters:
    ///   - width, height: as for a generated one.
    ///   - obstacles: cells that cannot be entered; opposite to each there is another one.
    ///   - base: the first team's base; the second one's lies opposite to it.
    public static func duel(width: Int, height: Int, obstacles: [Int], base: Int) throws(MapError) -> GameMap {
        guard width >= 12, height >= 8, height % 2 == 0, let geometry = HexGeometry(width: width, height: height) else {
            throw .size(width, height)
        }
        guard base >= 0, base < geometry.count else { throw .outside(base) }
        let turned = (0..<geometry.count).map { UInt16(geometry.opposite($0)) }
        return try GameMap(
            geometry: geometry, obstacles: obstacles, bases: [base, geometry.opposite(base)], turned: turned)
    }

    /// A map in the form of a hexagon for two, three or six teams, with bases two cells from its corners.
    ///
    /// - Parameters:
    ///   - seed: equal seeds give equal maps.
    ///   - radius: cells from the middle to the edge, 6 to 14.
    ///   - obstacleSets: how many sets of obstacles, one for each team, are tried.
    public static func hexagon(
        seed: UInt64, teams: Int, radius: Int = 14, obstacleSets: Int = 12
    ) throws(MapError) -> GameMap {
        guard teams == 2 || teams == 3 || teams == 6 else { throw .teams(teams) }
        guard radius >= 6, let geometry = HexGeometry(width: 2 * radius + 1, height: 2 * radius + 1) else {
            throw .size(radius, radius)
        }
        let center = radius * geometry.width + radius
        let outside = (0..<geometry.count).filter { geometry.distance($0, center) > radius }
        let turned = (0..<geometry.count).map { cell in
            geometry.distance(cell, center) > radius
                ? none : geometry.turned(cell, sixths: 6 / teams, around: center).map { UInt16($0) } ?? none
        }
        // On the way from the middle to the west corner.
        var bases = [radius * geometry.width + 2]
        while bases.count < teams { bases.append(Int(turned[bases[bases.count - 1]])) }
        return try generated(seed: seed, geometry, outside: outside, bases: bases, turned, obstacleSets)
    }

    /// Obstacles in sets that turning brings to each other.
    private static func generated(
        seed: UInt64, _ geometry: HexGeometry, outside: [Int], bases: [Int], _ turned: [UInt16], _ sets: Int
    ) throws(MapError) -> GameMap {
        var random = Randomness(seed: seed, stream: 1)
        var obstacles = outside
        for _ in 0..<max(0, sets) {
            var set = [Int(random.below(UInt32(geometry.count)))]
            guard turned[set[0]] != none else { continue }
            while set.count < bases.count { set.append(Int(turned[set[set.count - 1]])) }
            let isFree = set.allSatisfy { cell in
                !obstacles.contains(cell) && bases.allSatisfy { geometry.distance($0, cell) > 4 }
            }
            // The cell in the middle comes to itself.
            guard isFree, set[0] != set[1], isConnected(geometry, obstacles + set, from: bases[0]) else { continue }
            obstacles += set
        }
        return try GameMap(geometry: geometry, obstacles: obstacles, bases: bases, turned: turned)
    }

    /// Whether every free cell can be reached.
    private static func isConnected(_ geometry: HexGeometry, _ obstacles: [Int], from start: Int) -> Bool {
        var seen = [Bool](repeating: false, count: geometry.count)
        for cell in obstacles { seen[cell] = true }
        seen[start] = true
        var stack = [start]
        var reached = 1
        while let cell = stack.popLast() {
            for direction in 0..<6 {
                guard let neighbor = geometry.neighbor(of: cell, direction), !seen[neighbor] else { continue }
                seen[neighbor] = true
                reached += 1
                stack.append(neighbor)
            }
        }
        return reached == geometry.count - obstacles.count
    }
}
