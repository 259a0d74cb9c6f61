// SPDX-License-Identifier: Apache-2.0

import Arena
import Synchronization

/// Maps that were seen lately. To work out one takes as long as some thousand ticks, and states of a match come
/// with the same map again and again. A map takes about 1.5 MB.
public final class ArenaMaps: Sendable {
    /// What makes a map.
    package struct Key: Hashable {
        var geometry: HexGeometry
        var obstacles: [Int]
        var base: Int

        /// A map's form, its obstacles in order, and the first team's base.
        package init(geometry: HexGeometry, obstacles: [Int], base: Int) {
            self.geometry = geometry
            self.obstacles = obstacles
            self.base = base
        }
    }

    private let limit: Int
    /// Latest use last.
    private let known = Mutex<[(key: Key, map: Arena.GameMap)]>([])

    /// - Parameter limit: how many are kept.
    public init(limit: Int = 16) { self.limit = max(1, limit) }

    /// The map, worked out if it is not known.
    package func map(_ key: Key) throws(MapError) -> Arena.GameMap {
        let found = known.withLock { known -> Arena.GameMap? in
            guard let index = known.firstIndex(where: { $0.key == key }) else { return nil }
            let entry = known.remove(at: index)
            known.append(entry)
            return entry.map
        }
        if let found { return found }
        // Outside of the lock: two may work on the same map at once, but nobody waits for the work of another.
        let map = try Arena.GameMap.duel(
            width: key.geometry.width, height: key.geometry.height, obstacles: key.obstacles, base: key.base)
        known.withLock { known in
            known.removeAll { $0.key == key }
            if known.count >= limit { known.removeFirst() }
            known.append((key, map))
        }
        return map
    }
}
