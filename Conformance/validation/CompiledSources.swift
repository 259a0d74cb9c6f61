// SPDX-License-Identifier: Apache-2.0

import Protobuf
import StrategosAPI
import TestSchema

/// The schemas that were generated and are built into this program. A test puts those of protovalidate's
/// own suite in their place (Tests/foreign/support/validation_suite.py).
enum CompiledSources {
    static let all: [FileDescriptorSource] = [.strategosTestValidationRules] + Schemas.all
}
