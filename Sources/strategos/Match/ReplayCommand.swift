// SPDX-License-Identifier: Apache-2.0

import Arena
import ArgumentParser

/// `strategos replay`: plays a recorded match again, and says whether it goes the same way.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Play a match again that 'strategos match --record' wrote down.",
        discussion: """
            The hashes in the record are compared with where the match stands; where it stands elsewhere, replay says at \
            which line and ends with 1.
            """)

    @Argument(help: "The recorded match.")
    var file: String

    @Option(help: "Stop at this tick.")
    var toTick: Int32?

    @OptionGroup var watching: WatchOptions

    func validate() throws {
        if let toTick, toTick < 0 { throw ValidationError("the tick must not be negative") }
    }

    func run() async throws {
        let record = try MatchRecord(path: file)
        var replay = try MatchReplay(record, file: file)
        let screen =
            watching.watch
            ? MatchScreen(
                title: "seed \(record.seed) · \(record.rules.id)", players: record.players, pace: watching.pace)
            : nil
        while replay.goesOn, replay.match.state.tick < toTick ?? .max {
            try await screen?.show(replay.match)
            try replay.advance()
        }
        screen?.draw(replay.match)
        if !watching.watch { print(MatchSummary.text(replay.match, players: record.players)) }
    }
}
