// SPDX-License-Identifier: Apache-2.0

import Planning
import RPCServer

/// The services of the game, for a server.
public enum GameServices {
    /// All of them, answered by the reflex planner.
    public static func all(clock: MonotonicClock = .system) -> [any RPCService] {
        let planner = ReflexPlanner()
        return [
            StrategyAnswers(planner: planner, clock: clock),
            AgentAnswers(planner: planner, clock: clock),
            GameStateAnswers(planner: planner, clock: clock),
        ]
    }
}
