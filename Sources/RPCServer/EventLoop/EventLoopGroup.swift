// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Several loops, each on its own thread.
public final class EventLoopGroup: Sendable {
    /// The loops; never empty.
    public let loops: [EventLoop]
    private let turn = Atomic<Int>(0)

    /// Starts loops: as many as there are processors, unless told.
    public init(count: Int? = nil, name: String = "loop", clock: MonotonicClock = .system) throws(LibuvError) {
        let count = count ?? Platform.processorCount
        precondition(count > 0, "a group has at least one loop")
        var loops: [EventLoop] = []
        for _ in 0..<count { loops.append(try EventLoop(clock: clock)) }
        for (index, loop) in loops.enumerated() { loop.start(named: "\(name)-\(index)") }
        self.loops = loops
    }

    /// One loop after the other.
    public func next() -> EventLoop {
        loops[turn.wrappingAdd(1, ordering: .relaxed).oldValue % loops.count]
    }

    /// Ends all threads.
    public func stop() {
        for loop in loops { loop.stop() }
    }
}
