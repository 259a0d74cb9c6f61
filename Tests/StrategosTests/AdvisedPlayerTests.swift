// SPDX-License-Identifier: Apache-2.0

import Arena
import Foundation
import Testing
import strategos

@Suite("Planners that somebody advises")
struct AdvisedPlayerTests {
    /// A contestant with proposals, one in a line.
    private func contestant(_ lines: String) throws -> (contestant: Contestant, path: String) {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).jsonl").path
        try lines.write(toFile: path, atomically: true, encoding: .utf8)
        let contestant = try #require(Contestant(name: "advised:\(path)"))
        #expect(contestant.name == "advised:\(path)" && contestant.needsSight)
        return (contestant, path)
    }

    private func game(_ contestant: Contestant, seed: UInt64 = 11, ticks: Int32 = 320) async throws -> (Game, [Orders])
    {
        var rules = Rules()
        rules.matchTicks = ticks
        var game = try LiveGame(contestant, .archetype(.rush), seat: 0, on: Board(seed: seed), rules)
        var orders: [Orders] = []
        while try await game.playOn() { orders.append(game.orders[0]) }
        return (game.result, orders)
    }

    @Test("Matches repeat, and what is proposed is only followed where it is played out better")
    func repeats() async throws {
        // Nothing is gathered, nothing is built, and everybody runs away.
        let hopeless =
            #"{"posture":"POSTURE_DEFENSIVE","focus":"FOCUS_COMBAT","priorities":["#
            + #"{"task":"TASK_KIND_DEFEND_BASE","weightPerMille":1000}],"composition":{"defenderPerMille":1000},"#
            + #""spawnIntervalPerMille":10000,"retreatHealthPerMille":1000}"# + "\n\n"
        let (contestant, path) = try contestant(hopeless)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let (first, orders) = try await game(contestant)
        #expect(try await game(contestant).0 == first)
        #expect(!orders.isEmpty && orders.allSatisfy { $0.spawnInterval < 10_000 })
    }

    @Test(
        "A file without strategies, with a line that is none, or that is not there, says so",
        arguments: [
            ("", "there is no strategy"), ("{}\n{\"posture\":7.5}\n", "line 2"),
            ("{\"spawnIntervalPerMille\":5}\n", "spawn_interval_per_mille"),
        ])
    func unusable(text: String, reason: String) async throws {
        let (contestant, path) = try contestant(text)
        func failure() async -> String {
            do {
                _ = try await game(contestant)
                return ""
            } catch {
                return "\(error)"
            }
        }
        let said = await failure()
        #expect(said.hasPrefix(path) && said.contains(reason), "\(said)")
        try FileManager.default.removeItem(atPath: path)
        #expect(await failure().hasPrefix(path))
    }
}
