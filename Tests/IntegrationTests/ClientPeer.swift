// SPDX-License-Identifier: Apache-2.0

import Foundation
import RPCServer

/// A gRPC server of another make, in a process of its own: Python's grpcio, with reflection.
final class ClientPeer: @unchecked Sendable {
    /// Where it listens.
    let port: Int
    private let process = Process()
    private let input = Pipe()

    /// Whether the Python environment of `scripts/setup --tests` is there.
    static var isAvailable: Bool { FileManager.default.isExecutableFile(atPath: python.path()) }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static var python: URL {
        ProcessInfo.processInfo.environment["STRATEGOS_PYTHON"].map { URL(filePath: $0) }
            ?? root.appending(path: ".venv/bin/python")
    }

    /// Whether it has not ended yet.
    var isRunning: Bool { process.isRunning }

    convenience init(script: String = "peer.py", _ arguments: String...) throws {
        try self.init(script: script, arguments: arguments)
    }

    init(script: String, arguments: [String]) throws {
        let output = Pipe()
        process.executableURL = Self.python
        process.arguments = [Self.root.appending(path: "Tests/peer/\(script)").path()] + arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        // The one line that it prints; its end if it fails.
        var line = Data()
        while line.last != UInt8(ascii: "\n") {
            let byte = output.fileHandleForReading.readData(ofLength: 1)
            guard !byte.isEmpty else { throw PeerError(text: "the peer did not start") }
            line += byte
        }
        guard let port = Int(String(decoding: line, as: UTF8.self).split(separator: " ").last?.dropLast() ?? "") else {
            throw PeerError(text: "the peer said: \(String(decoding: line, as: UTF8.self))")
        }
        self.port = port
    }

    /// Ends it and waits for its end.
    func stop() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// Ends it at once, in the middle of what it does.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Writes the schema of the peer, as `protoc --descriptor_set_out` does.
    static func writeDescriptorSet(to path: String) throws {
        let protoc = Process()
        protoc.executableURL = python
        let folder = root.appending(path: "Tests/peer").path()
        protoc.arguments = [
            "-m", "grpc_tools.protoc", "-I\(folder)", "--include_imports", "--descriptor_set_out=\(path)",
            "everything.proto",
        ]
        try protoc.run()
        protoc.waitUntilExit()
        guard protoc.terminationStatus == 0 else { throw PeerError(text: "protoc failed") }
    }

    deinit {
        if process.isRunning { kill() }
    }

    struct PeerError: Error { let text: String }
}

/// Runs a body with a peer and a channel to it, and ends both.
func withClientPeer(
    configuration: ChannelConfiguration = ChannelConfiguration(),
    _ body: (Channel, ClientPeer) async throws -> Void
) async throws {
    let peer = try ClientPeer()
    defer { peer.stop() }
    let loops = try EventLoopGroup(count: 1, name: "client")
    defer { loops.stop() }
    let channel = Channel(
        to: .internet(host: "localhost", port: peer.port), loops: loops, configuration: configuration)
    try await body(channel, peer)
    await channel.close()
}

extension MethodDescriptor {
    /// A method of the peer's service.
    static func peer(_ name: String, _ kind: MethodKind) -> MethodDescriptor {
        MethodDescriptor(service: "strategos.testing.v1.Peer", name: name, kind: kind)
    }
}
