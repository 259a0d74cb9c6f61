// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// What other threads hand to a loop, in order.
struct Inbox: ~Copyable, Sendable {
    /// One piece of work.
    enum Item: Sendable {
        /// A job of a task or of an actor.
        case job(UnownedJob)
        /// Something else to run.
        case work(@Sendable () -> Void)
    }

    private let items = Mutex<[Item]>([])

    /// Adds an item; true if the inbox was empty, and so the loop must be woken.
    func post(_ item: Item) -> Bool {
        items.withLock { items in
            items.append(item)
            return items.count == 1
        }
    }

    /// Takes everything out.
    func takeAll() -> [Item] {
        items.withLock { items in
            let taken = items
            items = []
            return taken
        }
    }
}
