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
        /// Orders that are known.
        case known
    }

    /// Where it comes from.
    public var origin: Origin
    /// What it means to the simulation.
    public var orders: Orders

    /// A way to play.
    public init(_ origin: Origin, _ orders: Orders) {
        self.origin = origin
        self.orders = orders
    }

    /// A named way to play.
    public init(_ archetype: Arena.Archetype) { self.init(.archetype(archetype), archetype.orders) }

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
