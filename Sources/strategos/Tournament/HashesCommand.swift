// SPDX-License-Identifier: Apache-2.0

import Arena
import ArgumentParser

/// `strategos hashes`: what another build of the simulation has to come to.
struct HashesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hashes",
        abstract:
            "Play matches and print the state's hash at regular ticks, to compare with other builds and machines.",
        discussion: "A line for each of these ticks, and one for a match's end: seed, tick and hash.")

    @Option(help: "Two strategies, separated by a comma: those of 'strategos tournament'.")
    var strategies = "balanced,raid"

    @Option(help: "Seeds, each with a map of its own.")
    var seeds = 10

    @Option(help: "The first seed.")
    var firstSeed: UInt64 = 1

    @Option(help: "Ticks between hashes: a multiple of 100, after which strategies decide anew.")
    var every = 100

    @OptionGroup var rules: RulesOptions

    func validate() throws {
        guard try Contestant.pair(strategies).count == 2 else { throw ValidationError("two strategies are needed") }
        guard (1...100_000).contains(seeds) else { throw ValidationError("the number of seeds must be 1 to 100,000") }
        guard (100...1_000_000).contains(every), every % Int(Player.decisionTicks) == 0 else {
            throw ValidationError("the number of ticks must be a multiple of 100 up to 1,000,000")
        }
    }

    func run() async throws {
        let players = try Contestant.pair(strategies)
        let rules = try rules.playable(by: players)
        for index in 0..<UInt64(seeds) {
            var game = try LiveGame(players[0], players[1], seat: 0, on: Board(seed: firstSeed &+ index), rules.rules)
            while try await game.playOn() {
                if Int(game.match.state.tick) % every == 0 { write(firstSeed &+ index, game.match) }
            }
            write(firstSeed &+ index, game.match)
        }
    }

    private func write(_ seed: UInt64, _ match: Match) { print(seed, match.state.tick, match.hash) }
}
