// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Measures the calls of channels, and each attempt at them, by method, target and status: under the names of gRFC A66
/// and of OpenTelemetry, spelt as OpenTelemetry's mapping to Prometheus has it.
///
/// Give one to any number of channels as an interceptor, and show its ``prometheusText()`` where metrics are read:
///
/// ```swift
/// let metrics = ClientCallMetrics()
/// configuration.interceptors = [metrics]
/// routes.append(.metrics(adding: { metrics.prometheusText() }))
/// ```
///
/// There is a series for each method and target that was called, and each status that came of it. Safe to use from
/// any thread; a call of one attempt takes a lock three times.
///
/// https://github.com/grpc/proposal/blob/master/A66-otel-stats.md,
/// https://opentelemetry.io/docs/specs/semconv/rpc/rpc-metrics/
public final class ClientCallMetrics: ClientInterceptor {
    fileprivate struct Called: Hashable {
        let method: String
        /// The `:authority` of the channel.
        let target: String

        var labels: String { "grpc_method=\"\(method)\",grpc_target=\"\(PrometheusText.escaped(target))\"" }
    }

    private struct Ended: Hashable {
        let called: Called
        let status: StatusCode

        var labels: String { "\(called.labels),grpc_status=\"\(status)\"" }

        var openTelemetryLabels: String {
            let labels =
                "rpc_method=\"\(called.method)\",rpc_response_status_code=\"\(status)\","
                + "rpc_system_name=\"\(RPCSystem.grpc.rawValue)\",server_address=\"\(PrometheusText.escaped(called.target))\""
            // To a client every status but OK is an error.
            return status == .ok ? labels : "\(labels),error_type=\"\(status)\""
        }
    }

    private struct Attempts {
        var duration = Histogram(.grpcLatency)
        var sent = Histogram(.grpcSize)
        var received = Histogram(.grpcSize)

        mutating func record(_ end: CallEnd) {
            duration.record(end.nanoseconds, .grpcLatency)
            sent.record(UInt64(end.requestBytes), .grpcSize)
            received.record(UInt64(end.responseBytes), .grpcSize)
        }
    }

    private struct Calls {
        var duration = Histogram(.grpcLatency)
        var openTelemetryDuration = Histogram(.openTelemetryDuration)

        mutating func record(_ end: CallEnd) {
            duration.record(end.nanoseconds, .grpcLatency)
            openTelemetryDuration.record(end.nanoseconds, .openTelemetryDuration)
        }
    }

    private struct State {
        var started: [Called: UInt64] = [:]
        var attempts: [Ended: Attempts] = [:]
        var calls: [Ended: Calls] = [:]
    }

    private let state = Mutex(State())

    /// Metrics without a call yet.
    public init() {}

    /// Counts it.
    public func attemptStarted(_ context: ClientCallContext) {
        state.withLock { $0.started[context.called, default: 0] += 1 }
    }

    /// Records its time and its messages' sizes.
    public func attemptEnded(_ end: CallEnd, _ context: ClientCallContext) {
        let key = Ended(called: context.called, status: end.status)
        state.withLock { $0.attempts[key, default: Attempts()].record(end) }
    }

    /// Records its time.
    public func callEnded(_ end: CallEnd, _ context: ClientCallContext) {
        let key = Ended(called: context.called, status: end.status)
        state.withLock { $0.calls[key, default: Calls()].record(end) }
    }

    /// Everything measured so far, in Prometheus' text format 0.0.4.
    public func prometheusText() -> String {
        let (started, attempts, calls) = state.withLock { ($0.started, $0.attempts, $0.calls) }
        var text = PrometheusText.head("grpc_client_attempt_started_total", "counter", "Attempts that have begun.")
        for (labels, count) in started.map({ ($0.labels, $1) }).sorted(by: { $0.0 < $1.0 }) {
            text += "grpc_client_attempt_started_total{\(labels)} \(count)\n"
        }
        let tried = attempts.map { (labels: $0.labels, attempts: $1) }.sorted { $0.labels < $1.labels }
        PrometheusText.histograms(
            "grpc_client_attempt_duration_seconds", "From the start of an attempt to its end.", .grpcLatency, 1e9,
            tried.map { ($0.labels, $0.attempts.duration) }, &text)
        PrometheusText.histograms(
            "grpc_client_attempt_sent_total_compressed_message_size_bytes",
            "All requests of an attempt as they were sent.", .grpcSize, 1,
            tried.map { ($0.labels, $0.attempts.sent) }, &text)
        PrometheusText.histograms(
            "grpc_client_attempt_rcvd_total_compressed_message_size_bytes",
            "All responses of an attempt as they arrived.", .grpcSize, 1,
            tried.map { ($0.labels, $0.attempts.received) }, &text)
        PrometheusText.histograms(
            "grpc_client_call_duration_seconds", "From the start of a call to its end, further attempts included.",
            .grpcLatency, 1e9,
            calls.map { ($0.labels, $1.duration) }.sorted { $0.0 < $1.0 }, &text)
        PrometheusText.histograms(
            "rpc_client_call_duration_seconds", "From the start of a call to its end, further attempts included.",
            .openTelemetryDuration, 1e9,
            calls.map { ($0.openTelemetryLabels, $1.openTelemetryDuration) }.sorted { $0.0 < $1.0 }, &text)
        return text
    }
}

extension ClientCallContext {
    fileprivate var called: ClientCallMetrics.Called { .init(method: method.fullName, target: authority) }
}
