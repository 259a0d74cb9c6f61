// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import RPCServer

/// The settings behind `Limits`: `limits.KEY` in the configuration for each of its properties.
package enum LimitSettings {
    /// How the text of one limit is read.
    private enum Field: Sendable {
        case count(any WritableKeyPath<Limits, Int> & Sendable)
        case bytes(any WritableKeyPath<Limits, Int> & Sendable)
        case time(any WritableKeyPath<Limits, Duration> & Sendable)
    }

    private static let fields: [(key: String, field: Field)] = [
        ("connections", .count(\.connections)),
        ("connections-per-peer", .count(\.connectionsPerPeer)),
        ("handshake-timeout", .time(\.handshakeTimeout)),
        ("preface-timeout", .time(\.prefaceTimeout)),
        ("header-timeout", .time(\.headerTimeout)),
        ("idle-timeout", .time(\.idleTimeout)),
        ("connection-age", .time(\.connectionAge)),
        ("connection-age-grace", .time(\.connectionAgeGrace)),
        ("keepalive-time", .time(\.keepaliveTime)),
        ("keepalive-timeout", .time(\.keepaliveTimeout)),
        ("ping-interval", .time(\.pingInterval)),
        ("idle-ping-interval", .time(\.idlePingInterval)),
        ("ping-strikes", .count(\.pingStrikes)),
        ("stall-timeout", .time(\.stallTimeout)),
        ("concurrent-streams", .count(\.concurrentStreams)),
        ("reset-burst", .count(\.resetBurst)),
        ("resets-per-second", .count(\.resetsPerSecond)),
        ("glitch-burst", .count(\.glitchBurst)),
        ("glitches-per-second", .count(\.glitchesPerSecond)),
        ("queued-frames", .count(\.queuedFrames)),
        ("header-fields", .count(\.headerFields)),
        ("header-bytes", .bytes(\.headerBytes)),
        ("target-bytes", .bytes(\.targetBytes)),
        ("message-bytes", .bytes(\.messageBytes)),
        ("body-timeout", .time(\.bodyTimeout)),
        ("unary-duration", .time(\.unaryDuration)),
        ("stream-duration", .time(\.streamDuration)),
        ("failed-logins", .count(\.failedLogins)),
        ("stream-window", .bytes(\.streamWindow)),
        ("connection-window", .bytes(\.connectionWindow)),
        ("queued-bytes-per-stream", .bytes(\.queuedBytesPerStream)),
        ("queued-bytes-per-connection", .bytes(\.queuedBytesPerConnection)),
    ]

    /// The keys, without `limits.`.
    package static var keys: [String] { fields.map(\.key) }

    /// The limits with each value that the settings have, defaults elsewhere.
    ///
    /// - Throws: `ValidationError` naming the flag or variable of a value that is none.
    package static func limits(from settings: Settings) throws -> Limits {
        var limits = Limits()
        for (key, field) in fields {
            let key = "limits.\(key)"
            switch field {
            case .count(let path):
                if let value = try settings.value(key, expected: "a whole number from 1", parse: positive) {
                    limits[keyPath: path] = value
                }
            case .bytes(let path):
                if let value = try settings.value(key, expected: "a size such as 65536, 64KiB or 4MiB", parse: size) {
                    limits[keyPath: path] = value
                }
            case .time(let path):
                if let value = try settings.value(key, expected: Duration.settingForm, parse: Duration.init(setting:)) {
                    limits[keyPath: path] = value
                }
            }
        }
        return limits
    }

    /// A default as `--help` and the documentation show it.
    package static func defaultText(of key: String) -> String? {
        let limits = Limits()
        guard let field = fields.first(where: { $0.key == key })?.field else { return nil }
        switch field {
        case .count(let path): return String(limits[keyPath: path])
        case .bytes(let path): return text(bytes: limits[keyPath: path])
        case .time(let path): return "\(limits[keyPath: path].components.seconds)s"
        }
    }

    private static func text(bytes: Int) -> String {
        if bytes.isMultiple(of: 1 << 20) { return "\(bytes >> 20)MiB" }
        if bytes.isMultiple(of: 1 << 10) { return "\(bytes >> 10)KiB" }
        return String(bytes)
    }

    static func positive(_ text: String) -> Int? {
        Int(text).flatMap { (1...Int(Int32.max)).contains($0) ? $0 : nil }
    }

    static func size(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let factors = ["": 1, "KiB": 1 << 10, "MiB": 1 << 20]
        guard let factor = factors[String(text.dropFirst(digits.count))], let number = positive(String(digits)),
            number <= Int(Int32.max) / factor
        else { return nil }
        return number * factor
    }
}

extension Duration {
    /// What ``init(setting:)`` reads, for error messages.
    package static let settingForm = "a time such as 500ms, 30s, 5m or 1h"

    /// A whole number with a unit; nil for anything else.
    package init?(setting text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let units: [String: Duration] = [
            "ms": .milliseconds(1), "s": .seconds(1), "m": .seconds(60), "h": .seconds(3600),
        ]
        guard let unit = units[String(text.dropFirst(digits.count))], let number = Int(digits), number <= 1_000_000
        else { return nil }
        self = unit * number
    }
}
