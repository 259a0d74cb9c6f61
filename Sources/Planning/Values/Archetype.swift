// SPDX-License-Identifier: Apache-2.0

/// The named ways to play. Weights and mixes are the reference game's.
public enum Archetype: Int, CaseIterable, Sendable {
    /// A bit of everything.
    case balanced
    /// Attackers early, everything at the opponent.
    case rush
    /// Defenders, close to the base.
    case turtle
    /// Collectors, stockpile first.
    case boom
    /// Explorers, cells first.
    case expand
    /// Strike where the opponent is weak and withdraw.
    case raid

    /// Weights of collect, expand, attack, defend; together 1.
    public var work: WorkVector {
        let weights: WorkVector =
            switch self {
            case .balanced: [60, 50, 25, 25]
            case .rush: [30, 20, 100, 10]
            case .turtle: [40, 45, 5, 100]
            case .boom: [100, 20, 5, 20]
            case .expand: [30, 100, 5, 10]
            case .raid: [40, 40, 70, 30]
            }
        return weights.normalized
    }

    /// Parts of collectors, explorers, defenders, attackers; together 1.
    public var mix: RoleVector {
        switch self {
        case .balanced: [0.40, 0.30, 0.15, 0.15]
        case .rush: [0.25, 0.00, 0.05, 0.70]
        case .turtle: [0.35, 0.15, 0.50, 0.00]
        case .boom: [0.75, 0.10, 0.10, 0.05]
        case .expand: [0.25, 0.70, 0.00, 0.05]
        case .raid: [0.30, 0.20, 0.15, 0.35]
        }
    }

    /// The one that is closest to weights and roles, each together 1.
    static func nearest(to work: WorkVector, _ mix: RoleVector) -> Archetype {
        func distance(_ archetype: Archetype) -> Double {
            let work = archetype.work - work
            let mix = archetype.mix - mix
            return (work * work).sum() + 0.5 * (mix * mix).sum()
        }
        return allCases.min { distance($0) < distance($1) } ?? .balanced
    }

    /// The posture that it is played with.
    public var posture: Posture {
        switch self {
        case .balanced, .expand: .balanced
        case .rush, .raid: .aggressive
        case .turtle: .defensive
        case .boom: .economic
        }
    }

    /// What its effort is for.
    public var focus: Focus {
        switch self {
        case .balanced, .expand, .turtle: .territory
        case .boom: .resources
        case .rush, .raid: .combat
        }
    }

    /// What usually comes of playing this against another, −1 lost to 1 won; the reverse of the other's.
    /// Measured: the table of docs/arena.md, where each pair played 200 matches by the standard rules.
    public func prior(against other: Archetype) -> Double {
        Self.priors[rawValue][other.rawValue]
    }

    /// Rows against columns: balanced, rush, turtle, boom, expand, raid.
    private static let priors: [SIMD8<Double>] = [
        [0.00, -0.14, 0.76, 0.53, -0.96, 0.30, 0, 0],
        [0.14, 0.00, 0.58, -0.92, 1.00, -0.66, 0, 0],
        [-0.76, -0.58, 0.00, 0.34, 0.08, -0.91, 0, 0],
        [-0.53, 0.92, -0.34, 0.00, -0.73, -0.11, 0, 0],
        [0.96, -1.00, -0.08, 0.73, 0.00, 0.44, 0, 0],
        [-0.30, 0.66, 0.91, 0.11, -0.44, 0.00, 0, 0],
    ]
}
