// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation

/// The command line's root: each subcommand has a folder of its own.
@main
struct Strategos: AsyncParsableCommand {
    /// The version that logs and `--version` show.
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "strategos",
        abstract: "Strategies for the AI teams of a game, as an RPC service.",
        version: version,
        subcommands: [
            ServeCommand.self, Inspect.self, TournamentCommand.self, AdaptationCommand.self, BalanceCommand.self,
            MatchCommand.self, ReplayCommand.self, HashesCommand.self, RulesCommand.self, StateCommand.self,
            BackendsCommand.self, WorkflowCommand.self, ExperienceCommand.self,
        ])

    /// Runs the command; wrong usage ends with 2, as it does for most tools. ArgumentParser's own 64
    /// would be a status code of a call for `inspect`.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            FileHandle.standardError.write(Data((fullMessage(for: error) + "\n").utf8))
            exit(withError: ExitCode(2))
        }
    }
}
