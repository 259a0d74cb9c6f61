// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation

/// `strategos balance search`: looks for rules that pass the gate.
struct BalanceSearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Search the numbers of the rules for a balanced game.",
        discussion: """
            Writes the best rules found as JSON to standard output or to a file; progress goes to standard \
            error. The same options give the same rules. What it finds it found on few seeds: check it with \
            `strategos balance check` on many others.
            """)

    @OptionGroup var rules: RulesOptions

    @Option(help: ArgumentHelp("Where to write the rules; else to standard output.", valueName: "file"))
    var output: String?

    @Option(help: "What the found rules are called.")
    var name = "searched"

    @Option(help: "Decides everything that is drawn.")
    var seed: UInt64 = 1

    @Option(help: "Generations at most.")
    var generations = 100

    @Option(help: "Games at most; the generation that would exceed them is not played.")
    var matches = 1_000_000

    @Option(help: "How much numbers are changed, in thousandths of their ranges.")
    var step = 150

    func validate() throws {
        guard (1...100_000).contains(generations), (1...500).contains(step), matches >= 1, seed >= 1, seed < 1 << 40
        else {
            throw ValidationError(
                "generations must be 1 to 100000, step 1 to 500, matches at least 1, the seed 1 to 2^40")
        }
    }

    func run() async throws {
        let start = try rules.file()
        var search = BalanceSearch()
        search.seed = seed
        search.generations = generations
        search.games = matches
        search.step = Double(step) / 1000
        let line = ProgressLine(total: search.possibleGenerations, unit: "generations")
        let found = try await search.run(from: start.rules) { progress in
            let distance = (progress.distance * 100).rounded() / 100
            line.show(progress.generation, note: ", distance \(distance) on \(progress.boards) maps")
        }
        line.end()
        let text = try RulesFile(id: name, rules: found).json()
        guard let output else { return print(text, terminator: "") }
        try text.write(toFile: output, atomically: true, encoding: .utf8)
    }
}
