// SPDX-License-Identifier: Apache-2.0

import Protobuf
import RPCServer

/// What callers are told of requests that break the schema's rules.
enum InvalidArgument {
    /// A serialized `google.rpc.Status` with a `BadRequest`; nil until its type is generated.
    static func details(_ violations: [RequestChecks.Violation]) -> [UInt8]? { nil }
}
