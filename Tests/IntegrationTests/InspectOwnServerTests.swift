// SPDX-License-Identifier: Apache-2.0

import RPCServer
import Testing

/// `strategos inspect` against our own server and its reflection.
@Suite("strategos inspect against our server", .enabled(if: InspectRun.isAvailable))
struct InspectOwnServerTests {
    @Test("Services are listed, described and called by our own reflection")
    func ownServer() async throws {
        let health = HealthService(services: ["a.b"])
        let services: [any RPCService] = [health] + ReflectionService.all(for: [health])
        let server = try Server(configuration: ServerConfiguration(port: 0), services: services)
        let address = "\(try server.start())"
        #expect(try InspectRun("list", address).output.contains("grpc.health.v1.Health\n"))
        let method = try InspectRun("describe", address, "grpc.health.v1.Health.Check").output
        #expect(method.contains("rpc Check ( .grpc.health.v1.HealthCheckRequest ) returns"))
        let called = try InspectRun("call", address, "grpc.health.v1.Health/Check", "-d", #"{"service": "a.b"}"#)
        #expect(called.compact == #"{"status":"SERVING"}"#)
        #expect(
            try InspectRun("call", address, "grpc.health.v1.Health/Check", "-d", #"{"service": "x"}"#).code == 64 + 5)
        await server.shutdown()
    }
}
