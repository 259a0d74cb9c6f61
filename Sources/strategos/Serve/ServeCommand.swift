// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Logging
import MatchStorage
import RPCServer
import Services

/// Why the server did not start.
private struct StartFailure: Error, CustomStringConvertible {
    let description: String
}

/// `strategos serve`: the server with all its services, until SIGTERM.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve strategies to games.",
        discussion: """
            Every option can also be an environment variable: --log-level is STRATEGOS_LOG_LEVEL, and \
            --set limits.message-bytes=8MiB is STRATEGOS_LIMITS_MESSAGE_BYTES=8MiB. An option wins.

            SIGTERM or SIGINT drains: new calls are refused, running ones may end; a second signal \
            ends everything at once.

            Limits and their defaults:
            \(LimitSettings.keys.map { "  limits.\($0) (\(LimitSettings.defaultText(of: $0)!))" }.joined(separator: "\n"))

            What the match store keeps and takes is set by store.KEY, one of: \
            \(StoreSettings.keys.joined(separator: ", ")).
            """)

    @Option(
        help: """
            Where to listen: HOST:PORT, [IPv6]:PORT or unix:PATH; port 0 picks a free one. Or systemd, systemd:NAME: \
            on sockets that it has opened. (default: these, if there are some, or 127.0.0.1:8080)
            """
    )
    var listen: String?
    @Option(help: "Event loops, each with a thread of its own. (default: one per processor)")
    var loops: String?
    @Option(help: "How long running calls may go on after SIGTERM. (default: 30s)")
    var grace: String?
    @Option(help: "How long to serve on after health says NOT_SERVING, for load balancers to notice. (default: 0s)")
    var notice: String?
    @Option(help: "trace, debug, info, notice, warning, error or critical. (default: info)")
    var logLevel: String?
    @Option(help: "text (logfmt) or json. (default: text)")
    var logFormat: String?
    @Option(
        help: "Compress messages of that size or more for callers that read it, or never. (default: 1KiB)")
    var compressFrom: String?
    @Option(
        help: "Pages that may call from a browser, besides the server's own: origins separated by commas, or *.")
    var corsOrigins: String?
    @Option(help: "on or off: let callers ask for the schema (grpc.reflection). (default: on)")
    var reflection: String?
    @Option(help: "Serve the files of this folder too, index.html to browsers at /.")
    var staticRoot: String?
    @Option(help: "How many bytes of small files to keep in memory. (default: 16MiB)")
    var staticCache: String?
    @Option(help: "off, errors or all: write a line for each call that ends so. (default: off)")
    var logCalls: String?
    @Option(help: "on or off: measure calls by method, for /metrics. (default: on)")
    var callMetrics: String?
    @Option(help: "Speak TLS with the certificate of this file (PEM), behind it those that lead to its authority.")
    var tlsCertificate: String?
    @Option(help: "The certificate's private key (PEM).")
    var tlsKey: String?
    @Option(help: "Ask callers for a certificate by one of the authorities in this file (PEM).")
    var tlsClientCa: String?
    @Option(help: "none, optional or required. (default: required with --tls-client-ca)")
    var tlsClientCertificates: String?
    @Option(help: "How often certificates, policy and keys are looked at again; SIGHUP does it at once. (default: 10s)")
    var reload: String?
    @Option(help: "Calls per second that one caller may make in the long run. (default: as many as it likes)")
    var callsPerSecond: String?
    @Option(help: "Calls that it may make at one moment. (default: twice as many)")
    var callBurst: String?
    @Option(help: "Calls that one caller may have at once. (default: as many as it likes)")
    var concurrentCalls: String?
    @Option(help: "Calls that all callers together may have at once, shared by need. (default: as many as they like)")
    var fairCalls: String?
    @Option(help: "Let in whom this file (JSON) knows, for what it says that they may do.")
    var accessPolicy: String?
    @Option(help: "Believe JSON Web Tokens signed by a key of this file (a JWK Set).")
    var jwtKeys: String?
    @Option(help: "Who these tokens must be by.")
    var jwtIssuer: String?
    @Option(help: "Whom these tokens must be for.")
    var jwtAudience: String?
    @Option(help: "Threads that play futures to find strategies. (default: four for each processor)")
    var searchThreads: String?
    @Option(help: "Searches that may wait for a thread; beyond that the reflex planner answers. (default: 64)")
    var searchQueue: String?
    @Option(help: "Ticks simulated for one answer at most. (default: 70000, a tenth of a second of a core)")
    var searchTicks: String?
    @Option(help: "Time for one answer, where its caller would wait longer. (default: 2s)")
    var searchTime: String?
    @Option(help: "Maps that are kept to play futures on, 1.5 MB each. (default: 16)")
    var searchMaps: String?
    @Option(help: "best-response, maximin or nash: what is taken for the best. (default: best-response)")
    var searchSolution: String?
    @Option(help: "Teams of matches that are remembered between their questions. (default: 256)")
    var sessions: String?
    @Option(help: "How long a team is remembered after its last question. (default: 10m)")
    var sessionTime: String?
    @Option(help: "Keep matches in this file, which is made if there is none. (default: in memory, as long as it runs)")
    var store: String?
    @Option(help: "Ask models by the workflows of this folder, where there is time; with --backends.")
    var workflows: String?
    @Option(help: "The models and toolkits that workflows may ask: a file (YAML).")
    var backends: String?
    @Option(help: "Answers of models that are kept, so that what is nearly the same is not asked again. (default: 256)")
    var proposals: String?
    @Option(help: "How long they are kept; 0s: not at all. (default: 30s)")
    var proposalTime: String?
    @Option(help: "Longest time for a model's answer where nobody waits for it, as Direct does not. (default: 20s)")
    var adviceTime: String?
    @Option(help: "Learn from match to match by this file (JSON lines), which is made if there is none. (default: off)")
    var experience: String?
    @Option(help: "Bytes that it may have; what comes beyond is not kept. (default: 64MiB)")
    var experienceBytes: String?
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("Set limits.KEY or store.KEY; may be repeated.", valueName: "limits.KEY=VALUE"))
    var assignments: [String] = []

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let settings = try ServeSettings(Settings(flags: try flags(), environment: environment))
        let handler = StructuredLogHandler(level: settings.logLevel, format: settings.logFormat)
        let logger = Logger(label: "strategos") { _ in handler }
        for variable in ServeSettings.unknownVariables(in: environment) {
            logger.warning("unknown environment variable is ignored", metadata: ["variable": "\(variable)"])
        }
        do {
            try await serve(settings, logger)
        } catch let error as LibuvError {
            throw StartFailure(
                description: "--listen \(settings.listen ?? .address(settings.server.address)): \(error)")
        } catch let error as MatchStoreFileError {
            throw StartFailure(description: "--store \(settings.store.path ?? "(in memory)"): \(error)")
        } catch let error as TLSError {
            let flag = TLSSettings.flag(for: error.subject).map { $0 + " " } ?? ""
            throw StartFailure(description: "\(flag)\(error)")
        }
    }

    private func serve(_ settings: ServeSettings, _ logger: Logger) async throws {
        let experience = try settings.experience.map { try OpenExperience($0, logger) }
        let matches = try OpenMatches(settings.store, logger)
        let models = try settings.models.map {
            try ServedModels($0, environment: ProcessInfo.processInfo.environment, experience: experience?.log)
        }
        let served = ServedServices(
            settings.search, matches.matches, models, experience: experience?.log, files: settings.files,
            reflection: settings.hasReflection)
        var configuration = settings.server
        // The last one: what was refused is not seen by it.
        configuration.interceptors = interceptors(settings, logger) + [StrategyFeed(matches.matches)]
        configuration.inheritedSockets = try inheritedSockets(settings, logger)
        if let access = settings.access {
            try access.check(against: served.methods)
            configuration.reloadables.append(access)
        }
        if let models { configuration.reloadables.append(models) }
        let server = try Server(
            configuration: configuration, services: served.all, routes: served.routes, logger: logger)
        let manager = ServiceManager(environment: ProcessInfo.processInfo.environment)
        server.onShutdown {
            served.stopServing()
            matches.matches.stopWatches()
            manager.notify("STOPPING=1")
        }
        let signs = manager.keepAlive { await server.turned() }
        defer { signs?.cancel() }
        try await server.run { address in
            let addresses = server.addresses.map(\.description).joined(separator: ",")
            logger.info(
                "listening",
                metadata: [
                    "address": "\(addresses)", "loops": "\(settings.server.loops)", "version": "\(Strategos.version)",
                    "tls": "\(settings.server.tls == nil ? "no" : "yes")",
                ])
            manager.notify("READY=1\nSTATUS=listening on \(addresses)")
            // Not print: behind a pipe it would keep the text until the end.
            let hint = Self.hint(address, isEncrypted: settings.server.tls != nil)
            FileHandle.standardOutput.write(Data((hint + "\n").utf8))
        }
        await matches.matches.store.close()
        // Behind the store, whose last records may say how matches have ended.
        experience?.log.close()
        let planned = served.planning.counters.logMetadata
        var counters = server.metrics.snapshot().logMetadata.merging(planned) { first, _ in first }
        for (name, value) in matches.matches.metrics.counters { counters[name] = "\(value)" }
        counters.merge(experience?.logMetadata ?? [:]) { first, _ in first }
        logger.info("stopped", metadata: counters)
    }

    /// The sockets that systemd has opened, if they are to be used.
    private func inheritedSockets(_ settings: ServeSettings, _ logger: Logger) throws -> [Int32] {
        let activation = try SocketActivation(environment: ProcessInfo.processInfo.environment)
        let used = try activation.sockets(for: settings.listen)
        for socket in activation.sockets where !used.contains(socket) {
            logger.warning("a socket that systemd has opened is not used", metadata: ["name": "\(socket.name)"])
        }
        return used.map(\.descriptor)
    }

    private func interceptors(_ settings: ServeSettings, _ logger: Logger) -> [any ServerInterceptor] {
        var interceptors: [any ServerInterceptor] = [HandlerFailureLog(logger: logger)]
        if let selection = settings.logCalls { interceptors.append(CallLog(selection, logger: logger)) }
        if let access = settings.access { interceptors.append(access.control) }
        if let share = settings.share { interceptors.append(RateLimit(share)) }
        if let calls = settings.fairCalls { interceptors.append(FairShare(calls: calls)) }
        return interceptors
    }

    /// The options that were given, by their key.
    private func flags() throws -> [String: String] {
        var flags: [String: String] = [:]
        let given = [
            "listen": listen, "loops": loops, "grace": grace, "notice": notice, "log-level": logLevel,
            "log-format": logFormat, "log-calls": logCalls, "call-metrics": callMetrics,
            "compress-from": compressFrom, "cors-origins": corsOrigins,
            "static-root": staticRoot, "static-cache": staticCache,
            "reload": reload,
            "reflection": reflection,
            "tls-certificate": tlsCertificate, "tls-key": tlsKey,
            "tls-client-ca": tlsClientCa, "tls-client-certificates": tlsClientCertificates,
            "calls-per-second": callsPerSecond, "call-burst": callBurst, "concurrent-calls": concurrentCalls,
            "fair-calls": fairCalls,
            "search-threads": searchThreads, "search-queue": searchQueue, "search-ticks": searchTicks,
            "search-time": searchTime, "search-maps": searchMaps, "search-solution": searchSolution,
            "sessions": sessions, "session-time": sessionTime,
            "access-policy": accessPolicy, "jwt-keys": jwtKeys, "jwt-issuer": jwtIssuer, "jwt-audience": jwtAudience,
            "store": store, "workflows": workflows, "backends": backends,
            "proposals": proposals, "proposal-time": proposalTime, "advice-time": adviceTime,
            "experience": experience, "experience-bytes": experienceBytes,
        ]
        for (key, value) in given { flags[key] = value }
        for assignment in assignments {
            guard let equals = assignment.firstIndex(of: "=") else {
                throw ValidationError("--set \(assignment): what it should be is missing; write limits.KEY=VALUE")
            }
            let key = String(assignment[..<equals])
            let known = LimitSettings.keys.map { "limits.\($0)" } + StoreSettings.keys.map { "store.\($0)" }
            guard known.contains(key) else {
                throw ValidationError("--set \(key): no such setting; 'strategos serve --help' lists them")
            }
            flags[key] = String(assignment[assignment.index(after: equals)...])
        }
        return flags
    }

    /// A call to paste into another terminal.
    private static func hint(_ address: SocketAddress, isEncrypted: Bool) -> String {
        let tls = isEncrypted ? " --tls --ca CA.pem" : ""
        return """
            Strategos listens on \(address). In another terminal, ask it for a strategy:

              \(CommandLine.arguments[0]) inspect call\(tls) \(address) strategos.v1.StrategyService/GenerateStrategy \\
                -d '{"teamId": "red", "gameState": {"teams": [{"id": "red", "stockpile": {"energy": 40}}, {"id": "blue"}]}}'

            """
    }
}
