// SPDX-License-Identifier: Apache-2.0
import RPCServer

/// What a backend has counted.
struct BackendMetrics: Sendable {
    var endpoints: [EndpointMetrics]
    /// Attempts beyond the first.
    var retries = 0
    /// Attempts for which the retry budget had nothing left.
    var retriesRefused = 0
    /// Questions that another endpoint was asked beside the first.
    var hedges = 0
    /// Those of them that it answered first.
    private(set) var hedgesFirst = 0

    mutating func hedgeEnded(wasFirst: Bool) {
        if wasFirst { hedgesFirst += 1 }
    }

    init(endpoints count: Int) {
        endpoints = (0..<count).map { _ in EndpointMetrics() }
    }
}

/// What was counted of one endpoint.
struct EndpointMetrics: Sendable {
    /// In seconds: models answer in tenths of a second to minutes.
    static let bounds = HistogramBounds(seconds: [
        0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120,
    ])

    private(set) var requests = 0
    private(set) var answers = 0
    private(set) var failures: [ModelFailure.Reason: Int] = [:]
    private(set) var refusals: [ModelFailure.Reason: Int] = [:]
    private(set) var probes = 0
    private(set) var failedProbes = 0
    private(set) var promptTokens = 0
    private(set) var completionTokens = 0
    private(set) var duration = Histogram(counts: Array(repeating: 0, count: Self.bounds.count), sum: 0)

    mutating func started() { requests += 1 }

    mutating func refused(_ reason: ModelFailure.Reason) { refusals[reason, default: 0] += 1 }

    mutating func ended(_ failure: ModelFailure.Reason?, nanoseconds: UInt64, _ usage: TokenUsage?) {
        if let failure { failures[failure, default: 0] += 1 } else { answers += 1 }
        duration.counts[Self.bounds.bucket(of: nanoseconds)] += 1
        duration.sum &+= nanoseconds
        promptTokens += usage?.prompt ?? 0
        completionTokens += usage?.completion ?? 0
    }

    mutating func probed(wasFailure: Bool) {
        probes += 1
        if wasFailure { failedProbes += 1 }
    }
}
