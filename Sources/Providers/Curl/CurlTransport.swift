// SPDX-License-Identifier: Apache-2.0
import RPCServer
import Synchronization

/// Transfers by libcurl: one thread drives all of them over connections that are kept alive.
///
/// HTTP/1.1, no redirects, no cookies, no compressed bodies: backends of models need none of them, and each would
/// be a way to make us do something. Proxies are those of the environment, as libcurl reads it.
public final class CurlTransport: HTTPTransport {
    /// How many connections there may be.
    public struct ConnectionLimits: Sendable {
        /// At once in all. 64: sixteen backends with four requests each.
        public var total = 64
        /// At once to one host and port. 16.
        public var perHost = 16
        /// Kept alive without a request. 16.
        public var idle = 16

        /// The defaults.
        public init() {}
    }

    private let loop: CurlLoop

    /// Starts the thread.
    public init(limits: ConnectionLimits = ConnectionLimits(), clock: MonotonicClock = .system) {
        let loop = CurlLoop(limits: limits, clock: clock)
        self.loop = loop
        Platform.startThread(named: "models") { loop.run() }
    }

    /// Ends the transfers that are under way, and the thread.
    deinit {
        loop.stop()
    }

    /// How many transfers are under way.
    public var activeTransfers: Int { loop.activeTransfers }

    /// Hands the request to the thread.
    public func send(_ request: OutgoingRequest) -> AsyncThrowingStream<TransferEvent, any Error> {
        let (stream, continuation) = AsyncThrowingStream<TransferEvent, any Error>.makeStream()
        let identity = loop.start(request, continuation)
        // It keeps the thread alive as long as somebody waits for it.
        continuation.onTermination = { [self] _ in loop.end(identity) }
        return stream
    }
}
