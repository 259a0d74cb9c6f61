// SPDX-License-Identifier: Apache-2.0

import MatchStorage
import Protobuf
import StrategosAPI

/// A team's way through a match until now, as the store has it.
struct MatchHistory: Sendable {
    /// A state, and what the team was given to follow from there on; nothing: what it followed before.
    struct Step: Sendable {
        var state: GameState
        var strategy: TeamStrategy?
    }

    /// In their order, with growing ticks; the latest ones.
    private(set) var steps: [Step] = []

    /// States that are kept: as many as a belief about opponents that change course is made of.
    private static let mostSteps = 12

    /// Takes what comes next. A match that begins anew has no history; a state that is told again takes the place of
    /// itself, and what the team was given in it stays.
    mutating func add(_ state: GameState) {
        var step = Step(state: state)
        if let last = steps.last?.state.tick {
            if state.tick == last {
                step.strategy = steps.removeLast().strategy
            } else if state.tick ?? 0 < last {
                steps = []
            }
        }
        steps.append(step)
        if steps.count > Self.mostSteps { steps.removeFirst() }
    }

    /// A strategy counts from the last state on.
    mutating func add(_ strategy: TeamStrategy) {
        guard !steps.isEmpty else { return }
        steps[steps.count - 1].strategy = strategy
    }
}

extension Matches {
    /// Records that are read for a history.
    private static let recalledRecords: UInt64 = 96

    /// The last states of a match before a tick, with what a team was given to follow in them; nothing if the store
    /// knows of none, or cannot be read.
    ///
    /// The states are those that were reported for the team; where there are none, those that the game reported: for
    /// questions that show all of the match themselves, as those do that can be played on. Nothing of what other
    /// teams were given is in it.
    func history(of match: String, team: String, before tick: UInt64) async -> MatchHistory? {
        guard store.hasMatches, let known = try? await store.match(match), let view = known.view(for: team) else {
            return nil
        }
        let last = known.lastPlace(of: view)
        var place = last > Self.recalledRecords ? last - Self.recalledRecords : 0
        var history = MatchHistory()
        while let page = try? await store.records(of: known.identity, team: view, after: place, limit: 32) {
            for record in page.records {
                place = record.place
                switch record.kind {
                case .state where record.team == view:
                    guard let state = try? GameState(serialized: record.payload), (state.tick ?? 0) < tick else {
                        continue
                    }
                    history.add(state)
                case .strategy where record.team == team:
                    if let strategy = try? TeamStrategy(serialized: record.payload) { history.add(strategy) }
                default: break
                }
            }
            if page.isLast || page.records.isEmpty { break }
        }
        return history.steps.isEmpty ? nil : history
    }
}

extension KnownMatch {
    /// The view whose states tell of a team's way; nil where there are none.
    fileprivate func view(for team: String) -> String? {
        [team, ""].first { (views[$0]?.stateSequence ?? 0) > 0 }
    }
}
