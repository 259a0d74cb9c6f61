// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif
import RPCServer
import Synchronization

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

    private struct State {
        var waiting: [SearchJob] = []
        var threads = 0
        /// Threads without a job, those included that are just starting.
        var idleThreads = 0
    }

    /// What has happened so far.
    public let counters: SearchCounters
    private let limits: Limits
    private let clock: MonotonicClock
    private let line = WaitingLine(State())
    private let watch = WaitingLine([SearchJob]())

    /// A pool; its threads start when they are first needed and stay for good.
    public init(limits: Limits = Limits(), counters: SearchCounters = SearchCounters()) {
        self.limits = limits
        self.counters = counters
        clock = .system
    }

    /// Lets a job be done; false if the queue is full.
    package func submit(_ job: SearchJob) -> Bool {
        enum Outcome { case refused, queued, needsThread }
        let limits = limits
        let outcome = line.change { state -> Outcome in
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
        if outcome == .needsThread { Platform.startThread(named: "search") { [self] in work() } }
        return true
    }

    /// A thread's life: one job after the other.
    private func work() {
        // Loops come first where there are fewer processors than threads: they only ever need a moment.
        #if !canImport(Darwin)
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 5)
        #endif
        while true {
            let job = line.wait { state -> Waiting<SearchJob> in
                guard !state.waiting.isEmpty else { return .again(at: .max) }
                state.idleThreads -= 1
                return .done(state.waiting.removeFirst())
            }
            job.run(clock)
            line.change { $0.idleThreads += 1 }
        }
    }

    private func startWatching(_ job: SearchJob) {
        let isFirst = watch.change { jobs in
            jobs.removeAll(where: \.isOver)
            jobs.append(job)
            return !isWatched.exchange(true, ordering: .relaxed)
        }
        if isFirst { Platform.startThread(named: "search-watch") { [self] in lookAtClock() } }
    }

    private let isWatched = Atomic<Bool>(false)

    private func lookAtClock() {
        let clock = clock
        while true {
            let late = watch.wait { jobs -> Waiting<[SearchJob]> in
                let now = clock.now()
                jobs.removeAll(where: \.isOver)
                let late = jobs.filter { $0.lastMoment <= now }
                guard late.isEmpty else {
                    jobs.removeAll { $0.lastMoment <= now }
                    return .done(late)
                }
                return .again(at: jobs.map(\.lastMoment).min() ?? .max)
            }
            for job in late { job.giveUp { counters.count(.searchesOverdue) } }
        }
    }
}
