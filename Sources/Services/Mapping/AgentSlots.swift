// SPDX-License-Identifier: Apache-2.0

import Arena

/// Which place each agent has among its team's, by its id: an agent keeps its place from state to state, and a
/// new one takes the lowest that is free, as the arena does it, so that a forecast can be compared with what
/// came, agent by agent.
package struct AgentSlots: Sendable {
    private var slots: [[String: Int]] = [[:], [:]]

    /// No place is taken.
    package init() {}

    /// The place of an agent, given to it if it is new; nothing if all are taken.
    package mutating func slot(of id: String, team: Int) -> Int? {
        if let slot = slots[team][id] { return slot }
        let taken = Set(slots[team].values)
        guard let free = (0..<Capacity.agentsPerTeam).first(where: { !taken.contains($0) }) else { return nil }
        slots[team][id] = free
        return free
    }

    /// Frees the places of those that are not there any more.
    package mutating func forget(team: Int, except ids: [String]) {
        let left = Set(ids)
        slots[team] = slots[team].filter { left.contains($0.key) }
    }
}
