// SPDX-License-Identifier: Apache-2.0

/// What earlier matches by the same rules have taught of the named ways to play: which ones opponents follow, and
/// what comes of each against each. Immutable, so that a plan depends on the question and on this alone; an object,
/// since most questions have none.
public final class ArchetypeExperience: Sendable {
    /// What one match has taught.
    public struct Outcome: Sendable {
        /// The way that the own team played.
        public var own: Archetype
        /// What the opponent was believed to follow, in the order of `Archetype`: shares from 0 to 1, of which more
        /// than 1 together are scaled down, so that a match counts once at most. All 0: not known.
        public var opponent: SIMD8<Double>
        /// −1 lost to 1 won.
        public var score: Double

        /// A match.
        public init(own: Archetype, opponent: SIMD8<Double>, score: Double) {
            (self.own, self.opponent, self.score) = (own, opponent, score)
        }
    }

    /// How many matches the belief without experience counts as: the concentration of a Dirichlet distribution. One
    /// for each archetype, as in Laplace's rule of succession, so that a few matches say something, and one match
    /// cannot make a way to play four times as likely as it would be.
    public static let matchesBehindBelief = 6.0
    /// How many matches a number of the payoff table counts as. The mean of so many games that are won or lost has a
    /// standard error of 0.22, less than half of what the numbers of the table are in the median (0.58): fewer would
    /// replace what 200 matches have measured by chance. They are not counted as the 200 they are, because those
    /// teams kept their orders to the end, which opponents of a service do not.
    public static let matchesBehindPayoff = 20.0

    /// Matches in which opponents were believed to follow each archetype; parts where the belief was divided.
    public let met: SIMD8<Double>
    /// Matches of each archetype (rows) against each (columns), in parts as above.
    private let matches: [SIMD8<Double>]
    /// The sums of their scores, −1 lost to 1 won.
    private let sums: [SIMD8<Double>]

    /// What these matches have taught, in whatever order.
    public init(_ outcomes: [Outcome]) {
        var met = SIMD8<Double>()
        var matches = [SIMD8<Double>](repeating: SIMD8(), count: Archetype.allCases.count)
        var sums = matches
        for outcome in outcomes {
            let share = outcome.opponent / max(1, outcome.opponent.sum())
            met += share
            matches[outcome.own.rawValue] += share
            sums[outcome.own.rawValue] += share * outcome.score
        }
        (self.met, self.matches, self.sums) = (met, matches, sums)
    }

    /// How many matches of one archetype against another there were, in parts.
    public func count(of own: Archetype, against other: Archetype) -> Double { matches[own.rawValue][other.rawValue] }

    /// The mean score of one archetype against another, −1 lost to 1 won; nothing if there were no matches.
    public func score(of own: Archetype, against other: Archetype) -> Double? {
        let count = count(of: own, against: other)
        return count > 0 ? sums[own.rawValue][other.rawValue] / count : nil
    }

    /// What is expected of one archetype against another, −1 lost to 1 won: the measured table shrunk towards what
    /// matches have given. Without any the table's number itself, to the last bit.
    public func payoff(of own: Archetype, against other: Archetype) -> Double {
        let (prior, count) = (own.prior(against: other), count(of: own, against: other))
        guard count > 0 else { return prior }
        let behind = Self.matchesBehindPayoff
        return (prior * behind + sums[own.rawValue][other.rawValue]) / (behind + count)
    }
}
