// SPDX-License-Identifier: Apache-2.0

import RPCServer
import Services

/// The services of `strategos serve`.
struct ServedServices {
    /// All of them, health and reflection included.
    let all: [any RPCService]

    private let health: HealthService

    init() {
        let game = GameServices.all()
        health = HealthService(services: game.map(\.binding.name))
        let described = game + [health]
        all = described + ReflectionService.all(for: described)
    }

    /// Lets health say that no more calls are wanted.
    func stopServing() {
        health.stopServing()
    }
}
