// SPDX-License-Identifier: Apache-2.0
import Logging

/// Something that a server has read from files, and looks at again while it runs: every
/// ``ServerConfiguration/reloadInterval``, and on SIGHUP. Mostly made of a ``Reloaded``.
public protocol ServerReloadable: Sendable {
    /// What it is, in the plural, for the log: "certificates".
    var name: String { get }
    /// What is counted when it was replaced, and when it could not be.
    var counters: (loaded: ServerCounter, refused: ServerCounter) { get }

    /// Looks at the files; blocks while they are read. Comes on a loop's thread.
    func reload() -> ReloadOutcome
}

/// What looking at files again has led to.
public enum ReloadOutcome: Sendable {
    /// They say what they said the last time.
    case unchanged
    /// They have changed, and hold now; with what the log is to say of them.
    case loaded([String: String])
    /// They have changed, and are no good: the last good ones hold.
    case failed(any Error)
}

/// Looks at a server's files now and then, and when told to. Confined to its loop's thread.
final class Reloader: @unchecked Sendable {
    private let subjects: [any ServerReloadable]
    private let loop: EventLoop
    private let interval: UInt64
    private let logger: Logger
    private let timer = LoopTimer()

    init(_ subjects: [any ServerReloadable], on loop: EventLoop, every interval: Duration, logger: Logger) {
        self.subjects = subjects
        self.loop = loop
        self.interval = max(1_000_000, interval.clampedNanoseconds)
        self.logger = logger
        unsafe timer.target = self
    }

    /// Begins.
    func start() {
        loop.schedule(timer, at: loop.now &+ min(interval, .max / 2))
    }

    /// Ends; needed before it is released.
    func stop() {
        loop.cancel(timer)
    }

    /// Looks at once.
    func reload() {
        for subject in subjects { reload(subject) }
    }

    private func reload(_ subject: any ServerReloadable) {
        switch subject.reload() {
        case .unchanged: break
        case .loaded(let details):
            loop.resources.counters.count(subject.counters.loaded)
            logger.notice(
                "new \(subject.name) are in use", metadata: details.mapValues { .string($0) })
        case .failed(let error):
            loop.resources.counters.count(subject.counters.refused)
            logger.error(
                "new \(subject.name) cannot be used, the last good ones stay", metadata: ["reason": "\(error)"])
        }
    }
}

extension Reloader: LoopTimerTarget {
    func timerExpired(_ timer: LoopTimer) {
        reload()
        start()
    }
}
