// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import ConformanceSupport
import RPCServer

/// A server for gRPC's interoperability clients.
@main
struct GRPCInterop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grpc-interop",
        abstract: "Serves grpc.testing.TestService, for gRPC's interoperability clients.")

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 picks a free one.")
    var port = 0

    @Option(help: ArgumentHelp("The server's certificate: TLS is spoken.", valueName: "pem-file"))
    var certificate: String?

    @Option(help: ArgumentHelp("The certificate's key.", valueName: "pem-file"))
    var key: String?

    func validate() throws {
        if (certificate == nil) != (key == nil) { throw ValidationError("TLS needs both --certificate and --key") }
    }

    func run() async throws {
        var configuration = ServerConfiguration(host: host, port: port)
        configuration.grace = .zero
        if let certificate, let key {
            configuration.tls = ServerTLS(certificateFile: certificate, keyFile: key)
        }
        let server = try Server(configuration: configuration, services: [InteropServer()])
        try await server.run { StandardStreams.write(Array("listening on \($0)\n".utf8)) }
    }
}
