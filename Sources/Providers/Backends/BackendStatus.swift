// SPDX-License-Identifier: Apache-2.0
import RPCServer
import StrategosAPI

/// How a backend stands at a moment: what its guards say, and what was counted.
public struct BackendStatus: Sendable {
    /// How one of its endpoints stands.
    public struct Endpoint: Sendable {
        /// Its address without path.
        public let name: String
        /// Where its breaker stands.
        public let breaker: CircuitBreaker.State
        /// Requests under way.
        public let running: Int
        /// Requests that were sent.
        public let requests: Int
        /// Whole answers.
        public let answers: Int
        /// Failures by reason.
        public let failures: [ModelFailure.Reason: Int]
        /// Requests that were not sent, by reason.
        public let refusals: [ModelFailure.Reason: Int]
        /// How often the breaker changed to each state.
        public let breakerChanges: [CircuitBreaker.State: Int]
        /// Probes, and those that failed.
        public let probes: (all: Int, failed: Int)
        /// Tokens read and written, where the backend says so.
        public let tokens: TokenUsage
        let duration: Histogram

        init(name: String, of guarded: EndpointGuard, _ metrics: EndpointMetrics) {
            self.name = name
            breaker = guarded.breaker.state
            running = guarded.running
            requests = metrics.requests
            answers = metrics.answers
            failures = metrics.failures
            refusals = metrics.refusals
            breakerChanges = guarded.breaker.changes
            probes = (metrics.probes, metrics.failedProbes)
            tokens = TokenUsage(prompt: metrics.promptTokens, completion: metrics.completionTokens)
            duration = metrics.duration
        }
    }

    /// The backend's name.
    public let name: String
    /// What it speaks.
    public let kind: BackendKind
    /// Its endpoints.
    public let endpoints: [Endpoint]
    /// Attempts beyond the first.
    public let retries: Int
    /// Attempts for which the retry budget had nothing left.
    public let retriesRefused: Int
    /// Questions that another endpoint was asked beside one that was late, and those that it answered first.
    public let hedges: (all: Int, first: Int)

    /// Whether any endpoint would be asked.
    public var isServing: Bool { endpoints.contains { $0.breaker == .closed } }
}
