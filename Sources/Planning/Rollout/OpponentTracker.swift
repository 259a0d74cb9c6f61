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

    /// Guesses that are made at a time while no hypothesis foresees what comes.
    static let guessCount = 6
    /// An error from which on a forecast is not taken for right: about one agent of twelve at a wrong place.
    static let guessedBeyond = 0.02
    /// Part of the belief that a new guess takes from what it is a variation of.
    static let guessShare = 0.1

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
    private var random = Randomness(seed: 0, stream: 14)

    /// A tracker that has seen nothing.
    public init(team: Int, hypotheses: [Hypothesis] = Hypothesis.all) {
        precondition(!hypotheses.isEmpty, "a belief needs something to believe in")
        self.team = team
        self.hypotheses = hypotheses
        likelihoods = [Double](repeating: 1 / Double(hypotheses.count), count: hypotheses.count)
        errors = [Double](repeating: 0, count: hypotheses.count)
        namedCount = hypotheses.count
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
    /// - Parameter isOver: says that time is over; then nothing is learnt but that time has passed.
    /// - Returns: ticks simulated.
    mutating func observe(from before: Match, to now: Match, isOver: () -> Bool = { false }) -> Int {
        let span = now.state.tick - before.state.tick
        guard span > 0 else { return 0 }
        guard span <= Self.longestForecast else {
            forget(part: 0.5)
            return 0
        }
        let even = 1 / Double(hypotheses.count)
        var sum = 0.0
        var seen = errors
        for index in hypotheses.indices {
            var forecast = before
            forecast.order(team, hypotheses[index].orders)
            while forecast.state.tick < now.state.tick, forecast.state.ending == .running {
                guard !isOver() else {
                    forget(part: Self.restlessness)
                    return index * Int(span)
                }
                forecast.advance(to: min(now.state.tick, forecast.state.tick + Playout.stride))
            }
            seen[index] = ForecastError.of(forecast, now, team: team)
        }
        errors = seen
        // Relative to the best one, so that an opponent that follows none of them does not underflow.
        let least = (errors.min() ?? 0).squareRoot()
        for index in hypotheses.indices {
            let prior = likelihoods[index] * (1 - Self.restlessness) + even * Self.restlessness
            likelihoods[index] = prior * Exponential.of((least - errors[index].squareRoot()) * Self.sharpness)
            sum += likelihoods[index]
        }
        for index in hypotheses.indices { likelihoods[index] /= sum }
        let ticks = Int(span) * hypotheses.count
        guess(now)
        return ticks
    }

    /// Where nothing that was thought of foresees what the opponent does, it follows something else: variations of
    /// what comes nearest are tried, of which those that foresee more survive and are varied in turn. Roles are not
    /// guessed, since they are seen.
    private mutating func guess(_ now: Match) {
        let nearest = errors.indices.min { (errors[$0], $0) < (errors[$1], $1) } ?? 0
        guard errors[nearest] > Self.guessedBeyond else { return }
        // Guesses that foresee less than what is known already make room.
        let kept = hypotheses.indices.filter { $0 < namedCount || $0 == nearest }
        hypotheses = kept.map { hypotheses[$0] }
        let sum = kept.reduce(0) { $0 + likelihoods[$1] }
        likelihoods = kept.map { likelihoods[$0] / sum }
        errors = kept.map { errors[$0] }
        let parent = kept.firstIndex(of: nearest) ?? 0
        var roles: InlineArray<4, Int16> = [0, 0, 0, 0]
        for agent in now.state.agents(of: team) { roles[Int(now.state.body[agent].role.rawValue)] += 80 }
        let taken = likelihoods[parent] * Self.guessShare
        for number in 0..<Self.guessCount {
            var guess = hypotheses[parent].varied(&random)
            if number % 2 == 0, now.state.agentCount(of: team) > 3 { guess.orders.mix = roles }
            hypotheses.append(guess)
            errors.append(errors[parent])
            likelihoods.append(taken)
            likelihoods[parent] -= taken
        }
    }

    /// Spreads a part of the belief evenly.
    private mutating func forget(part: Double) {
        let even = 1 / Double(hypotheses.count)
        for index in hypotheses.indices { likelihoods[index] += (even - likelihoods[index]) * part }
    }

    /// Begins with what is believed of the archetypes; the rest of the hypotheses share what is left.
    mutating func expect(_ archetypes: [(archetype: Arena.Archetype, likelihood: Double)]) {
        let left = max(0, 1 - archetypes.reduce(0) { $0 + $1.likelihood })
        likelihoods = hypotheses.map { hypothesis in
            let said = archetypes.first { hypothesis.origin == .archetype($0.archetype) }?.likelihood ?? 0
            return said + left / Double(hypotheses.count)
        }
        let sum = likelihoods.reduce(0, +)
        for index in likelihoods.indices { likelihoods[index] /= sum }
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
