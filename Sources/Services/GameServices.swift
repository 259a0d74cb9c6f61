// SPDX-License-Identifier: Apache-2.0

import Planning
import RPCServer

/// The services of the game, for a server.
public enum GameServices {
    /// The routes of plain HTTP that an existing browser game calls.
    public static func routes(clock: MonotonicClock = .system) -> [HTTPRoute] {
        BrowserGameRoutes(planner: ReflexPlanner(), clock: clock).all
    }

    /// All of them, answered by the reflex planner, and by a search where futures can be played.
    ///
    /// - Parameters:
    ///   - matches: what is reported and watched; nil for a server that keeps no matches.
    ///   - advising: what may find better answers where there is time; nil: nobody.
    public static func all(
        search: StrategySearch? = nil, clock: MonotonicClock = .system, matches: Matches? = nil,
        advising: Advising? = nil
    ) -> [any RPCService] {
        let planner = ReflexPlanner()
        return [
            StrategyAnswers(
                planner: planner, search: search, clock: clock, advising: advising, matches: matches),
            AgentAnswers(planner: planner, search: search, clock: clock, advising: advising),
            GameStateAnswers(planner: planner, clock: clock, matches: matches),
        ]
    }
}
