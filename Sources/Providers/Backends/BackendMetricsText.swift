// SPDX-License-Identifier: Apache-2.0
import RPCServer

/// The state of backends in Prometheus' text format.
public enum BackendMetricsText {
    /// Every counter; reasons that never occurred are zero, so that no series appears late.
    public static func text(_ all: [BackendStatus]) -> String {
        var text = ""
        for metric in metrics {
            text += PrometheusText.head(metric.name, metric.type, metric.help)
            for status in all { for line in metric.lines(status) { text += metric.name + line + "\n" } }
        }
        return text
    }

    /// A metric, and the lines of a backend without the name before them.
    private struct Metric: Sendable {
        var name: String
        var type: String
        var help: String
        var lines: @Sendable (BackendStatus) -> [String]

        /// - Parameter lines: of an endpoint, with its labels.
        init(
            _ name: String, _ type: String, _ help: String,
            lines: @escaping @Sendable (BackendStatus.Endpoint, String) -> [String]
        ) {
            self.name = "strategos_backend_" + name
            self.type = type
            self.help = help
            self.lines = { status in
                status.endpoints.flatMap { lines($0, "backend=\"\(status.name)\",endpoint=\"\($0.name)\"") }
            }
        }

        init(_ name: String, _ type: String, _ help: String, lines: @escaping @Sendable (BackendStatus) -> [String]) {
            self.name = "strategos_backend_" + name
            self.type = type
            self.help = help
            self.lines = lines
        }
    }

    private static let metrics = [
        Metric("requests_total", "counter", "Requests that have ended, by outcome.") { endpoint, labels in
            ["{\(labels),outcome=\"ok\"} \(endpoint.answers)"]
                + ModelFailure.Reason.sent.map {
                    "{\(labels),outcome=\"\($0.rawValue)\"} \(endpoint.failures[$0] ?? 0)"
                }
        },
        Metric("refused_total", "counter", "Requests that were not sent, by reason.") { endpoint, labels in
            ModelFailure.Reason.unsent.map {
                "{\(labels),reason=\"\($0.rawValue)\"} \(endpoint.refusals[$0] ?? 0)"
            }
        },
        Metric("running_requests", "gauge", "Requests under way.") { ["{\($1)} \($0.running)"] },
        Metric("breaker_state", "gauge", "1 for the state in which the breaker is.") { endpoint, labels in
            CircuitBreaker.State.allCases.map {
                "{\(labels),state=\"\($0.rawValue)\"} \(endpoint.breaker == $0 ? 1 : 0)"
            }
        },
        Metric("breaker_changes_total", "counter", "How often the breaker changed.") { endpoint, labels in
            CircuitBreaker.State.allCases.map {
                "{\(labels),to=\"\($0.rawValue)\"} \(endpoint.breakerChanges[$0] ?? 0)"
            }
        },
        Metric("probes_total", "counter", "Probes of a breaker, by outcome.") { endpoint, labels in
            let (all, failed) = endpoint.probes
            return ["{\(labels),outcome=\"ok\"} \(all - failed)", "{\(labels),outcome=\"failed\"} \(failed)"]
        },
        Metric("tokens_total", "counter", "Tokens, as backends count them.") { endpoint, labels in
            [
                "{\(labels),direction=\"prompt\"} \(endpoint.tokens.prompt)",
                "{\(labels),direction=\"completion\"} \(endpoint.tokens.completion)",
            ]
        },
        Metric("request_duration_seconds", "histogram", "How long requests took.", lines: durations),
        Metric("retries_total", "counter", "Attempts beyond the first, by what the budget said.") { status in
            [
                "{backend=\"\(status.name)\",budget=\"granted\"} \(status.retries)",
                "{backend=\"\(status.name)\",budget=\"empty\"} \(status.retriesRefused)",
            ]
        },
        Metric("hedges_total", "counter", "Second requests beside one that was late, by which answered.") { status in
            [
                "{backend=\"\(status.name)\",first=\"hedge\"} \(status.hedges.first)",
                "{backend=\"\(status.name)\",first=\"other\"} \(status.hedges.all - status.hedges.first)",
            ]
        },
    ]

    @Sendable
    private static func durations(_ endpoint: BackendStatus.Endpoint, _ labels: String) -> [String] {
        var sum: UInt64 = 0
        let buckets = zip(endpoint.duration.counts, EndpointMetrics.bounds.labels + ["+Inf"]).map { count, bound in
            sum += count
            return "_bucket{\(labels),le=\"\(bound)\"} \(sum)"
        }
        return buckets + [
            "_sum{\(labels)} \(Double(endpoint.duration.sum) / 1e9)", "_count{\(labels)} \(endpoint.duration.count)",
        ]
    }
}

extension ModelFailure.Reason {
    /// Why a request is not even sent.
    static let unsent: [Self] = [.breakerOpen, .busy, .rateLimited]
    /// How a request that was sent can end.
    static let sent = allCases.filter { $0 != .breakerOpen && $0 != .busy }
}
