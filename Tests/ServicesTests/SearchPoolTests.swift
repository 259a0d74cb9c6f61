// SPDX-License-Identifier: Apache-2.0

import RPCServer
import Services
import Synchronization
import Testing

/// Something that threads wait for and a test lets happen.
private final class Gate: Sendable {
    private let line = WaitingLine(false)

    func open() { line.change(waking: .all) { $0 = true } }

    func pass() { line.wait { $0 ? .done(()) : .again(at: .max) } }
}

@Suite("Threads for searches")
struct SearchPoolTests {
    private func pool(threads: Int, queue: Int) -> SearchPool {
        var limits = SearchPool.Limits()
        (limits.threads, limits.queue) = (threads, queue)
        return SearchPool(limits: limits)
    }

    private func job(
        lastMoment: UInt64 = .max, _ ended: @escaping @Sendable () -> Void = {},
        _ work: @escaping @Sendable (SearchJob) -> Void
    ) -> SearchJob {
        SearchJob(end: lastMoment, lastMoment: lastMoment, work: work, ended: ended)
    }

    @Test("As many jobs run at once as there are threads; as many wait as the queue holds; more are refused")
    func bounds() async {
        let pool = pool(threads: 2, queue: 3)
        let gate = Gate()
        let (started, ended) = (WaitingLine(0), WaitingLine(0))
        func submit() -> Bool {
            pool.submit(
                job({ ended.change(waking: .all) { $0 += 1 } }) { _ in
                    started.change(waking: .all) { $0 += 1 }
                    gate.pass()
                })
        }
        for _ in 0..<2 { #expect(submit()) }
        started.wait { $0 == 2 ? .done(()) : .again(at: .max) }
        for _ in 0..<3 { #expect(submit()) }
        #expect(!submit())
        #expect(pool.counters[.searchesRefused] == 1 && pool.counters[.searchesStarted] == 5)
        #expect(started.change(waking: .all) { $0 } == 2)
        gate.open()
        ended.wait { $0 == 5 ? .done(()) : .again(at: .max) }
        #expect(submit())
        ended.wait { $0 == 6 ? .done(()) : .again(at: .max) }
    }

    @Test("The threads end when nobody has the pool any more, and what they do is done")
    func threadsEnd() async throws {
        let (begun, ended, gate) = (WaitingLine(0), WaitingLine(0), Gate())
        weak var work: SearchWork?
        do {
            let pool = pool(threads: 2, queue: 4)
            work = pool.work
            for _ in 0..<4 {
                let job = job({ ended.change(waking: .all) { $0 += 1 } }) { _ in
                    begun.change(waking: .all) { $0 += 1 }
                    gate.pass()
                }
                #expect(pool.submit(job))
            }
            begun.wait { $0 == 2 ? .done(()) : .again(at: .max) }
        }
        #expect(work != nil)
        gate.open()
        ended.wait { $0 == 4 ? .done(()) : .again(at: .max) }
        // Each thread has hold of the work until it ends.
        for _ in 0..<10_000 where work != nil { try await Task.sleep(for: .milliseconds(1)) }
        #expect(work == nil)
    }

    @Test("A job whose last moment has come is given up, though its work does not return and others wait")
    func overdue() async {
        let pool = pool(threads: 1, queue: 2)
        let gate = Gate()
        let ended = WaitingLine(0)
        let soon = MonotonicClock.system.now() + 1_000_000
        for _ in 0..<2 {
            #expect(pool.submit(job(lastMoment: soon, { ended.change(waking: .all) { $0 += 1 } }) { _ in gate.pass() }))
        }
        ended.wait { $0 == 2 ? .done(()) : .again(at: .max) }
        #expect(pool.counters[.searchesOverdue] == 2)
        gate.open()
    }

    @Test("A job that is given up is over at once, is not begun any more, and ends once")
    func givenUp() async {
        let pool = pool(threads: 1, queue: 2)
        let gate = Gate()
        let (begun, ended) = (WaitingLine(0), WaitingLine(0))
        #expect(pool.submit(job { _ in gate.pass() }))
        let second = job({ ended.change(waking: .all) { $0 += 1 } }) { _ in begun.change(waking: .all) { $0 += 1 } }
        #expect(pool.submit(second))
        #expect(second.giveUp() && !second.giveUp())
        #expect(second.isOver && second.isStopped(.system))
        let last = Gate()
        #expect(pool.submit(job { _ in last.open() }))
        gate.open()
        last.pass()
        #expect(begun.change(waking: .all) { $0 } == 0 && ended.change(waking: .all) { $0 } == 1)
    }

    @Test(
        "A search stops before its deadline, with time left to write the answer",
        arguments: [10, 20, 100, 1000, 60_000] as [UInt64])
    func moments(milliseconds: UInt64) {
        let settings = SearchSettings()
        let end = 5_000_000 + milliseconds * 1_000_000
        let moments = settings.moments(start: 5_000_000, end: end)
        #expect(moments.end > 5_000_000 && moments.end + 3_000_000 <= end)
        #expect(moments.last > moments.end && moments.last + 2_000_000 <= end)
        #expect(moments.end <= 5_000_000 + 2_000_000_000)
    }
}
