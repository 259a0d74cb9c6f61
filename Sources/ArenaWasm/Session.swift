// SPDX-License-Identifier: Apache-2.0

import Arena
import Planning

/// What a handle of JavaScript's stands for: a match, what the reflex planners of its teams follow, and the
/// columns in which it is shown.
@safe
final class Session {
    var match: Match
    /// The strategy that each team's reflex planner chose last.
    private var followed: [Strategy?]
    let columns: Columns

    init(_ match: Match) {
        self.match = match
        unsafe columns = Columns()
        followed = [Strategy?](repeating: nil, count: match.map.teamCount)
    }

    init(copying other: Session) {
        match = other.match
        unsafe columns = Columns()
        followed = other.followed
    }

    deinit { unsafe columns.deallocate() }

    /// Gives a team the orders that the reflex planner finds best now; its confidence in thousandths.
    func plan(_ team: Int) -> Int32 {
        let plan = ReflexPlanner().plan(Question(Situation(match, me: team), current: followed[team]))
        followed[team] = plan.strategy
        match.order(team, Intent(plan.strategy, on: match.map, for: team).orders)
        return Int32(plan.confidence * 1000)
    }

    /// Writes where the match stands into the columns.
    func show() { unsafe columns.fill(from: match) }
}
