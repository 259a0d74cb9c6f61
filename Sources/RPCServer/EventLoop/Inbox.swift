// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// What other threads hand to a loop, in order.
///
/// A thread that is interrupted while it hands something over, maybe by the very loop that gets it, keeps nobody
/// waiting: there is no lock, and each thread that finds the loop asleep wakes it, not only the first one.
/// The items are a list that grows at its head and is only ever taken whole (R. K. Treiber, Systems Programming:
/// Coping with Parallelism, 1986).
@safe
struct Inbox: ~Copyable, @unchecked Sendable {
    /// One piece of work.
    enum Item: Sendable {
        /// A job of a task or of an actor.
        case job(UnownedJob)
        /// Something else to run.
        case work(@Sendable () -> Void)
    }

    @safe
    private struct Node {
        let item: Item
        /// What was posted before.
        var earlier: UnsafeMutablePointer<Node>?
    }

    private let latest = unsafe Atomic<UnsafeMutablePointer<Node>?>(nil)
    // Written before the loop looks into the inbox for the last time, read after something was put there: in one
    // order for all, one of the two sees what the other has done. It stays true until the turn's end, so that a
    // post while callbacks run writes to the pipe for nothing: one turn more, never one too few.
    private let isLoopAsleep = Atomic<Bool>(true)

    deinit { _ = takeAll() }

    /// Adds an item; true if the loop sleeps, and so must be woken. From any thread.
    func post(_ item: Item) -> Bool {
        let node = UnsafeMutablePointer<Node>.allocate(capacity: 1)
        unsafe node.initialize(to: Node(item: item, earlier: latest.load(ordering: .relaxed)))
        while true {
            let earlier = unsafe node.pointee.earlier
            let result = unsafe latest.weakCompareExchange(
                expected: earlier, desired: node, successOrdering: .sequentiallyConsistent,
                failureOrdering: .relaxed)
            if unsafe result.exchanged { return isLoopAsleep.load(ordering: .sequentiallyConsistent) }
            unsafe node.pointee.earlier = unsafe result.original
        }
    }

    /// The loop will look into the inbox before it sleeps.
    func loopIsAwake() {
        isLoopAsleep.store(false, ordering: .relaxed)
    }

    /// The loop is about to sleep; false if there is something that it should take out instead.
    func loopMaySleep() -> Bool {
        isLoopAsleep.store(true, ordering: .sequentiallyConsistent)
        return unsafe latest.load(ordering: .sequentiallyConsistent) == nil
    }

    /// Takes everything out.
    func takeAll() -> [Item] {
        var items: [Item] = []
        var next = unsafe latest.exchange(nil, ordering: .acquiring)
        while let node = unsafe next {
            unsafe items.append(node.pointee.item)
            unsafe next = node.pointee.earlier
            unsafe node.deinitialize(count: 1)
            unsafe node.deallocate()
        }
        items.reverse()
        return items
    }
}
