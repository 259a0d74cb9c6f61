// SPDX-License-Identifier: Apache-2.0

import Arena
import Planning

/// How fast players recover when their opponent changes course, and how they score against such opponents.
///
/// Each ordered pair of archetypes has seeds of its own: the opponent follows the first archetype, and the
/// second one from a tick on that nobody is told. At that tick two win probabilities are found by playouts
/// to the end against the true opponent: of the orders that the player has, frozen, and of the best
/// archetype. Each later decision is judged in the same way, by the orders that the player then has; it has
/// recovered when it is half way up from the first to the second.
package struct AdaptationStudy: Sendable {
    /// Who is looked at.
    package var players: [Contestant]
    /// Seeds for each ordered pair.
    package var seeds: Int
    /// The first seed.
    package var firstSeed: UInt64
    /// What is played by.
    package var rules = RulesFile.standard
    /// Most trials at a time.
    package var jobs = 8

    /// Courses, each of which changes to each other one; `Contestant.course` says what they are.
    package var courses: [Contestant]
    /// Playouts by which a win probability is found.
    package var playouts = 12

    /// A player that would win about as often without changing anything has nothing to recover from.
    static let leastGap = 0.2
    /// Recovery times count up to this one; who has not recovered by then, or by the end, counts with it.
    static let greatestTicks: Int32 = 2000

    /// A study.
    ///
    /// - Parameter courses: what opponents follow, each until it changes to each other one: players that have a
    ///   `Contestant.course`; the others are left out.
    package init(
        players: [Contestant], against courses: [Contestant] = Self.archetypes, seeds: Int, firstSeed: UInt64
    ) {
        (self.players, self.seeds, self.firstSeed) = (players, seeds, firstSeed)
        self.courses = courses.filter { $0.course != nil }
    }

    /// What opponents follow where nothing else is said.
    package static let archetypes = Arena.Archetype.allCases.map { Contestant.archetype($0) }

    /// Matches of each player.
    package var trialCount: Int { pairs.count * seeds }

    /// What opponents do before and after they change: all ordered pairs of different courses.
    package var pairs: [(Orders, Orders)] {
        courses.flatMap { first in
            courses.filter { $0 != first }.compactMap { second in
                first.course.flatMap { before in second.course.map { (before, $0) } }
            }
        }
    }

    /// What came of one match.
    struct Trial: Sendable {
        var score: Double
        /// Ticks from the change to the recovery; none: there was nothing to recover from.
        var recovery: Int32?
        /// It was recovered from.
        var hasRecovered = false
    }

    /// Plays everything; `progress` hears of each seed that all players have played.
    package func play(progress: (Int) -> Void) async throws -> AdaptationReport {
        var trials: [(index: Int, trials: [Trial])] = []
        try await withThrowingTaskGroup(of: (Int, [Trial]).self) { group in
            var next = 0
            func add() {
                guard next < trialCount else { return }
                let index = next
                group.addTask {
                    var found: [Trial] = []
                    for player in players { found.append(try await trial(player, index)) }
                    return (index, found)
                }
                next += 1
            }
            for _ in 0..<jobs { add() }
            while let (index, found) = try await group.next() {
                trials.append((index, found))
                progress(trials.count)
                add()
            }
        }
        trials.sort { $0.index < $1.index }
        return AdaptationReport(self, trials.map(\.trials))
    }

    private func trial(_ contestant: Contestant, _ index: Int) async throws -> Trial {
        let board = try Board(seed: firstSeed &+ UInt64(index))
        let (first, second) = pairs[index % pairs.count]
        var random = Randomness(seed: board.seed, stream: 200)
        // At a decision, so that the frozen orders have met the first archetype only.
        let change = 100 * Int32(5 + random.below(20))
        let seat = index / pairs.count % 2
        var match = try Match(map: board.map, rules: rules.rules, seed: board.seed)
        var player = try Player(contestant, team: seat, seed: board.seed, stream: 0)
        var goal: Double?
        var trial = Trial(score: 0)
        var own = match.state.orders[seat]
        while match.state.ending == .running {
            let tick = match.state.tick
            let theirs = tick < change ? first : second
            if tick == change {
                let frozen = winProbability(match, seat, own, theirs)
                let best = Arena.Archetype.allCases.map { winProbability(match, seat, $0.orders, theirs) }.max() ?? 0
                if best - frozen >= Self.leastGap {
                    goal = (best + frozen) / 2
                    trial.recovery = Self.greatestTicks
                }
            }
            own = try await player.orders(match, opponent: theirs)
            if let least = goal, tick > change || player.isOracle, tick - change < Self.greatestTicks,
                winProbability(match, seat, own, theirs) >= least
            {
                goal = nil
                trial.recovery = tick - change
                trial.hasRecovered = true
            }
            match.order(seat, own)
            match.order(1 - seat, theirs)
            match.advance(to: tick + Player.decisionTicks)
        }
        let winner = match.state.winner
        trial.score = winner == MatchState.noTeam ? 0.5 : Int(winner) == seat ? 1 : 0
        return trial
    }

    /// The score of the rest of the match under fixed orders, as the mean over piles to come.
    private func winProbability(_ match: Match, _ seat: Int, _ own: Orders, _ theirs: Orders) -> Double {
        var sum = 0.0
        for piles in 0..<playouts {
            var future = match
            future.forgetPiles(seed: UInt64(piles))
            future.order(seat, own)
            future.order(1 - seat, theirs)
            future.advance(to: rules.rules.matchTicks)
            let winner = future.state.winner
            sum += winner == MatchState.noTeam ? 0.5 : Int(winner) == seat ? 1 : 0
        }
        return sum / Double(playouts)
    }
}
