// SPDX-License-Identifier: Apache-2.0

/// A strategy that is considered, and its score.
public struct Candidate: Sendable {
    /// How it differs from its archetype.
    public enum Variation: Int, CaseIterable, Sendable {
        /// Not at all.
        case plain
        /// Half way to what the situation needs.
        case fitted
        /// Most of the way to what the situation needs.
        case bent
        /// Its roles answer the opponents' roles.
        case countering
        /// What the team follows already.
        case current
    }

    /// What a score is the sum of.
    public enum Term: Int, CaseIterable, Sendable {
        /// Collecting, where it is needed.
        case economy
        /// Claiming, where it is needed.
        case expansion
        /// Attacking, where it is needed.
        case attack
        /// Holding, where it is needed.
        case defense
        /// What is expected against the way that the opponents seem to play.
        case opponents
        /// How far the agents that are there are from the roles that it wants.
        case change
        /// How long the stockpile lasts for the roles that it wants.
        case cost
        /// It is what the team follows already.
        case continuity
    }

    /// What it is a variation of.
    public var archetype: Archetype
    /// How it differs from it.
    public var variation: Variation
    /// Its weights of the four kinds of work; together 1.
    public var work: WorkVector
    /// The roles that it wants; together 1.
    public var mix: RoleVector
    /// The score's terms, in the order of `Term`.
    public var terms = SIMD8<Double>()

    /// The sum of its terms.
    public var score: Double { terms.sum() }

    /// The archetype that it is closest to, whatever it is a variation of.
    var nearest: Archetype { .nearest(to: work, mix) }

    /// One term.
    public subscript(term: Term) -> Double {
        get { terms[term.rawValue] }
        set { terms[term.rawValue] = newValue }
    }

    init(_ archetype: Archetype, _ variation: Variation, needs: WorkVector, opponents: RoleVector) {
        self.archetype = archetype
        self.variation = variation
        // The best answer to needs n under the concave worth Σ n·w^⅜ has weights in proportion to n^1.6;
        // n^1.5 is near enough and needs roots only.
        let wanted = (needs * needs.squareRoot()).normalized
        switch variation {
        case .plain:
            work = archetype.work
            mix = archetype.mix
        case .fitted, .bent:
            let part = variation == .fitted ? 0.45 : 0.75
            work = archetype.work * (1 - part) + wanted * part
            mix = archetype.mix * (1 - part) + Self.roles(for: wanted) * part
        case .countering:
            work = archetype.work * 0.6 + wanted * 0.4
            mix = archetype.mix * 0.6 + Self.answer(to: opponents) * 0.4
        case .current:
            work = archetype.work
            mix = archetype.mix
        }
        mix = mix.normalized
        work = work.normalized
    }

    /// The strategy that the team follows, as a candidate.
    init(current: Strategy) {
        archetype = current.archetype
        variation = .current
        work = current.work
        mix = RoleVector(current.composition).normalized
    }

    /// The roles that do these kinds of work.
    private static func roles(for work: WorkVector) -> RoleVector {
        RoleVector(work[.collect], work[.expand], work[.defend], work[.attack])
    }

    /// The roles that answer opponents' roles: defenders stand up to attackers, attackers hunt what
    /// gathers and claims, and who faces defenders grows.
    static func answer(to opponents: RoleVector) -> RoleVector {
        guard opponents.sum() > 0 else { return [0.4, 0.3, 0.15, 0.15] }
        let theirs = opponents.normalized
        return RoleVector(
            0.30 + 0.40 * theirs[.defender],
            0.20 + 0.30 * theirs[.defender],
            0.10 + 0.70 * theirs[.attacker],
            0.10 + 0.40 * theirs[.collector] + 0.40 * theirs[.explorer]
        ).normalized
    }
}
