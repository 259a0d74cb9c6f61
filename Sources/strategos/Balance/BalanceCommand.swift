// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `strategos balance`: whether rules make a game in which strategy matters, and the search for such rules.
struct BalanceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "balance",
        abstract: "Check whether rules are balanced, or search for rules that are.",
        subcommands: [BalanceCheckCommand.self, BalanceSearchCommand.self])
}
