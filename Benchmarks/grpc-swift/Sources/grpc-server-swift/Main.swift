// SPDX-License-Identifier: Apache-2.0
// The service of the published figures on grpc-swift-2 and its transport on SwiftNIO: each request is decoded by
// SwiftProtobuf, and a constant reply encoded.
//
// Usage: grpc-server-swift --reply FILE [--listen ADDRESS:PORT] [--messages N]
//   --messages  how many messages StreamStrategy answers (1000)

import BenchSwiftProtobuf
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import GRPCProtobuf
import SwiftProtobuf

struct Strategies: RegistrableRPCService {
    let reply: Arena_V1_TeamStrategy
    let messages: Int

    func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
        let service = ServiceDescriptor(fullyQualifiedService: "arena.v1.StrategyService")
        let decoder = ProtobufDeserializer<Arena_V1_GenerateStrategyRequest>()
        let encoder = ProtobufSerializer<Arena_V1_TeamStrategy>()
        router.registerHandler(
            forMethod: MethodDescriptor(service: service, method: "GenerateStrategy"),
            deserializer: decoder, serializer: encoder
        ) { request, _ in
            _ = try await ServerRequest(stream: request)
            return StreamingServerResponse(single: ServerResponse(message: reply))
        }
        router.registerHandler(
            forMethod: MethodDescriptor(service: service, method: "StreamStrategy"),
            deserializer: decoder, serializer: encoder
        ) { request, _ in
            _ = try await ServerRequest(stream: request)
            return StreamingServerResponse { writer in
                for _ in 0..<messages { try await writer.write(reply) }
                return [:]
            }
        }
    }
}

func option(_ name: String) -> String? {
    guard let index = CommandLine.arguments.firstIndex(of: name), index + 1 < CommandLine.arguments.count
    else { return nil }
    return CommandLine.arguments[index + 1]
}

func fail(_ text: String) -> Never {
    FileHandle.standardError.write(Data("grpc-server-swift: \(text)\n".utf8))
    exit(2)
}

@main
struct Main {
    static func main() async throws {
        guard let file = option("--reply") else { fail("--reply FILE is missing") }
        let listen = (option("--listen") ?? "127.0.0.1:0").split(separator: ":")
        guard listen.count == 2, let port = Int(listen[1]) else { fail("--listen wants ADDRESS:PORT") }
        guard let messages = Int(option("--messages") ?? "1000") else { fail("--messages wants a number") }
        let service = Strategies(
            reply: try Arena_V1_TeamStrategy(serializedBytes: Data(contentsOf: URL(fileURLWithPath: file))),
            messages: messages)
        let transport = HTTP2ServerTransport.Posix(
            address: .ipv4(host: String(listen[0]), port: port), transportSecurity: .plaintext)
        let server = GRPCServer(transport: transport, services: [service])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.serve() }
            if let ipv4 = try await transport.listeningAddress.ipv4 {
                FileHandle.standardError.write(Data("listening address=\(ipv4.host):\(ipv4.port)\n".utf8))
            }
            // Until SIGTERM, which ends the process as it would end any.
            try await group.waitForAll()
        }
    }
}
