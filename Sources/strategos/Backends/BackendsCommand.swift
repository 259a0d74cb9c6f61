// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Providers

/// `strategos backends`: language models and toolkits, tried without a server.
struct BackendsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backends",
        abstract: "Check a file of language models and toolkits, and ask them.",
        subcommands: [BackendsCheckCommand.self, BackendsAskCommand.self])
}

/// The backends of a file, for commands.
enum BackendsOfFile {
    /// All of them, over one transport.
    static func read(_ path: String) throws -> [ModelBackend] {
        let environment = ProcessInfo.processInfo.environment
        return try BackendFile(path: path).backends(transport: CurlTransport(), environment: environment)
    }
}
