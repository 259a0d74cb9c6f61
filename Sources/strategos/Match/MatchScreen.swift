// SPDX-License-Identifier: Apache-2.0

import Arena
import ArgumentParser
import Foundation

/// The options of commands that show a match.
struct WatchOptions: ParsableArguments {
    @Flag(help: "Draw the match while it is played; colours unless NO_COLOR is set or the output is no terminal.")
    var watch = false

    @Option(help: "With --watch, ticks of the game in a second, 10 being the game's own pace.")
    var pace = 100

    func validate() throws {
        guard (1...100_000).contains(pace) else {
            throw ValidationError("the pace must be 1 to 100,000 ticks a second")
        }
    }
}

/// Where a match is drawn: over itself on a terminal, one picture below the other elsewhere.
struct MatchScreen {
    private let picture: MatchPicture
    private let isTerminal: Bool
    /// Ticks between pictures.
    private let stride: Int32
    private let wait: Duration

    /// Pictures a second on a terminal.
    private static let rate = 20

    /// - Parameter pace: ticks a second.
    init(title: String, players: [String], pace: Int) {
        isTerminal = isatty(STDOUT_FILENO) == 1
        let noColor = ProcessInfo.processInfo.environment["NO_COLOR"] ?? ""
        picture = MatchPicture(title: title, players: players, hasColors: isTerminal && noColor.isEmpty)
        // What is not looked at while it comes need not be many pictures.
        stride = isTerminal ? Int32(max(1, pace / Self.rate)) : 500
        wait = .seconds(Double(stride) / Double(pace))
        if isTerminal { write("\u{1b}[2J") }
    }

    /// Draws the match if it is time for a picture, and waits until the next one is due.
    func show(_ match: Match) async throws {
        guard match.state.tick % stride == 0 else { return }
        draw(match)
        if isTerminal { try await Task.sleep(for: wait) }
    }

    /// Draws the match as it stands.
    func draw(_ match: Match) {
        let lines = picture.lines(match)
        // To the corner instead of clearing: nothing flickers. What is left of longer lines is erased.
        if isTerminal { write("\u{1b}[H" + lines.map { $0 + "\u{1b}[K" }.joined(separator: "\n") + "\n\u{1b}[J") }
        if !isTerminal { write(lines.joined(separator: "\n") + "\n\n") }
    }

    private func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
}
