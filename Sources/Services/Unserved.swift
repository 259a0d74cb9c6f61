// SPDX-License-Identifier: Apache-2.0

import RPCServer

/// Methods that the schema has and this server does not serve yet.
enum Unserved {
    static func error(_ method: String, instead: String) -> RPCError {
        RPCError(.unimplemented, "\(method) is not served yet; \(instead)")
    }
}
