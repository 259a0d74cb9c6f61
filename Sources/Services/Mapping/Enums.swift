// SPDX-License-Identifier: Apache-2.0

import Planning
import StrategosAPI

// The planner counts from 0, the schema from 1: its 0 is "not said". Both name the same things in the
// same order, which a test compares.

extension StrategosAPI.Posture {
    init(_ value: Planning.Posture) { self.init(rawValue: Int32(value.rawValue) + 1) }
}

extension StrategosAPI.Focus {
    init(_ value: Planning.Focus) { self.init(rawValue: Int32(value.rawValue) + 1) }
}

extension StrategosAPI.Archetype {
    init(_ value: Planning.Archetype) { self.init(rawValue: Int32(value.rawValue) + 1) }
    var planned: Planning.Archetype? { Planning.Archetype(rawValue: Int(rawValue) - 1) }
}

extension StrategosAPI.TaskKind {
    init(_ value: Planning.TaskKind) { self.init(rawValue: Int32(value.rawValue) + 1) }
    var planned: Planning.TaskKind? { Planning.TaskKind(rawValue: Int(rawValue) - 1) }
}

extension ResourceKind {
    init(_ value: Planning.Resource?) { self.init(rawValue: value.map { Int32($0.rawValue) + 1 } ?? 0) }
    var planned: Planning.Resource? { Planning.Resource(rawValue: Int(rawValue) - 1) }
}

extension AgentRole {
    init(_ value: Role) { self.init(rawValue: Int32(value.rawValue) + 1) }
    var planned: Role? { Role(rawValue: Int(rawValue) - 1) }
}

extension AgentPriority {
    /// A resource, or cells.
    init(_ value: Planning.Resource?) { self.init(rawValue: value.map { Int32($0.rawValue) + 1 } ?? 4) }
}

extension SiteKind {
    init(_ value: Planning.Site.Kind) { self.init(rawValue: Int32(value.rawValue) + 1) }
}

extension StrategosAPI.Phase {
    init(_ value: Measures.Phase) {
        switch value {
        case .unknown: self = .unspecified
        case .opening: self = .opening
        case .middle: self = .middle
        case .late: self = .late
        }
    }
}
