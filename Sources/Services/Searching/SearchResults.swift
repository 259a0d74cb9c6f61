// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// What a search has found so far: written by its thread, read by the call that waits for it.
final class SearchResults<Found: Sendable>: Sendable {
    /// What is new since the last look.
    enum News {
        /// Something better, or something more.
        case found([Found])
        /// The end, with what was found since the last look; where nothing could be simulated, why.
        case over([Found], Unplayable?)
    }

    private struct State {
        var found: [Found] = []
        var unplayable: Unplayable?
        var isOver = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    func put(_ found: Found) { change { if !$0.isOver { $0.found.append(found) } } }

    func put(_ unplayable: Unplayable) { change { $0.unplayable = unplayable } }

    func end() { change { $0.isOver = true } }

    private func change(_ body: (inout State) -> Void) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            body(&state)
            guard !state.found.isEmpty || state.isOver else { return nil }
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    /// Waits for the next news; for one reader. After `over` there are none.
    func next() async -> News {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if !state.found.isEmpty || state.isOver { return true }
                state.waiter = continuation
                return false
            }
            if isThere { continuation.resume() }
        }
        return state.withLock { state in
            defer { state.found = [] }
            return state.isOver ? .over(state.found, state.unplayable) : .found(state.found)
        }
    }
}
