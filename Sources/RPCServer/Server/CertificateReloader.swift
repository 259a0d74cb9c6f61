// SPDX-License-Identifier: Apache-2.0
import Logging

/// Looks at a server's certificates now and then, and when told to. Confined to its loop's thread.
final class CertificateReloader: @unchecked Sendable {
    private let credentials: TLSCredentials
    private let loop: EventLoop
    private let interval: UInt64
    private let logger: Logger
    private let timer = LoopTimer()

    init(_ credentials: TLSCredentials, on loop: EventLoop, every interval: Duration, logger: Logger) {
        self.credentials = credentials
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
        switch credentials.reload() {
        case .unchanged: break
        case .loaded(let validUntil):
            loop.resources.counters.count(.certificatesLoaded)
            logger.notice("new certificates are in use", metadata: ["validUntil": "\(validUntil)"])
        case .failed(let error):
            loop.resources.counters.count(.certificatesRefused)
            logger.error("new certificates cannot be used, the last good ones stay", metadata: ["reason": "\(error)"])
        }
    }
}

extension CertificateReloader: LoopTimerTarget {
    func timerExpired(_ timer: LoopTimer) {
        reload()
        start()
    }
}
