// SPDX-License-Identifier: Apache-2.0

import Arena
import ArgumentParser
import Foundation
import Protobuf
import Services
import StrategosAPI

/// `strategos state`: what a game would ask in the middle of a match of the arena.
struct StateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "state",
        abstract: "Print states of a match of the arena, each as a question for a strategy.",
        discussion: """
            Two archetypes, red and blue, play by the standard rules. For each tick a line is printed: a \
            GenerateStrategyRequest in JSON, which every method that asks about a team and a state understands \
            as far as the fields have the same names. A line that the match does not reach is left out.
            """)

    @Option(help: "Decides the map and where resources appear.")
    var seed: UInt64 = 1
    @Option(help: ArgumentHelp("The ticks of the states, separated by commas.", valueName: "ticks"))
    var ticks = "600"
    @Option(help: "The tick at which the match ends at the latest. (default: that of the standard rules)")
    var lastTick: Int32?
    @Option(help: "How red plays.")
    var red = "balanced"
    @Option(help: "How blue plays.")
    var blue = "rush"
    @Option(help: "The team that asks.")
    var team = "red"
    @Option(help: "The match's id; without one the server remembers nothing.")
    var match = ""

    func run() throws {
        let ticks = try self.ticks.split(separator: ",").map { text in
            guard let tick = Int32(text), tick >= 0 else { throw ValidationError("--ticks: '\(text)' is no tick") }
            return tick
        }
        guard ["red", "blue"].contains(team) else { throw ValidationError("--team: '\(team)' is not red or blue") }
        var rules = Arena.Rules()
        if let lastTick { rules.matchTicks = lastTick }
        guard rules.defect == nil else {
            throw ValidationError("--last-tick: '\(rules.matchTicks)' is not 1 to 1000000")
        }
        var played = try Arena.Match(map: .duel(seed: seed), rules: rules, seed: seed)
        played.order(0, try archetype("red", red).orders)
        played.order(1, try archetype("blue", blue).orders)
        for tick in ticks.sorted() {
            played.advance(to: tick)
            guard played.state.ending == .running else { break }
            var request = GenerateStrategyRequest()
            request.teamID = team
            request.gameState = GameState(played, teams: ["red", "blue"], matchID: match)
            FileHandle.standardOutput.write(Data((try request.json() + "\n").utf8))
        }
    }

    private func archetype(_ flag: String, _ name: String) throws -> Arena.Archetype {
        guard let archetype = Arena.Archetype.allCases.first(where: { "\($0)" == name }) else {
            let names = Arena.Archetype.allCases.map { "\($0)" }.joined(separator: ", ")
            throw ValidationError("--\(flag): '\(name)' is not one of \(names)")
        }
        return archetype
    }
}
