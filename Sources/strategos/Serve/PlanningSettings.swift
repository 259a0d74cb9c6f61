// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Planning
import Services

/// The settings behind `SearchSettings`: what the planner's searches may use up.
package enum PlanningSettings {
    /// The keys.
    package static let keys = [
        "search-threads", "search-queue", "search-ticks", "search-time", "search-maps", "search-solution", "sessions",
        "session-time",
    ]

    /// How searches go by the settings.
    ///
    /// - Throws: `ValidationError` naming the flag or variable of a value that is none.
    package static func search(from settings: Settings) throws -> SearchSettings {
        var search = SearchSettings()
        func count(_ key: String, upTo most: Int) throws -> Int? {
            try settings.value(key, expected: "a whole number from 1 to \(most)") { text in
                Int(text).flatMap { (1...most).contains($0) ? $0 : nil }
            }
        }
        if let threads = try count("search-threads", upTo: 1024) { search.pool.threads = threads }
        if let queue = try count("search-queue", upTo: 1_000_000) { search.pool.queue = queue }
        if let ticks = try count("search-ticks", upTo: 1_000_000_000) { search.ticks = ticks }
        if let maps = try count("search-maps", upTo: 10_000) { search.maps = maps }
        if let sessions = try count("sessions", upTo: 1_000_000) { search.sessions.sessions = sessions }
        func time(_ key: String) throws -> Duration? {
            try settings.value(key, expected: Duration.settingForm, parse: Duration.init(setting:))
        }
        if let time = try time("search-time") { search.time = time }
        if let time = try time("session-time") { search.sessions.time = time }
        let names = RolloutSolution.allCases.map(\.rawValue).joined(separator: ", ")
        let solution = try settings.value(
            "search-solution", expected: "one of \(names)", parse: RolloutSolution.init(rawValue:))
        if let solution { search.solution = solution }
        return search
    }
}
