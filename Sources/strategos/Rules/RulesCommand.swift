// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `strategos rules`: the rules as a file has them, to begin one's own with.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Check a file of rules and write it out in full, or the standard rules.",
        discussion: """
            Writes a message ArenaRules as JSON to standard output. A file that cannot be played by ends \
            with an error for each thing that is wrong: file, line, column, field.
            """)

    @OptionGroup var rules: RulesOptions

    func run() throws { print(try rules.file().json(), terminator: "") }
}
