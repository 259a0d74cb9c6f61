// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import MatchStorage
import Services

/// The settings behind the match store: `store` for its file, and `store.KEY` for what it keeps and takes.
package struct StoreSettings: Sendable {
    /// The file; nil to keep matches in memory.
    package var path: String?
    /// What the store keeps and takes.
    package var store: MatchStoreLimits
    /// What those who watch may use up.
    package var watching = MatchLimits()

    /// How the text of one setting is read.
    private enum Field: Sendable {
        case count(any WritableKeyPath<StoreSettings, Int> & Sendable)
        case bytes(any WritableKeyPath<StoreSettings, Int> & Sendable)
        case size(any WritableKeyPath<StoreSettings, Int64> & Sendable)
        case milliseconds(any WritableKeyPath<StoreSettings, Int64> & Sendable)
        case time(any WritableKeyPath<StoreSettings, Duration> & Sendable)
    }

    private static let fields: [(key: String, field: Field)] = [
        ("record-bytes", .bytes(\.store.recordBytes)),
        ("records-per-match", .count(\.store.recordsPerMatch)),
        ("matches", .count(\.store.matches)),
        ("bytes", .size(\.store.bytes)),
        ("queue-bytes", .bytes(\.store.queueBytes)),
        ("keep-for", .milliseconds(\.store.keepFor)),
        ("keep-matches", .count(\.store.keepMatches)),
        ("keep-records", .count(\.store.keepRecords)),
        ("abandoned-after", .time(\.watching.abandonedAfter)),
        ("watchers", .count(\.watching.watchers)),
        ("watch-records", .count(\.watching.watchRecords)),
        ("watch-bytes", .bytes(\.watching.watchBytes)),
    ]

    /// The keys, without `store.`.
    package static var keys: [String] { fields.map(\.key) }

    /// Without a file, and with the defaults of one in memory.
    package init() {
        store = .inMemory
    }

    /// - Throws: `ValidationError` naming the flag or variable of a value that is none.
    package init(_ settings: Settings) throws {
        path = try settings.value("store", expected: "the name of a file") { $0.isEmpty ? nil : $0 }
        store = path == nil ? .inMemory : MatchStoreLimits()
        for (key, field) in Self.fields {
            let key = "store.\(key)"
            switch field {
            case .count(let place):
                try set(place, settings.value(key, expected: "a whole number from 1", parse: LimitSettings.positive))
            case .bytes(let place):
                try set(
                    place,
                    settings.value(key, expected: "a size such as 65536, 64KiB or 4MiB", parse: LimitSettings.size))
            case .size(let place):
                try set(
                    place, settings.value(key, expected: "a size from 128KiB, such as 512MiB or 4GiB", parse: Self.size)
                )
            case .milliseconds(let place):
                let time = try settings.value(key, expected: Duration.settingForm, parse: Duration.init(setting:))
                set(place, time.map { Int64($0 / .milliseconds(1)) })
            case .time(let place):
                try set(
                    place, settings.value(key, expected: Duration.settingForm, parse: Duration.init(setting:)))
            }
        }
    }

    private mutating func set<Value>(_ place: WritableKeyPath<StoreSettings, Value>, _ value: Value?) {
        if let value { self[keyPath: place] = value }
    }

    /// A size that may be large. Less than the empty tables need is none.
    private static func size(_ text: String) -> Int64? {
        var bytes = LimitSettings.size(text).map(Int64.init)
        if text.hasSuffix("GiB"), let number = Int64(text.dropLast(3)), (1...65_536).contains(number) {
            bytes = number << 30
        }
        return bytes.flatMap { $0 >= 128 << 10 ? $0 : nil }
    }
}
