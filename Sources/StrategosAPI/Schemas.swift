// SPDX-License-Identifier: Apache-2.0

import Protobuf

/// The schemas of Strategos.
public enum Schemas {
    /// Every file of `strategos/v1`, sorted by name: for registries, reflection and tests that must know all
    /// of its messages.
    public static let all: [FileDescriptorSource] = [
        .strategosV1Agent, .strategosV1AgentService, .strategosV1Analysis, .strategosV1ArenaRules, .strategosV1Backend,
        .strategosV1BackendService, .strategosV1Event, .strategosV1Experience, .strategosV1GameState,
        .strategosV1GameStateService, .strategosV1Hex, .strategosV1Match, .strategosV1Provenance,
        .strategosV1Resource, .strategosV1Strategy, .strategosV1StrategyService, .strategosV1Workflow,
    ]
}
