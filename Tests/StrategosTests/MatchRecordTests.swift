// SPDX-License-Identifier: Apache-2.0

import Arena
import Testing
import strategos

@Suite("Recorded matches")
struct MatchRecordTests {
    /// A short match with orders of all kinds.
    private func recorded() async throws -> (text: String, hash: UInt64) {
        var rules = RulesFile.standard
        rules.rules.matchTicks = 450
        var game = try LiveGame(.reflex, .switcher, seat: 0, on: Board(seed: 3), rules.rules)
        var recorder = MatchRecorder(seed: 3, players: ["reflex", "switcher"], rules: rules)
        while game.match.state.ending == .running {
            try await game.decide()
            recorder.decided(game.orders, game.match)
            _ = game.play(ticks: 100)
        }
        recorder.ended(game.match)
        return (try recorder.record.text(), game.match.hash)
    }

    @Test("A match is played again as it was, and can be stopped at a tick")
    func replay() async throws {
        let (text, hash) = try await recorded()
        let record = try MatchRecord(text: text, file: "m")
        var replay = try MatchReplay(record, file: "m")
        while replay.goesOn { try replay.advance() }
        #expect(replay.match.hash == hash && replay.match.state.tick == 450)
        #expect(try record.text() == text)
        var part = try MatchReplay(record, file: "m")
        while part.goesOn, part.match.state.tick < 123 { try part.advance() }
        #expect(part.match.state.tick == 123)
    }

    @Test("A match that goes another way than recorded is found out, with the line")
    func otherWay() async throws {
        var lines = try await recorded().text.split(separator: "\n").map(String.init)
        let index = try #require(lines.firstIndex { $0.contains("\"tick\":200") && $0.contains("hash") })
        lines[index] = "{\"tick\":200,\"hash\":\"123\"}"
        var replay = try MatchReplay(MatchRecord(text: lines.joined(separator: "\n"), file: "m"), file: "m")
        let error = #expect(throws: MatchRecordError.self) { while replay.goesOn { try replay.advance() } }
        #expect(error?.description.hasPrefix("m: line \(index + 1): at tick 200 the match stands elsewhere") == true)
    }

    @Test(
        "What is wrong with a file is said with line and field",
        arguments: [
            (0, "{}", "m: line 1: format: is missing"),
            (0, "[]", "m: line 1: is no JSON object"),
            (
                0, #"{"format":"strategos-match/9","seed":"3","map":"duel","players":["a","b"]}"#,
                "m: line 1: format: 'strategos-match/9'"
            ),
            (0, #"{"format":"strategos-match/1","seed":"x","map":"duel","players":["a","b"]}"#, "m: line 1: seed: 'x'"),
            (
                0, #"{"format":"strategos-match/1","seed":"3","map":"duel","players":["a"]}"#,
                "m: line 1: players: 1 names"
            ),
            (1, "{}", "m: line 2: rules: "),
            (2, #"{"tick":451}"#, "m: line 3: tick: 451 is not from 0 to 450"),
            (2, #"{"tick":0,"team":0}"#, "m: line 3: team and orders belong together"),
            (2, #"{"tick":0,"hash":"xyz"}"#, "m: line 3: hash: 'xyz'"),
            (2, #"{"tick":0,"team":0,"orders":{"weights":[1]}}"#, "m: line 3: orders."),
            (2, #"{"tick":70000000000}"#, "m: line 3: tick: "),
        ])
    func wrong(line: Int, text: String, reason: String) async throws {
        var lines = try await recorded().text.split(separator: "\n").map(String.init)
        lines[line] = text
        let error = #expect(throws: MatchRecordError.self) {
            _ = try MatchRecord(text: lines.joined(separator: "\n"), file: "m")
        }
        #expect(error?.description.hasPrefix(reason) == true, "\(error?.description ?? "")")
    }

    @Test("The picture has a line for each row and team, and colours only where they are wanted")
    func picture() throws {
        var match = try Match(map: .duel(seed: 1), seed: 1)
        match.advance(to: 400)
        let plain = MatchPicture(title: "a match", players: ["one", "two"], hasColors: false).lines(match)
        let colored = MatchPicture(title: "a match", players: ["one", "two"], hasColors: true).lines(match)
        #expect(plain.count == 24 + 6 && colored.count == plain.count)
        #expect(plain.allSatisfy { !$0.contains("\u{1b}") })
        #expect(colored.allSatisfy { $0.isEmpty || $0.contains("\u{1b}[") })
        // Two columns for each cell, and half a hex for odd rows; both sides are to be seen.
        #expect(plain[2].count == 72 && plain[3].count == 73)
        let field = plain[2..<26].joined()
        #expect(field.contains("C") && field.contains("c") && field.contains("##") && field.contains("*"))
        #expect(plain[0].contains("tick 400 of 6000 · 0:40"))
    }
}
