// SPDX-License-Identifier: Apache-2.0

import MatchStorage
import RPCServer

/// What was counted of matches, for Prometheus and for the log.
public struct MatchMetrics: Sendable {
    private let store: MatchStoreMetrics
    private let watches: MatchFeeds.Numbers

    init(_ matches: Matches) {
        store = matches.store.snapshot()
        watches = matches.feeds.numbers
    }

    /// Counters and gauges in Prometheus' text format, those included that are zero.
    public func prometheusText() -> String {
        var text = ""
        func metric(_ name: String, _ type: String, _ help: String, _ values: [(labels: String, value: String)]) {
            text += PrometheusText.head("strategos_\(name)", type, help)
            for (labels, value) in values { text += "strategos_\(name)\(labels) \(value)\n" }
        }
        func gauge(_ name: String, _ help: String, _ value: some BinaryInteger) {
            metric(name, "gauge", help, [("", "\(value)")])
        }
        func counter(_ name: String, _ help: String, _ value: UInt64) {
            metric(name, "counter", help, [("", "\(value)")])
        }
        counter("store_records_appended_total", "Records that were appended.", store.recordsAppended)
        counter("store_bytes_appended_total", "Bytes of their content.", store.bytesAppended)
        counter("store_records_repeated_total", "Records that were reported again.", store.recordsRepeated)
        metric(
            "store_records_refused_total", "counter", "Records that were refused, by why.",
            MatchStoreMetrics.Refusal.allCases.map {
                ("{reason=\"\($0.rawValue)\"}", "\(store.recordsRefused[$0] ?? 0)")
            })
        counter("store_commits_total", "Transactions, each with one synchronisation.", store.commits)
        metric(
            "store_commit_seconds_total", "counter", "Time that these took.",
            [("", "\(Double(store.commitNanoseconds) / 1e9)")])
        counter("store_matches_dropped_total", "Matches that retention has dropped.", store.matchesDropped)
        counter("store_records_dropped_total", "Records that retention has dropped.", store.recordsDropped)
        counter("store_full_total", "Times that the store has become read-only.", store.timesFull)
        gauge("store_read_only", "1 while the store is read-only.", store.isReadOnly ? 1 : 0)
        gauge("store_matches", "Matches that are kept.", store.matches)
        gauge("store_bytes", "Bytes that the database uses, looked at once a minute.", store.bytesUsed)
        gauge("store_queue_records", "Records that wait to be written.", store.recordsQueued)
        gauge("store_queue_bytes", "Bytes of these.", store.bytesQueued)
        gauge("watchers", "Watches that go on.", watches.watchers)
        counter("watches_started_total", "Watches that have begun.", watches.started)
        counter("watches_refused_total", "Watches that were refused, because there were too many.", watches.refused)
        counter("watch_updates_total", "Updates that were sent.", watches.updates)
        counter("watch_heartbeats_total", "Heartbeats that were sent.", watches.heartbeats)
        counter("watches_too_slow_total", "Watches that were dropped, because they fell behind.", watches.tooSlow)
        return text
    }

    /// The counters that are not zero, by their names.
    public var counters: [(name: String, value: UInt64)] {
        var all: [(name: String, value: UInt64)] = [
            ("storeRecords", store.recordsAppended), ("storeRepeated", store.recordsRepeated),
            ("storeCommits", store.commits), ("storeMatchesDropped", store.matchesDropped),
            ("storeRecordsDropped", store.recordsDropped), ("storeFull", store.timesFull),
            ("watches", watches.started), ("watchesRefused", watches.refused), ("watchUpdates", watches.updates),
            ("watchHeartbeats", watches.heartbeats), ("watchesTooSlow", watches.tooSlow),
        ]
        for (reason, count) in store.recordsRefused { all.append(("storeRefused.\(reason.rawValue)", count)) }
        return all.filter { $0.value > 0 }
    }
}

extension Matches {
    /// What was counted until now.
    public var metrics: MatchMetrics { MatchMetrics(self) }
}
