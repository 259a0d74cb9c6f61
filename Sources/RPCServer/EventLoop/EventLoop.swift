// SPDX-License-Identifier: Apache-2.0
import CLibuv
import Synchronization

/// Something with output to write; told once at the end of the turn in which it asked for that.
protocol Flushable: AnyObject {
    /// Writes what has gathered.
    func flush()
}

/// One thread that waits for sockets, timers and jobs, and runs what is due.
///
/// It is a task executor: a task that prefers it stays on the loop's thread. Everything of a connection lives
/// there too, without locks; that is why the class says of itself that it is `Sendable`: what is not marked as
/// callable from any thread traps in debug builds when called from another one.
@safe
public final class EventLoop: @unchecked Sendable {
    /// What tells the time on this loop.
    public let clock: MonotonicClock
    /// Memory and objects used again and again by what lives on this loop.
    let resources = LoopResources()

    private let inbox = Inbox()
    private let owner = Atomic<UInt>(0)
    private let enqueues = Atomic<Int>(0)
    private let handles: LoopHandles
    @exclusivity(unchecked) private var wheel: TimerWheel
    @exclusivity(unchecked) private var ready: [UnownedJob] = []
    @exclusivity(unchecked) private var flushing: [any Flushable] = []
    private var cachedNow: UInt64 = 0
    private var stopping = false
    private var endings: [@Sendable () -> Void] = []

    /// A loop without a thread: somebody calls ``turn()``, or gives it one with ``start(named:)``.
    public init(clock: MonotonicClock = .system) throws(LibuvError) {
        self.clock = clock
        unsafe wheel = TimerWheel(tick: clock.now() / Self.nanosecondsPerTick)
        handles = try LoopHandles()
        try handles.start(owner: self)
    }

    /// Gives the loop a thread of its own, which keeps it alive until ``stop()``.
    public func start(named name: String) {
        Platform.startThread(named: name) { self.runUntilStopped() }
    }

    /// Ends the thread after what has been handed to it before. From any thread.
    ///
    /// - Parameter ended: called by the thread as its last deed, when it will not touch libuv again; never if
    ///   the loop has no thread, or had none any more.
    public func stop(_ ended: @escaping @Sendable () -> Void = {}) {
        execute {
            self.stopping = true
            self.endings.append(ended)
        }
    }

    /// Runs a body on the loop's thread, soon. From any thread.
    public func execute(_ body: @escaping @Sendable () -> Void) {
        if inbox.post(.work(body)) { handles.waker.wake() }
    }

    /// Whether the caller runs on the loop's thread.
    @inline(__always)
    public var isCurrent: Bool {
        owner.load(ordering: .relaxed) == Platform.currentThread
    }

    /// How many jobs have been handed to this loop as an executor: what tests count.
    package var enqueueCount: Int { enqueues.load(ordering: .relaxed) }

    /// Does what is due, without waiting; for a loop without a thread.
    package func turn() {
        owner.store(Platform.currentThread, ordering: .relaxed)
        cachedNow = 0
        expireTimers()
        handles.run(waiting: false)
        endTurn()
        owner.store(0, ordering: .relaxed)
    }

    /// Runs a body as if on the loop's thread; for a loop without a thread.
    package func enter<Result>(_ body: () throws -> Result) rethrows -> Result {
        owner.store(Platform.currentThread, ordering: .relaxed)
        defer { owner.store(0, ordering: .relaxed) }
        return try body()
    }

    private func runUntilStopped() {
        owner.store(Platform.currentThread, ordering: .relaxed)
        while !stopping { handles.run(waiting: true) }
        endTurn()
        owner.store(0, ordering: .relaxed)
        for ended in endings { ended() }
    }
}

// MARK: - On the loop's thread

extension EventLoop {
    static let nanosecondsPerTick: UInt64 = 1_000_000

    /// libuv's loop.
    var raw: UnsafeMutablePointer<uv_loop_t> { unsafe handles.loop }

    /// The time, read at most once per turn.
    var now: UInt64 {
        if cachedNow == 0 { cachedNow = clock.now() }
        return cachedNow
    }

    /// Lets a timer expire at a time of ``clock``, rounded up to a millisecond.
    func schedule(_ timer: LoopTimer, at nanoseconds: UInt64) {
        assert(isCurrent, "timers belong to the loop's thread")
        unsafe wheel.schedule(timer, at: nanoseconds.dividedRoundingUp(by: Self.nanosecondsPerTick))
    }

    /// Takes a timer back.
    @inline(__always)
    func cancel(_ timer: LoopTimer) {
        if timer.isScheduled { unsafe wheel.cancel(timer) }
    }

    /// Has ``Flushable/flush()`` called at the end of this turn. Asking twice means two calls.
    func flushAtEndOfTurn(_ flushable: any Flushable) {
        assert(isCurrent, "only the loop's thread writes")
        unsafe flushing.append(flushable)
    }

    /// Runs a task on this loop, beginning at once; what it calls stays on the loop, before and after
    /// it was suspended, unless it is isolated to something else.
    ///
    /// The task is isolated to nothing, as the handlers in it are. If it were isolated to an actor of this loop,
    /// the runtime would take each step from one to the other for a change of place, and go by the queue.
    func startTask(_ body: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
        assert(isCurrent, "a task begins on the thread that it stays on")
        return Task.immediate(executorPreference: self) { await body() }
    }

    /// The last thing before the loop sleeps: runs jobs, writes what they and the callbacks have left.
    fileprivate func endTurn() {
        inbox.loopIsAwake()
        for _ in 0..<Self.roundsPerTurn {
            runJobs()
            flushAll()
            if unsafe ready.isEmpty { break }
        }
        if unsafe !inbox.loopMaySleep() || !ready.isEmpty { handles.waker.wake() }
        unsafe handles.setAlarm(wheel.nextWake, now: now)
        cachedNow = 0
    }

