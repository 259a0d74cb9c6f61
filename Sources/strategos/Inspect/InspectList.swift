// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Protobuf

/// `strategos inspect list`.
struct InspectList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List a server's services, or a service's methods.",
        usage: "strategos inspect list ADDRESS [SERVICE]",
        discussion: """
            Examples:
              strategos inspect list localhost:8080
              strategos inspect list localhost:8080 strategos.v1.StrategyService
              strategos inspect list --descriptor-set schema.binpb
            """)

    @OptionGroup var options: InspectOptions
    @Argument(help: ArgumentHelp("ADDRESS and, if wanted, SERVICE.", valueName: "argument"))
    var arguments: [String] = []

    func run() async throws {
        let (address, symbol) = try options.places(arguments)
        try await options.withSchema(address) { schema in
            guard let symbol else {
                let names = try await schema.serviceNames()
                return print(names.isEmpty ? "(No services)" : names.map(StatusText.printable).joined(separator: "\n"))
            }
            guard let service = try await schema.pool(for: symbol).service(named: symbol) else {
                throw InspectFailure("Failed to list methods: \(symbol) is not a service")
            }
            let methods = service.methods.map(\.fullName).sorted()
            print(methods.isEmpty ? "(No methods)" : methods.joined(separator: "\n"))
        }
    }
}
