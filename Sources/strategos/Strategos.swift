// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The command line's root: each subcommand has a folder of its own.
@main
struct Strategos: AsyncParsableCommand {
    /// The version that logs and `--version` show.
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "strategos",
        abstract: "Strategies for the AI teams of a game, as an RPC service.",
        version: version,
        subcommands: [ServeCommand.self])
}
