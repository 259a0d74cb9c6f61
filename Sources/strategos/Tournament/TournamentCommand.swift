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
            \(Contestant.all.map(\.name).joined(separator: ", ")), planner-Nms, grpc://HOST:PORT, advised:FILE.
            """)
    var strategies = "pool"

    @Option(help: "Play against these alone, in the same form; otherwise all play all.")
    var against: String?

    @Flag(help: "Play each pair once on each seed, the sides changing from seed to seed.")
    var oneSided = false

    @Option(help: "Most seeds at a time; as many as the machine has cores.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: "Seeds, each with a map of its own.")
    var seeds = 20

    @Option(help: "The first seed.")
    var firstSeed: UInt64 = 1

    @OptionGroup var rules: RulesOptions

    @Flag(help: "Write the report as JSON.")
    var json = false

    @Option(help: ArgumentHelp("Write each game as a line of comma-separated values.", valueName: "file"))
    var csv: String?

    @Option(help: ArgumentHelp("Write the report with plots, as a page of HTML.", valueName: "file"))
    var report: String?

    @Option(
        help: ArgumentHelp(
            "Keep what was played in this file, and go on where it ends: the same tournament, or more seeds of it.",
            valueName: "file"))
    var resume: String?

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
        tournament.rules = try rules.playable(by: tournament.players)
        let state = try resume.map { try TournamentState(path: $0, tournament) }
        let line = ProgressLine(total: tournament.seeds, unit: "seeds")
        var rounds = state?.rounds ?? []
        let result = try await tournament.play(after: rounds) { round in
            try state?.add(round)
            rounds.append(round)
        } progress: {
            line.show($0)
        }
        line.end()
        if let csv { try write(TournamentCSV.text(tournament, rounds), to: csv) }
        if let report { try write(TournamentPage.html(result), to: report) }
        guard json else { return print(result.table) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        print(String(decoding: try encoder.encode(result), as: UTF8.self))
    }

    private func write(_ text: String, to path: String) throws {
        do {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        } catch {
            throw ValidationError("\(path): \(error.localizedDescription)")
        }
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
