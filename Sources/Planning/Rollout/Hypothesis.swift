// SPDX-License-Identifier: Apache-2.0

import Arena

/// A way to play that an opponent may follow, or that a team could.
public struct Hypothesis: Sendable {
    /// Where it comes from.
    public enum Origin: Hashable, Sendable {
        /// One of the named ways to play.
        case archetype(Arena.Archetype)
        /// What a posture and a focus alone mean.
        case posture(Arena.Posture, Arena.Focus?)
        /// A small change of another one, found by trying.
        case variation
        /// What the reflex planner would do.
        case reflex
        /// What somebody else proposes.
        case proposal
        /// What the team follows, by its own word.
        case followed
        /// Orders that are known.
        case known
        /// Agents that are made in another way.
        case design
    }

    /// Where it comes from.
    public var origin: Origin
    /// What it means to the simulation.
    public var orders: Orders
    /// Orders until the team gets its next agent, where that one is to be another than the following ones.
    public var opening: Orders?
    /// The strategy that the orders were made of, where they were made of one.
    public var words: Strategy?

    /// A way to play.
    public init(_ origin: Origin, _ orders: Orders) {
        self.origin = origin
        self.orders = orders
    }

    /// What a strategy means on a map.
    public init(_ origin: Origin, saying words: Strategy, on map: GameMap) {
        self.init(origin, Intent(words, on: map).orders)
        self.words = words
    }

    /// The same, limited to what the words of a strategy can say.
    func sayable(on map: GameMap) -> Hypothesis {
        words == nil ? Hypothesis(origin, saying: Strategy(orders, on: map), on: map) : self
    }

    /// A named way to play.
    public init(_ archetype: Arena.Archetype) { self.init(.archetype(archetype), archetype.orders) }

    /// Whether it means the same.
    public func isSame(as other: Hypothesis) -> Bool { orders.isSame(as: other.orders) }

    /// The archetype that it is closest to.
    public var nearest: Archetype {
        let weights = orders.weights
        let work = WorkVector(
            Double(weights[0]), Double(weights[1] + weights[5]), Double(weights[2]),
            Double(Int32(weights[3]) + Int32(weights[4])))
        let mix = RoleVector(
            Double(orders.mix[0]), Double(orders.mix[1]), Double(orders.mix[2]), Double(orders.mix[3]))
        return .nearest(to: work.normalized, mix.normalized)
    }

    /// The archetype that it counts as: the one that it is, or else the nearest.
    public var archetype: Archetype {
        if case .archetype(let same) = origin { return Archetype(rawValue: Int(same.rawValue)) ?? .balanced }
        return nearest
    }

    /// The six archetypes.
    public static let archetypes = Arena.Archetype.allCases.map { Hypothesis($0) }

    /// The archetypes, and what the words of the schema mean without any priorities: each posture, alone
    /// and with each focus.
    public static let all =
        archetypes
        + Arena.Posture.allCases.flatMap { posture in
            ([nil] + Arena.Focus.allCases).map { focus in
                var intent = Intent(posture)
                intent.focus = focus
                return Hypothesis(.posture(posture, focus), intent.orders)
            }
        }
}
