// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation

/// `strategos tournament`: who wins, with intervals.
struct TournamentCommand: AsyncParsableCommand {
    /// More would take days.
    static let mostMatches = 1_000_000

    static let configuration = CommandConfiguration(
        commandName: "tournament",
        abstract: "Play seeded matches of named strategies and report scores with confidence intervals.",
        discussion: """
            Every pair plays every seed twice, sides swapped. The same options give the same report. \
            Progress goes to standard error, the report to standard output.
            """)

    @Option(help: "Strategies, separated by commas: \(Contestant.all.map(\.name).joined(separator: ", ")).")
    var strategies = Contestant.all.map(\.name).joined(separator: ",")

    @Option(help: "Seeds, each with a map of its own.")
    var seeds = 20

    @Option(help: "The first seed.")
    var firstSeed: UInt64 = 1

    @OptionGroup var rules: RulesOptions

    @Flag(help: "Write the report as JSON.")
    var json = false

    func validate() throws { _ = try tournament() }

    private func tournament() throws -> Tournament {
        let names = strategies.split(separator: ",").map(String.init)
        let players = try names.map { name in
            guard let contestant = Contestant(name: name) else {
                throw ValidationError("no strategy is called '\(name)'")
            }
            return contestant
        }
        guard players.count >= 2, Set(players).count == players.count else {
            throw ValidationError("two or more different strategies are needed")
        }
        let tournament = Tournament(players: players, seeds: max(0, min(seeds, Self.mostMatches)), firstSeed: firstSeed)
        guard seeds >= 1, seeds <= Self.mostMatches, tournament.matchCount <= Self.mostMatches else {
            throw ValidationError("the number of seeds must give 1 to \(Self.mostMatches) matches")
        }
        return tournament
    }

    func run() async throws {
        var tournament = try tournament()
        tournament.rules = try rules.file()
        let line = ProgressLine(total: tournament.seeds, unit: "seeds")
        let report = try await tournament.play { line.show($0) }
        line.end()
        guard json else { return print(report.table) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        print(String(decoding: try encoder.encode(report), as: UTF8.self))
    }
}
