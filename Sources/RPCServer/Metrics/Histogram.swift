// SPDX-License-Identifier: Apache-2.0

/// The buckets of a histogram: a value counts in the first one whose bound it does not exceed, and beyond
/// the last bound in one more.
package struct HistogramBounds: Sendable {
    /// Ascending, in the unit in which values are counted.
    package let bounds: [UInt64]
    /// The same as Prometheus' label `le`, in the unit in which they are published.
    package let labels: [String]

    /// Buckets of times, bounds in seconds; counted in nanoseconds.
    package init(seconds: [Double]) {
        bounds = seconds.map { UInt64(($0 * 1e9).rounded()) }
        labels = seconds.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }
    }

    /// Buckets of sizes in bytes.
    package init(bytes: [UInt64]) {
        bounds = bytes
        labels = bytes.map(String.init)
    }

    /// How many buckets there are.
    package var count: Int { bounds.count + 1 }

    /// The bucket of a value. Most calls are short and small, so that the first bounds are looked at first.
    @inline(__always)
    package func bucket(of value: UInt64) -> Int {
        for index in bounds.indices where value <= bounds[index] { return index }
        return bounds.count
    }
}

extension HistogramBounds {
    /// gRFC A66, "Latency".
    ///
    /// https://github.com/grpc/proposal/blob/master/A66-otel-stats.md
    static let grpcLatency = HistogramBounds(seconds: [
        0, 0.00001, 0.00005, 0.0001, 0.0003, 0.0006, 0.0008, 0.001, 0.002, 0.003, 0.004, 0.005, 0.006, 0.008, 0.01,
        0.013, 0.016, 0.02, 0.025, 0.03, 0.04, 0.05, 0.065, 0.08, 0.1, 0.13, 0.16, 0.2, 0.25, 0.3, 0.4, 0.5, 0.65, 0.8,
        1, 2, 5, 10, 20, 50, 100,
    ])

    /// gRFC A66, "Size".
    static let grpcSize = HistogramBounds(bytes: [
        0, 1 << 10, 2 << 10, 4 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20, 4 << 20, 16 << 20, 64 << 20, 256 << 20,
        1 << 30, 4 << 30,
    ])

    /// OpenTelemetry's bounds for `rpc.server.call.duration`.
    ///
    /// https://opentelemetry.io/docs/specs/semconv/rpc/rpc-metrics/
    static let openTelemetryDuration = HistogramBounds(seconds: [
        0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
    ])
}

/// What a histogram has counted.
package struct Histogram: Sendable, Equatable {
    /// By bucket, not cumulated.
    package var counts: [UInt64]
    /// Of all values, in the unit in which they are counted.
    package var sum: UInt64

    /// How many values there were.
    package var count: UInt64 { counts.reduce(0, +) }

    package init(counts: [UInt64], sum: UInt64) {
        self.counts = counts
        self.sum = sum
    }

    /// One without a value yet.
    init(_ bounds: HistogramBounds) {
        self.init(counts: Array(repeating: 0, count: bounds.count), sum: 0)
    }

    /// Counts a value.
    mutating func record(_ value: UInt64, _ bounds: HistogramBounds) {
        counts[bounds.bucket(of: value)] += 1
        sum &+= value
    }

    mutating func add(_ other: Histogram) {
        for index in counts.indices { counts[index] += other.counts[index] }
        sum &+= other.sum
    }
}
