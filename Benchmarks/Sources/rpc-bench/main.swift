// SPDX-License-Identifier: Apache-2.0
// The RPC server with handlers that answer a constant, synchronously: what a call costs without a service.
//
// Usage: rpc-bench --reply FILE [--listen ADDRESS:PORT] [--loops N] [--messages N] [--asynchronous] [--call-metrics]
//   --messages      how many messages StreamStrategy answers (1000)
//   --asynchronous  the minimal request is answered by a task
//   --call-metrics  calls are measured by their method, as the product does it
//
// The main thread waits for SIGTERM with sigwait: valgrind 3.19 crashes on the way in which an asynchronous
// main waits.

import Foundation
import RPCServer

func option(_ name: String) -> String? {
    let arguments = CommandLine.arguments
    guard let index = arguments.firstIndex(of: name), index + 1 < arguments.count else { return nil }
    return arguments[index + 1]
}

func fail(_ text: String) -> Never {
    FileHandle.standardError.write(Data("rpc-bench: \(text)\n".utf8))
    exit(2)
}

func address(_ text: String) -> SocketAddress {
    let parts = text.split(separator: ":")
    guard parts.count == 2, let port = Int(parts[1]) else { fail("'\(text)' is no ADDRESS:PORT") }
    return .internet(host: String(parts[0]), port: port)
}

/// Runs the server until SIGTERM.
func run() throws {
    guard let file = option("--reply") else { fail("--reply FILE is missing") }
    let reply = try Data(contentsOf: URL(fileURLWithPath: file))
    var configuration = ServerConfiguration(
        address: address(option("--listen") ?? "127.0.0.1:0"), loops: Int(option("--loops") ?? "1"))
    configuration.measuresCalls = CommandLine.arguments.contains("--call-metrics")
    guard let messages = Int(option("--messages") ?? "1000") else { fail("--messages wants a number") }
    let services: [any RPCService] = [
        try BenchStrategies(reply: [UInt8](reply), messages: messages),
        MinimalStrategies(isAsynchronous: CommandLine.arguments.contains("--asynchronous")),
    ]
    let server = try Server(configuration: configuration, services: services)

    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGTERM)
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    let listening = try server.start()
    FileHandle.standardError.write(Data("listening address=\(listening)\n".utf8))
    var arrived: Int32 = 0
    unsafe sigwait(&signals, &arrived)
    FileHandle.standardError.write(Data("stopped status.OK=\(server.metrics.snapshot()[.ok])\n".utf8))
}

do {
    try run()
} catch {
    fail("\(error)")
}
