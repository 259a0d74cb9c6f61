// SPDX-License-Identifier: Apache-2.0

import Arena
import ArgumentParser
import Foundation

/// `strategos match`: plays one match, shows it, and writes it down.
struct MatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "Play one match of two strategies; watch it, or record it for 'strategos replay'.")

    @Option(help: "Two strategies, separated by a comma: those of 'strategos tournament'. The first one has the west.")
    var strategies = "planner-10ms,balanced"

    @Option(help: "Decides the map, where resources appear, and what strategies draw.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Write the match down, as lines of JSON.", valueName: "file"))
    var record: String?

    @OptionGroup var watching: WatchOptions
    @OptionGroup var rules: RulesOptions

    func validate() throws {
        guard try Contestant.pair(strategies).count == 2 else { throw ValidationError("two strategies are needed") }
    }

    func run() async throws {
        let players = try Contestant.pair(strategies)
        let rules = try rules.playable(by: players)
        let names = players.map(\.name)
        let screen =
            watching.watch
            ? MatchScreen(title: "seed \(seed) · \(rules.id)", players: names, pace: watching.pace) : nil
        var game = try LiveGame(players[0], players[1], seat: 0, on: Board(seed: seed), rules.rules)
        var recorder = MatchRecorder(seed: seed, players: names, rules: rules)
        while game.match.state.ending == .running {
            if game.match.state.tick % Player.decisionTicks == 0 {
                try await game.decide()
                recorder.decided(game.orders, game.match)
            }
            try await screen?.show(game.match)
            _ = game.play(ticks: 1)
        }
        recorder.ended(game.match)
        screen?.draw(game.match)
        if !watching.watch { print(MatchSummary.text(game.match, players: names)) }
        guard let record else { return }
        do {
            try recorder.record.text().write(toFile: record, atomically: true, encoding: .utf8)
        } catch {
            throw ValidationError("\(record): \(error.localizedDescription)")
        }
    }
}

/// How a match stands, in a few lines.
enum MatchSummary {
    static func text(_ match: Match, players: [String]) -> String {
        let state = match.state
        let winner = state.winner == MatchState.noTeam ? "nobody wins" : "\(players[Int(state.winner)]) wins"
        let verdict = state.ending == .running ? "still running" : "\(winner) (\(state.ending))"
        var lines = ["tick \(state.tick): \(verdict), hash \(String(match.hash, radix: 16))"]
        for team in players.indices {
            let own = state.teams[team]
            lines.append(
                "\(players[team]): \(own.cells) of \(match.map.passableCount) cells, \(state.agentCount(of: team)) agents, "
                    + "stock \(own.stock.x)/\(own.stock.y)/\(own.stock.z), spawned \(own.spawned), lost \(own.lost)")
        }
        return lines.joined(separator: "\n")
    }
}

extension Contestant {
    /// Two contestants by their names; they may be the same.
    static func pair(_ names: String) throws -> [Contestant] {
        try names.split(separator: ",").flatMap { try list(String($0)) }
    }
}
