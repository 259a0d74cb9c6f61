// SPDX-License-Identifier: Apache-2.0

import Arena

extension Intent {
    /// What a strategy means on a map of the arena. Places outside of the map are left out.
    ///
    /// - Parameter team: whose view of the map the strategy's places and opponents are in (`Situation(_:me:)`); those
    ///   of the first team are the map's own.
    public init(_ strategy: Strategy, on map: GameMap, for team: Int = 0) {
        let sight = TeamSight(map, of: team)
        self.init(Arena.Posture(strategy.posture))
        focus = Arena.Focus(strategy.focus)
        priorities = strategy.priorities.map { priority in
            IntentPriority(
                AgentTask(priority.task), weight: Int16(clamping: priority.weight),
                zone: OrderZone(priority.area, on: map, sight), resource: priority.resource.map { ResourceKind($0) })
        }
        let roles = strategy.composition
        composition = SIMD4(clamping: roles)
        let parts = strategy.resourceShares
        shares = SIMD4(clamping: SIMD4(parts.x, parts.y, parts.z, 0))
        counters = strategy.counters.map { counter in
            IntentCounter(
                team: UInt8(clamping: sight.real(counter.opponent)), likelihood: Int16(clamping: counter.likelihood),
                response: AgentTask(counter.response), zone: OrderZone(counter.area, on: map, sight))
        }
        spawnInterval = Int16(clamping: strategy.spawnInterval)
        retreatHealth = Int16(clamping: strategy.retreatHealth)
    }
}

extension OrderZone {
    fileprivate init(_ area: Area?, on map: GameMap, _ sight: TeamSight) {
        guard let area, let cell = area.center.index(on: map) else {
            self = .anywhere
            return
        }
        self.init(center: UInt16(sight.real(cell: cell)), radius: UInt8(clamping: area.radius))
    }
}

// The vocabularies are the same, in different numbers: each switch fails to compile when one grows.

extension Arena.Posture {
    init(_ posture: Posture) {
        self =
            switch posture {
            case .aggressive: .aggressive
            case .defensive: .defensive
            case .balanced: .balanced
            case .economic: .economic
            }
    }
}

extension Arena.Focus {
    init(_ focus: Focus) {
        self =
            switch focus {
            case .territory: .territory
            case .resources: .resources
            case .combat: .combat
            }
    }
}

extension AgentTask {
    init(_ task: TaskKind) {
        self =
            switch task {
            case .collect: .collect
            case .expand: .expand
            case .attack: .attack
            case .defendTerritory: .defendTerritory
            case .defendBase: .defendBase
            case .scout: .scout
            }
    }
}

extension ResourceKind {
    init(_ resource: Resource) {
        self =
            switch resource {
            case .energy: .energy
            case .materials: .materials
            case .data: .data
            }
    }
}
