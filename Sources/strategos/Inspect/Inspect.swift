// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Protobuf
import RPCServer

/// `strategos inspect`: looks into any gRPC server that has reflection, and calls it.
struct Inspect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Look into a gRPC server, and call it.",
        discussion: """
            Works with any server that has reflection (v1 or v1alpha), or with a file of \
            descriptors (protoc --include_imports --descriptor_set_out=FILE). Exit codes are those of \
            grpcurl: 1 for a failure, 2 for wrong usage, 64 and the status code when a call fails.
            """,
        subcommands: [InspectList.self, InspectDescribe.self, InspectCall.self, InspectBackends.self])
}

/// What the subcommands share.
struct InspectOptions: ParsableArguments {
    @Option(
        name: .customLong("descriptor-set"),
        help: ArgumentHelp("Take the schema from a file instead of reflection.", valueName: "file"))
    var descriptorSet: String?
    @Option(
        name: [.customShort("H"), .customLong("header")],
        help: ArgumentHelp("Metadata to send; may be repeated.", valueName: "name: value"))
    var headers: [String] = []
    @Option(
        name: [.customLong("max-time"), .customLong("max-time", withSingleDash: true)],
        help: "Seconds that everything together may take.")
    var maxTime: Double?
    @Option(
        name: [.customLong("connect-timeout"), .customLong("connect-timeout", withSingleDash: true)],
        help: "Seconds that connecting may take.")
    var connectTimeout: Double = 10
    @Flag(
        name: [.customLong("plaintext"), .customLong("plaintext", withSingleDash: true)],
        help: "No TLS, which is also what holds without any option.")
    var plaintext = false
    @OptionGroup var tls: InspectTLSOptions
    @Flag(name: [.customShort("v"), .customLong("verbose")], help: "Show metadata and what is resolved.")
    var verbose = false

    /// The metadata, checked.
    func metadata() throws -> Metadata {
        var metadata = Metadata()
        for header in headers {
            let parts = header.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            let name = (parts.first ?? "").lowercased()
            guard parts.count == 2, MetadataRules.isLegal(name: name) else {
                throw ValidationError("-H '\(header)' is not 'name: value' with a legal name")
            }
            if name.hasSuffix("-bin") {
                guard let bytes = Data(base64Encoded: parts[1]) else {
                    throw ValidationError("-H '\(header)': the value of a -bin name is base64")
                }
                metadata.append(name, binary: [UInt8](bytes))
            } else {
                guard MetadataRules.isLegal(text: parts[1]) else {
                    throw ValidationError("-H '\(header)': only printable ASCII is legal")
                }
                metadata.append(name, parts[1])
            }
        }
        return metadata
    }

    func callOptions() throws -> CallOptions {
        if let maxTime, !(maxTime > 0 && maxTime < 1e9) { throw ValidationError("--max-time must be positive") }
        return CallOptions(timeout: maxTime.map { .seconds($0) }, metadata: try metadata())
    }

    /// A channel to an address, closed when the body is done.
    func withChannel(_ address: String, _ body: (Channel) async throws -> Void) async throws {
        guard let target = SocketAddress(address) else {
            throw ValidationError("the address '\(address)' is not HOST:PORT, [IPv6]:PORT or unix:PATH")
        }
        guard connectTimeout > 0, connectTimeout < 1e9 else {
            throw ValidationError("--connect-timeout must be positive")
        }
        let loops = try EventLoopGroup(count: 1, name: "inspect")
        defer { loops.stop() }
        var configuration = ChannelConfiguration()
        configuration.connectTimeout = .seconds(connectTimeout)
        configuration.tls = try tls.configuration(plaintext: plaintext)
        configuration.userAgent = "strategos-inspect/" + Strategos.version
        try await body(Channel(to: target, loops: loops, configuration: configuration))
    }

    /// Runs a body with the schema of a file, or of the server at an address.
    func withSchema(_ address: String?, _ body: (InspectSchema) async throws -> Void) async throws {
        if let descriptorSet {
            return try await body(try InspectSchema(file: descriptorSet))
        }
        guard let address else { throw ValidationError("an ADDRESS or --descriptor-set is needed") }
        let options = try callOptions()
        try await withChannel(address) { channel in
            try await ReflectionClient.use(channel, options) { try await body(InspectSchema($0)) }
        }
    }

    /// Address and symbol from the positional arguments: with a descriptor set the address may be left out.
    func places(_ arguments: [String]) throws -> (address: String?, symbol: String?) {
        guard arguments.count <= 2 else {
            throw ValidationError("too many arguments: ADDRESS and one symbol are expected")
        }
        if descriptorSet != nil, arguments.count == 1, SocketAddress(arguments[0]) == nil { return (nil, arguments[0]) }
        return (arguments.first, arguments.count > 1 ? arguments[1] : nil)
    }
}

/// A failure that is neither wrong usage nor the status of the call that was asked for: exit code 1.
struct InspectFailure: Error, CustomStringConvertible {
    let description: String

    init(_ what: String, _ cause: any Error) {
        let reason = (cause as? RPCError).map { "\(StatusText.name(of: $0.code)): \($0.message)" } ?? "\(cause)"
        description = "\(what): \(StatusText.printable(reason))"
    }

    init(_ description: String) { self.description = StatusText.printable(description) }
}
