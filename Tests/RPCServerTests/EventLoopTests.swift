// SPDX-License-Identifier: Apache-2.0
import RPCServer
import Synchronization
import Testing

@Suite("Event loop")
struct EventLoopTests {
    @Test("Work handed over from outside runs on the loop's thread, in order")
    func work() async throws {
        let loop = try EventLoop()
        loop.start(named: "test")
        defer { loop.stop() }
        let order = Mutex<[Int]>([])
        for number in 0..<100 {
            loop.execute { order.withLock { $0.append(number) } }
        }
        let isCurrent = await withCheckedContinuation { continuation in
            loop.execute { continuation.resume(returning: loop.isCurrent) }
        }
        #expect(isCurrent)
        #expect(!loop.isCurrent)
        #expect(order.withLock { $0 } == Array(0..<100))
    }

    @Test("Work from many threads is never forgotten, whatever the loop does meanwhile", .timeLimit(.minutes(1)))
    func workOfMany() async throws {
        let loop = try EventLoop()
        loop.start(named: "test")
        defer { loop.stop() }
        // Each waits for its work before it hands over more, so that the loop falls asleep and is woken all the
        // time. Work that did not wake it would be waited for without end.
        let counts = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    var count = 0
                    for number in 0..<2000 {
                        count += await withCheckedContinuation { continuation in
                            if number % 3 == 0 { loop.execute {} }
                            loop.execute { continuation.resume(returning: loop.isCurrent ? 1 : 0) }
                        }
                    }
                    return count
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts == [2000, 2000, 2000, 2000])
    }

    @Test("A loop tells that its thread ends, after all that was handed to it before, and not on the loop any more")
    func stopping() async throws {
        let loop = try EventLoop()
        loop.start(named: "test")
        let order = Mutex<[Int]>([])
        for number in 0..<100 {
            loop.execute { order.withLock { $0.append(number) } }
        }
        let wasCurrent = await withCheckedContinuation { continuation in
            loop.stop { continuation.resume(returning: loop.isCurrent) }
        }
        #expect(!wasCurrent)
        #expect(order.withLock { $0 } == Array(0..<100))
    }

    @Test("A task that prefers the loop runs on it, before and after it was suspended")
    func tasks() async throws {
        let loop = try EventLoop()
        loop.start(named: "test")
        defer { loop.stop() }
        let places = await Task(executorPreference: loop) {
            let before = loop.isCurrent
            let inside = await withCheckedContinuation { continuation in
                loop.execute { continuation.resume(returning: loop.isCurrent) }
            }
            return [before, inside, loop.isCurrent]
        }.value
        #expect(places == [true, true, true])
    }

    @Test("A loop without a thread does what is due when it is turned")
    func turned() throws {
        let loop = try EventLoop()
        let ran = Mutex(false)
        loop.execute { ran.withLock { $0 = true } }
        #expect(ran.withLock { !$0 })
        loop.turn()
        #expect(ran.withLock { $0 })
    }
}
