// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif
import RPCServer

/// Threads for work that takes longer than a loop may be kept: a bounded number of them, and a bounded queue.
///
/// Each job has a time at which it must be over. A job looks at the clock itself; one that has not come to
/// its end by then, because it waits in the queue or does not get a processor, is told so by a thread that
/// only looks at the clock. So whoever waits is answered in time, whatever the searches do.
public final class SearchPool: Sendable {
    /// How much may go on.
    public struct Limits: Sendable {
        /// Threads that search. More than there are processors, so that searches of several matches share
        /// these fairly instead of waiting for each other.
        public var threads: Int
        /// Searches that may wait for a thread; what comes beyond is not searched for.
        public var queue = 64

        /// The usual: four threads for each processor.
        public init() { threads = 4 * Platform.processorCount }
    }

    /// What has happened so far.
    public var counters: SearchCounters { work.counters }
    /// What the threads have hold of: not the pool, so that they end when nobody has it any more.
    package let work: SearchWork

    /// A pool; its threads start when they are first needed, and end with it, when what was begun is done.
    public init(limits: Limits = Limits(), counters: SearchCounters = SearchCounters()) {
        work = SearchWork(limits: limits, counters: counters)
    }

    deinit { work.close() }

    /// Lets a job be done; false if the queue is full.
    package func submit(_ job: SearchJob) -> Bool { work.submit(job) }
}

/// A pool's jobs and threads.
package final class SearchWork: Sendable {
    private struct Queue {
        var waiting: [SearchJob] = []
        var threads = 0
        /// Threads without a job, those included that are just starting.
        var idleThreads = 0
        /// No more jobs will come.
        var isClosed = false
    }

    private struct Watch {
        var jobs: [SearchJob] = []
        var isRunning = false
        /// No more jobs will come.
        var isClosed = false
    }

    fileprivate let counters: SearchCounters
    private let limits: SearchPool.Limits
    private let clock = MonotonicClock.system
    private let queue = WaitingLine(Queue())
    private let watch = WaitingLine(Watch())

    fileprivate init(limits: SearchPool.Limits, counters: SearchCounters) {
        self.limits = limits
        self.counters = counters
    }

    fileprivate func close() {
        queue.change(waking: .all) { $0.isClosed = true }
        watch.change(waking: .all) { $0.isClosed = true }
    }

    fileprivate func submit(_ job: SearchJob) -> Bool {
        enum Outcome { case refused, queued, needsThread }
        let limits = limits
        let outcome = queue.change(waking: .one) { state -> Outcome in
            let freeThreads = state.idleThreads + limits.threads - state.threads
            guard state.waiting.count < limits.queue + freeThreads else { return .refused }
            state.waiting.append(job)
            guard state.waiting.count > state.idleThreads, state.threads < limits.threads else { return .queued }
            state.threads += 1
            state.idleThreads += 1
            return .needsThread
        }
        guard outcome != .refused else {
            counters.count(.searchesRefused)
            return false
        }
        counters.count(.searchesStarted)
        startWatching(job)
        if outcome == .needsThread { Platform.startThread(named: "search") { [self] in search() } }
        return true
    }

    /// A thread's life: one job after the other.
    private func search() {
        // Loops come first where there are fewer processors than threads: they only ever need a moment.
        #if !canImport(Darwin)
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 5)
        #endif
        while let job = nextJob() {
            job.run(clock)
            queue.change(waking: .none) { $0.idleThreads += 1 }
        }
        // Whoever looks at the clock ends when all jobs are over, which it would not notice before their time.
        watch.change(waking: .one) { _ in }
    }

    /// The next job; nothing when there will be none.
    private func nextJob() -> SearchJob? {
        queue.wait { state -> Waiting<SearchJob?> in
            guard !state.waiting.isEmpty else { return state.isClosed ? .done(nil) : .again(at: .max) }
            state.idleThreads -= 1
            return .done(state.waiting.removeFirst())
        }
    }

    private func startWatching(_ job: SearchJob) {
        let isFirst = watch.change(waking: .one) { state in
            state.jobs.removeAll(where: \.isOver)
            state.jobs.append(job)
            defer { state.isRunning = true }
            return !state.isRunning
        }
        if isFirst { Platform.startThread(named: "search-watch") { [self] in lookAtClock() } }
    }

    private func lookAtClock() {
        while let late = nextLate() {
            for job in late { job.giveUp { counters.count(.searchesOverdue) } }
        }
    }

    /// The jobs whose last moment has come, as soon as there are some; nothing when there will be none.
    private func nextLate() -> [SearchJob]? {
        let clock = clock
        return watch.wait { state -> Waiting<[SearchJob]?> in
            let now = clock.now()
            state.jobs.removeAll(where: \.isOver)
            let late = state.jobs.filter { $0.lastMoment <= now }
            guard late.isEmpty else {
                state.jobs.removeAll { $0.lastMoment <= now }
                return .done(late)
            }
            guard let next = state.jobs.map(\.lastMoment).min() else {
                return state.isClosed ? .done(nil) : .again(at: .max)
            }
            return .again(at: next)
        }
    }
}
