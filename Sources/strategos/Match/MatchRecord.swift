// SPDX-License-Identifier: Apache-2.0

import Arena
import Foundation

/// A recorded match: what it was played by and what the teams were told, so that it can be played again, and
/// hashes that say whether it went the same way.
///
/// As a file it is lines of JSON: what was played, the rules (a message ArenaRules), then what happened, in
/// the order of time: new orders of a team, the hash at a tick, and the end.
package struct MatchRecord {
    /// The first line.
    struct Head: Codable {
        var format = MatchRecord.format
        /// Decides map, piles, and what players drew. A text, because not every reader of JSON has 64 bits.
        var seed: String
        /// How the map comes of the seed.
        var map = "duel"
        /// Names of the players by team.
        var players: [String]
    }

    /// What happened at a tick.
    struct Event: Codable {
        var tick: Int
        var team: Int?
        var orders: OrdersRecord?
        /// The state's hash in hexadecimal digits.
        var hash: String?
        var ending: String?
        var winner: Int?
    }

    static let format = "strategos-match/1"

    let seed: UInt64
    let players: [String]
    let rules: RulesFile
    /// In the order of time, with their lines in the file.
    var events: [(line: Int, event: Event)] = []

    /// A match at its beginning.
    init(seed: UInt64, players: [String], rules: RulesFile) {
        (self.seed, self.players, self.rules) = (seed, players, rules)
    }

    /// Reads a file.
    package init(path: String) throws(MatchRecordError) {
        let text: String
        do {
            text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
        } catch {
            throw MatchRecordError(file: path, reason: error.localizedDescription)
        }
        try self.init(text: text, file: path)
    }

    /// Reads a file's text; `file` is what errors call it.
    package init(text: String, file: String) throws(MatchRecordError) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        func failed(_ line: Int, _ reason: String) -> MatchRecordError {
            MatchRecordError(file: file, line: line, reason: reason)
        }
        let head: Head = try Self.decoded(lines[0], file, 1)
        guard head.format == Self.format else {
            throw failed(1, "format: '\(head.format)' is not '\(Self.format)', the only one that is known")
        }
        guard head.map == "duel" else {
            throw failed(1, "map: '\(head.map)' is not 'duel', the only one that is known")
        }
        guard let seed = UInt64(head.seed) else { throw failed(1, "seed: '\(head.seed)' is no number of 64 bits") }
        guard head.players.count == 2 else { throw failed(1, "players: \(head.players.count) names, not 2") }
        guard lines.count > 1 else { throw failed(2, "the rules are missing") }
        do throws(RulesFileError) {
            rules = try RulesFile(json: Array(lines[1].utf8), file: file)
        } catch {
            throw failed(2, "rules: " + error.reasons.joined(separator: "; "))
        }
        (self.seed, players) = (seed, head.players)
        var tick = 0
        for (index, line) in lines.enumerated().dropFirst(2) where !line.isEmpty {
            let event: Event = try Self.decoded(line, file, index + 1)
            if let defect = defect(event, after: tick) { throw failed(index + 1, defect) }
            tick = event.tick
            events.append((index + 1, event))
        }
    }

    private func defect(_ event: Event, after tick: Int) -> String? {
        if event.tick < tick || event.tick > Int(rules.rules.matchTicks) {
            return "tick: \(event.tick) is not from \(tick) to \(rules.rules.matchTicks)"
        }
        if (event.team == nil) != (event.orders == nil) { return "team and orders belong together" }
        if let team = event.team, !(0..<2).contains(team) { return "team: \(team) is not 0 or 1" }
        if let hash = event.hash, UInt64(hash, radix: 16) == nil { return "hash: '\(hash)' is no hexadecimal number" }
        return event.orders?.defect.map { "orders." + $0 }
    }

    private static func decoded<Value: Decodable>(
        _ text: String, _ file: String, _ line: Int
    ) throws(MatchRecordError) -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
        } catch let error as DecodingError {
            throw MatchRecordError(file: file, line: line, reason: error.reason)
        } catch {
            throw MatchRecordError(file: file, line: line, reason: error.localizedDescription)
        }
    }

    /// A line of the file.
    static func line(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }

    /// The file's text.
    package func text() throws -> String {
        var text = try Self.line(Head(seed: String(seed), players: players)) + rules.line()
        for (_, event) in events { text += try Self.line(event) }
        return text
    }
}

/// Why a file has no match that can be played again.
package struct MatchRecordError: Error, CustomStringConvertible, LocalizedError {
    package var file: String
    /// The line, counted from one; 0 for the whole file.
    package var line = 0
    package var reason: String

    package var description: String { line > 0 ? "\(file): line \(line): \(reason)" : "\(file): \(reason)" }
    package var errorDescription: String? { description }
}

extension DecodingError {
    /// What is wrong, with the place.
    var reason: String {
        func place(_ path: [any CodingKey], _ last: (any CodingKey)? = nil) -> String {
            (path + (last.map { [$0] } ?? [])).map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }
                .joined().drop { $0 == "." }.description
        }
        switch self {
        case .keyNotFound(let key, let context): return "\(place(context.codingPath, key)): is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            let path = place(context.codingPath)
            return path.isEmpty
                ? "is no JSON object: \(context.debugDescription)" : "\(path): \(context.debugDescription)"
        @unknown default: return localizedDescription
        }
    }
}
