// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A value behind a lock, and threads that wait for it to change; times are those of `MonotonicClock.system`.
///
/// The C library's mutex and condition, because the standard library's mutex cannot be waited with.
@safe
package final class WaitingLine<Value>: @unchecked Sendable {
    private nonisolated(unsafe) let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private nonisolated(unsafe) let condition: UnsafeMutablePointer<pthread_cond_t>
    // Only touched while the mutex is held.
    private var value: Value

    package init(_ value: Value) {
        self.value = value
        unsafe mutex = .allocate(capacity: 1)
        unsafe condition = .allocate(capacity: 1)
        unsafe pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        unsafe pthread_cond_init(condition, &attributes)
        unsafe pthread_condattr_destroy(&attributes)
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    /// Does something with the value alone, and lets threads that wait look at it.
    package func change<Result>(waking: Wakes, _ body: (inout Value) -> Result) -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer {
            // Afterwards, so that nobody wakes up only to wait for the mutex.
            unsafe pthread_mutex_unlock(mutex)
            switch waking {
            case .none: break
            case .one: unsafe pthread_cond_signal(condition)
            case .all: unsafe pthread_cond_broadcast(condition)
            }
        }
        return body(&value)
    }

    /// Waits until there is a result.
    ///
    /// - Parameter body: gives a result, or the time at which to look again if nothing changes before, `.max`
    ///   for never.
    package func wait<Result>(_ body: (inout Value) -> Waiting<Result>) -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while true {
            switch body(&value) {
            case .done(let result): return result
            case .again(at: .max): unsafe pthread_cond_wait(condition, mutex)
            case .again(at: let nanoseconds):
                var time = timespec()
                time.tv_sec = Int(nanoseconds / 1_000_000_000)
                time.tv_nsec = Int(nanoseconds % 1_000_000_000)
                unsafe pthread_cond_timedwait(condition, mutex, &time)
            }
        }
    }
}

/// Which of the threads that wait look at a change. Waking more than can go on costs each of them a turn.
package enum Wakes {
    case none, one, all
}

/// Whether there is something to go on with.
package enum Waiting<Result> {
    /// Yes.
    case done(Result)
    /// Not before something changes, or this time has come, in nanoseconds.
    case again(at: UInt64)
}
