// SPDX-License-Identifier: Apache-2.0

import Arena
import Foundation
import Protobuf
import Services
import StrategosAPI
import Testing
import strategos

@Suite("Rules are data")
struct RulesFileTests {
    /// The repository's folder.
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func error(of text: String) throws -> String {
        let error = try #require(throws: RulesFileError.self) {
            try RulesFile(json: Array(text.utf8), file: "some.json")
        }
        return error.description
    }

    private func standard(_ change: (inout ArenaRules) -> Void) throws -> String {
        var message = ArenaRules(id: "changed", Rules())
        change(&message)
        var options = JSONEncodingOptions()
        options.pretty = true
        return try message.json(options: options)
    }

    @Test("The standard rules are those of the file that is shipped")
    func shipped() throws {
        let path = Self.root.appending(path: "rules/standard.json").path
        let file = try RulesFile(path: path)
        #expect(file.title == RulesFile.standard.title)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == RulesFile.standard.json())
    }

    @Test("What is written is read back, whatever the numbers")
    func roundTrip() throws {
        for seed in UInt64(1)...50 {
            let message = RandomRules.message(seed: seed)
            let file = RulesFile(id: message.id, rules: Rules(message))
            let again = try RulesFile(json: Array(file.json().utf8), file: "again.json")
            #expect(again.title == file.title, "seed \(seed)")
            #expect(ArenaRules(id: message.id, Rules(message)) == message, "seed \(seed)")
        }
    }

    @Test("A text that is no JSON, or no such message, is refused with file, line, column and field")
    func syntax() throws {
        #expect(try error(of: "{\n  \"id\": 3\n}").hasPrefix("some.json: line 2, column 9: id: "))
        #expect(try error(of: "{\n  \"victory\": {\"match_tick\": 3}\n}").contains("line 2, column 15"))
        #expect(try error(of: "{\"id\": ").hasPrefix("some.json: line 1"))
    }

    @Test("A number out of its range is refused with file, line, column and field")
    func ranges() throws {
        let text = try standard { $0.victory?.matchTicks = 0 }
        let line = try #require(
            text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("matchTicks") })
        #expect(try error(of: text).hasPrefix("some.json: line \(line + 1), column 5: victory.match_ticks: "))
    }

    @Test("A number that is missing is refused at the part in which it should be")
    func missing() throws {
        let text = try standard { $0.combat?.healing = nil }
        let line = try #require(
            text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("combat") })
        #expect(try error(of: text).hasPrefix("some.json: line \(line + 1), column 3: combat.healing: "))
        #expect(try error(of: "{\"id\": \"empty\"}").contains("some.json: line 1, column 1: victory: "))
    }

    @Test("Numbers that contradict each other are refused")
    func contradictions() throws {
        #expect(try error(of: standard { $0.agents?.paceGain = 999 }).contains("pace_base and pace_gain"))
        #expect(try error(of: standard { $0.combat?.cooldownGain = 199 }).contains("cooldown_gain"))
        #expect(try error(of: standard { $0.spawning?.poorStock = 101 }).contains("poor_stock"))
    }

    @Test("A file that is not there is an error that names it")
    func absent() throws {
        let error = try #require(throws: RulesFileError.self) { try RulesFile(path: "/nowhere/rules.json") }
        #expect(error.description.hasPrefix("/nowhere/rules.json: "))
    }

    @Test("Equal rules have the same fingerprint whatever they are called, others another one")
    func fingerprints() {
        var other = Rules()
        other.claim[2] += 1
        #expect(RulesFile(id: "a", rules: Rules()).fingerprint == RulesFile(id: "b", rules: Rules()).fingerprint)
        #expect(RulesFile(id: "a", rules: Rules()).fingerprint != RulesFile(id: "a", rules: other).fingerprint)
    }

    @Test("Any valid message gives rules that can be played")
    func valid() throws {
        let seed = UInt64.random(in: .min ... .max)
        let maps = try RandomRules.maps()
        for index in UInt64(0)..<20 {
            let message = RandomRules.message(seed: seed &+ index)
            try message.validate()
            let rules = Rules(message)
            #expect(rules.defect == nil, "seed \(seed &+ index)")
            try RandomRules.play(rules, on: maps, seed: seed &+ index)
        }
    }

    @Test("Any text comes to an error or to rules that can be played")
    func broken() throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = Randomness(seed: seed, stream: 7)
        var (refused, played) = (0, 0)
        let maps = try RandomRules.maps()
        for index in UInt64(0)..<60 {
            var text = Array(try standard { $0 = RandomRules.message(seed: seed &+ index) }.utf8)
            for _ in 0...random.below(2) { RandomRules.damage(&text, &random) }
            let rules: Rules
            do throws(RulesFileError) {
                rules = try RulesFile(json: text, file: "some.json").rules
            } catch {
                #expect(error.description.hasPrefix("some.json: "), "seed \(seed)")
                refused += 1
                continue
            }
            try RandomRules.play(rules, on: maps, seed: seed)
            played += 1
        }
        #expect(refused > 0 && played > 0, "seed \(seed)")
    }
}
