// SPDX-License-Identifier: Apache-2.0

import Protobuf
import StrategosAPI
import TestSchema

/// The schemas that were generated and are built into this program. A test puts those of protovalidate's
/// own suite in their place (Tests/foreign/support/validation_suite.py).
enum CompiledSources {
    static let all: [FileDescriptorSource] = [
        .strategosTestValidationRules, .strategosV1Agent, .strategosV1AgentService, .strategosV1Analysis,
        .strategosV1ArenaRules,
        .strategosV1Event, .strategosV1GameState, .strategosV1GameStateService, .strategosV1Hex, .strategosV1Match,
        .strategosV1Provenance, .strategosV1Resource, .strategosV1Strategy, .strategosV1StrategyService,
    ]
}
