// SPDX-License-Identifier: Apache-2.0

/// Metrics in Prometheus' text format, version 0.0.4.
///
/// https://prometheus.io/docs/instrumenting/exposition_formats/
package enum PrometheusText {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// Every counter, those included that are zero: a series that appears late looks like a jump.
    static func text(of snapshot: ServerMetrics.Snapshot) -> String {
        var text = ""
        func metric(_ name: String, _ type: String, _ help: String) { text += head(name, type, help) }
        metric("rpc_server_open_connections", "gauge", "Connections that are open.")
        text += "rpc_server_open_connections \(snapshot.openConnections)\n"
        metric("rpc_server_calls_total", "counter", "Calls that were answered, by their gRPC status.")
        for index in 0..<StatusCode.namedCount {
            let status = StatusCode(rawValue: Int32(index))
            text += "rpc_server_calls_total{grpc_status=\"\(status)\"} \(snapshot[status])\n"
        }
        metric("rpc_server_events_total", "counter", "What the server has counted, by the names of its counters.")
        for counter in ServerCounter.allCases {
            text += "rpc_server_events_total{event=\"\(snakeCase("\(counter)"))\"} \(snapshot[counter])\n"
        }
        return text
    }

    /// A label's value as it stands between quotation marks.
    package static func escaped(_ value: String) -> String {
        var out = String.UnicodeScalarView()
        // Not by letters, of which CR and LF are one.
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\", "\"": out += ["\\", scalar]
            case "\n": out += ["\\", "n"]
            default: out.append(scalar)
            }
        }
        return String(out)
    }

    /// The lines before the samples of a metric: what it is, and whether it is a counter, gauge or histogram.
    package static func head(_ name: String, _ type: String, _ help: String) -> String {
        "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    /// Writes histograms of one metric, each with its labels.
    ///
    /// - Parameter unit: how many of the unit that is counted are one of the unit that is published.
    static func histograms(
        _ name: String, _ help: String, _ bounds: HistogramBounds, _ unit: Double,
        _ all: [(labels: String, histogram: Histogram)], _ text: inout String
    ) {
        text += head(name, "histogram", help)
        for (labels, histogram) in all {
            var sum: UInt64 = 0
            for (count, bound) in zip(histogram.counts, bounds.labels + ["+Inf"]) {
                sum += count
                text += "\(name)_bucket{\(labels),le=\"\(bound)\"} \(sum)\n"
            }
            let total = unit == 1 ? "\(histogram.sum)" : "\(Double(histogram.sum) / unit)"
            text += "\(name)_sum{\(labels)} \(total)\n\(name)_count{\(labels)} \(sum)\n"
        }
    }

    package static func snakeCase(_ name: String) -> String {
        var out = ""
        for letter in name {
            if letter.isUppercase { out += "_" }
            out += letter.lowercased()
        }
        return out
    }
}

extension ServerMetrics {
    /// Everything that is counted and measured.
    package func prometheusText() -> String {
        let measured = measuredCalls().map { CallMetricsText($0).text() } ?? ""
        return PrometheusText.text(of: snapshot()) + measured
    }
}

extension HTTPRoute {
    /// `GET /metrics`: what the server has counted, for Prometheus.
    ///
    /// - Parameters:
    ///   - path: where to answer, if not there.
    ///   - adding: gives what somebody else has counted, in the same format.
    public static func metrics(
        _ path: String = "/metrics", adding: @escaping @Sendable () -> String = { "" }
    ) -> HTTPRoute {
        HTTPRoute(
            .get, path,
            answering: { call in
                let text = (call.connection?.server.metrics?.prometheusText() ?? "") + adding()
                return HTTPResponse(contentType: PrometheusText.contentType, body: Array(text.utf8))
            })
    }
}
