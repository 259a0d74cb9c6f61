// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Logging
import RPCServer
import Services

/// Something that is done or not.
package enum Switch: String, Sendable {
    case on
    case off
}

/// What `strategos serve` was told, read and checked.
package struct ServeSettings {
    /// Where to listen, if anything is said of it; `server` has the address.
    package var listen: ListenSetting?
    package var server: ServerConfiguration
    package var logLevel: Logger.Level
    package var logFormat: LogFormat
    /// Whether callers may ask for the schema.
    package var hasReflection = true
    /// What is served besides; nil for nothing.
    package var files: StaticFiles?
    /// Which calls are logged; nil for none.
    package var logCalls: CallLog.Selection?
    /// Who may call; nil if everybody may.
    package var access: AccessFiles?
    /// What each caller may have; nil if nothing is limited.
    package var share: RateLimit.Share?
    /// What the planner's searches may use up.
    package var search: SearchSettings
    /// Where matches are kept, and how long.
    package var store: StoreSettings
    /// Which models are asked, and how; nil for none.
    package var models: ModelSettings?
    /// Where experience is kept, and how much; nil: nothing is learnt from one match for others.
    package var experience: ExperienceSettings?

    /// Calls at once that callers share by need; nil if there may be any number.
    package var fairCalls: Int?

    /// The keys besides the limits.
    package static let keys =
        [
            "listen", "loops", "grace", "notice", "log-level", "log-format", "log-calls", "call-metrics",
            "compress-from", "cors-origins", "calls-per-second", "call-burst", "concurrent-calls",
            "static-root", "static-cache",
            "reload",
            "reflection",
            "fair-calls",
            "store",
        ]
        + TLSSettings.keys + AccessSettings.keys + PlanningSettings.keys + ModelSettings.keys
        + ExperienceSettings.keys

    /// - Throws: `ValidationError` naming the flag or variable of a value that is none.
    package init(_ settings: Settings) throws {
        listen = try settings.value(
            "listen", expected: "HOST:PORT, [IPv6]:PORT, unix:PATH, systemd or systemd:NAME",
            parse: ListenSetting.init(_:))
        let address: SocketAddress? = if case .address(let address) = listen { address } else { nil }
        server = ServerConfiguration(
            address: address ?? .internet(host: "127.0.0.1", port: 8080),
            loops: try settings.value("loops", expected: "a whole number from 1 to 1024") { text in
                Int(text).flatMap { (1...1024).contains($0) ? $0 : nil }
            },
            limits: try LimitSettings.limits(from: settings))
        func time(_ key: String) throws -> Duration? {
            try settings.value(key, expected: Duration.settingForm, parse: Duration.init(setting:))
        }
        let compressFrom = try settings.value("compress-from", expected: "never, or a size such as 1KiB") { text in
            text == "never" ? .some(nil) : LimitSettings.size(text).map(Optional.some)
        }
        if let compressFrom { server.compressFrom = compressFrom }
        server.tls = try TLSSettings.tls(from: settings)
        let origins = try settings.value(
            "cors-origins", expected: "* or origins such as https://game.example, separated by commas",
            parse: CORSPolicy.init(setting:))
        if let origins { server.cors = origins }
        let measures = try settings.value("call-metrics", expected: "on or off", parse: Switch.init(rawValue:))
        server.measuresCalls = measures != .off
        hasReflection =
            try settings.value("reflection", expected: "on or off", parse: Switch.init(rawValue:)) != .off
        let logged = try settings.value("log-calls", expected: "off, errors or all") { text in
            text == "off" ? .some(nil) : CallLog.Selection(rawValue: text).map(Optional.some)
        }
        logCalls = logged ?? nil
        files = try Self.files(from: settings)
        access = try AccessSettings.access(from: settings, failedLogins: server.limits.failedLogins)
        share = try Self.share(from: settings)
        fairCalls = try Self.count("fair-calls", settings)
        if let reload = try time("reload") { server.reloadInterval = reload }
        search = try PlanningSettings.search(from: settings)
        store = try StoreSettings(settings)
        models = try ModelSettings(settings)
        experience = try ExperienceSettings(settings)
        if let grace = try time("grace") { server.grace = grace }
        if let notice = try time("notice") { server.notice = notice }
        let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
        logLevel =
            try settings.value("log-level", expected: "one of \(levels)", parse: Logger.Level.init(rawValue:)) ?? .info
        logFormat =
            try settings.value("log-format", expected: "text or json", parse: LogFormat.init(rawValue:)) ?? .text
    }

    private static func files(from settings: Settings) throws -> StaticFiles? {
        let root = try settings.value("static-root", expected: "the name of a folder") { $0.isEmpty ? nil : $0 }
        let cache = try settings.value(
            "static-cache", expected: "a size such as 64KiB or 16MiB", parse: LimitSettings.size)
        guard let root else {
            if cache != nil { throw ValidationError("--static-cache: --static-root is missing") }
            return nil
        }
        do throws(StaticFiles.Unreadable) {
            return try StaticFiles(root: root, cacheBytes: cache ?? 16 << 20)
        } catch {
            throw ValidationError("--static-root: \(error)")
        }
    }

    private static func count(_ key: String, _ settings: Settings) throws -> Int? {
        try settings.value(key, expected: "a whole number from 1") { text in
            Int(text).flatMap { (1...Int(Int32.max)).contains($0) ? $0 : nil }
        }
    }

    private static func share(from settings: Settings) throws -> RateLimit.Share? {
        var share = RateLimit.Share()
        share.callsPerSecond = try count("calls-per-second", settings)
        share.burst = try count("call-burst", settings)
        share.concurrentCalls = try count("concurrent-calls", settings)
        if share.burst != nil, share.callsPerSecond == nil {
            throw ValidationError("--call-burst: --calls-per-second is missing")
        }
        return share.callsPerSecond == nil && share.concurrentCalls == nil ? nil : share
    }

    /// Variables that look like ours and are none: a slip of the keyboard that would go unnoticed.
    package static func unknownVariables(in environment: [String: String]) -> [String] {
        let known = Set(
            (keys + LimitSettings.keys.map { "limits_\($0)" } + StoreSettings.keys.map { "store_\($0)" }).map {
                "STRATEGOS_" + $0.replacing("-", with: "_").uppercased()
            })
        return environment.keys.filter { $0.hasPrefix("STRATEGOS_") && !known.contains($0) }.sorted()
    }
}

extension CORSPolicy {
    /// `*` for any page, or origins separated by commas; nil for anything else.
    package init?(setting text: String) {
        self.init()
        if text == "*" {
            allowsAnyOrigin = true
            return
        }
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let origin = part.trimmingPrefix(while: \.isWhitespace)
            guard let scheme = origin.firstRange(of: "://"), scheme.lowerBound > origin.startIndex,
                !origin[scheme.upperBound...].isEmpty,
                origin[scheme.upperBound...].utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") })
            else { return nil }
            origins.insert(String(origin))
        }
    }
}
