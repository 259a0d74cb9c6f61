// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation

/// `strategos balance check`: the gate's table.
struct BalanceCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Play the archetypes against each other and judge the rules.",
        discussion: """
            Every pair of archetypes plays once on each seed's map. The table has scores with Wilson 95 % \
            intervals, payoffs, the equilibrium and the demands. Ends with 1 where a demand does not hold. \
            Progress goes to standard error, the report to standard output.
            """)

    @OptionGroup var rules: RulesOptions

    @Option(help: "Seeds, each with a map of its own.")
    var seeds = 100

    @Option(help: "The first seed. Searches use seeds from 65536 on.")
    var firstSeed: UInt64 = 1

    @Flag(help: "Write the report as JSON.")
    var json = false

    func validate() throws {
        guard seeds >= 1, seeds <= 100_000 else { throw ValidationError("the number of seeds must be 1 to 100000") }
    }

    func run() async throws {
        let file = try rules.file()
        let line = ProgressLine(total: seeds, unit: "seeds")
        let sample = try await BalanceSample.play(file.rules, firstSeed: firstSeed, seeds: seeds) { line.show($0) }
        line.end()
        let report = BalanceReport(file, sample, firstSeed: firstSeed)
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            print(String(decoding: try encoder.encode(report), as: UTF8.self))
        } else {
            print(report.table)
        }
        guard report.passes else { throw ExitCode.failure }
    }
}
