// SPDX-License-Identifier: Apache-2.0

import Arena

/// What a team believes of how an opponent plays, from watching it over time.
///
/// Between two decisions every hypothesis is a forecast: the last state that was seen is played on to now
/// under the hypothesis's orders, and what comes out is compared with what is there. The simulation is
/// deterministic, so the true orders forecast every step of every agent, and wrong ones soon do not.
/// Each time a part of the belief is spread over all hypotheses again (a hidden Markov model whose hidden
/// state may change), so that an opponent that changes course is noticed.
public struct OpponentTracker: Sendable {
    /// Part of the belief that is spread evenly before each observation: how often an opponent is expected
    /// to change course between two decisions.
    static let restlessness = 0.04
    /// How much the root of a forecast's error counts: a forecast that is wrong of every agent is
    /// e^−sharpness times as likely as one that is right of all. The root, because the true orders make no
    /// error at all, so that small ones tell most.
    static let sharpness = 24.0

    /// An error from which on a forecast is not taken for right: about one agent of twelve at a wrong place.
    static let guessedBeyond = 0.02
    /// Observations in a row that something known has to foresee before no more guesses are made.
    static let calmAfter = 3
    /// Part of the belief in what it is a variation of that a guess takes which foresees no more than that.
    static let guessShare = 0.1
    /// How much more it takes at most for what it foresees: it was sought for just that.
    static let mostOdds = 100.0
    /// Guesses that are kept.
    static let keptGuesses = 6
    /// Stretches of the match that guesses have to foresee, shared among the opponents, since each is a match that
    /// is kept. More would tell more, but be older than the opponent's last change of course.
    static let stretchesToForesee = 6

    /// Beyond so many ticks a forecast says nothing any more.
    static let longestForecast: Int32 = 600

    /// The opponent.
    public let team: Int
    /// What it may follow.
    public private(set) var hypotheses: [Hypothesis]
    /// How likely each is; together 1.
    public private(set) var likelihoods: [Double]
    /// The last forecast's error for each hypothesis, 0 to 1.
    public private(set) var errors: [Double]
    /// How many hypotheses there were at first; the others are guesses.
    private let namedCount: Int
    /// How likely each of these is before anything was seen, by earlier matches; nothing: all alike.
    private let beginning: [Double]?
    /// How stretches began that nothing known foresaw, with the orders that all other teams had, the latest first.
    private var unforeseen: [Match] = []
    /// How many of these are kept.
    private let memory: Int
    /// Observations since then, at the end, that something known did foresee.
    private var calm = 0
    private var random = Randomness(seed: 0, stream: 14)

    /// A tracker that has seen nothing.
    ///
    /// - Parameters:
    ///   - opponents: how many trackers share what is kept of the match, at least one.
    ///   - experience: what earlier matches have taught of opponents; nil: all hypotheses are alike.
    public init(
        team: Int, hypotheses: [Hypothesis] = Hypothesis.all, opponents: Int = 1,
        experience: ArchetypeExperience? = nil
    ) {
        precondition(!hypotheses.isEmpty, "a belief needs something to believe in")
        self.team = team
        self.hypotheses = hypotheses
        beginning = experience.flatMap { Self.beginning(hypotheses, $0) }
        likelihoods = beginning ?? [Double](repeating: 1 / Double(hypotheses.count), count: hypotheses.count)
        errors = [Double](repeating: 0, count: hypotheses.count)
        namedCount = hypotheses.count
        memory = max(1, Self.stretchesToForesee / max(1, opponents))
    }

    /// The mean of the posterior Dirichlet distribution: before any match all hypotheses are alike, and together count
    /// as ``ArchetypeExperience/matchesBehindBelief`` matches. A match in which an archetype was met counts for all
    /// hypotheses that are nearest to it, in equal parts: it was not noted which of them it was.
    ///
    /// - Returns: nothing if no match says anything.
    private static func beginning(_ hypotheses: [Hypothesis], _ experience: ArchetypeExperience) -> [Double]? {
        let behind = ArchetypeExperience.matchesBehindBelief
        let kinds = hypotheses.map(\.archetype.rawValue)
        var alike = SIMD8<Double>()
        for kind in kinds { alike[kind] += 1 }
        // What none of the hypotheses is near to says nothing here.
        let met = experience.met.replacing(with: 0, where: alike .== 0)
        guard met.sum() > 0 else { return nil }
        let all = behind + met.sum()
        return kinds.map { (behind / Double(hypotheses.count) + met[$0] / alike[$0]) / all }
    }

    /// The belief by archetype, in the order of `Archetype`; together 1. What is no archetype counts as the nearest.
    public var archetypes: SIMD8<Double> {
        var sums = SIMD8<Double>()
        for (hypothesis, likelihood) in zip(hypotheses, likelihoods) {
            sums[hypothesis.archetype.rawValue] += likelihood
        }
        return sums
    }

    /// The indices of the hypotheses, most likely first.
    public var ranking: [Int] {
        hypotheses.indices.sorted { (likelihoods[$1], $0) < (likelihoods[$0], $1) }
    }

