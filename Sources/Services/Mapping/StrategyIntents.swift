// SPDX-License-Identifier: Apache-2.0

import Arena
import Planning
import StrategosAPI

extension Intent {
    /// What a strategy of the schema means on a map of the arena, for who plays by it.
    ///
    /// - Parameter teams: the ids of the map's teams.
    package init(_ strategy: TeamStrategy, on map: Arena.GameMap, teams: [String]) {
        var planned = strategy.planned
        planned.counters = strategy.counters.compactMap { counter in
            guard let opponent = teams.firstIndex(of: counter.opponentTeam), let response = counter.response.planned
            else { return nil }
            return CounterMove(
                opponent: opponent, observed: counter.observed.planned ?? .balanced,
                likelihood: Int32(clamping: counter.likelihoodPerMille), response: response, area: counter.zone?.area)
        }
        self.init(planned, on: map)
    }
}
