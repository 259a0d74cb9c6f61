// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Records on their way to the writer, in their order. Holds up whoever brings more than it may hold.
final class AppendQueue: Sendable {
    /// A record, and who is told of it.
    struct Item: Sendable {
        let record: NewRecord
        let completion: @Sendable (Result<AppendOutcome, MatchStoreError>) -> Void

        /// What it counts in the queue: its content and what surrounds it.
        var cost: Int { record.payload.count + 256 }
    }

    /// What became of an item that was brought.
    enum Admission {
        /// It is in.
        ///
        /// - isFirst: nobody takes items yet: the writer must be told.
        /// - isFull: whoever brought it should wait for room.
        case taken(isFirst: Bool, isFull: Bool)
        case refused(MatchStoreError)
    }

    private struct State {
        var items: [Item] = []
        var bytes = 0
        /// Bytes that the writer has taken and not written yet.
        var bytesTaken = 0
        var isDraining = false
        var refusal: MatchStoreError?
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let capacity: Int
    /// What one transaction takes at most, so that none holds all others up for long.
    private static let batchItems = 1024
    private static let batchBytes = 4 << 20

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Brings an item.
    ///
    /// - Parameter isOptional: refuses it where others would have to wait.
    func add(_ item: Item, isOptional: Bool = false) -> Admission {
        state.withLock { state in
            if let refusal = state.refusal { return .refused(refusal) }
            if isOptional, state.bytes + state.bytesTaken >= capacity { return .refused(.full) }
            state.items.append(item)
            state.bytes += item.cost
            let isFirst = !state.isDraining
            state.isDraining = true
            return .taken(isFirst: isFirst, isFull: state.bytes + state.bytesTaken > capacity)
        }
    }

    /// Waits until there is room again.
    func room() async {
        await withCheckedContinuation { continuation in
            let isRoom = state.withLock { state in
                let isRoom = state.bytes + state.bytesTaken <= capacity
                if !isRoom { state.waiting.append(continuation) }
                return isRoom
            }
            if isRoom { continuation.resume() }
        }
    }

    /// The next items for one transaction; none, and then the writer may rest until it is told again.
    func take() -> [Item] {
        state.withLock { state in
            var count = 0
            var bytes = 0
            while count < min(state.items.count, Self.batchItems), bytes < Self.batchBytes {
                bytes += state.items[count].cost
                count += 1
            }
            let batch = Array(state.items.prefix(count))
            state.items.removeFirst(count)
            state.bytes -= bytes
            state.bytesTaken += bytes
            if batch.isEmpty { state.isDraining = false }
            return batch
        }
    }

    /// The items that were taken last are written, or refused.
    func done() {
        let waiting = state.withLock { state in
            state.bytesTaken = 0
            guard state.bytes <= capacity else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Refuses everything from now on; nil takes it again.
    func refuse(_ error: MatchStoreError?) {
        state.withLock { state in
            // Closed is closed.
            if state.refusal != .closed { state.refusal = error }
        }
    }

    /// Why everything is refused now; nil if it is not.
    var refusal: MatchStoreError? { state.withLock { $0.refusal } }

    /// How much waits.
    var load: (records: Int, bytes: Int) { state.withLock { ($0.items.count, $0.bytes + $0.bytesTaken) } }
}
