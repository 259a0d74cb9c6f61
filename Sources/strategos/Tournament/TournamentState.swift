// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The file in which a tournament keeps what it has played, so that it can be ended at any time and resumed:
/// a line of JSON that says which tournament it is, and one for each seed.
package struct TournamentState {
    /// What must be the same for rounds to belong together.
    private struct Head: Codable, Equatable {
        var format = "strategos-tournament/1"
        var players: [String]
        var pairs: [[Int]]
        var firstSeed: String
        var isOneSided: Bool
        /// The rules' name and fingerprint.
        var rules: String
    }

    /// Why a file cannot be resumed from.
    package struct Failure: Error, CustomStringConvertible, LocalizedError {
        package var description: String
        package var errorDescription: String? { description }
    }

    /// What was played already.
    package private(set) var rounds: [Tournament.Round] = []
    private let file: FileHandle

    /// Opens a tournament's file, or begins one.
    package init(path: String, _ tournament: Tournament) throws {
        let head = Head(
            players: tournament.players.map(\.name), pairs: tournament.pairs.map { [$0.0, $0.1] },
            firstSeed: String(tournament.firstSeed), isOneSided: tournament.isOneSided, rules: tournament.rules.title)
        if !FileManager.default.fileExists(atPath: path) {
            guard FileManager.default.createFile(atPath: path, contents: nil) else {
                throw Failure(description: "\(path): cannot be written")
            }
        }
        guard let file = FileHandle(forUpdatingAtPath: path) else {
            throw Failure(description: "\(path): cannot be read and written")
        }
        self.file = file
        let data = try file.readToEnd() ?? Data()
        // The last line is only whole if it ends; one that was being written when the program was stopped does not.
        let whole = data.lastIndex(of: UInt8(ascii: "\n")).map { data[...$0] } ?? Data()
        let lines = whole.split(separator: UInt8(ascii: "\n"))
        guard let first = lines.first else {
            try file.truncate(atOffset: 0)
            try file.write(contentsOf: Data(MatchRecord.line(head).utf8))
            return
        }
        guard (try? JSONDecoder().decode(Head.self, from: first)) == head else {
            throw Failure(
                description:
                    "\(path): line 1: belongs to another tournament (players, pairs, first seed, sides or rules differ)"
            )
        }
        for (index, line) in lines.enumerated().dropFirst() {
            do {
                let round = try JSONDecoder().decode(Tournament.Round.self, from: line)
                guard round.games.count == tournament.pairs.count, round.index >= 0 else {
                    throw Failure(description: "\(path): line \(index + 1): not a round of this tournament")
                }
                rounds.append(round)
            } catch let error as DecodingError {
                throw Failure(description: "\(path): line \(index + 1): \(error.reason)")
            }
        }
        try file.truncate(atOffset: UInt64(whole.count))
        try file.seekToEnd()
    }

    /// Writes a round that is done.
    package func add(_ round: Tournament.Round) throws {
        try file.write(contentsOf: Data(MatchRecord.line(round).utf8))
    }
}
