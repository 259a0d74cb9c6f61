// SPDX-License-Identifier: Apache-2.0

/// What is worked out once for each map.
extension GameMap {
    static func passable(
        _ geometry: HexGeometry, _ obstacles: [Int], _ bases: [Int], _ turned: [UInt16]
    ) throws(MapError) -> [Bool] {
        var passable = [Bool](repeating: true, count: geometry.count)
        for cell in obstacles {
            guard cell >= 0, cell < geometry.count else { throw .outside(cell) }
            passable[cell] = false
        }
        for cell in 0..<geometry.count where passable[cell] {
            let other = Int(turned[cell])
            guard other < geometry.count, passable[other] else { throw .lopsided(cell) }
        }
        for (team, cell) in bases.enumerated() {
            guard cell >= 0, cell < geometry.count else { throw .outside(cell) }
            let next = bases[(team + 1) % bases.count]
            guard passable[cell], cell != bases[0] || team == 0, Int(turned[cell]) == next else { throw .base(cell) }
        }
        return passable
    }

    static func neighbors(_ geometry: HexGeometry, _ passable: [Bool]) -> [UInt16] {
        var result: [UInt16] = []
        result.reserveCapacity(geometry.count * 6)
        for cell in 0..<geometry.count {
            for direction in 0..<6 {
                let neighbor = geometry.neighbor(of: cell, direction)
                result.append(neighbor.map { passable[$0] ? UInt16($0) : none } ?? none)
            }
        }
        return result
    }

    /// A search breadth first from every cell.
    static func distances(_ count: Int, _ neighbors: [UInt16], _ passable: [Bool]) -> [UInt8] {
        var result = [UInt8](repeating: 255, count: count * count)
        var queue = [Int](repeating: 0, count: count)
        for start in 0..<count where passable[start] {
            let row = start * count
            result[row + start] = 0
            queue[0] = start
            var head = 0
            var tail = 1
            while head < tail {
                let cell = queue[head]
                head += 1
                let next = min(result[row + cell], 253) + 1
                for direction in 0..<6 {
                    let neighbor = neighbors[cell * 6 + direction]
                    guard neighbor != none, result[row + Int(neighbor)] == 255 else { continue }
                    result[row + Int(neighbor)] = next
                    queue[tail] = Int(neighbor)
                    tail += 1
                }
            }
        }
        return result
    }

    static func ways(_ count: Int, _ neighbors: [UInt16], _ distances: [UInt8]) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: count * count)
        for target in 0..<count {
            let row = target * count
            for cell in 0..<count where distances[row + cell] != 255 {
                for direction in 0..<6 {
                    let neighbor = neighbors[cell * 6 + direction]
                    guard neighbor != none, distances[row + Int(neighbor)] < distances[row + cell] else { continue }
                    result[row + cell] |= 1 << UInt8(direction)
                }
            }
        }
        return result
    }

    static func views(_ count: Int, _ teams: Int, _ turned: [UInt16]) -> [UInt16] {
        var result = [UInt16](repeating: none, count: count * teams)
        for cell in 0..<count {
            var place = UInt16(cell)
            for team in 0..<teams where place != none {
                result[team * count + Int(place)] = UInt16(cell)
                place = turned[Int(place)]
            }
        }
        return result
    }
}