    fileprivate func expireTimers() {
        cachedNow = 0
        let tick = now / Self.nanosecondsPerTick
        while let timer = unsafe wheel.nextExpired(at: tick) { unsafe timer.target.timerExpired(timer) }
    }

    fileprivate func emptyInbox() {
        handles.waker.silence()
        for item in inbox.takeAll() {
            switch item {
            case .job(let job): unsafe ready.append(job)
            case .work(let body): body()
            }
        }
    }

    /// So many rounds of jobs before sockets get their turn again.
    private static let roundsPerTurn = 16

    private func runJobs() {
        while unsafe !ready.isEmpty {
            var jobs: [UnownedJob] = []
            unsafe swap(&jobs, &ready)
            for job in jobs {
                unsafe job.runSynchronously(on: asUnownedTaskExecutor())
            }
            guard unsafe ready.isEmpty else { return }
            jobs.removeAll(keepingCapacity: true)
            unsafe swap(&jobs, &ready)
        }
    }

    private func flushAll() {
        while unsafe !flushing.isEmpty {
            var list: [any Flushable] = []
            unsafe swap(&list, &flushing)
            for flushable in list { flushable.flush() }
            guard unsafe flushing.isEmpty else { continue }
            list.removeAll(keepingCapacity: true)
            unsafe swap(&list, &flushing)
        }
    }
}

// MARK: - As an executor

extension EventLoop: TaskExecutor {
    /// Takes a job. From any thread; without a lock from the loop's own.
    public func enqueue(_ job: consuming ExecutorJob) {
        enqueues.wrappingAdd(1, ordering: .relaxed)
        let job = UnownedJob(job)
        if isCurrent {
            unsafe ready.append(job)
        } else if inbox.post(.job(job)) {
            handles.waker.wake()
        }
    }

    /// As a task's preferred executor.
    public func asUnownedTaskExecutor() -> UnownedTaskExecutor {
        unsafe UnownedTaskExecutor(ordinary: self)
    }
}

// MARK: - libuv

/// libuv's loop, closed after the handles that were on it.
@safe
private struct LibuvLoop: ~Copyable {
    let raw: UnsafeMutablePointer<uv_loop_t>

    init() throws(LibuvError) {
        unsafe raw = .allocate(capacity: 1)
        do {
            try unsafe LibuvError.check(uv_loop_init(raw), "making an event loop")
        } catch {
            unsafe raw.deallocate()
            throw error
        }
    }

    deinit {
        unsafe uv_run(raw, UV_RUN_DEFAULT)
        let result = unsafe uv_loop_close(raw)
        assert(result == 0, "handles were left open on an event loop")
        if result == 0 { unsafe raw.deallocate() }
    }
}

/// The handles every loop has. Their order is the order of their end: the loop is the last.
@safe
private final class LoopHandles {
    let waker: LoopWaker
    private let prepare: LibuvHandle<uv_prepare_t>
    private let timer: LibuvHandle<uv_timer_t>
    private var alarm: UInt64?
    private let libuvLoop: LibuvLoop

    var loop: UnsafeMutablePointer<uv_loop_t> { unsafe libuvLoop.raw }

    init() throws(LibuvError) {
        libuvLoop = try LibuvLoop()
        let loop = unsafe libuvLoop.raw
        waker = unsafe try LoopWaker(loop)
        unsafe prepare = unsafe try LibuvHandle("making a turn's end") { unsafe uv_prepare_init(loop, $0) }
        unsafe timer = unsafe try LibuvHandle("making a timer") { unsafe uv_timer_init(loop, $0) }
        unsafe uv_prepare_start(prepare.raw, LoopCallbacks.turnEnds)
    }

    func start(owner: EventLoop) throws(LibuvError) {
        unsafe prepare.setOwner(owner)
        unsafe timer.setOwner(owner)
        unsafe try waker.start(owner: owner, LoopCallbacks.woken)
    }

    func run(waiting: Bool) {
        unsafe uv_run(loop, waiting ? UV_RUN_ONCE : UV_RUN_NOWAIT)
    }

    /// Sets libuv's one timer to a tick, unless it is set to that already.
    func setAlarm(_ tick: UInt64?, now: UInt64) {
        guard tick != alarm else { return }
        alarm = tick
        guard let tick else {
            unsafe uv_timer_stop(timer.raw)
            return
        }
        let current = now / EventLoop.nanosecondsPerTick
        unsafe uv_timer_start(timer.raw, LoopCallbacks.alarm, tick > current ? tick - current : 0, 0)
    }

    func alarmRang() {
        alarm = nil
    }
}

private enum LoopCallbacks {
    static let woken: @convention(c) (UnsafeMutablePointer<uv_poll_t>?, Int32, Int32) -> Void = { poll, _, _ in
        unsafe libuvOwner(poll?.pointee.data, as: EventLoop.self)?.emptyInbox()
    }

    static let turnEnds: @convention(c) (UnsafeMutablePointer<uv_prepare_t>?) -> Void = {
        unsafe libuvOwner($0?.pointee.data, as: EventLoop.self)?.endTurn()
    }

    static let alarm: @convention(c) (UnsafeMutablePointer<uv_timer_t>?) -> Void = {
        guard let loop = unsafe libuvOwner($0?.pointee.data, as: EventLoop.self) else { return }
        loop.alarmRangThenExpire()
    }
}

extension EventLoop {
    fileprivate func alarmRangThenExpire() {
        handles.alarmRang()
        expireTimers()
    }
}

extension UInt64 {
    fileprivate func dividedRoundingUp(by divisor: UInt64) -> UInt64 {
        self / divisor + (self % divisor == 0 ? 0 : 1)
    }
}
