// SPDX-License-Identifier: Apache-2.0

import RPCServer
import Synchronization

/// What happened to searches.
public final class SearchCounters: Sendable {
    /// What is counted.
    public enum Counter: Int, CaseIterable, Sendable {
        /// Searches that were taken on.
        case searchesStarted
        /// Questions that were answered without one, because too many were waiting.
        case searchesRefused
        /// Searches that did not get far enough in their time to end by themselves.
        case searchesOverdue
        /// Searches whose caller went away.
        case searchesCancelled
        /// Sessions that began: a team of a match that is remembered.
        case sessionsOpened
        /// Sessions that were learnt from the match store.
        case sessionsRecalled
        /// Sessions that were forgotten because nobody had asked for long.
        case sessionsExpired
        /// Sessions that were forgotten to make room for others.
        case sessionsEvicted
    }

    private let values: [CounterCell] = Counter.allCases.map { _ in CounterCell() }

    /// Counters that start at zero.
    public init() {}

    func count(_ counter: Counter) { values[counter.rawValue].cell.add(1, ordering: .relaxed) }

    /// Every counter in Prometheus' text format.
    public var prometheusText: String {
        let name = "strategos_planner_events_total"
        let help = "What the planner has counted, by the names of its counters."
        let lines = Counter.allCases.map { counter in
            "\(name){event=\"\(PrometheusText.snakeCase("\(counter)"))\"} \(self[counter])\n"
        }
        return PrometheusText.head(name, "counter", help) + lines.joined()
    }

    /// How often it has happened.
    public subscript(counter: Counter) -> UInt64 { values[counter.rawValue].cell.load(ordering: .relaxed) }
}

private final class CounterCell: Sendable {
    let cell = Atomic<UInt64>(0)
}
