// SPDX-License-Identifier: Apache-2.0

import RPCServer
import Services

/// The services of `strategos serve`.
struct ServedServices {
    /// All of them, health and reflection included.
    let all: [any RPCService] = GameServices.all()

    /// Lets health say that no more calls are wanted.
    func stopServing() {}
}
