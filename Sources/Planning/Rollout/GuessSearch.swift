// SPDX-License-Identifier: Apache-2.0

import Arena

/// Seeks orders that foresee what a team was seen doing, by hill climbing: variations of the best so far are
/// forecasts of the same stretches of the match, and one that is less wrong of all of them is varied in turn.
///
/// One stretch alone is foreseen by much that is not what the team follows, as few agents choose anew in it.
struct GuessSearch {
    /// Guesses that there should be ticks for; of fewer stretches, where there are few.
    private static let leastTries = 8
    /// Every so many tries the roles are those of the agents that are there.
    private static let triesForEachLook = 4
    /// Guesses that there is time for at most, however many ticks there are.
    private static let mostTries = 70

    /// The team.
    let team: Int
    /// What was seen, the latest first.
    let stretches: ArraySlice<Stretch>
    /// What may be simulated.
    let most: Int
    /// What was simulated.
    private(set) var ticks = 0

    /// - Parameter ticks: that may be simulated.
    init(team: Int, stretches: [Stretch], ticks: Int) {
        self.team = team
        let length = max(1, stretches.first?.ticks ?? 1)
        self.stretches = stretches.prefix(max(1, ticks / (length * Self.leastTries)))
        most = min(ticks, Self.mostTries * length)
    }

    /// - Returns: the steps to the best that was found, each less wrong than the one before: its error on the
    ///   latest stretch, and by how much the root of its error is less than that of the start, on the mean of all.
    mutating func climb(
        from start: Hypothesis, _ random: inout Randomness, _ isOver: () -> Bool
    ) -> [(guess: Hypothesis, error: Double, gain: Double)] {
        guard most > 0, let beginning = misfit(start.orders, below: .infinity, isOver) else { return [] }
        let roles = stretches.first?.roles(team)
        var steps: [(guess: Hypothesis, error: Double, gain: Double)] = []
        var (best, left) = (start, beginning.sum)
        var tries = 0
        while ticks < most, left > 0, !isOver() {
            var guess = best.varied(&random)
            tries += 1
            if tries % Self.triesForEachLook == 0, let roles { guess.orders.mix = roles }
            guard let found = misfit(guess.orders, below: left, isOver) else { continue }
            (best, left) = (guess, found.sum)
            steps.append((guess, found.latest, (beginning.sum - left) / Double(stretches.count)))
        }
        return steps
    }

    /// The error on the latest stretch, and the sum of the roots of all; nothing if that is no less than a limit, or
    /// time is over.
    private mutating func misfit(
        _ orders: Orders, below limit: Double, _ isOver: () -> Bool
    ) -> (latest: Double, sum: Double)? {
        var latest: Double?
        var sum = 0.0
        for stretch in stretches {
            guard let error = stretch.error(of: orders, team: team, isOver) else { return nil }
            ticks += stretch.ticks
            sum += error.squareRoot()
            guard sum < limit else { return nil }
            latest = latest ?? error
        }
        return latest.map { ($0, sum) }
    }
}
