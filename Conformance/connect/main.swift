// SPDX-License-Identifier: Apache-2.0
import ConformanceSupport
import Protobuf
import RPCServer

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// A server under test of Connect's conformance suite: reads how to be started from standard input, writes
// where it listens to standard output, each with its length in four bytes in front, and serves until a signal.

/// What the runner asks for.
func readRequest() throws -> ServerCompatRequest {
    guard let length = StandardStreams.read(4) else { StandardStreams.fail("standard input holds no request") }
    let count = length.reduce(0) { $0 << 8 | Int($1) }
    guard let bytes = StandardStreams.read(count) else { StandardStreams.fail("the input ends within a request") }
    return try ServerCompatRequest(serialized: bytes)
}

/// Tells the runner where the server is.
func write(_ response: ServerCompatResponse) {
    let bytes = response.serialized()
    StandardStreams.write((0..<4).reversed().map { UInt8(truncatingIfNeeded: bytes.count >> ($0 * 8)) } + bytes)
}

/// A server as it was asked for, on a free port. Every protocol and both versions of HTTP are always there.
func makeServer(_ request: ServerCompatRequest) throws -> Server {
    var configuration = ServerConfiguration(port: 0)
    configuration.grace = .zero
    // The suite compares details one by one, and expects none.
    configuration.namesLimits = false
    if request.messageReceiveLimit > 0 { configuration.limits.messageBytes = Int(request.messageReceiveLimit) }
    guard request.useTls else { return try Server(configuration: configuration, services: [ConformanceServer()]) }
    guard let credentials = request.serverCreds else { StandardStreams.fail("server_creds: needed with use_tls") }
    let files = try CredentialFiles(credentials, clientAuthority: request.clientTlsCert)
    defer { files.remove() }
    configuration.tls = files.configuration
    configuration.reloadInterval = .seconds(365 * 24 * 3600)
    return try Server(configuration: configuration, services: [ConformanceServer()])
}

func run() async throws {
    let request = try readRequest()
    try await makeServer(request).run { address in
        var response = ServerCompatResponse()
        guard case .internet(let host, let port) = address else { return }
        response.host = host
        response.port = UInt32(port)
        if request.useTls { response.pemCert = request.serverCreds?.cert ?? [] }
        write(response)
    }
}

do { try await run() } catch { StandardStreams.fail("\(error)") }
