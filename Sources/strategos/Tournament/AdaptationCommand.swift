// SPDX-License-Identifier: Apache-2.0

import Arena
import ArgumentParser
import Foundation

/// `strategos adaptation`: what players do when their opponent changes course.
struct AdaptationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adaptation",
        abstract: "Play against opponents that change course at a tick that nobody is told.",
        discussion: """
            Every ordered pair of courses plays on seeds of its own. The table has each player's score and the \
            ticks until it has won back half of what the change cost, by playouts to the end against the true \
            opponent. The same options give the same report. Progress goes to standard error, the report to \
            standard output.
            """)

    @Option(help: "Strategies, separated by commas, as for a tournament.")
    var strategies = "balanced,rush,turtle,boom,expand,raid,threshold,planner"

    @Option(
        help: """
            What opponents follow, each until it changes to each other one: archetypes, \
            \(Stranger.allCases.map { "\($0)" }.joined(separator: ", ")).
            """)
    var courses = Arena.Archetype.allCases.map { "\($0)" }.joined(separator: ",")

    @Option(help: "Seeds for each ordered pair of these.")
    var seeds = 2

    @Option(help: "The first seed.")
    var firstSeed: UInt64 = 1

    @Option(help: "Most matches at a time.")
    var jobs = 8

    @OptionGroup var rules: RulesOptions

    @Flag(help: "Write the report as JSON.")
    var json = false

    func validate() throws {
        _ = try Contestant.list(strategies)
        let courses = try Contestant.list(courses)
        guard courses.count >= 2, courses.allSatisfy({ $0.course != nil }) else {
            throw ValidationError("--courses: two or more are needed that are archetypes or strangers")
        }
        guard (1...10_000).contains(seeds) else { throw ValidationError("the number of seeds must be 1 to 10000") }
        guard (1...1024).contains(jobs) else { throw ValidationError("the number of jobs must be 1 to 1024") }
    }

    func run() async throws {
        var study = AdaptationStudy(
            players: try Contestant.list(strategies), against: try Contestant.list(courses), seeds: seeds,
            firstSeed: firstSeed)
        study.rules = try rules.playable(by: study.players)
        study.jobs = jobs
        guard !study.rules.rules.isFogged else {
            throw ValidationError("adaptation is judged by playouts, which know what open rules show")
        }
        let line = ProgressLine(total: study.trialCount, unit: "matches of each")
        let report = try await study.play { line.show($0) }
        line.end()
        guard json else { return print(report.table) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        print(String(decoding: try encoder.encode(report), as: UTF8.self))
    }
}
