// SPDX-License-Identifier: Apache-2.0

import Arena
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
            Every pair plays every seed twice, sides swapped; with --one-sided once. The same options give the same report. \
            Progress goes to standard error, the report to standard output.
            """)

    @Option(
        help: """
            Strategies, separated by commas, or 'pool' for those that planners are measured against: \
            \(Contestant.all.map(\.name).joined(separator: ", ")), planner-Nms.
            """)
    var strategies = "pool"

    @Option(help: "Play against these alone, in the same form; otherwise all play all.")
    var against: String?

    @Flag(help: "Play each pair once on each seed, the sides changing from seed to seed.")
    var oneSided = false

    @Option(help: "Most seeds at a time.")
    var jobs = 8

    @Option(help: "Seeds, each with a map of its own.")
    var seeds = 20

    @Option(help: "The first seed.")
    var firstSeed: UInt64 = 1

    @OptionGroup var rules: RulesOptions

    @Flag(help: "Write the report as JSON.")
    var json = false

    func validate() throws { _ = try tournament() }

    private func tournament() throws -> Tournament {
        let players = try Contestant.list(strategies)
        let opponents = try against.map { try Contestant.list($0) } ?? []
        guard Set(players + opponents).count >= 2 else {
            throw ValidationError("two or more different strategies are needed")
        }
        guard (1...1024).contains(jobs) else { throw ValidationError("the number of jobs must be 1 to 1024") }
        var tournament = Tournament(
            players: players, against: opponents, seeds: max(0, min(seeds, Self.mostMatches)), firstSeed: firstSeed)
        tournament.isOneSided = oneSided
        tournament.jobs = jobs
        guard seeds >= 1, seeds <= Self.mostMatches, tournament.matchCount <= Self.mostMatches else {
            throw ValidationError("the number of seeds must give 1 to \(Self.mostMatches) matches")
        }
        return tournament
    }

    func run() async throws {
        var tournament = try tournament()
        tournament.rules = try rules.file()
        guard !tournament.rules.rules.isFogged || !tournament.players.contains(where: \.needsSight) else {
            throw ValidationError("under fog no planner can play: they know of a match what open rules show")
        }
        let line = ProgressLine(total: tournament.seeds, unit: "seeds")
        let report = try await tournament.play { line.show($0) }
        line.end()
        guard json else { return print(report.table) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        print(String(decoding: try encoder.encode(report), as: UTF8.self))
    }
}

extension Contestant {
    /// Contestants by their names, separated by commas; `pool` stands for all of the pool.
    static func list(_ names: String) throws -> [Contestant] {
        let found = try names.split(separator: ",").map(String.init).flatMap { name in
            guard name != "pool" else { return pool }
            guard let contestant = Contestant(name: name) else {
                throw ValidationError("no strategy is called '\(name)'")
            }
            return [contestant]
        }
        guard Set(found).count == found.count else { throw ValidationError("a strategy is named twice") }
        return found
    }
}
