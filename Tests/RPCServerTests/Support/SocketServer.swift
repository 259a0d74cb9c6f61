// SPDX-License-Identifier: Apache-2.0
import Logging
import RPCServer

/// A server over a socket, for tests of the client.
struct SocketServer {
    let server: Server
    let address: SocketAddress

    init(
        _ service: TestService = TestService(), at address: SocketAddress = .internet(host: "127.0.0.1", port: 0),
        limits: Limits = Limits(), grace: Duration = .seconds(30)
    ) throws {
        server = try Server(
            configuration: ServerConfiguration(address: address, loops: 1, limits: limits, grace: grace),
            services: [service],
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        self.address = try server.start()
    }

    /// A server whose handlers answer with a name.
    init(named name: String, limits: Limits = Limits()) throws {
        try self.init(TestService(unary: { _, _ in TextMessage(name) }), limits: limits)
    }

    func stop() async { await server.shutdown() }
}

/// Calls of the tests of the client.
enum TestCall {
    static func unary(
        _ channel: Channel, _ text: String = "hi", method: String = "Unary", options: CallOptions = .default
    ) async throws(RPCError) -> String {
        let response: TextMessage = try await channel.unary(
            TestService.method(method, .unary), TextMessage(text), options)
        return response.text
    }
}

/// Waits until something holds, up to a minute; whether it does.
func eventually(_ condition: () async -> Bool) async -> Bool {
    for _ in 0..<6000 {
        if await condition() { return true }
        try? await Task.sleep(for: .milliseconds(10))
    }
    return false
}
