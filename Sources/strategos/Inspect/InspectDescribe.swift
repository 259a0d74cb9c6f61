// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Protobuf

/// `strategos inspect describe`.
struct InspectDescribe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe",
        abstract: "Show a service, method, message, enum or field as a .proto file has it.",
        usage: "strategos inspect describe ADDRESS [SYMBOL] [--msg-template]",
        discussion: """
            Without a symbol, all services are shown.

            Examples:
              strategos inspect describe localhost:8080
              strategos inspect describe localhost:8080 strategos.v1.GameState --msg-template
            """)

    @OptionGroup var options: InspectOptions
    @Flag(
        name: [.customLong("msg-template"), .customLong("msg-template", withSingleDash: true)],
        help: "Also show a JSON template of a message.")
    var template = false
    @Argument(help: ArgumentHelp("ADDRESS and, if wanted, SYMBOL.", valueName: "argument"))
    var arguments: [String] = []

    func run() async throws {
        let (address, symbol) = try options.places(arguments)
        try await options.withSchema(address) { schema in
            let names = if let symbol { [symbol] } else { try await schema.serviceNames() }
            for name in names { try await describe(name.hasPrefix(".") ? String(name.dropFirst()) : name, schema) }
        }
    }

    private func describe(_ name: String, _ schema: InspectSchema) async throws {
        guard let element = try await schema.pool(for: name).element(named: name) else {
            throw InspectFailure("Symbol not found: \(name)")
        }
        print("\(name) is \(element.kind):\n\(ProtoPrinter.text(of: element))")
        guard template, case .message(let message) = element else { return }
        var options = JSONEncodingOptions()
        options.pretty = true
        options.defaults = .all
        print("\nMessage template:\n" + (try DynamicMessage.template(of: message).jsonString(options: options)))
    }
}
