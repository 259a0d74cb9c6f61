// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Protobuf
import RPCServer

/// `strategos inspect call`.
struct InspectCall: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call",
        abstract: "Call a method with requests in JSON.",
        usage: "strategos inspect call ADDRESS SERVICE/METHOD [-d JSON|@|@FILE] [options]",
        discussion: """
            Streaming requests are JSON messages one after the other; from standard input each is sent \
            as soon as it is complete.

            Examples:
              strategos inspect call localhost:8080 grpc.health.v1.Health/Check
              strategos inspect call localhost:8080 strategos.v1.StrategyService/GenerateStrategy -d @state.json
              cat states.json | strategos inspect call localhost:8080 strategos.v1.StrategyService/Direct -d @
            """)

    @OptionGroup var options: InspectOptions
    @Option(
        name: [.customShort("d"), .customLong("data")],
        help: ArgumentHelp("Requests: JSON, @ for standard input, @FILE.", valueName: "json"))
    var data: String?
    @Flag(
        name: [.customLong("emit-defaults"), .customLong("emit-defaults", withSingleDash: true)],
        help: "Show fields that are not set.")
    var emitDefaults = false
    @Flag(
        name: [.customLong("allow-unknown-fields"), .customLong("allow-unknown-fields", withSingleDash: true)],
        help: "Let fields pass that the request does not have.")
    var allowUnknownFields = false
    @Option(
        name: [.customLong("max-msg-sz"), .customLong("max-msg-sz", withSingleDash: true)],
        help: "Largest response in bytes. (default: 4194304)")
    var maxMessageSize: Int?
    @Argument(help: "HOST:PORT, [IPv6]:PORT or unix:PATH.")
    var address: String
    @Argument(help: "SERVICE/METHOD or SERVICE.METHOD.")
    var method: String

    func run() async throws {
        var callOptions = try options.callOptions()
        if let maxMessageSize, maxMessageSize < 0 { throw ValidationError("--max-msg-sz must not be negative") }
        callOptions.maxResponseBytes = maxMessageSize
        let name = method.replacing("/", with: ".")
        try await options.withChannel(address) { channel in
            try await ReflectionClient.use(channel, callOptions) { reflection in
                let schema = try options.descriptorSet.map { try InspectSchema(file: $0) } ?? InspectSchema(reflection)
                guard let method = try await schema.pool(for: name).method(named: name) else {
                    throw InspectFailure("Error invoking method \"\(self.method)\": it is not a method")
                }
                let session = CallSession(
                    method: method, schema: schema, channel: channel, callOptions: callOptions,
                    reading: readingOptions, printing: printingOptions, verbose: options.verbose)
                try await session.run(RequestSource(data))
            }
        }
    }

    private var readingOptions: JSONDecodingOptions {
        var options = JSONDecodingOptions()
        options.ignoreUnknownFields = allowUnknownFields
        return options
    }

    private var printingOptions: JSONEncodingOptions {
        var options = JSONEncodingOptions()
        options.pretty = true
        options.unresolvedAny = .asBytes
        if emitDefaults { options.defaults = .all }
        return options
    }
}
