// SPDX-License-Identifier: Apache-2.0

/// What a server has measured of its calls, over all its loops.
struct CallMetricsSnapshot: Sendable {
    /// The methods by their number.
    let methods: [MethodDescriptor]
    /// How many calls have begun, by the same.
    let starts: [UInt64]
    /// Every series that has had a call.
    let readings: [CallMetrics.Series: CallMetrics.Reading]

    init(methods: [MethodDescriptor], loops: [CallMetrics]) {
        self.methods = methods
        starts = methods.indices.map { method in loops.reduce(0) { $0 + $1.starts(method) } }
        var sum: [CallMetrics.Series: CallMetrics.Reading] = [:]
        for loop in loops {
            for (series, reading) in loop.readings() { sum[series, default: .zero].add(reading) }
        }
        readings = sum
    }
}

extension CallMetrics.Reading {
    /// The same without a call.
    fileprivate static var zero: Self {
        Self(
            duration: Histogram(.grpcLatency), openTelemetryDuration: Histogram(.openTelemetryDuration),
            sent: Histogram(.grpcSize), received: Histogram(.grpcSize))
    }
}

/// Calls by method for Prometheus, under the names of gRFC A66 and of OpenTelemetry, spelt as OpenTelemetry's
/// mapping to Prometheus has it.
struct CallMetricsText {
    private let snapshot: CallMetricsSnapshot

    init(_ snapshot: CallMetricsSnapshot) {
        self.snapshot = snapshot
    }

    func text() -> String {
        var text = ""
        text += PrometheusText.head("grpc_server_call_started_total", "counter", "Calls that have begun.")
        for (method, count) in zip(snapshot.methods, snapshot.starts) {
            text += "grpc_server_call_started_total{grpc_method=\"\(method.fullName)\"} \(count)\n"
        }
        let calls = callsByStatus()
        PrometheusText.histograms(
            "grpc_server_call_duration_seconds", "From the header fields to the end of a call.", .grpcLatency, 1e9,
            calls.map { ($0.labels, $0.reading.duration) }, &text)
        PrometheusText.histograms(
            "grpc_server_call_sent_total_compressed_message_size_bytes", "All responses of a call as they were sent.",
            .grpcSize, 1, calls.map { ($0.labels, $0.reading.sent) }, &text)
        PrometheusText.histograms(
            "grpc_server_call_rcvd_total_compressed_message_size_bytes", "All requests of a call as they arrived.",
            .grpcSize, 1, calls.map { ($0.labels, $0.reading.received) }, &text)
        PrometheusText.histograms(
            "rpc_server_call_duration_seconds", "From the header fields to the end of a call.",
            .openTelemetryDuration, 1e9, openTelemetry(), &text)
        return text
    }

    /// Whatever protocol calls came by, as gRPC knows no other.
    private func callsByStatus() -> [(labels: String, reading: CallMetrics.Reading)] {
        var sum: [String: CallMetrics.Reading] = [:]
        for (series, reading) in snapshot.readings {
            let method = snapshot.methods[series.method].fullName
            let labels = "grpc_method=\"\(method)\",grpc_status=\"\(Self.status(series))\""
            sum[labels, default: .zero].add(reading)
        }
        return sum.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func openTelemetry() -> [(labels: String, histogram: Histogram)] {
        snapshot.readings.map { series, reading in
            let method = series.method == 0 ? "_OTHER" : snapshot.methods[series.method].fullName
            let status = Self.status(series)
            var labels =
                "rpc_method=\"\(method)\",rpc_response_status_code=\"\(status)\","
                + "rpc_system_name=\"\(series.system.rawValue)\""
            if Self.isServersFault(series.status) { labels += ",error_type=\"\(status)\"" }
            return (labels, reading.openTelemetryDuration)
        }.sorted { $0.labels < $1.labels }
    }

    private static func status(_ series: CallMetrics.Series) -> StatusCode {
        StatusCode(rawValue: Int32(series.status))
    }

    /// The statuses that OpenTelemetry counts as errors of a server.
    private static func isServersFault(_ status: Int) -> Bool {
        let faults: [StatusCode] = [.unknown, .deadlineExceeded, .unimplemented, .internal, .unavailable, .dataLoss]
        return faults.contains { $0.rawValue == status }
    }
}