    /// Learns from how the match went on.
    ///
    /// - Parameters:
    ///   - before: the match when it was last seen, with the orders that all other teams had since then.
    ///   - now: the match as it is.
    ///   - guessing: ticks for guesses, where nothing that is known foresees what came.
    ///   - isOver: says that time is over; then nothing is learnt but that time has passed.
    /// - Returns: ticks simulated.
    mutating func observe(
        from before: Match, to now: Match, guessing: Int = 0, isOver: () -> Bool = { false }
    ) -> Int {
        let stretch = Stretch(before: before, now: now)
        let span = stretch.ticks
        guard span > 0 else { return 0 }
        guard span <= Int(Self.longestForecast) else {
            forget(part: 0.5)
            unforeseen = []
            return 0
        }
        let even = 1 / Double(hypotheses.count)
        var seen = errors
        for index in hypotheses.indices {
            guard let error = stretch.error(of: hypotheses[index].orders, team: team, isOver) else {
                forget(part: Self.restlessness)
                unforeseen = []
                return index * span
            }
            seen[index] = error
        }
        errors = seen
        // Relative to the best one, so that an opponent that follows none of them does not underflow.
        let least = (errors.min() ?? 0).squareRoot()
        for index in hypotheses.indices {
            let prior = likelihoods[index] * (1 - Self.restlessness) + even * Self.restlessness
            likelihoods[index] = prior * Exponential.of((least - errors[index].squareRoot()) * Self.sharpness)
        }
        normalize()
        let ticks = span * hypotheses.count
        return ticks + guess(at: stretch, ticks: guessing, isOver)
    }

    /// Where nothing that is known foresees what the opponent does, it follows something else, which is sought.
    private mutating func guess(at stretch: Stretch, ticks most: Int, _ isOver: () -> Bool) -> Int {
        let isForeseen = (errors.prefix(namedCount).min() ?? 0) <= Self.guessedBeyond
        calm = isForeseen ? calm + 1 : 0
        guard calm < Self.calmAfter, !isForeseen || !unforeseen.isEmpty else {
            unforeseen = []
            keepGuesses(0)
            return 0
        }
        unforeseen = [stretch.before] + unforeseen.prefix(memory - 1)
        keepGuesses(Self.keptGuesses)
        let parent = ranking[0]
        // Each stretch ended where the next one began.
        let stretches = zip(unforeseen, [stretch.now] + unforeseen).map { Stretch(before: $0, now: $1) }
        var search = GuessSearch(team: team, stretches: stretches, ticks: most)
        let found = search.climb(from: hypotheses[parent], &random, isOver)
        for (guess, error, gain) in found.suffix(Self.keptGuesses) {
            hypotheses.append(guess)
            errors.append(error)
            let odds = min(Self.mostOdds, Exponential.of(gain * Self.sharpness))
            likelihoods.append(likelihoods[parent] * Self.guessShare * odds)
        }
        normalize()
        return search.ticks
    }

    /// Leaves so many of the guesses, those that are believed most.
    private mutating func keepGuesses(_ count: Int) {
        guard hypotheses.count > namedCount + count else { return }
        let kept = Array(0..<namedCount) + ranking.filter { $0 >= namedCount }.prefix(count)
        hypotheses = kept.map { hypotheses[$0] }
        likelihoods = kept.map { likelihoods[$0] }
        errors = kept.map { errors[$0] }
        normalize()
    }

    private mutating func normalize() {
        let sum = likelihoods.reduce(0, +)
        for index in likelihoods.indices { likelihoods[index] /= sum }
    }

    /// Spreads a part of the belief evenly.
    private mutating func forget(part: Double) {
        let even = 1 / Double(hypotheses.count)
        for index in hypotheses.indices { likelihoods[index] += (even - likelihoods[index]) * part }
    }

    /// Begins with what is believed of the archetypes; what is left goes to all hypotheses, as likely as they are
    /// before anything was seen.
    mutating func expect(_ archetypes: [(archetype: Arena.Archetype, likelihood: Double)]) {
        let left = max(0, 1 - archetypes.reduce(0) { $0 + $1.likelihood })
        likelihoods = hypotheses.enumerated().map { index, hypothesis in
            let said = archetypes.first { hypothesis.origin == .archetype($0.archetype) }?.likelihood ?? 0
            guard let beginning, beginning.indices.contains(index) else {
                return said + left / Double(hypotheses.count)
            }
            return said + left * beginning[index]
        }
        normalize()
    }
}

/// How far a forecast of a team's agents is from what came.
enum ForecastError {
    /// Steps from which on a place is simply wrong.
    static let farSteps = 6.0

    /// The mean over the team's agents, foreseen or there, 0 to 1: a wrong role or number of agents counts
    /// one, a wrong place up to a half, another task or another target a quarter each.
    static func of(_ forecast: Match, _ now: Match, team: Int) -> Double {
        let (a, b) = (forecast.state, now.state)
        let first = team * Capacity.agentsPerTeam
        var sum = 0.0
        var count = 0.0
        for slot in 0..<Capacity.agentsPerTeam {
            let bit: UInt32 = 1 << UInt32(slot)
            guard (a.alive[team] | b.alive[team]) & bit != 0 else { continue }
            count += 1
            let agent = first + slot
            guard a.alive[team] & b.alive[team] & bit != 0, a.body[agent].role == b.body[agent].role else {
                sum += 1
                continue
            }
            let steps = now.map.geometry.distance(Int(a.cell[agent]), Int(b.cell[agent]))
            sum += 0.5 * min(1, Double(steps) / farSteps)
            if a.task[agent] != b.task[agent] { sum += 0.25 }
            if a.target[agent] != b.target[agent] { sum += 0.25 }
        }
        return count > 0 ? sum / count : 0
    }
}
